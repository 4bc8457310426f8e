#pragma once
// Runs rules over a project.

#include <deque>
#include <span>

#include "mcplint/configuration.h"
#include "mcplint/project.h"
#include "mcplint/rule.h"

namespace mcplint {

/// Asks every rule about everything it inspects, on up to `jobs` threads.
/// Findings come in order of rules, whatever the threads did. `configuration`,
/// which may be null, has the rules' own settings.
std::deque<Diagnostic> run_rules(const Project& project, std::span<const Rule* const> rules,
                                 const Configuration* configuration, unsigned jobs);

/// The same for the rules among them that inspect suppressions: those know what
/// there is to say only when all others have run.
std::deque<Diagnostic> run_rules_on_suppressions(const Project& project,
                                                 std::span<const Rule* const> rules);

/// The same for those that inspect the baseline, when it has been compared.
std::deque<Diagnostic> run_rules_on_baseline(const Project& project,
                                             std::span<const Rule* const> rules);

}  // namespace mcplint
