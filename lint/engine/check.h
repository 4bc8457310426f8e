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

/// The same for the rules among them that inspect suppressions: those know what
/// there is to say only when all others have run.
std::deque<Diagnostic> run_rules_on_suppressions(const Project& project,
                                                 std::span<const Rule* const> rules, unsigned jobs);

}  // namespace mcplint
