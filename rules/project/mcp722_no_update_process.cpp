#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp722_no_update_process = {
    .id = "MCP722",
    .name = "no-update-process",
    .summary = "Nothing says how the server is kept up to date",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
SDKs of MCP have broken their users twice a year. A server that nobody updates on purpose is
updated by accident, or never.

Switch on Dependabot or Renovate, or add a section on how to update: what to read, what to test,
how to go back.
)",
    .blind_spots = R"(
Bots that are set up outside of the repository.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Updates,
         .lacking = "nothing says how `{}` is kept up to date",
         .suggestion = "switch on Dependabot or Renovate, or add a section on updates"},
        report);
}

}  // namespace mcplint
