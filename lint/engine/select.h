#pragma once
// Which rules to run.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/rule.h"

namespace mcplint {

/// The rules to run, or what was wrong with the wish.
struct Selection {
  std::vector<const Rule*> rules;
  std::string error;  // empty if all went well
};

/// Picks from `all`: those that `select` names (if it names none: those that
/// `persona` has on), without those that `ignore` names. A name is a rule's
/// name, its id, the beginning of ids ("MCP1"), a category ("tools"), or "all".
Selection select_rules(std::span<const Rule* const> all, const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore, Persona persona);

/// Whether `name`, as select_rules() takes it, means any of `rules`.
bool names_any(std::string_view name, std::span<const Rule* const> rules);

/// The rule of that name or id; null if there is none.
const Rule* find_rule(std::span<const Rule* const> all, std::string_view name);

/// "; did you mean `x`?" if a rule or category is near to `name`; empty if not.
std::string did_you_mean(std::span<const Rule* const> all, std::string_view name);

}  // namespace mcplint
