// `mcplint baseline`: the findings that a project had when it took mcplint up.

#include <algorithm>
#include <iostream>
#include <set>

#include "lint/cli/setup.h"
#include "lint/report/identity.h"
#include "lint/report/wording.h"

namespace mcplint::cli {

/// Which file to write or read: what is asked for, else the usual one.
static std::string path_for(const CheckArguments& arguments) {
  ReadConfiguration read;
  if (read_configuration_for(arguments, read) != kClean) return {};
  const std::string path = baseline_path(arguments, read.configuration);
  return path.empty() ? std::string(kUsualBaseline) : path;
}

static int write(const std::string& path, const std::vector<BaselineEntry>& entries) {
  const std::string error =
      write_file(path, [&](std::ostream& out) { write_baseline(entries, out); });
  return error.empty() ? kClean : complain(error);
}

int baseline_write(const CheckArguments& arguments) {
  const std::string path = path_for(arguments);
  if (path.empty()) return kCannotRun;
  CheckArguments fresh = arguments;
  fresh.baseline.clear();
  fresh.no_baseline = true;
  Setup setup;
  if (const int code = set_up(fresh, setup); code != kClean) return code;
  const Run run = lint_as(setup);
  const std::vector<BaselineEntry> entries = baseline_entries(run);
  if (const int code = write(path, entries); code != kClean) return code;
  std::cout << "wrote " << count_of(entries.size(), "finding", "findings") << " to " << path
            << '\n';
  if (arguments.baseline.empty() && setup.read.configuration.baseline.empty())
    std::cout << "to leave them out, write `baseline = \"" << path << "\"` into mcplint.toml\n";
  return kClean;
}

/// Lints against the baseline; what is stale is then known.
static int compare(const CheckArguments& arguments, Setup& setup, Run& run) {
  CheckArguments with = arguments;
  with.baseline = path_for(arguments);
  if (with.baseline.empty()) return kCannotRun;
  if (const int code = set_up(with, setup); code != kClean) return code;
  run = lint_as(setup);
  return kClean;
}

int baseline_prune(const CheckArguments& arguments) {
  Setup setup;
  Run run;
  if (const int code = compare(arguments, setup, run); code != kClean) return code;
  std::set<std::pair<std::string, std::string>> stale;
  for (const BaselineEntry& entry : run.project.stale_entries)
    stale.emplace(entry.rule, entry.fingerprint);
  std::vector<BaselineEntry> kept = setup.baseline->entries;
  std::erase_if(kept, [&](const BaselineEntry& entry) {
    return stale.contains({entry.rule, entry.fingerprint});
  });
  const std::size_t gone = setup.baseline->entries.size() - kept.size();
  if (gone > 0) {
    if (const int code = write(setup.baseline->source->path, kept); code != kClean) return code;
  }
  std::cout << "took out " << count_of(gone, "entry", "entries") << ", "
            << count_of(kept.size(), "finding is", "findings are") << " left\n";
  return kClean;
}

int baseline_check(const CheckArguments& arguments) {
  Setup setup;
  Run run;
  if (const int code = compare(arguments, setup, run); code != kClean) return code;
  for (const BaselineEntry& entry : run.project.stale_entries) {
    std::cout << presentable(entry.path + ": " + entry.rule +
                                 (entry.where.empty() ? "" : " in " + entry.where) +
                                 " is not found any more",
                             Mask(run))
              << '\n';
  }
  const std::size_t stale = run.project.stale_entries.size();
  std::cout << count_of(setup.baseline->entries.size(), "entry", "entries") << ", "
            << (stale == 0 ? "all of them found"
                           : grouped(stale) + " stale: run `mcplint baseline prune`")
            << '\n';
  return stale == 0 ? kClean : kFindings;
}

}  // namespace mcplint::cli
