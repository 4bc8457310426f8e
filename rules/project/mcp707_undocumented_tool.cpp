#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp707_undocumented_tool = {
    .id = "MCP707",
    .name = "undocumented-tool",
    .summary = "Tool that no document names",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
People who decide whether to install a server read its README, not its schema. A tool that is not
named there is one that nobody agreed to.

List every tool in the README or in the documentation, with what it reads and what it changes.
)",
    .blind_spots = R"(
Tools whose names are put together when the server starts. A name that stands anywhere in a
document counts.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::ToolsNamed,
         .lacking = "no document names a tool of `{}`",
         .against = "no document names the tool `{}`",
         .suggestion = "list it in the README, with what it reads and what it changes"},
        report);
}

}  // namespace mcplint
