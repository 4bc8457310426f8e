#pragma once
// What characters are to those who look at them: editors, terminals, people.

#include <cstddef>
#include <string_view>

#include "lint/text/utf8.h"

namespace mcplint {

/// The character that begins at `at`, as editors and browsers count them: bytes
/// that begin a character and do not end it are one U+FFFD together.
Character shown_character_at(std::string_view text, std::size_t at);

/// How many UTF-16 code units a character takes: 1 or 2.
unsigned utf16_units(char32_t code);

/// How many columns of a terminal a character takes: 0, 1 or 2.
unsigned terminal_columns(char32_t code);

/// Whether people cannot see a character, or it changes what they see of
/// others: control characters, format characters, bidirectional overrides,
/// selectors and tags. Spaces are not among them.
bool is_invisible(char32_t code);

/// Whether a character is drawn over the one before it.
bool is_combining(char32_t code);

/// Whether U+FE0F after a character asks for its picture: `⚠` and `⚠️`.
bool may_be_emoji(char32_t code);

}  // namespace mcplint
