#include <simdjson.h>

#include <utility>

#include "lint/syntax/parse.h"
#include "lint/syntax/strict_json.h"
#include "lint/text/utf8.h"

namespace mcplint {

static_assert(simdjson::SIMDJSON_PADDING <= Source::kPadding);

namespace ondemand = simdjson::ondemand;

namespace {

// Escapes that do not stand for themselves, and what they stand for.
constexpr std::string_view kLetters = "bfnrt";
constexpr std::string_view kMeanings = "\b\f\n\r\t";

/// Makes Values of a text that is known to be strict JSON. They point into the
/// file, which is as long as that text.
class Builder {
 public:
  Builder(std::string_view text, Span file) : text_(text), file_(file) {}

  /// Nothing if simdjson and the pass before it disagree, which would be a bug.
  std::optional<Value> build();

 private:
  bool fill(Value& value, ondemand::value from);
  bool fill_list(Value& value, ondemand::array from);
  bool fill_map(Value& value, ondemand::object from);
  bool close(Value& value);

  [[nodiscard]] Span place(std::string_view token) const {
    return {file_.text.substr(static_cast<std::size_t>(token.data() - text_.data()), token.size())};
  }

  std::string_view text_;
  Span file_;
  ondemand::document document_;
};

}  // namespace

static unsigned hex_at(std::string_view text, std::size_t at) {
  unsigned number = 0;
  for (const char c : text.substr(at, 4)) {
    const unsigned digit =
        c <= '9' ? static_cast<unsigned>(c - '0') : (static_cast<unsigned>(c) | 0x20U) - 'a' + 10;
    number = number * 16 + digit;
  }
  return number;
}

static bool is_surrogate(unsigned code, unsigned first) {
  return first <= code && code < first + 0x400;
}

/// What the characters between two quotes stand for. A surrogate without its
/// other half, which simdjson refuses and JavaScript keeps, becomes U+FFFD.
static std::string decode(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      text += raw[at++];
      continue;
    }
    const char letter = raw[at + 1];
    if (letter != 'u') {
      const std::size_t known = kLetters.find(letter);
      text += known == std::string_view::npos ? letter : kMeanings[known];
      at += 2;
      continue;
    }
    char32_t code = hex_at(raw, at + 2);
    at += 6;
    if (is_surrogate(code, 0xD800) && raw.substr(at).starts_with("\\u")) {
      const unsigned low = hex_at(raw, at + 2);
      if (is_surrogate(low, 0xDC00)) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
      }
    }
    append_utf8(text, code);
  }
  return text;
}

static std::string_view without_blanks_behind(std::string_view token) {
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

/// The string that begins with the quote at `text`, quotes included.
static std::string_view quoted(std::string_view text) {
  std::size_t end = 1;
  while (text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
  return text.substr(0, end + 1);
}

static void fill_scalar(Value& value, std::string_view token) {
  switch (token.front()) {
    case '"':
      value.kind = Value::Kind::String;
      value.text = decode(token.substr(1, token.size() - 2));
      return;
    case 't':
    case 'f':
      value.kind = Value::Kind::Bool;
      break;
    case 'n':
      value.kind = Value::Kind::Null;
      break;
    default:
      value.kind = Value::Kind::Number;
  }
  value.text = token;
}

std::optional<Value> Builder::build() {
  Value root;
  const std::size_t first = text_.find_first_not_of(" \t\r\n");
  if (text_[first] != '{' && text_[first] != '[') {  // simdjson has other calls for a lone scalar
    const std::string_view token = without_blanks_behind(text_.substr(first));
    root.span = place(token);
    fill_scalar(root, token);
    return root;
  }

  ondemand::parser parser;
  // simdjson counts the values in the innermost brackets as a level, too.
  if (parser.allocate(text_.size(), kMaxJsonDepth + 2) != simdjson::SUCCESS) return {};
  if (parser.iterate(text_.data(), text_.size(), text_.size() + Source::kPadding).get(document_) !=
      simdjson::SUCCESS)
    return {};
  ondemand::value value;
  if (document_.get_value().get(value) != simdjson::SUCCESS || !fill(root, value)) return {};
  return root;
}

bool Builder::fill(Value& value, ondemand::value from) {
  const std::string_view token = without_blanks_behind(from.raw_json_token());
  value.span = place(token);
  if (token.front() == '{') {
    ondemand::object object;
    return from.get_object().get(object) == simdjson::SUCCESS && fill_map(value, object);
  }
  if (token.front() == '[') {
    ondemand::array array;
    return from.get_array().get(array) == simdjson::SUCCESS && fill_list(value, array);
  }
  fill_scalar(value, token);
  return true;
}

bool Builder::fill_list(Value& value, ondemand::array from) {
  value.kind = Value::Kind::List;
  for (simdjson::simdjson_result<ondemand::value> item : from) {
    ondemand::value found;
    if (item.get(found) != simdjson::SUCCESS) return false;
    if (!fill(value.items.emplace_back(), found)) return false;
  }
  return close(value);
}

bool Builder::fill_map(Value& value, ondemand::object from) {
  value.kind = Value::Kind::Map;
  for (simdjson::simdjson_result<ondemand::field> field : from) {
    ondemand::field found;
    if (std::move(field).get(found) != simdjson::SUCCESS) return false;

    Member& member = value.members.emplace_back();
    const char* quote = found.key().raw() - 1;
    const std::string_view key =
        quoted(text_.substr(static_cast<std::size_t>(quote - text_.data())));
    member.key = {decode(key.substr(1, key.size() - 2)), place(key)};
    if (!fill(member.value, found.value())) return false;
  }
  return close(value);
}

/// Ends the span of a List or Map whose members were just walked: its last
/// bracket is what stands before the next token.
bool Builder::close(Value& value) {
  std::size_t next = text_.size();
  if (const char* location = nullptr;
      document_.current_location().get(location) == simdjson::SUCCESS)
    next = static_cast<std::size_t>(location - text_.data());
  const std::size_t last = text_.find_last_of("]}", next - 1);
  value.span = join(value.span, {file_.text.substr(last, 1)});
  return true;
}

void parse_json(const Source& source, Parsed& parsed) {
  StrictJson strict = make_strict(source);
  if (strict.not_utf8) parsed.problems.push_back(std::move(*strict.not_utf8));
  if (strict.error) {
    parsed.problems.push_back(std::move(*strict.error));
    return;
  }

  std::optional<Value> root = Builder(strict.text(source), source.all()).build();
  if (!root) {
    parsed.problems.push_back({source.start(), "JSON could not be read", ""});
    return;
  }
  const bool lenient = !strict.comment.empty() || !strict.trailing_comma.empty();
  parsed.config = Config{.source = &source,
                         .syntax = lenient ? Syntax::Jsonc : Syntax::Json,
                         .comment = strict.comment,
                         .trailing_comma = strict.trailing_comma,
                         .root = std::move(*root),
                         .further = {}};
}

}  // namespace mcplint
