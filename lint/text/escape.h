#pragma once
// Making text of linted files safe to print.

#include <cstddef>
#include <string>
#include <string_view>

namespace mcplint {

/// `untrusted` for a terminal or a log: control characters, escape sequences,
/// bidirectional overrides, invisible characters and bytes that are not UTF-8
/// are written as `\x1b`, `\u202e`; a tab stays.
std::string escape(std::string_view untrusted);

/// What a reader sees as one character: with the marks drawn over it, or
/// escaped.
struct Glyph {
  std::string text;      // safe to print
  std::size_t size = 0;  // how many bytes of the original it stands for
  unsigned columns = 0;  // of a terminal
};

/// The glyph that begins at `at`. A tab is one column; who lays out text knows
/// better.
Glyph glyph_at(std::string_view untrusted, std::size_t at);

/// How many columns of a terminal text takes that is safe to print.
std::size_t columns_of(std::string_view safe);

}  // namespace mcplint
