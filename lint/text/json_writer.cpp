#include "lint/text/json_writer.h"

#include "lint/text/characters.h"

namespace mcplint {

static void append_unit(std::string& text, char32_t unit) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  text += "\\u";
  for (unsigned digit = 4; digit-- > 0;) text += kDigits[(unit >> (4 * digit)) & 0xFU];
}

/// Appends the character as one or two UTF-16 code units.
static void append_escaped(std::string& text, char32_t code) {
  switch (code) {
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\t':
      text += "\\t";
      return;
    default:
      break;
  }
  if (code <= 0xFFFF) return append_unit(text, code);
  append_unit(text, 0xD800 + ((code - 0x10000) >> 10U));
  append_unit(text, 0xDC00 + ((code - 0x10000) & 0x3FFU));
}

static bool is_plain(char byte) {
  return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  json.reserve(text.size() + 2);
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain(text[at])) {
      json += text[at++];
      continue;
    }
    const Character character = shown_character_at(text, at);
    at += character.size;
    if (character.code == '"' || character.code == '\\') {
      json += '\\';
      json += static_cast<char>(character.code);
    } else if (is_invisible(character.code)) {
      append_escaped(json, character.code);
    } else {
      append_utf8(json, character.code);
    }
  }
  json += '"';
  return json;
}

void JsonWriter::value(std::string_view text) { scalar(json_string(text)); }

void JsonWriter::key(std::string_view name) {
  separate();
  out_ << json_string(name) << ": ";
  after_key_ = true;
}

void JsonWriter::scalar(std::string_view text) {
  separate();
  out_ << text;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ << bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) new_line();
  first_ = false;
  out_ << bracket;
  if (depth_ == 0) out_ << '\n';
}

/// What stands between the last thing and the next: nothing after a key, else
/// a comma if it is not the first, and a new line.
void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) out_ << ',';
  first_ = false;
  new_line();
}

void JsonWriter::new_line() {
  if (layout_ == Layout::OneLine) return;
  out_ << '\n' << std::string(2 * depth_, ' ');
}

}  // namespace mcplint
