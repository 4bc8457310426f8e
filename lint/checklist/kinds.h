#pragma once
// What kinds of server a deployment has.

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

[[nodiscard]] Kinds find_kinds(const Project& project);

}  // namespace mcplint::checklist
