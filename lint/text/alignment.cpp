#include "lint/text/alignment.h"

#include <cstddef>

namespace mcplint {

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// The place behind a continuation at `at`, and the comments and empty lines
/// below it; `at` if there is none.
static std::size_t skip_continuation(std::string_view written, std::size_t at) {
  if (written[at] != '\\' && written[at] != '`') return at;
  std::size_t next = skip_blanks(written, at + 1);
  if (next >= written.size() || written[next] != '\n') return at;
  ++next;
  while (true) {
    const std::size_t line = skip_blanks(written, next);
    const bool is_comment = line < written.size() && written[line] == '#';
    const bool is_empty = line < written.size() && written[line] == '\n';
    if (!is_comment && !is_empty) return next;
    const std::size_t end = written.find('\n', line);
    if (end == std::string_view::npos) return written.size();
    next = end + 1;
  }
}

/// How many bytes of `written` at `at` are an escape that stands for `decoded`,
/// other than a backslash before that very character; 0 if none.
static std::size_t escape_at(std::string_view written, std::size_t at, char decoded) {
  if (written[at] != '\\' || at + 1 >= written.size()) return 0;
  const char letter = written[at + 1];
  if (letter == 'u' && at + 6 <= written.size()) return 6;
  if (letter == 'x' && at + 4 <= written.size()) return 4;
  const bool newline = letter == 'n' && decoded == '\n';
  const bool tab = letter == 't' && decoded == '\t';
  return newline || tab ? 2 : 0;
}

/// Whether the text that goes on with `rest` has itself what looks like a
/// continuation: the script in a block of YAML does.
static bool keeps_continuation(std::string_view rest) {
  const std::size_t next = skip_blanks(rest, 1);
  return (rest[0] == '\\' || rest[0] == '`') && next < rest.size() && rest[next] == '\n';
}

/// Where, from `at` on, the first byte of `rest` was written.
static std::size_t find_next(std::string_view rest, std::string_view written, std::size_t at) {
  while (at < written.size()) {
    const std::size_t next = skip_continuation(written, at);
    if (next != at && !keeps_continuation(rest)) {
      at = next;
      continue;
    }
    const bool folded = rest[0] == ' ' && written[at] == '\n';  // of YAML
    if (written[at] == rest[0] || folded || escape_at(written, at, rest[0]) > 0) break;
    ++at;
  }
  return at;
}

static std::vector<std::uint32_t> align(std::string_view text, std::string_view written) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(text.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    at = find_next(text.substr(i), written, at);
    if (at >= written.size()) return {};
    offsets.push_back(static_cast<std::uint32_t>(at));
    const std::size_t escape = written[at] == text[i] ? 0 : escape_at(written, at, text[i]);
    at += escape > 0 ? escape : 1;
  }
  return offsets;
}

Alignment::Alignment(const Text& text)
    : whole_(text.span), begin_(text.text.data()), verbatim_(text.text == text.span.text) {
  if (!verbatim_) offsets_ = align(text.text, text.span.text);
}

Span Alignment::place(std::string_view part) const {
  const auto first = static_cast<std::size_t>(part.data() - begin_);
  if (verbatim_) return {whole_.text.substr(first, part.size())};
  if (first + part.size() > offsets_.size()) return whole_;
  if (part.empty()) return whole_;
  const std::size_t begin = offsets_[first];
  const std::size_t end = offsets_[first + part.size() - 1] + 1;
  return {whole_.text.substr(begin, end - begin)};
}

}  // namespace mcplint
