#pragma once
// What rules make of one call, all else left aside.

#include <span>
#include <vector>

#include "mcplint/configuration.h"
#include "mcplint/rule.h"
#include "mcplint/tool.h"

namespace mcplint {

/// Those of `rules` that ask about `call` by their sinks.
std::vector<const Rule*> rules_about(const TaintedCall& call, std::span<const Rule* const> rules);

/// Those of `rules` that would report `call` if it were the only one of the
/// project. Called with less than was really checked, it tells what a check is
/// worth: the rules themselves say so. `configuration` may be null.
std::vector<const Rule*> rules_against(const Tool& tool, const TaintedCall& call,
                                       std::span<const Rule* const> rules,
                                       const Configuration* configuration);

}  // namespace mcplint
