#pragma once
// The MCP servers of a project.

#include <vector>

#include "lint/facts/tools.h"
#include "mcplint/project.h"

namespace mcplint {

/// Finds servers, how they can be started, and what they write to standard
/// output while a client listens there.
void find_servers(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project);

}  // namespace mcplint
