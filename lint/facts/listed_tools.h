#pragma once
// The tools that low-level servers list.

#include "lint/facts/tools.h"

namespace mcplint {

/// Reads every `types.Tool(name=…)`: adds to the tools that are known already what
/// is said there, and makes the others.
void add_listed(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project);

}  // namespace mcplint
