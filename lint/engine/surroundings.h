#pragma once
// What stands beside a client's configuration.

#include "mcplint/project.h"

namespace mcplint {

/// Looks for the files that launches name, and notes those that are missing: they
/// would have to stand in the project, and nothing makes them. Tells the
/// `.mcp.json` of a plugin from that of a project.
void look_around(Project& project, const Sources& sources);

}  // namespace mcplint
