#pragma once
// UTF-8: what is not, and how to make it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mcplint {

/// Where the first byte stands that is not UTF-8; nothing if all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// One character of `text`, which begins at `at`, and how many bytes it takes.
/// A byte that is not UTF-8 is U+FFFD and takes one.
struct Character {
  char32_t code;
  std::size_t size;
};
Character character_at(std::string_view text, std::size_t at);

/// Appends a character. A surrogate or a number beyond Unicode becomes U+FFFD.
void append_utf8(std::string& text, char32_t code);

/// `bytes` as UTF-8 if a byte order mark says they are UTF-16, as PowerShell
/// writes them; nothing otherwise.
std::optional<std::string> from_utf16(std::string_view bytes);

}  // namespace mcplint
