#pragma once
// Environment variables that JavaScript and TypeScript read.

#include <string_view>
#include <vector>

#include "mcplint/tests.h"

namespace mcplint {

/// Whether a file of that path is JavaScript or TypeScript that people run: no test, no settings
/// of a tool, no declarations.
[[nodiscard]] bool runs_as_script(std::string_view path);

/// Adds the variables that `source` reads by a name written out: `process.env.NAME`,
/// `process.env["NAME"]`, `const { NAME } = process.env`, `Deno.env.get("NAME")`; and one without
/// a name for each that is read by a name that is computed.
void find_script_variables(const Source& source, std::vector<EnvironmentVariable>& variables);

}  // namespace mcplint
