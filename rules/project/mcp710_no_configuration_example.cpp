#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp710_no_configuration_example = {
    .id = "MCP710",
    .name = "no-configuration-example",
    .summary = "Server without an example of a client configuration",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Everybody who installs the server writes the same ten lines, and some of them write them with a
token in `args`.

Show the entry of a client's configuration in the README, with an exact version and variables
instead of credentials.
)",
    .blind_spots = R"(
Whether the example starts this server: see MCP318.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Examples,
         .lacking = "no document shows how a client starts `{}`",
         .suggestion = "show an entry of a client's configuration in the README"},
        report);
}

}  // namespace mcplint
