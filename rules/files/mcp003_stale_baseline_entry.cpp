#include "rules/rules.h"

namespace mcplint {

static void check(const BaselineEntry& entry, Report& report);

constinit const Rule rules::mcp003_stale_baseline_entry = {
    .id = "MCP003",
    .name = "stale-baseline-entry",
    .summary = "Baseline entry of a finding that is gone",
    .severity = Severity::Info,
    .doc = R"(
The baseline lists findings that were there when the project took mcplint up. This one is not
found any more: somebody mended it, or the code that it was in is gone. As long as it is listed, the
same mistake can come back unseen.

Run `mcplint baseline prune`, which takes such entries out and adds none, and commit the file.
`mcplint baseline check` fails for as long as there are any.
)",
    .blind_spots = R"(
Entries of files that this run did not lint, and of rules that did not run, are not judged.
)",
    .check = check,
};

static void check(const BaselineEntry& entry, Report& report) {
  report
      .at(entry.span, "`{}` in `{}` is in the baseline, and is not found any more", entry.rule,
          entry.path)
      .suggest("run `mcplint baseline prune`");
}

}  // namespace mcplint
