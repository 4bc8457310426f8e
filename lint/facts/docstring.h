#pragma once
// What functions say of themselves.

#include <string_view>

#include "mcplint/code.h"

namespace mcplint {

/// The text that a function begins with; null if it has none.
const Node* docstring_of(const Function& function);

/// Whether a text has a line about the parameter `name`: `name: …`, `name (str): …`,
/// `:param name: …`, `- **name** – …`.
bool mentions_parameter(std::string_view text, std::string_view name);

}  // namespace mcplint
