#pragma once
// The programs that servers are started with, and how each reads its words.

#include <span>
#include <string_view>

#include "lint/facts/launch/command_line.h"

namespace mcplint {

struct Program {
  std::string_view name;  // bare, lower case: "npx"
  /// Reads the program's own words. True if they name another program to go on
  /// with; false if the way ends here, found or not.
  bool (*read)(CommandLine& line);
};

std::span<const Program> wrappers();
std::span<const Program> package_runners();
std::span<const Program> interpreters();
std::span<const Program> container_engines();

/// The one called `name`; null if its words mean nothing to us.
const Program* find_program(std::string_view name);

// What package runners and interpreters share: `uv run x.py`, `bun x.ts`.

/// Ends the way with `word`, a file that the current program interprets.
bool run_script(CommandLine& line, const Text& word);
/// Ends the way with the module that the next word names: `python -m x`.
bool run_module(CommandLine& line);
/// Ends the way with code on the command line: the next word.
bool run_code(CommandLine& line);
/// Ends the way with something that nobody can tell.
bool run_unknown(CommandLine& line);

}  // namespace mcplint
