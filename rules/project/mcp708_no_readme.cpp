#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp708_no_readme = {
    .id = "MCP708",
    .name = "no-readme",
    .summary = "Project without a README",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Nobody can run, or judge, what nobody describes.

Write a `README.md` that says what the server is for, how to start it, which variables it reads
and which tools it has.
)",
    .blind_spots = R"(
A README in a language of markup other than Markdown counts by its name alone.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Readme,
         .lacking = "no README tells what `{}` is",
         .suggestion = "write a `README.md`: what it is for, how to start it, which tools it has"},
        report);
}

}  // namespace mcplint
