#pragma once
// Which line of its SDK a server is written for, and which one it gets.

#include "mcplint/project.h"

namespace mcplint {

/// Finds the requirement of the SDK of `server`, made in the file `home`: in that
/// file itself (PEP 723), else in the nearest manifest; and what its lock file holds.
void find_requirement(const Project& project, const Source& home, Server& server);

/// Fills in which line of its SDK `server` uses and how that is known. Its
/// requirement and files must have been found.
void find_sdk_line(Server& server);

}  // namespace mcplint
