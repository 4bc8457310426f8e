#pragma once
// Making text of linted files safe to print.

#include <string>
#include <string_view>

namespace mcplint {

/// `untrusted` for a terminal or a log: control characters, escape sequences,
/// bidirectional overrides, invisible characters and bytes that are not UTF-8
/// are written as `\x1b`, `\u202e`; a tab stays.
std::string escape(std::string_view untrusted);

}  // namespace mcplint
