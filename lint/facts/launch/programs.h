#pragma once
// The programs that servers are started with, and how each reads its words.

#include <span>
#include <string_view>
#include <vector>

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
/// Servers that start or reach another one, which is what the launch is about.
std::span<const Program> bridges();

/// Reads `words` as a command line inside of `outer`, which is at its end. False
/// if there is none, or too many are in each other.
bool resolve_inner(CommandLine& outer, std::vector<Text> words);

/// The one called `name`; null if its words mean nothing to us.
const Program* find_program(std::string_view name);

// What package runners and interpreters share: `uv run x.py`, `bun x.ts`.

/// Ends the way with `word`, a file that the current program interprets.
bool run_script(CommandLine& line, const Text& word);
/// Ends the way with the module that the next word names: `python -m x`.
bool run_module(CommandLine& line);
/// Ends the way with code on the command line: the next word.
bool run_code(CommandLine& line);
/// The same for a command line, which is read with the grammar of a shell: what
/// its last command starts.
bool run_command_line(CommandLine& line, const Text& script);
/// The same without such a grammar: only where blanks alone separate words.
bool run_plain_words(CommandLine& line, const Text& script);
/// Ends the way with something that nobody can tell.
bool run_unknown(CommandLine& line);

}  // namespace mcplint
