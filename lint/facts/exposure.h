#pragma once
// Who can reach a server over the network.

#include "lint/facts/names.h"
#include "mcplint/project.h"

namespace mcplint {

/// Finds where servers listen, whether they ask clients who they are, and which
/// requirement names their SDK. Servers and calls must have been found.
void find_exposure(const Program& program, Project& project);

}  // namespace mcplint
