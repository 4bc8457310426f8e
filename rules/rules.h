#pragma once
// Every rule, by name. What rules/rules.def lists, this declares.

#include <span>

#include "mcplint/nodes.h"
#include "mcplint/project.h"
#include "mcplint/rule.h"
#include "mcplint/uses.h"

namespace mcplint {

namespace rules {
#define RULE(name) extern const Rule name;
#include "rules/rules.def"
#undef RULE
}  // namespace rules

/// All of them, in order of id.
std::span<const Rule* const> all_rules();

}  // namespace mcplint
