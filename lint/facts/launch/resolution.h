#pragma once
// What a command line comes down to.

#include "mcplint/launch.h"

namespace mcplint {

/// Fills in what `launch.command` and `launch.args` come down to: packages,
/// image, script, program, the server's own arguments, and paths.
void resolve(Launch& launch);

}  // namespace mcplint
