#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp315_missing_program = {
    .id = "MCP315",
    .name = "missing-program",
    .summary = "File or folder of the project that an entry names, and is not there",
    .severity = Severity::High,
    .doc = R"(
The entry starts a script, or works in a folder, that the project does not have:
it was moved, renamed or never committed. The client then reports no more than a
server that failed to start.

Write the path that the file has now, or commit the file.
)",
    .blind_spots = R"(
Files that are made rather than written: what `.gitignore` names, and everything
in folders such as `dist`, `build`, `bin` and `.venv`. Absolute paths, paths of the server's own
arguments, and relative paths where the client says nothing about its folder, or
the entry has a `cwd`.
)",
    .check = check,
};

/// Whether the client is only said to start servers in the project.
static bool is_uncertain(const Launch& launch, const LaunchedPath& path) {
  return (launch.client == Client::ClaudeCode || launch.client == Client::Cursor) &&
         path.path.text.find('$') == std::string::npos;
}

static void check(const Launch& launch, Report& report) {
  for (const LaunchedPath& path : launch.paths) {
    if (!path.missing) continue;
    Diagnostic& finding =
        report.at(path.path.span, "`{}`, which `{}` needs, is not in this project", path.path.text,
                  launch.name.text);
    finding.suggest("write the path that it has now, from the folder of the project, or commit it");
    if (is_uncertain(launch, path)) finding.as(Severity::Low);
  }
}

}  // namespace mcplint
