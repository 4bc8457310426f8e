#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp714_no_load_test = {
    .id = "MCP714",
    .name = "no-load-test",
    .summary = "Server that was never put under load",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Agents call tools in bursts, ten at a time. A server that blocks its event loop or opens a
connection for each call is found out by the first of them.

Keep a load test in the repository (locust, k6, artillery), and the report of its last run.
`docs/load-test-report.md` says what mcplint reads.
)",
    .blind_spots = R"(
Load tests that are kept elsewhere, unless their report is in the tree.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::LoadTests,
         .lacking = "nothing puts `{}` under load",
         .suggestion = "keep a load test, and the report of its last run, in the repository"},
        report);
}

}  // namespace mcplint
