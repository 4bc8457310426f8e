#pragma once
// The options of each command, and what surrounds them.

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <vector>

#include "lint/cli/commands.h"

namespace mcplint::cli {

/// What runs a rule set: `check`, and `mcplint` itself.
void add_check_options(CLI::App& app, CheckArguments& arguments);
/// Those of them that say what is linted, and by which rules.
void add_lint_options(CLI::App& app, CheckArguments& arguments);
/// Those of them that say which configuration counts.
void add_configuration_options(CLI::App& app, CheckArguments& arguments);
void add_color(CLI::App& app, std::string& color);

/// The arguments behind the program's name, with `check` before them if they name
/// no command. A first word that is both a command and a file is a command, unless
/// what follows it can only be paths.
std::vector<std::string> with_command(const CLI::App& app, std::span<char* const> arguments);

/// Gives each option of `app` that the command line leaves out its value from the
/// environment: MCPLINT_FAIL_ON for `--fail-on`. Throws what CLI11 throws of a
/// wrong value, with the variable's name in it.
void read_environment(CLI::App& app);

/// What to say of an option that does not exist: which one was probably meant.
std::string unknown_option(const CLI::App& app, const std::string& given);

}  // namespace mcplint::cli
