#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp716_no_rollback_plan = {
    .id = "MCP716",
    .name = "no-rollback-plan",
    .summary = "No document says how to go back to the last version",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
When a release breaks, people under pressure do what is written down. Without that they edit the
configuration of the running server.

Write down the steps: stop the server, restore the previous configuration, restart the client,
verify. `mcplint checklist --write-rollback` writes the beginning of it.
)",
    .blind_spots = R"(
Plans outside of the repository. The section is found by its heading.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::RollbackPlan,
         .lacking = "no document says how to go back to the last version of `{}`",
         .suggestion = "write down the steps; `mcplint checklist --write-rollback` begins it"},
        report);
}

}  // namespace mcplint
