#pragma once
// Values that do not stand right behind the name they are given.

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/facts/named_values.h"

namespace mcplint {

/// The literal value of the name at [begin, end) of `text`, if it is
///  - what is taken if a variable is not set: `getenv("NAME", "…")`,
///    `process.env.NAME || "…"`, `${NAME:-…}`, `NAME: z.string().default("…")`;
///  - an argument beside the name: `setenv("NAME", "…")`, `define('NAME', '…')`;
///  - the other half of a pair: `- name: NAME` and `value: …`.
std::optional<NamedValue> read_distant_value(std::string_view text, std::size_t begin,
                                             std::size_t end, Notation notation);

}  // namespace mcplint
