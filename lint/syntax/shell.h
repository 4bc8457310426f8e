#pragma once
// Reads shell scripts: what stands behind RUN, in `sh -c "…"`, in steps of CI.

#include <string_view>

#include "mcplint/config.h"
#include "mcplint/shell.h"
#include "mcplint/text.h"

namespace mcplint {

/// Reads `script` with the grammar of Bash, which takes in what POSIX shells
/// understand. Places are slices of `script`.
ShellScript parse_shell(std::string_view script);

/// Reads a script that its file encodes: joined lines of a Dockerfile, strings
/// of JSON and YAML. Places lie in `script.span`, or are all of it where that
/// cannot be told.
ShellScript parse_shell(const Text& script);

}  // namespace mcplint
