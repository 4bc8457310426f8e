#pragma once
// Finding what CI, hooks and task runners run.

#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "mcplint/automation.h"

namespace mcplint {

/// What the file runs, by what its parser read of it.
void find_automations(const Source& source, const Parsed& parsed,
                      std::vector<Automation>& automations);

/// The commands of a script, each without what only starts it.
void read_script(Automation::From from, const Text& script, std::vector<Automation>& automations);

}  // namespace mcplint
