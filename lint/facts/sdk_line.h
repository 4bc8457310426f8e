#pragma once
// Which line of its SDK a server is written for, and which one it gets.

#include "mcplint/project.h"

namespace mcplint {

/// Fills in which line of its SDK `server` uses and how that is known. Its
/// requirement and files must have been found.
void find_sdk_line(Server& server);

}  // namespace mcplint
