// Names and values are found in text, not in trees: what stands around each
// word that credentials are named by.

#include "lint/facts/named_values.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "lint/facts/base64.h"
#include "lint/facts/credential_names.h"
#include "lint/facts/distant_values.h"
#include "lint/facts/notation.h"

namespace mcplint {

namespace {

/// A part of every name that credentials have. Names are looked at whole where
/// it is found.
const std::vector<std::string> kKeywords = {
    "secret", "token", "passw", "passphrase", "pwd",   "credential",
    "auth",   "key",   "pat",   "bearer",     "basic",
};

/// What makes a credential of the `key` behind it: other keys are looked at no further.
constexpr std::string_view kKinds[] = {
    "access", "account", "admin",   "api",     "app",     "auth",         "encryption", "hmac",
    "jwt",    "master",  "private", "service", "signing", "subscription", "secret",
};

constexpr std::size_t kLongestKind = 13;  // and what stands between it and `key`
constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestValue = 1024;
constexpr std::size_t kLongestAnnotation = 80;

/// A file with more is data, or made to keep us busy.
constexpr std::size_t kMostValues = 10'000;

constexpr std::string_view kBlanks = " \t";

/// What may follow a name that is given a value.
constexpr std::string_view kAfterName = " \t\"'`\\]?!:=,|\r\n";
constexpr std::string_view kEndOfBareValue = " \t\r\n\"'`,;<>(){}[]|\\&";

/// Words before a credential in an HTTP header.
constexpr std::string_view kSchemes[] = {"bearer", "basic", "token", "apikey", "api-key", "key"};

/// Types whose constructors only hide what they are given.
constexpr std::string_view kWrappers[] = {"SecretStr(", "SecretBytes(", "Secret(", "str("};

}  // namespace

static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

static bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

static bool is_letter_or_digit(char c) { return is_name_character(c) && c != '_' && c != '-'; }

static bool same_word(std::string_view text, std::string_view lower_word) {
  return std::ranges::equal(text, lower_word, {}, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

/// Where the name that holds `place` begins.
static std::size_t name_begin(std::string_view text, std::size_t place) {
  const std::size_t limit = place - std::min(place, kLongestName);
  while (place > limit && is_name_character(text[place - 1])) --place;
  return place;
}

static std::size_t name_end(std::string_view text, std::size_t place) {
  const std::size_t limit = std::min(text.size(), place + kLongestName);
  while (place < limit && is_name_character(text[place])) ++place;
  return place;
}

/// The credential in `Bearer …`; nothing if `Basic …` holds no password.
static std::optional<std::string_view> without_scheme(std::string_view value) {
  const std::size_t blank = value.find_first_of(kBlanks);
  if (blank == std::string_view::npos) return value;
  const std::string_view scheme = value.substr(0, blank);
  if (std::ranges::none_of(kSchemes, [&](auto word) { return same_word(scheme, word); })) {
    return value;
  }
  value.remove_prefix(std::min(value.find_first_not_of(kBlanks, blank), value.size()));
  if (!same_word(scheme, "basic")) return value;
  const std::optional<std::string> pair = decode_base64(value);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos || colon + 1 == pair->size()) return std::nullopt;
  return value;
}

namespace {

/// Looks around a name.
class Reader {
 public:
  Reader(std::string_view text, Notation notation) : text_(text), notation_(notation) {}

  /// What the name at [begin, end) is given; nothing if that is no literal.
  std::optional<NamedValue> read(std::size_t begin, std::size_t end);

  /// `Bearer …` or `Basic …`, wherever it stands.
  std::optional<NamedValue> read_scheme(std::size_t begin, std::size_t end);

 private:
  enum class Separator { None, Equals, Colon, Comma, Blank };

  [[nodiscard]] char at(std::size_t place) const {
    return place < text_.size() ? text_[place] : '\n';
  }
  [[nodiscard]] std::size_t skip(std::string_view characters, std::size_t place) const {
    return std::min(text_.find_first_not_of(characters, place), text_.size());
  }
  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }
  bool read_name_end();
  Separator read_separator();
  [[nodiscard]] bool in_dockerfile_env() const;

  std::optional<std::string_view> read_value(Separator separator);
  std::optional<std::string_view> read_quoted(bool may_break_line);
  std::optional<std::string_view> read_annotated();
  std::optional<std::string_view> read_bare(Separator separator);
  [[nodiscard]] std::optional<std::string_view> bare_text(std::size_t place) const;
  [[nodiscard]] std::string_view line_at(std::size_t place) const;
  [[nodiscard]] std::optional<std::string_view> block_text(std::size_t place) const;
  [[nodiscard]] std::size_t column_of(std::size_t place) const;
  [[nodiscard]] std::string_view header_before(std::size_t place) const;

  std::string_view text_;
  Notation notation_;

  // Of the name that is being looked at.
  std::size_t begin_ = 0;
  std::size_t at_ = 0;          // how far it is read
  bool quoted_name_ = false;    // "name": …
  bool starts_string_ = false;  // "name=…"
  bool is_flag_ = false;        // --name
};

}  // namespace

std::optional<NamedValue> Reader::read(std::size_t begin, std::size_t end) {
  begin_ = begin;
  at_ = end;
  is_flag_ = slice(begin, end).starts_with("--");
  if (!read_name_end()) return std::nullopt;
  const Separator separator = read_separator();
  if (separator == Separator::None) return std::nullopt;
  const std::optional<std::string_view> value = read_value(separator);
  if (!value) return std::nullopt;
  const std::optional<std::string_view> credential = without_scheme(*value);
  if (!credential) return std::nullopt;
  return NamedValue{{slice(begin, end)}, {*credential}};
}

/// Reads the quote and the bracket behind a name. False if the quote ends a
/// sentence that the name is only the last word of.
bool Reader::read_name_end() {
  const char before = begin_ > 0 ? text_[begin_ - 1] : '\n';
  const std::size_t escape = at(at_) == '\\' ? 1 : 0;
  quoted_name_ = is_quote(at(at_ + escape));
  starts_string_ = !quoted_name_ && is_quote(before);
  if (!quoted_name_) return true;
  if (at(at_ + escape) != before) return false;
  at_ += escape + 1;
  if (at(at_) == ']') ++at_;
  return true;
}

Reader::Separator Reader::read_separator() {
  const std::size_t blanks_end = skip(kBlanks, at_);
  const bool has_blank = blanks_end > at_;
  at_ = blanks_end;
  if ((at(at_) == '?' || at(at_) == '!') && at(at_ + 1) == ':') ++at_;  // TypeScript
  const char c = at(at_);
  const char next = at(at_ + 1);
  if (c == '=' && next != '=' && next != '~') {
    at_ += next == '>' ? 2 : 1;
    return Separator::Equals;
  }
  if (c == ':' && next != ':') {
    at_ += next == '=' ? 2 : 1;
    return next == '=' ? Separator::Equals : Separator::Colon;
  }
  if (c == ',' && quoted_name_ && is_flag_) {
    ++at_;
    return Separator::Comma;
  }
  if (has_blank && !quoted_name_ && (is_flag_ || in_dockerfile_env())) return Separator::Blank;
  return Separator::None;
}

/// `ENV NAME value`, the old way to write it.
bool Reader::in_dockerfile_env() const {
  if (notation_ != Notation::Script) return false;
  static constexpr std::string_view kInstruction = "env ";
  if (begin_ < kInstruction.size()) return false;
  const std::size_t start = begin_ - kInstruction.size();
  const bool begins_line = start == 0 || text_[start - 1] == '\n';
  return begins_line && same_word(slice(start, begin_), kInstruction);
}

std::optional<std::string_view> Reader::read_value(Separator separator) {
  const char string_quote = starts_string_ ? text_[begin_ - 1] : '\0';
  at_ = skip(kBlanks, at_);
  if (starts_string_ && at(at_) == string_quote) return std::nullopt;  // "name=" + …
  if (const auto quoted = read_quoted(separator != Separator::Blank)) return quoted;
  if (separator == Separator::Colon && notation_ == Notation::Code && !starts_string_) {
    return read_annotated();
  }
  return read_bare(separator);
}

/// Reads a string, also on the next line, as formatters break long ones.
std::optional<std::string_view> Reader::read_quoted(bool may_break_line) {
  std::size_t place = may_break_line && !starts_string_ ? skip(" \t\r\n", at_) : at_;
  for (std::string_view wrapper : kWrappers) {
    if (text_.substr(place).starts_with(wrapper)) place += wrapper.size();
  }
  // Python's r"", b"", f"" and u"".
  for (unsigned i = 0;
       i < 2 && std::string_view("rRbBfFuU").find(at(place)) != std::string_view::npos; ++i) {
    ++place;
  }
  const bool escaped = at(place) == '\\';
  if (escaped) ++place;
  const char quote = at(place);
  if (!is_quote(quote)) return std::nullopt;
  ++place;
  if (at(place) == quote && at(place + 1) == quote) place += 2;  // """

  const std::string_view rest = text_.substr(place, kLongestValue);
  const std::size_t end = rest.find_first_of(std::string{quote, '\r', '\n'});
  if (end == std::string_view::npos || rest[end] != quote) return std::nullopt;
  const bool ends_escaped = escaped && end > 0 && rest[end - 1] == '\\';
  return rest.substr(0, ends_escaped ? end - 1 : end);
}

/// Reads `: type = "…"`.
std::optional<std::string_view> Reader::read_annotated() {
  const std::string_view rest = text_.substr(at_, kLongestAnnotation);
  const std::size_t end = rest.find_first_of("=\"'`({;\r\n");
  if (end == std::string_view::npos || rest[end] != '=' || at(at_ + end + 1) == '=')
    return std::nullopt;
  at_ = skip(kBlanks, at_ + end + 1);
  return read_quoted(true);
}

std::optional<std::string_view> Reader::read_bare(Separator separator) {
  const bool equals = separator == Separator::Equals;
  const bool colon = separator == Separator::Colon;
  const bool in_string = starts_string_ && (equals || colon);
  const bool in_command = is_flag_ && separator != Separator::Colon;
  const bool takes_line = (notation_ == Notation::Yaml && colon && !starts_string_) ||
                          (notation_ == Notation::Settings && (equals || colon));
  if (takes_line) {
    const std::string_view value = line_at(at_);
    const bool is_block = notation_ == Notation::Yaml &&
                          value.find_first_not_of("|>+-0123456789") == std::string_view::npos &&
                          value.find_first_of("|>") == 0;
    return is_block ? block_text(at_) : std::optional(value);
  }
  const bool may_stand_bare = in_string || (equals && takes_bare_values(notation_)) ||
                              (in_command && takes_bare_values(notation_)) ||
                              separator == Separator::Blank;
  return may_stand_bare && separator != Separator::Comma ? bare_text(at_) : std::nullopt;
}

/// The rest of the line, without a comment and blanks at its end.
std::string_view Reader::line_at(std::size_t place) const {
  std::string_view line = text_.substr(place, kLongestValue);
  line = line.substr(0, line.find_first_of("\r\n"));
  line = line.substr(0, line.find(" #"));
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

/// The one line of the block that YAML's `|` or `>` begins at `place`; nothing
/// if it has more, which are a text.
std::optional<std::string_view> Reader::block_text(std::size_t place) const {
  const std::size_t line_end = std::min(text_.find('\n', place), text_.size());
  const std::size_t begin = skip(" \t\r\n", line_end);
  const std::string_view line = line_at(begin);
  const std::size_t next_line = std::min(text_.find('\n', begin), text_.size());
  const std::size_t next = skip(" \t\r\n", next_line);
  const bool goes_on = next < text_.size() && column_of(next) >= column_of(begin);
  return goes_on ? std::nullopt : std::optional(line);
}

std::size_t Reader::column_of(std::size_t place) const {
  return place - (text_.rfind('\n', place) + 1);  // npos + 1 is 0
}

/// The value without quotes at `place`; nothing if it is computed: `$(…)`,
/// `${…}`, `f(…)`.
std::optional<std::string_view> Reader::bare_text(std::size_t place) const {
  static constexpr std::string_view kOpening = "({[<";
  const std::string_view rest = text_.substr(place, kLongestValue);
  const std::size_t end = std::min(rest.find_first_of(kEndOfBareValue), rest.size());
  const bool computed = end < rest.size() && kOpening.find(rest[end]) != std::string_view::npos;
  return computed ? std::nullopt : std::optional(rest.substr(0, end));
}

std::optional<NamedValue> Reader::read_scheme(std::size_t begin, std::size_t end) {
  const std::optional<std::string_view> value = bare_text(skip(kBlanks, end));
  if (!value) return std::nullopt;
  const auto value_end = static_cast<std::size_t>(value->data() + value->size() - text_.data());
  const std::optional<std::string_view> credential = without_scheme(slice(begin, value_end));
  if (!credential) return std::nullopt;
  return NamedValue{{header_before(begin)}, {*credential}};
}

/// `Authorization` in `"Authorization": "Bearer`: the name that stands right
/// before; empty if it is no credential's.
std::string_view Reader::header_before(std::size_t place) const {
  static constexpr std::string_view kBetween = "\"'`: \t=\\";
  static constexpr std::size_t kFarthest = 8;
  std::size_t end = place;
  while (end > 0 && place - end < kFarthest &&
         kBetween.find(text_[end - 1]) != std::string_view::npos) {
    --end;
  }
  if (end == place || end == 0) return {};
  const std::string_view name = slice(name_begin(text_, end), end);
  return names_credential(name) ? name : std::string_view();
}

/// Whether a credential may be named by the keyword `word` at `place`, as far as
/// the characters beside it tell.
static bool may_name(std::string_view text, std::string_view word, std::size_t place) {
  const std::size_t end = place + word.size();
  if (word == "pat") {
    const bool begins = place == 0 || !is_letter_or_digit(text[place - 1]);
    return begins && (end == text.size() || !is_name_character(text[end]) || text[end] == '_');
  }
  if (word != "key") return true;
  std::string_view before =
      text.substr(place - std::min(place, kLongestKind), std::min(place, kLongestKind));
  if (before.ends_with('_') || before.ends_with('-')) before.remove_suffix(1);
  return std::ranges::any_of(kKinds, [&](std::string_view kind) {
    return before.size() >= kind.size() &&
           same_word(before.substr(before.size() - kind.size()), kind);
  });
}

/// Whether the name at `begin` stands in the query of a URL, which others read.
static bool is_in_url(std::string_view text, std::size_t begin) {
  if (begin == 0 || (text[begin - 1] != '?' && text[begin - 1] != '&')) return false;
  const std::size_t from = begin - std::min(begin, kLongestValue);
  const std::string_view before = text.substr(from, begin - from);
  const std::size_t url = before.rfind("://");
  return url != std::string_view::npos &&
         before.find_first_of(" \t\r\n\"'`<>", url) == std::string_view::npos;
}

const std::vector<std::string>& NameFinder::keywords() { return kKeywords; }

void NameFinder::look(std::size_t keyword, std::size_t place) {
  if (notation_ == Notation::None || place < looked_ || values_.size() >= kMostValues) return;
  if (!may_name(text_, kKeywords[keyword], place)) return;
  const std::size_t begin = name_begin(text_, place);
  const std::size_t end = name_end(text_, place);
  looked_ = end;
  if (end < text_.size() && kAfterName.find(text_[end]) == std::string_view::npos) return;
  if (is_in_url(text_, begin)) return;
  const std::string_view name = text_.substr(begin, end - begin);
  Reader reader(text_, notation_);
  if (same_word(name, "bearer") || same_word(name, "basic")) {
    if (const auto found = reader.read_scheme(begin, end)) values_.push_back(*found);
    return;
  }
  std::optional<NamedValue> found = read_distant_value(text_, begin, end, notation_);
  if (!found) found = reader.read(begin, end);
  if (found && names_credential(name)) values_.push_back(*found);
}

}  // namespace mcplint
