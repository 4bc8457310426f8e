#include "lint/text/utf8.h"

#include <cstdint>

namespace mcplint {

static constexpr char32_t kReplacement = 0xFFFD;

static unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// The character that begins at `at`, or a size of 0 if none does.
static Character decode(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return {lead, 1};

  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return {kReplacement, 0};

  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const unsigned next = byte_at(text, at + i);
    if ((next & 0xC0U) != 0x80) return {kReplacement, 0};
    code = (code << 6U) | (next & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kSmallest[size] || surrogate || code > 0x10FFFF) return {kReplacement, 0};
  return {code, size};
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = decode(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::nullopt;
}

Character character_at(std::string_view text, std::size_t at) {
  const Character character = decode(text, at);
  return character.size == 0 ? Character{kReplacement, 1} : character;
}

void append_utf8(std::string& text, char32_t code) {
  if ((code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) code = kReplacement;
  auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0U | (code >> 6U));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
  }
  put(0x80U | (code & 0x3FU));
}

std::optional<std::string> from_utf16(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const unsigned mark = (byte_at(bytes, 0) << 8U) | byte_at(bytes, 1);
  const bool big = mark == 0xFEFF;
  if (!big && mark != 0xFFFE) return std::nullopt;

  auto unit = [&](std::size_t at) -> char32_t {
    const unsigned first = byte_at(bytes, at);
    const unsigned second = byte_at(bytes, at + 1);
    return big ? (first << 8U) | second : (second << 8U) | first;
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    const bool high = code >= 0xD800 && code <= 0xDBFF;
    if (high && at + 3 < bytes.size()) {
      const char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(text, code);
  }
  return text;
}

}  // namespace mcplint
