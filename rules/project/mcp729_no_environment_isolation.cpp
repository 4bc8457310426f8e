#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp729_no_environment_isolation = {
    .id = "MCP729",
    .name = "no-environment-isolation",
    .summary = "Server that runs with whatever packages the machine has",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
With the machine's own interpreter a server gets the packages of everything else there, and an
update of one breaks the other.

Start it with uv, poetry or the interpreter of a virtual environment, or in a container.
)",
    .blind_spots = R"(
Environments that a person activates before the client starts, unless a document says so.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Isolation,
         .lacking = "nothing keeps the packages of `{}` apart from the machine's",
         .suggestion =
             "start it with `uv run`, a virtual environment's interpreter, or in a container"},
        report);
}

}  // namespace mcplint
