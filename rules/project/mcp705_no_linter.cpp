#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp705_no_linter = {
    .id = "MCP705",
    .name = "no-linter",
    .summary = "Source that no linter looks at",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A linter finds the names that do not exist, the exceptions that are swallowed and the awaits that
were forgotten, before anybody reads the change.

Run one for each language, in CI or as a hook of pre-commit: ruff or flake8 for Python, eslint,
biome or oxlint for JavaScript and TypeScript.
)",
    .blind_spots = R"(
Which rules the linter is told to apply. A task called `lint` is taken for a linter of every
language.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Linters,
         .lacking = "no linter looks at the source of `{}`",
         .against = "a linter is missing, or not content: `{}`",
         .suggestion = "run ruff, eslint or the like in CI or as a hook"},
        report);
}

}  // namespace mcplint
