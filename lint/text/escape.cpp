#include "lint/text/escape.h"

#include <utility>

#include "lint/text/characters.h"

namespace mcplint {

static constexpr char32_t kPictureSelector = 0xFE0F;
static constexpr char32_t kFirstSkinTone = 0x1F3FB;
static constexpr char32_t kLastSkinTone = 0x1F3FF;

static void append_hex(std::string& text, char32_t number, unsigned digits) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  while (digits-- > 0) text += kDigits[(number >> (4 * digits)) & 0xFU];
}

/// Whether the byte at `at` is a character of its own that needs no escape.
static bool is_plain(std::string_view text, std::size_t at) {
  const char byte = text[at];
  const bool printable = (byte >= ' ' && byte <= '~') || byte == '\t';
  const bool is_last = at + 1 == text.size();
  return printable && (is_last || static_cast<unsigned char>(text[at + 1]) < 0x80);
}

/// The character as people write it in source code: `\n`, `\x1b`, `\u202e`.
static std::string escaped(char32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\r') return "\\r";

  std::string text;
  if (code < 0x80) {
    text = "\\x";
    append_hex(text, code, 2);
  } else if (code <= 0xFFFF) {
    text = "\\u";
    append_hex(text, code, 4);
  } else {
    text = "\\u{";
    append_hex(text, code, code > 0xFFFFF ? 6 : 5);
    text += '}';
  }
  return text;
}

/// Adds to `glyph` what is drawn over it: accents, skin tones, U+FE0F.
static void add_marks(Glyph& glyph, char32_t base, std::string_view text, std::size_t at) {
  while (at + glyph.size < text.size()) {
    const Character next = character_at(text, at + glyph.size);
    const bool picture = next.code == kPictureSelector && may_be_emoji(base);
    const bool skin = next.code >= kFirstSkinTone && next.code <= kLastSkinTone;
    if (!picture && !(skin && may_be_emoji(base)) && !is_combining(next.code)) return;
    if (is_invisible(next.code) && !picture) return;

    if (picture) glyph.columns = 2;
    glyph.text += text.substr(at + glyph.size, next.size);
    glyph.size += next.size;
    if (picture) base = 0;  // one selector is a picture's, a second hides something
  }
}

static Glyph broken_glyph(std::string_view text, std::size_t at) {
  Glyph glyph;
  glyph.size = shown_character_at(text, at).size;
  for (std::size_t i = 0; i < glyph.size; ++i) {
    glyph.text += "\\x";
    append_hex(glyph.text, static_cast<unsigned char>(text[at + i]), 2);
  }
  glyph.columns = static_cast<unsigned>(glyph.text.size());
  return glyph;
}

Glyph glyph_at(std::string_view untrusted, std::size_t at) {
  const Character character = character_at(untrusted, at);
  if (character.size == 1 && character.code > 0x7F) return broken_glyph(untrusted, at);

  if (character.code == '\t') return {"\t", 1, 1};
  // A mark with nothing before it to be drawn over would be drawn over our text.
  if (is_invisible(character.code) || is_combining(character.code)) {
    std::string text = escaped(character.code);
    const auto columns = static_cast<unsigned>(text.size());
    return {std::move(text), character.size, columns};
  }
  Glyph glyph{std::string(untrusted.substr(at, character.size)), character.size,
              terminal_columns(character.code)};
  add_marks(glyph, character.code, untrusted, at);
  return glyph;
}

std::string escape(std::string_view untrusted) {
  std::string text;
  text.reserve(untrusted.size());
  std::size_t at = 0;
  while (at < untrusted.size()) {
    if (is_plain(untrusted, at)) {
      text += untrusted[at++];
      continue;
    }
    const Glyph glyph = glyph_at(untrusted, at);
    text += glyph.text;
    at += glyph.size;
  }
  return text;
}

std::size_t columns_of(std::string_view safe) {
  std::size_t columns = 0;
  std::size_t at = 0;
  while (at < safe.size()) {
    if (is_plain(safe, at)) {
      ++columns;
      ++at;
      continue;
    }
    const Glyph glyph = glyph_at(safe, at);
    columns += glyph.columns;
    at += glyph.size;
  }
  return columns;
}

}  // namespace mcplint
