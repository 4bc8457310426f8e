// `mcplint merge`: one log out of many.

#include "lint/engine/merge.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>

#include "lint/cli/commands.h"

namespace mcplint::cli {

int merge(const MergeArguments& arguments) {
  std::vector<std::shared_ptr<const Source>> logs;
  for (const std::string& path : arguments.logs) {
    logs.push_back(load_log(path));
    if (logs.back() == nullptr) return complain("cannot read `" + path + "`");
  }
  std::ostringstream text;
  const Merged merged = merge_logs(logs, text);
  if (!merged.error.empty()) return complain(merged.error);
  if (arguments.output.empty()) {
    std::cout << text.str();
    std::cout.flush();
    if (!std::cout) return complain("cannot write to standard output");
  } else {
    const std::string error =
        write_file(arguments.output, [&](std::ostream& out) { out << text.str(); });
    if (!error.empty()) return complain(error);
  }
  const int fail_on = level_named(arguments.fail_on);
  const bool fails = std::ranges::any_of(merged.severities, [&](const std::string& severity) {
    return level_named(severity) >= fail_on;
  });
  return fails && !arguments.exit_zero ? kFindings : kClean;
}

}  // namespace mcplint::cli
