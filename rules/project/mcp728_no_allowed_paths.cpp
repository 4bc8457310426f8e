#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp728_no_allowed_paths = {
    .id = "MCP728",
    .name = "no-allowed-paths",
    .summary = "Server that touches files and cannot be told which",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Whoever deploys the server decides which folder it may touch. One that takes any path, or has one
written in its code, leaves them no choice.

Take the folder from an argument, an environment variable or the client's roots, and refuse what
lies outside of it.
)",
    .blind_spots = R"(
Folders from configuration files. Whether the folder is kept to: see MCP101 and MCP303.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::AllowedPaths,
         .lacking = "nobody can tell `{}` which folder it may touch",
         .suggestion = "take the folder from an argument, a variable or the client's roots",
         .at = seen_at(project.kinds.files)},
        report);
}

}  // namespace mcplint
