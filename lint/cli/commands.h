#pragma once
// What `mcplint` can be told to do.

#include <span>
#include <string>
#include <vector>

#include "mcplint/lint.h"

namespace mcplint::cli {

// What the program exits with, whatever the format.
inline constexpr int kClean = 0;      // nothing at or above --fail-on
inline constexpr int kFindings = 1;   // something
inline constexpr int kCannotRun = 2;  // usage or internal error
inline constexpr int kIncomplete =
    3;  // nothing to lint, or with --strict a file not fully analysed

/// What the command line of `mcplint check` says, still as text.
struct CheckArguments {
  std::vector<std::string> paths;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string persona;       // these three: empty unless given
  std::string min_severity;  //
  std::string fail_on;       //
  std::string config;        // a file; empty: the nearest one
  bool no_config = false;
  std::vector<std::string> formats;
  std::string output;
  std::string color = "auto";
  bool exit_zero = false;
  bool strict = false;
  bool show_files = false;
  bool show_suppressed = false;
  bool no_ignores = false;
  bool no_gitignore = false;
  unsigned jobs = 0;
};

/// Does what `arguments` say, the program's name first; returns the exit code.
int run(std::span<char* const> arguments);

int check(const CheckArguments& arguments);
int explain(const std::string& name, const std::string& color);
int list_rules(const std::string& name, const std::string& color);

/// Says what is wrong with the command line, on standard error; returns kCannotRun.
int complain(const std::string& what);

/// Whether to use colours on standard output: --color, then NO_COLOR, then
/// FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal.
bool wants_color(const std::string& option);

}  // namespace mcplint::cli
