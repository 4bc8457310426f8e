#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp712_undocumented_variable = {
    .id = "MCP712",
    .name = "undocumented-variable",
    .summary = "Environment variable that no document names",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
What a server reads from its environment is its configuration. A variable that only the source
names is set by nobody, or found out about in production.

Name every variable in the README, in `.env.example`, in `server.json` or in the example of a
client's configuration.
)",
    .blind_spots = R"(
Variables whose names are computed, or are given to a function of the project that reads them. A
server in TypeScript that reads some so is not judged at all. Parts of nested models of a settings
class.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::VariablesNamed,
         .lacking = "no document names a variable that `{}` reads",
         .against = "`{}` is read here, and no document names it",
         .suggestion = "name it in the README or in `.env.example`, with its default"},
        report);
}

}  // namespace mcplint
