#pragma once
// Writing JSON that every reader accepts, whatever the text in it.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace mcplint {

/// Writes JSON values, each with a newline behind it, in the order it is told. It nests as its
/// calls do:
///
///   JsonWriter json(out);
///   json.object([&] {
///     json.member("line", 3U);
///     json.array("notes", [&] { for (…) json.value(note); });
///   });
///
/// What it writes is UTF-8 and safe to look at: bytes that are not UTF-8 become
/// U+FFFD, and characters that people cannot see are written as `\u202e`.
class JsonWriter {
 public:
  enum class Layout { Indented, OneLine };

  explicit JsonWriter(std::ostream& out, Layout layout = Layout::Indented)
      : out_(out), layout_(layout) {}

  template <std::invocable Body>
  void object(Body body) {
    nest('{', '}', body);
  }
  template <std::invocable Body>
  void object(std::string_view name, Body body) {
    key(name);
    nest('{', '}', body);
  }
  template <std::invocable Body>
  void array(Body body) {
    nest('[', ']', body);
  }
  template <std::invocable Body>
  void array(std::string_view name, Body body) {
    key(name);
    nest('[', ']', body);
  }

  template <class Value>
  void member(std::string_view name, const Value& its_value) {
    key(name);
    value(its_value);
  }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  /// What is JSON already: a number as it was read, `true`, `null`.
  void literal(std::string_view json) { scalar(json); }
  void literal_member(std::string_view name, std::string_view json) {
    key(name);
    scalar(json);
  }
  void value(std::same_as<bool> auto truth) { scalar(truth ? "true" : "false"); }
  void value(std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) {
    scalar(std::to_string(number));
  }

 private:
  template <class Body>
  void nest(char open, char close, Body& body) {
    begin(open);
    body();
    end(close);
  }

  void key(std::string_view name);
  void scalar(std::string_view text);
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void new_line();

  std::ostream& out_;
  Layout layout_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost brackets yet
  bool after_key_ = false;
};

/// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

}  // namespace mcplint
