#include "lint/syntax/yaml_cursor.h"

#include <algorithm>
#include <utility>

namespace mcplint {

static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool YamlCursor::at_marker() const {
  if (at != line) return false;
  const std::string_view three = text.substr(at, 3);
  return (three == "---" || three == "...") && ends_word(3);
}

bool YamlCursor::begins_line() const {
  std::size_t before = at;
  while (before > line && is_yaml_blank(text[before - 1])) --before;
  return before == line;
}

long YamlCursor::indentation() const {
  const std::size_t end = std::min(text.find_first_not_of(' ', line), text.size());
  return static_cast<long>(end - line);
}

bool YamlCursor::behind_tab() const {
  std::size_t before = at;
  while (before > line && text[before - 1] == ' ') --before;
  return before > line && text[before - 1] == '\t';
}

void YamlCursor::skip_blanks() {
  while (is_yaml_blank(peek())) ++at;
}

void YamlCursor::take_break() {
  at += peek() == '\r' && peek(1) == '\n' ? 2U : 1U;
  line = at;
}

void YamlCursor::skip_comment() {
  if (at > line && !is_yaml_blank(text[at - 1]))
    complain(at, "a comment needs a blank in front of it");
  at = std::min(text.find_first_of("\r\n", at), text.size());
}

void YamlCursor::skip() {
  while (!at_end()) {
    if (is_yaml_blank(peek())) {
      ++at;
    } else if (is_yaml_break(peek())) {
      take_break();
    } else if (peek() == '#') {
      skip_comment();
    } else if (at == line && text.substr(at).starts_with(kByteOrderMark)) {
      line = at += kByteOrderMark.size();  // each document may begin with one
    } else {
      return;
    }
  }
}

bool YamlCursor::stop(Problem problem) {
  fatal = std::move(problem);
  return false;
}

bool YamlCursor::fail(std::size_t where, const std::string& why) {
  return stop({{text.substr(std::min(where, text.size()), 1)},
               "is no YAML from here on: " + why,
               "correct the syntax; indentation and tabs are the usual causes"});
}

void YamlCursor::complain(std::size_t where, const std::string& why) {
  if (dubious) return;
  dubious = {{text.substr(where, 1)},
             "is no YAML to every program: " + why,
             "correct it; some programs read such a file, and others refuse it"};
}

}  // namespace mcplint
