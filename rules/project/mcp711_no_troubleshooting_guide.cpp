#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp711_no_troubleshooting_guide = {
    .id = "MCP711",
    .name = "no-troubleshooting-guide",
    .summary = "No document says what to do if the server does not work",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Over stdio a server that does not start is silent: the client shows a red dot and no more. People
who are not told where its log is ask in the issue tracker, or give up.

Add a section “Troubleshooting” to the README: where the log is, how to run the server by hand,
what the usual mistakes look like.
)",
    .blind_spots = R"(
Guides outside of the repository. The section is found by its heading.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Troubleshooting,
         .lacking = "no document says what to do if `{}` does not work",
         .suggestion = "add a section “Troubleshooting”: where its log is, and the usual mistakes"},
        report);
}

}  // namespace mcplint
