#pragma once
// Runs rules over a project.

#include <deque>
#include <span>

#include "mcplint/project.h"
#include "mcplint/rule.h"

namespace mcplint {

/// Asks every rule about everything it inspects, on up to `jobs` threads.
/// Findings come in order of rules, whatever the threads did.
std::deque<Diagnostic> run_rules(const Project& project, std::span<const Rule* const> rules,
                                 unsigned jobs);

}  // namespace mcplint
