#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp715_untested_errors = {
    .id = "MCP715",
    .name = "untested-errors",
    .summary = "No test asserts on an error",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Tools fail: the file is gone, the API answers 500, the model sends nonsense. What the server says
then is what the model acts upon, and tests that only try what works never see it.

Test each tool with an argument that is wrong and a backend that fails, and assert on the error:
`pytest.raises`, `isError`, `rejects`.
)",
    .blind_spots = R"(
Whether the error is one of a tool's.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::ErrorTests,
         .lacking = "no test of `{}` asserts on an error",
         .suggestion = "test what tools answer if their argument is wrong or their backend fails"},
        report);
}

}  // namespace mcplint
