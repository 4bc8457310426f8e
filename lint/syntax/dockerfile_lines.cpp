#include "lint/syntax/dockerfile_lines.h"

#include <algorithm>
#include <utility>

#include "lint/text/bytes.h"
#include "lint/text/utf8.h"

namespace mcplint {

namespace {

/// BuildKit's scanner gives up on a line that is longer.
constexpr std::size_t kMaxLine = 65535;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::size_t space_at(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (byte < 0x80) return 0;
  const Character c = character_at(text, offset);
  const bool is_space = c.code == 0x85 || c.code == 0xA0 || c.code == 0x1680 ||
                        (c.code >= 0x2000 && c.code <= 0x200A) || c.code == 0x2028 ||
                        c.code == 0x2029 || c.code == 0x202F || c.code == 0x205F ||
                        c.code == 0x3000;
  return is_space ? c.size : 0;
}

std::string_view trim_left(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t space = space_at(text, begin);
    if (space == 0) break;
    begin += space;
  }
  return text.substr(begin);
}

std::string_view trim(std::string_view text) {
  text = trim_left(text);
  std::size_t end = text.size();
  while (end > 0) {
    std::size_t last = end - 1;  // back to the first byte of the last character
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    if (space_at(text, last) != end - last) break;
    end = last;
  }
  return text.substr(0, end);
}

static std::string_view trim_line_break(std::string_view line) {
  return line.substr(0, line.find_last_not_of("\r\n") + 1);  // npos + 1 is 0
}

static bool is_comment(std::string_view line) { return trim_left(line).starts_with('#'); }

void JoinedLine::append(std::string_view part) {
  if (part.empty()) return;
  pieces_.push_back({text_.size(), part.data()});
  text_ += part;
}

const char* JoinedLine::place_of(std::size_t offset) const {
  auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::offset);
  const Piece& piece = *std::prev(after);
  return piece.place + (offset - piece.offset);
}

Span JoinedLine::place(std::string_view part) const {
  const auto offset = static_cast<std::size_t>(part.data() - text_.data());
  // The next character may stand on another line: an empty part ends with the
  // last one.
  const char* begin = part.empty() && offset > 0 ? place_of(offset - 1) + 1 : place_of(offset);
  const char* end = part.empty() ? begin : place_of(offset + part.size() - 1) + 1;
  return {{begin, static_cast<std::size_t>(end - begin)}};
}

LineReader::LineReader(const Source& source, std::vector<Problem>& problems)
    : text_(source.text), problems_(problems) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

std::string_view LineReader::take_line() {
  const std::size_t line_break = text_.find('\n', position_);
  const std::size_t end = line_break == std::string_view::npos ? text_.size() : line_break + 1;
  const std::string_view line = text_.substr(position_, end - position_);
  position_ = end;
  if (line.size() > kMaxLine) {
    problems_.push_back({{line.substr(0, 1)},
                         "a line of more than 65535 bytes",
                         "BuildKit refuses it: split the line with continuations"});
  }
  return line;
}

Span LineReader::end_of_read() const {
  const std::string_view read = trim_line_break(text_.substr(0, position_));
  return {read.substr(read.size())};
}

/// Adds a line to an instruction; tells whether the next line continues it. An
/// escape character that is escaped itself does not.
bool LineReader::append(std::string_view line, JoinedLine& joined) const {
  const std::size_t last = line.find_last_not_of(" \t");
  const bool continues = last != std::string_view::npos && line[last] == escape_ &&
                         (last == 0 || line[last - 1] != escape_);
  joined.append(continues ? line.substr(0, last) : line);
  return continues;
}

std::optional<JoinedLine> LineReader::next() {
  while (position_ < text_.size()) {
    std::string_view line = trim_left(trim_line_break(take_line()));
    read_directive(line);
    if (line.empty() || is_comment(line)) continue;

    JoinedLine joined;
    bool continues = append(line, joined);
    while (continues && position_ < text_.size()) {
      line = trim_line_break(take_line());
      if (trim_left(line).empty() || is_comment(line)) continue;
      continues = append(line, joined);
    }
    if (!trim(joined.text()).empty()) return joined;
  }
  return std::nullopt;
}

std::optional<Span> LineReader::read_heredoc(std::string_view terminator, bool strip_tabs) {
  const std::size_t begin = position_;
  while (position_ < text_.size()) {
    const std::size_t line_begin = position_;
    std::string_view line = trim_line_break(take_line());
    if (strip_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    if (line == terminator) return Span{text_.substr(begin, line_begin - begin)};
  }
  position_ = begin;
  return std::nullopt;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// `# name=value`, which counts only at the very top: the first line that is
/// nothing of the kind ends the search.
void LineReader::read_directive(std::string_view line) {
  if (!std::exchange(in_directives_, false) || !line.starts_with('#')) return;

  const std::string_view comment = trim(line.substr(1));
  const std::size_t equals = comment.find('=');
  if (equals == std::string_view::npos || comment.empty() || !is_letter(comment[0])) return;

  const std::string name = lower(trim(comment.substr(0, equals)));
  const std::string_view value = trim(comment.substr(equals + 1));
  if (value.empty() || (name != "syntax" && name != "escape" && name != "check")) return;

  in_directives_ = true;
  apply_directive(line, name, value);
}

void LineReader::apply_directive(std::string_view line, const std::string& name,
                                 std::string_view value) {
  if (std::ranges::find(directives_, name) != directives_.end()) {
    problems_.push_back({{line}, "a second " + name + " directive", "keep one of them"});
    return;
  }
  directives_.push_back(name);
  if (name != "escape") return;
  if (value != "\\" && value != "`") {
    problems_.push_back(
        {{line}, "an escape character other than backslash and backtick", "write `# escape=\\`"});
    return;
  }
  escape_ = value[0];
}

}  // namespace mcplint
