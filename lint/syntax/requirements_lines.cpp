// How pip joins lines and drops comments, in that order (its req_file.py): a
// comment after a requirement that ends in `\` swallows the next line.

#include "lint/syntax/requirements_lines.h"

#include <algorithm>
#include <iterator>

namespace mcplint {

namespace {

/// Hundreds of hashes fit; a longer line is no requirement.
constexpr std::size_t kLongestLine = 64U << 10U;

constexpr std::string_view kWhite = " \t\f\v";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

Span LogicalLine::span(std::size_t begin, std::size_t end) const {
  auto place_of = [this](std::size_t at) {
    auto after = std::ranges::upper_bound(pieces, at, {}, &Piece::at);
    const Piece& piece = *std::prev(after);
    return piece.place + (at - piece.at);
  };
  const char* first = place_of(begin);
  const char* last = end > begin ? place_of(end - 1) + 1 : first;
  return {{first, static_cast<std::size_t>(last - first)}};
}

Span LogicalLine::span(std::string_view part) const {
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  return span(begin, begin + part.size());
}

static bool is_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(kWhite);
  return first != std::string_view::npos && line[first] == '#';
}

/// Where the comment of a joined line begins, with the white space before it.
static std::size_t comment_start(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (at == 0) return 0;
    if (kWhite.find(text[at - 1]) != std::string_view::npos) {
      return text.find_last_not_of(kWhite, at - 1) + 1;  // npos + 1 is 0
    }
  }
  return text.size();
}

/// Drops the comment and the white space around what is left.
static void trim(LogicalLine& line) {
  line.text.resize(comment_start(line.text));
  line.text.resize(line.text.find_last_not_of(kWhite) + 1);
  const std::size_t lead = std::min(line.text.find_first_not_of(kWhite), line.text.size());
  if (lead == 0) return;

  const char* first = line.span(lead, lead).begin();
  line.text.erase(0, lead);
  std::erase_if(line.pieces, [&](const LogicalLine::Piece& piece) { return piece.at <= lead; });
  for (LogicalLine::Piece& piece : line.pieces) piece.at -= lead;
  line.pieces.insert(line.pieces.begin(), {0, first});
}

static void append(LogicalLine& line, std::string_view part) {
  if (line.text.size() + part.size() > kLongestLine) {
    line.too_long = true;
    part = part.substr(0, kLongestLine - line.text.size());
  }
  if (part.empty()) return;
  line.pieces.push_back({line.text.size(), part.data()});
  line.text += part;
}

LogicalLines::LogicalLines(const Source& source) : rest_(source.text) {
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

std::string_view LogicalLines::take() {
  const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end);
  if (rest_.starts_with("\r\n")) {
    rest_.remove_prefix(2);
  } else if (!rest_.empty()) {
    rest_.remove_prefix(1);
  }
  return line;
}

bool LogicalLines::next(LogicalLine& line) {
  while (!rest_.empty()) {
    line = {};
    while (!rest_.empty()) {
      std::string_view part = take();
      if (is_comment(part)) break;  // it ends the line that it continues
      const bool continued = part.ends_with('\\');
      part = part.substr(0, part.find_last_not_of('\\') + 1);
      append(line, part);
      if (!continued) break;
    }
    trim(line);
    if (!line.text.empty()) return true;
  }
  return false;
}

}  // namespace mcplint
