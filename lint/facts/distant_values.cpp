#include "lint/facts/distant_values.h"

#include <algorithm>
#include <string>

#include "lint/text/bytes.h"

namespace mcplint {

namespace {

constexpr std::size_t kLongestValue = 1'024;
constexpr std::size_t kLongestCallee = 60;
constexpr std::size_t kLongestArguments = 200;

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kSpace = " \t\r\n";

/// Functions that read a setting, by a part of their names.
constexpr std::string_view kReaders[] = {"env",    "config",   "setting", "getordefault",
                                         "option", "argument", ".get"};
/// Functions that set one.
constexpr std::string_view kSetters[] = {"setenv", "putenv", "setproperty", "define"};

/// What stands between a setting and what is taken instead.
constexpr std::string_view kOrs[] = {"||", "??",          "or ",
                                     "?:", ".unwrap_or(", ".unwrap_or_else(|_| "};

/// Names of the argument that is taken instead.
constexpr std::string_view kDefaults[] = {"default", "defaultValue", "default_value", "fallback"};

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

bool is_of_callee(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_.:$>-!").find(c) != std::string_view::npos;
}

/// Reads around a name.
class Reader {
 public:
  Reader(std::string_view text, std::size_t begin, std::size_t end, Notation notation)
      : text_(text), begin_(begin), end_(end), notation_(notation) {}

  std::optional<NamedValue> read();

 private:
  using Value = std::optional<std::string_view>;

  [[nodiscard]] char at(std::size_t place) const {
    return place < text_.size() ? text_[place] : '\n';
  }
  [[nodiscard]] std::size_t skip(std::string_view characters, std::size_t place) const {
    return std::min(text_.find_first_not_of(characters, place), text_.size());
  }
  [[nodiscard]] bool is_quoted() const {
    return begin_ > 0 && is_quote(text_[begin_ - 1]) && at(end_) == text_[begin_ - 1];
  }
  [[nodiscard]] std::string callee() const;
  [[nodiscard]] Value quoted(std::size_t place) const;
  [[nodiscard]] Value after_or(std::size_t place) const;
  [[nodiscard]] Value second_argument(std::size_t place) const;
  [[nodiscard]] Value default_argument(std::size_t place) const;
  [[nodiscard]] Value in_call() const;
  [[nodiscard]] Value in_braces() const;
  [[nodiscard]] Value in_schema() const;
  [[nodiscard]] Value in_pair() const;
  [[nodiscard]] bool is_value_of_name() const;
  [[nodiscard]] std::optional<NamedValue> named(Value value, bool is_fallback) const;

  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  Notation notation_;
};

}  // namespace

/// The string that begins at `place`, which may have a letter before it: b"…".
Reader::Value Reader::quoted(std::size_t place) const {
  if (!is_quote(at(place)) && is_quote(at(place + 1))) ++place;
  const char quote = at(place);
  if (!is_quote(quote)) return std::nullopt;
  const std::string_view rest = text_.substr(place + 1, kLongestValue);
  const std::size_t end = rest.find_first_of(std::string{quote, '\r', '\n'});
  if (end == std::string_view::npos || rest[end] != quote) return std::nullopt;
  return rest.substr(0, end);
}

/// What follows `||` and its like.
Reader::Value Reader::after_or(std::size_t place) const {
  if (at(place) == '!') ++place;
  place = skip(kSpace, place);
  for (std::string_view word : kOrs) {
    if (!text_.substr(place).starts_with(word)) continue;
    return quoted(skip(kSpace, place + word.size()));
  }
  return std::nullopt;
}

/// What is called with the name as its first argument, in lower case; empty if nothing.
std::string Reader::callee() const {
  std::size_t end = begin_ - 1;
  while (end > 0 && kSpace.find(text_[end - 1]) != std::string_view::npos) --end;
  if (end == 0 || text_[end - 1] != '(') return {};
  --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongestCallee && is_of_callee(text_[begin - 1])) --begin;
  return lower(text_.substr(begin, end - begin));
}

/// `, "…"` or `, default="…"`.
Reader::Value Reader::second_argument(std::size_t place) const {
  place = skip(kSpace, place + 1);
  for (std::string_view name : kDefaults) {
    const std::size_t behind = skip(kBlanks, place + name.size());
    if (!text_.substr(place).starts_with(name) || (at(behind) != '=' && at(behind) != ':'))
      continue;
    return quoted(skip(kBlanks, behind + 1));
  }
  return quoted(place);
}

/// `default="…"` among the arguments behind `place`.
Reader::Value Reader::default_argument(std::size_t place) const {
  const std::string_view rest = text_.substr(place, kLongestArguments);
  const std::size_t found = rest.find("default=");
  if (found == std::string_view::npos || rest.find(')') < found) return std::nullopt;
  return quoted(place + found + std::string_view("default=").size());
}

/// The name is a string: an argument of a call, or the key of an environment.
Reader::Value Reader::in_call() const {
  const std::size_t behind = skip(kBlanks, end_ + 1);
  if (at(behind) == ')' || at(behind) == ']') return after_or(behind + 1);
  if (at(behind) != ',') return std::nullopt;
  const std::string called = callee();
  const bool reads = std::ranges::any_of(
      kReaders, [&](std::string_view word) { return called.find(word) != std::string::npos; });
  if (!reads) return std::nullopt;
  const Value value = second_argument(behind);
  return value ? value : default_argument(behind);
}

/// `${NAME:-…}` of shells and compose, `${name:…}` of Spring.
Reader::Value Reader::in_braces() const {
  if (!text_.substr(0, begin_).ends_with("${") || at(end_) != ':') return std::nullopt;
  std::size_t place = end_ + 1;
  if (at(place) == '?' || at(place) == '+') return std::nullopt;  // a message, another value
  if (at(place) == '-' || at(place) == '=') ++place;
  const Value in_quotes = quoted(place);
  if (in_quotes) return in_quotes;
  const std::string_view rest = text_.substr(place, kLongestValue);
  const std::size_t end = rest.find_first_of("}\r\n");
  if (end == std::string_view::npos || rest[end] != '}') return std::nullopt;
  return rest.substr(0, end);
}

/// `NAME: z.string().min(32).default("…")`.
Reader::Value Reader::in_schema() const {
  static constexpr std::string_view kDefault = ".default(";
  const std::size_t behind = at(end_) == ':' ? skip(kSpace, end_ + 1) : text_.size();
  if (!text_.substr(behind).starts_with("z.") && !text_.substr(behind).starts_with("z\n")) {
    return std::nullopt;
  }
  std::string_view rest = text_.substr(behind, kLongestArguments);
  rest = rest.substr(0, rest.find_first_of(";}"));
  const std::size_t found = rest.find(kDefault);
  if (found == std::string_view::npos || rest.find(",\n") < found) return std::nullopt;
  return quoted(behind + found + kDefault.size());
}

/// Whether `name:` or `"name":` stands before the name.
bool Reader::is_value_of_name() const {
  std::size_t place = begin_ - (is_quoted() ? 1 : 0);
  const auto skip_back = [&](std::string_view characters) {
    while (place > 0 && characters.find(text_[place - 1]) != std::string_view::npos) --place;
  };
  skip_back(kBlanks);
  if (place == 0 || text_[place - 1] != ':') return false;
  --place;
  skip_back("\"'");
  static constexpr std::string_view kName = "name";
  if (place < kName.size() || lower(text_.substr(place - kName.size(), kName.size())) != kName) {
    return false;
  }
  place -= kName.size();
  return place == 0 || !is_of_callee(text_[place - 1]) || text_[place - 1] == '-';
}

/// `"name": "NAME", "value": "…"`, as Kubernetes and ECS write environments.
Reader::Value Reader::in_pair() const {
  if (notation_ != Notation::Yaml && notation_ != Notation::Data) return std::nullopt;
  if (!is_value_of_name()) return std::nullopt;
  std::size_t place = skip(kSpace, end_ + (is_quoted() ? 1 : 0));
  if (at(place) == ',') place = skip(kSpace, place + 1);
  if (is_quote(at(place))) ++place;
  static constexpr std::string_view kValue = "value";
  if (lower(text_.substr(place, kValue.size())) != kValue) return std::nullopt;
  place += kValue.size();
  if (is_quote(at(place))) ++place;
  if (at(place) != ':') return std::nullopt;
  place = skip(kBlanks, place + 1);
  if (is_quote(at(place))) return quoted(place);
  const std::string_view rest = text_.substr(place, kLongestValue);
  return rest.substr(0, rest.find_first_of(" \t\r\n,}"));
}

std::optional<NamedValue> Reader::named(Value value, bool is_fallback) const {
  if (!value) return std::nullopt;
  return NamedValue{{text_.substr(begin_, end_ - begin_)}, {*value}, is_fallback};
}

std::optional<NamedValue> Reader::read() {
  if (const auto pair = named(in_pair(), false)) return pair;
  if (is_quoted()) {
    const std::string called = at(end_ + 1) == ',' ? callee() : "";
    const bool sets = std::ranges::any_of(
        kSetters, [&](std::string_view word) { return called.ends_with(word); });
    return sets ? named(second_argument(end_ + 1), false) : named(in_call(), true);
  }
  if (const auto braces = named(in_braces(), true)) return braces;
  if (const auto schema = named(in_schema(), true)) return schema;
  const bool may_be_code = notation_ != Notation::Yaml && notation_ != Notation::Settings;
  return may_be_code ? named(after_or(end_), true) : std::nullopt;
}

std::optional<NamedValue> read_distant_value(std::string_view text, std::size_t begin,
                                             std::size_t end, Notation notation) {
  return Reader(text, begin, end, notation).read();
}

}  // namespace mcplint
