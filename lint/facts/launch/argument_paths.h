#pragma once
// Which of a server's own arguments are files and folders.

#include "lint/facts/launch/command_line.h"

namespace mcplint {

/// Adds to the launch's paths what its server arguments say by their form
/// (`./data`, `~/notes`) or by the option before them (`--config x.json`).
void find_argument_paths(CommandLine& line);

}  // namespace mcplint
