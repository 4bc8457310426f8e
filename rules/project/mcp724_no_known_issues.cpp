#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp724_no_known_issues = {
    .id = "MCP724",
    .name = "no-known-issues",
    .summary = "No list of what is known not to work",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
What is known not to work and not written down is found again by each user, and by each agent.

Add a section “Known issues”, or link to the issue tracker from the README or the manifest.
)",
    .blind_spots = R"(
Whether the tracker is kept.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::KnownIssues,
         .lacking = "nothing tells what is known not to work in `{}`",
         .suggestion = "add a section “Known issues”, or link to the issue tracker"},
        report);
}

}  // namespace mcplint
