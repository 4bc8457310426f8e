#pragma once
// Finding what CI, hooks and task runners run.

#include <vector>

#include "lint/syntax/parse.h"
#include "mcplint/automation.h"
#include "mcplint/shell.h"

namespace mcplint {

/// The scripts that stand in the file, by what its parser read of it.
std::vector<Text> scripts_of(Automation::From from, const Parsed& parsed);

/// The commands of a script, each without what only starts it.
void add_commands(Automation::From from, const ShellScript& script,
                  std::vector<Automation>& automations);

/// Actions and hooks: names that stand for commands.
void add_names(Automation::From from, const Value& root, std::vector<Automation>& automations);

}  // namespace mcplint
