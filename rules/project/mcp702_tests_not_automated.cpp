#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp702_tests_not_automated = {
    .id = "MCP702",
    .name = "tests-not-automated",
    .summary = "Tests that nobody has to run",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Tests that run when somebody thinks of it do not run before the release that needs them.

Run them in CI on every change. A report of the last run (JUnit XML) settles it as well, as long
as it is young and nothing failed in it.
)",
    .blind_spots = R"(
CI that is set up outside of the repository. A task that CI starts is taken to run all of its
file's commands: which targets of a Makefile are reached is not followed.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  // Where there are none, MCP701 says so.
  if (project.standing(Topic::Tests) == Standing::Lacking &&
      project.standing(Topic::TestRuns) == Standing::Lacking)
    return;
  judge(project,
        {.topic = Topic::TestRuns,
         .lacking = "the tests of `{}` run only if somebody thinks of it",
         .against = "`{}` of the tests failed in this run",
         .suggestion = "run them in CI on every change, and mend what fails"},
        report);
}

}  // namespace mcplint
