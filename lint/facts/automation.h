#pragma once
// Finding what CI, hooks and task runners run.

#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "mcplint/automation.h"
#include "mcplint/shell.h"

namespace mcplint {

/// The scripts that stand in the file, by what its parser read of it.
std::vector<Recipe> scripts_of(Automation::From from, const Parsed& parsed);

/// The commands of a script of `task`, each without what only starts it.
void add_commands(Automation::From from, const ShellScript& script, const std::string& task,
                  std::vector<Automation>& automations);

/// Actions and hooks: names that stand for commands.
void add_names(Automation::From from, const Value& root, std::vector<Automation>& automations);

/// Whether `program` runs tasks that files name: "make", "npm", "tox".
[[nodiscard]] bool is_task_runner(std::string_view program);

/// Marks the tasks that CI and hooks run, directly or through others.
void mark_called(std::vector<Automation>& automations);

}  // namespace mcplint
