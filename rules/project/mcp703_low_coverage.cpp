#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp703_low_coverage = {
    .id = "MCP703",
    .name = "low-coverage",
    .summary = "Coverage of tests that is low, or that nobody measures",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Code that no test runs is found wrong in production. Nobody knows how much that is unless it is
measured, and it only grows if a threshold does not hold it.

Measure it as the tests run and let less than the target fail the run: `--cov-fail-under=80` of
pytest-cov, `fail_under` of coverage.py, thresholds of jest, vitest or c8. The target is
`coverage` under `[targets]` in `mcplint.toml`.
)",
    .blind_spots = R"(
Thresholds of services such as Codecov, and those in TypeScript (`vitest.config.ts`).
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Coverage,
         .lacking = "nothing measures how much of `{}` its tests run",
         .against = "`{}` is less than the target",
         .suggestion = "measure coverage in CI, with a threshold that fails the run"},
        report);
}

}  // namespace mcplint
