#pragma once
// Going through the text of a YAML file: its lines, blanks and comments.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mcplint/project.h"
#include "mcplint/text.h"

namespace mcplint {

inline bool is_yaml_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_yaml_break(char c) { return c == '\n' || c == '\r'; }
/// What ends a plain word in brackets and braces.
inline bool is_yaml_flow(char c) {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

/// A place in the text that moves forward.
struct YamlCursor {
  explicit YamlCursor(std::string_view whole) : text(whole) {}

  std::string_view text;
  std::size_t at = 0;
  std::size_t line = 0;            // where the line begins that `at` is in
  std::optional<Problem> fatal;    // why reading stopped
  std::optional<Problem> dubious;  // the first thing that others refuse, and we read on behind

  [[nodiscard]] bool at_end() const { return at >= text.size(); }
  /// A character ahead; '\0' behind the end. The text itself holds none.
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at + ahead < text.size() ? text[at + ahead] : '\0';
  }
  /// Whether a blank, a line break or the end stands that far ahead.
  [[nodiscard]] bool ends_word(std::size_t ahead) const {
    const char c = peek(ahead);
    return c == '\0' || is_yaml_blank(c) || is_yaml_break(c);
  }
  /// Whether one of `-`, `?` and `:` stands here, and as a word of its own.
  [[nodiscard]] bool at_indicator(char c) const { return peek() == c && ends_word(1); }
  /// Whether a line `---` or `...` begins here.
  [[nodiscard]] bool at_marker() const;

  /// How many bytes stand before this one in its line.
  [[nodiscard]] long column() const { return static_cast<long>(at - line); }
  /// Whether only blanks do.
  [[nodiscard]] bool begins_line() const;
  /// How many spaces the line begins with. A tab is none.
  [[nodiscard]] long indentation() const;
  /// Whether a tab is among the blanks right before this place.
  [[nodiscard]] bool behind_tab() const;

  void skip_blanks();
  /// Goes to the next line from a line break.
  void take_break();
  /// Goes to the next thing that is no blank, line break or comment.
  void skip();
  void skip_comment();

  [[nodiscard]] Span span_from(std::size_t start) const { return {text.substr(start, at - start)}; }
  // Each of these is false, for callers to return it.
  bool stop(Problem problem);
  bool fail(std::size_t where, const std::string& why);
  bool fail(const std::string& why) { return fail(at, why); }
  /// Notes what is wrong, and lets reading go on.
  void complain(std::size_t where, const std::string& why);
};

}  // namespace mcplint
