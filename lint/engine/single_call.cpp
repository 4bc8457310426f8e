#include "lint/engine/single_call.h"

#include <algorithm>
#include <deque>

#include "lint/engine/check.h"
#include "mcplint/project.h"

namespace mcplint {

std::vector<const Rule*> rules_about(const TaintedCall& call, std::span<const Rule* const> rules) {
  std::vector<const Rule*> asking;
  for (const Rule* rule : rules) {
    if (call.reaches(rule->sinks)) asking.push_back(rule);
  }
  return asking;
}

std::vector<const Rule*> rules_against(const Tool& tool, const TaintedCall& call,
                                       std::span<const Rule* const> rules,
                                       const Configuration* configuration) {
  Project project;
  Tool& alone = project.tools.emplace_back(tool);
  alone.tainted_calls = {call};
  const std::deque<Diagnostic> found = run_rules(project, rules, configuration, 1);
  std::vector<const Rule*> against;
  for (const Rule* rule : rules) {
    if (std::ranges::find(found, rule, &Diagnostic::rule) != found.end()) against.push_back(rule);
  }
  return against;
}

}  // namespace mcplint
