#pragma once
// What containers say of the servers that they run.

#include "mcplint/project.h"

namespace mcplint {

/// Joins servers with the containers that run them: what an `ENV`, a flag in
/// `CMD` or the program that serves says of where they listen. Where they
/// listen by their own code must have been found.
void find_deployment(Project& project);

}  // namespace mcplint
