#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp706_no_type_check = {
    .id = "MCP706",
    .name = "no-type-check",
    .summary = "Source whose types nobody checks",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
SDKs make the schema that clients see of the types in the code. Where those are wrong or missing,
clients send what the tool does not expect.

Run mypy, pyright, ty or `tsc --noEmit` in CI or as a hook of pre-commit.
)",
    .blind_spots = R"(
How strictly the checker is set.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::TypeChecks,
         .lacking = "nothing checks the types in `{}`",
         .against = "a type checker found `{}`",
         .suggestion = "run mypy, pyright or `tsc --noEmit` in CI or as a hook"},
        report);
}

}  // namespace mcplint
