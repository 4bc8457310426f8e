#include "lint/syntax/strict_json.h"

#include <algorithm>
#include <vector>

#include "lint/text/utf8.h"

namespace mcplint {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxValues = 250'000;  // at some 200 bytes each

/// Walks the tokens once, with a stack of its own instead of recursion. The
/// first mistake ends the walk: what follows it is guesswork.
class Reader {
 public:
  explicit Reader(const Source& source) : text_(source.text) {}

  StrictJson read();

 private:
  enum class Expect { Value, FirstValue, Key, FirstKey, Colon, Comma, End };

  struct Bracket {
    char open;
    std::size_t at;
  };

  void replace_invalid_utf8();
  void skip_blank();
  void skip_comment();
  void token();
  void open();
  void close();
  void key();
  void value();
  void comma();
  void string();
  void escape();
  void scalar();
  void value_ended();
  void file_ended();

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool done() const { return at_ >= text_.size() || result_.error; }
  [[nodiscard]] std::string line_of(std::size_t at) const;
  void blank(std::size_t at, std::size_t size, char with = ' ');
  void fail(std::size_t at, std::size_t size, std::string what, std::string help);

  std::string_view text_;
  std::size_t at_ = 0;
  Expect expect_ = Expect::Value;
  std::optional<std::size_t> last_comma_;  // if nothing but blanks came since
  std::size_t values_ = 0;
  std::vector<Bracket> brackets_;
  StrictJson result_;
};

}  // namespace

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_digit(char c) { return '0' <= c && c <= '9'; }

static bool is_hex(char c) {
  return is_digit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F');
}

static bool is_word(char c) {
  return is_digit(c) || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_' || c == '$' ||
         c == '+' || c == '-' || c == '.';
}

StrictJson Reader::read() {
  if (text_.size() > kMaxBytes) {
    fail(0, 1, "file is larger than 16 MiB", "");
    return std::move(result_);
  }
  replace_invalid_utf8();
  if (text_.starts_with("\xEF\xBB\xBF")) blank(0, 3);

  for (skip_blank(); !done(); skip_blank()) token();
  if (!result_.error) file_ended();
  return std::move(result_);
}

void Reader::replace_invalid_utf8() {
  const std::optional<std::size_t> first = first_invalid_utf8(text_);
  if (!first) return;
  result_.not_utf8 =
      Problem{{text_.substr(*first, 1)},
              "text is not UTF-8",
              "save the file as UTF-8; clients replace such bytes or refuse the file"};
  for (std::size_t at = *first; at < text_.size();) {
    const Character character = character_at(text_, at);
    if (character.code == U'\uFFFD' && character.size == 1) blank(at, 1, '?');
    at += character.size;
  }
}

void Reader::skip_blank() {
  while (!done()) {
    if (at_ == 0 && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (is_blank(peek())) {
      ++at_;
    } else if (peek() == '/') {
      skip_comment();
    } else {
      return;
    }
  }
}

void Reader::skip_comment() {
  std::size_t end = std::string_view::npos;
  if (peek(1) == '/') {
    end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  } else if (peek(1) == '*') {
    const std::size_t close = text_.find("*/", at_ + 2);
    if (close == std::string_view::npos)
      return fail(at_, 2, "comment is not closed", "end the comment with */");
    end = close + 2;
  } else {
    return fail(at_, 1, "unexpected /", "a comment begins with // or /*");
  }
  if (result_.comment.empty()) result_.comment = {text_.substr(at_, end - at_)};
  blank(at_, end - at_);
  at_ = end;
}

void Reader::token() {
  const char c = peek();
  if (c == ']' || c == '}') return close();
  if (c == ',') return comma();
  if (c == '#')
    return fail(at_, 1, "# begins no comment in JSON", "write // instead, or remove it");
  switch (expect_) {
    case Expect::Key:
    case Expect::FirstKey:
      return key();
    case Expect::Value:
    case Expect::FirstValue:
      return value();
    case Expect::Colon:
      if (c != ':')
        return fail(at_, 1, "colon is missing before this", "write : between key and value");
      expect_ = Expect::Value;
      ++at_;
      return;
    case Expect::Comma:
      return fail(at_, 1, "comma is missing before this",
                  "write a comma behind the value before it");
    case Expect::End:
      return fail(at_, 1, "text follows the end of the JSON",
                  "a file holds one value: remove what follows its last bracket");
  }
}

void Reader::open() {
  if (brackets_.size() == kMaxJsonDepth)
    return fail(at_, 1, "brackets are nested deeper than 1,024 levels", "");
  brackets_.push_back({peek(), at_});
  expect_ = peek() == '{' ? Expect::FirstKey : Expect::FirstValue;
  last_comma_.reset();
  ++at_;
}

void Reader::close() {
  const char c = peek();
  if (brackets_.empty()) return fail(at_, 1, std::string(1, c) + " closes nothing", "remove it");

  const Bracket bracket = brackets_.back();
  if ((bracket.open == '{') != (c == '}')) {
    return fail(at_, 1,
                std::string(1, c) + " does not close the " + bracket.open + " of line " +
                    line_of(bracket.at),
                "close brackets in the reverse order of opening them");
  }
  if (expect_ == Expect::Colon || (expect_ == Expect::Value && !last_comma_))
    return fail(at_, 1, "value is missing before this", "write a colon and a value behind the key");

  if (last_comma_) {
    if (result_.trailing_comma.empty()) result_.trailing_comma = {text_.substr(*last_comma_, 1)};
    blank(*last_comma_, 1);
  }
  brackets_.pop_back();
  ++at_;
  value_ended();
}

void Reader::comma() {
  if (expect_ != Expect::Comma) {
    const bool stray = expect_ == Expect::End;
    return fail(at_, 1, stray ? "text follows the end of the JSON" : "value is missing before this",
                "remove the comma, or write what it separates");
  }
  last_comma_ = at_;
  expect_ = brackets_.back().open == '{' ? Expect::Key : Expect::Value;
  ++at_;
}

void Reader::key() {
  if (peek() != '"')
    return fail(at_, 1, "key is not in double quotes", "write \" on both sides of the key");
  string();
  expect_ = Expect::Colon;
  last_comma_.reset();
}

void Reader::value() {
  if (++values_ > kMaxValues) return fail(at_, 1, "file holds more than 250,000 values", "");
  const char c = peek();
  if (c == '{' || c == '[') return open();
  if (c == '\'') return fail(at_, 1, "string is not in double quotes", "write \" instead of '");
  c == '"' ? string() : scalar();
  value_ended();
}

void Reader::string() {
  const std::size_t begin = at_++;
  while (at_ < text_.size() && peek() != '"') {
    const auto c = static_cast<unsigned char>(peek());
    if (c == '\n' || c == '\r') break;
    if (c < 0x20)
      return fail(at_, 1, "control character in a string", "write it as an escape, such as \\t");
    if (c == '\\') {
      escape();
      if (result_.error) return;
    } else {
      ++at_;
    }
  }
  if (peek() != '"')
    return fail(begin, at_ - begin, "string is not closed",
                "write \" at its end, on the same line");
  ++at_;
}

void Reader::escape() {
  const char c = peek(1);
  if (c == 'u') {
    for (std::size_t i = 2; i < 6; ++i) {
      if (!is_hex(peek(i)))
        return fail(at_, 2, "\\u without four hexadecimal digits",
                    "write \\u0041, or the character");
    }
    at_ += 6;
    return;
  }
  if (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos) {
    if (at_ + 1 >= text_.size() || c == '\n' || c == '\r') {
      ++at_;  // string() says that it is not closed
      return;
    }
    return fail(at_, 2, "escape that JSON does not have", "write \\\\ for a backslash");
  }
  at_ += 2;
}

/// Whether `word` is a number as JSON has them: no `+`, no leading zeros, digits
/// on both sides of the point.
static bool is_number(std::string_view word) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < word.size() && is_digit(word[at])) ++at;
    return at - first;
  };
  if (word.starts_with('-')) ++at;
  const bool zero = at < word.size() && word[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < word.size() && word[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == word.size();
}

void Reader::scalar() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_word(peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  if (word == "true" || word == "false" || word == "null" || is_number(word)) return;

  const bool number =
      !word.empty() &&
      (is_digit(word[0]) || std::string_view("+-.").find(word[0]) != std::string_view::npos);
  fail(begin, std::max<std::size_t>(word.size(), 1),
       number ? "number that JSON does not have" : "unexpected text instead of a value",
       number ? "write digits, with one point and one exponent at most"
              : "write a string in double quotes, a number, true, false, null, { or [");
}

void Reader::value_ended() {
  last_comma_.reset();
  expect_ = brackets_.empty() ? Expect::End : Expect::Comma;
}

void Reader::file_ended() {
  if (expect_ == Expect::End) return;
  if (values_ == 0) return fail(0, 1, "file is empty", "write at least {} into it, or remove it");

  std::size_t last = text_.size();
  while (last > 0 && is_blank(text_[last - 1])) --last;
  const Bracket bracket = brackets_.back();
  fail(last - 1, 1,
       "file ends, but the " + std::string(1, bracket.open) + " of line " + line_of(bracket.at) +
           " is not closed",
       bracket.open == '{' ? "write the missing }" : "write the missing ]");
}

std::string Reader::line_of(std::size_t at) const {
  return std::to_string(1 + std::ranges::count(text_.substr(0, at), '\n'));
}

void Reader::blank(std::size_t at, std::size_t size, char with) {
  std::string& copy = result_.copy;
  if (copy.empty()) {
    copy.reserve(text_.size() + Source::kPadding);
    copy = text_;
    copy.append(Source::kPadding, ' ');
  }
  // Ends of lines stay, for whoever counts them in the copy.
  for (std::size_t i = at; i < at + size; ++i) {
    if (copy[i] != '\n' && copy[i] != '\r') copy[i] = with;
  }
}

void Reader::fail(std::size_t at, std::size_t size, std::string what, std::string help) {
  result_.error = Problem{{text_.substr(at, size)}, std::move(what), std::move(help)};
}

StrictJson make_strict(const Source& source) { return Reader(source).read(); }

}  // namespace mcplint
