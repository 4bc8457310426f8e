#pragma once
// What `mcplint` can be told to do.

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "lint/report/format.h"
#include "mcplint/lint.h"

namespace CLI {
class App;
}

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
  std::vector<std::string> extend_select;
  std::vector<std::string> ignore;
  std::string persona;               // these three: empty unless given
  std::string min_severity;          //
  std::string fail_on;               //
  std::vector<std::string> configs;  // a file, and any number of KEY=VALUE
  bool no_config = false;
  std::string baseline;  // a file; empty: what the configuration says
  bool no_baseline = false;
  std::vector<std::string> advisories;  // files or folders; empty: those built in
  std::vector<std::string> formats;
  std::string output;
  std::string color = "auto";
  bool exit_zero = false;
  bool strict = false;
  bool show_files = false;
  bool show_suppressed = false;
  bool no_ignores = false;
  bool no_gitignore = false;
  bool force_exclude = false;
  bool no_project = false;
  std::string stdin_filename;
  std::string shard;  // "2/8"
  unsigned jobs = 0;
};

/// What `mcplint checklist` is told.
struct ChecklistArguments {
  CheckArguments lint;  // paths and configuration
  std::string format = "full";
  std::string output;
  std::string color = "auto";
  std::string date;                  // these three: empty unless given
  std::string deployed_by;           //
  std::string version;               //
  std::vector<std::string> reports;  // files besides: what runs left behind
  bool init = false;
  bool rollback = false;
};

/// What `mcplint explain-flow` is told.
struct ExplainFlowArguments {
  CheckArguments lint;  // configuration
  std::string place;    // "server.py:12"
  std::string project;  // its folder; empty: where the file's repository begins
  std::string color = "auto";
};

/// What `mcplint merge` is told.
struct MergeArguments {
  std::vector<std::string> logs;
  std::string output;
  std::string fail_on = "low";
  bool exit_zero = false;
};

/// Does what `arguments` say, the program's name first; returns the exit code.
int run(std::span<char* const> arguments);

// The commands; each returns the exit code.
int check(const CheckArguments& arguments);
int checklist(const ChecklistArguments& arguments);
int explain(const std::string& name, const std::string& color);
int explain_flow(const ExplainFlowArguments& arguments);
int list_advisories(const std::vector<std::string>& paths, const std::string& format);
int list_rules(const std::string& name, const std::string& color);
int show_configuration(const CheckArguments& arguments);
int print_configuration_schema();
int print_starter_configuration();
int baseline_write(const CheckArguments& arguments);
int baseline_prune(const CheckArguments& arguments);
int baseline_check(const CheckArguments& arguments);
int merge(const MergeArguments& arguments);
int print_completions(const CLI::App& app, const std::string& shell);
int print_manual(const CLI::App& app);

/// Says what is wrong with the command line, on standard error; returns kCannotRun.
int complain(const std::string& what);

/// Says something else on standard error.
void remark(const std::string& what);

/// Whether to use colours on standard output: --color, then NO_COLOR, then
/// FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal.
bool wants_color(const std::string& option);

/// How to write on standard output: with or without colours, and how wide it is.
Style terminal_style(const std::string& color_option);

/// The level of that name, from 0; -1 if there is none. "never" is above all.
int level_named(std::string_view name);

/// Writes a new file with what `write` puts out and renames it, so that nobody
/// reads half of one. Returns what went wrong, or nothing.
std::string write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace mcplint::cli
