#pragma once
// What an expression comes to if nobody sets anything.

#include <string>
#include <vector>

#include "lint/facts/names.h"

namespace mcplint {

/// A text and where it is written.
struct Default {
  std::string text;  // empty if it could not be told
  Span span;
  bool can_be_set = false;           // by an environment variable, a flag or a caller
  std::string variable;              // the environment variable; empty if none, or not known
  std::string flag;                  // the flag, with its hyphens; likewise
  std::vector<std::string> choices;  // all that it can be, where a flag says so
};

/// The text that `node` has in `function` of a file: a literal, a variable that
/// holds one, here or in the file it is imported from, the default of `os.getenv`,
/// of a flag of argparse, click or typer, of a parameter, or of a field of a
/// settings class.
Default default_of(const Program& program, std::uint32_t code, std::uint32_t function,
                   const Node& node);

}  // namespace mcplint
