#pragma once
// The calls of other people's code in a project.

#include <vector>

#include "lint/facts/tools.h"
#include "mcplint/project.h"

namespace mcplint {

/// Finds the calls in all functions and files, and marks the functions that
/// can run while one of `handlers` does.
void find_calls(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project);

}  // namespace mcplint
