#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp319_system_interpreter = {
    .id = "MCP319",
    .name = "system-interpreter",
    .summary = "Project script run by the Python that is found first",
    .severity = Severity::Low,
    .persona = Persona::Auditor,
    .in_documents = Persona::Pedantic,
    .doc = R"(
`python server.py` runs whichever Python stands first in the search path that the
client happens to have, with the packages of the whole system: another version,
other releases, or none of them.

Start the script with `uv run`, or with the interpreter of its virtual
environment: `.venv/bin/python`.
)",
    .blind_spots = R"(
Search paths that a client takes from an activated environment.
)",
    .check = check,
};

static void check(const Launch& launch, Report& report) {
  // A bundle brings its packages along, and has to do with what is there.
  if (launch.client == Client::Bundle) return;
  if (!launch.command || !launch.script || !launch.wrappers.empty()) return;
  const std::string& command = launch.command->text;
  if (command != "python" && command != "python3") return;
  report
      .at(launch.command->span, "`{}` is the system's, not that of the project of `{}`", command,
          launch.script->text)
      .suggest("write `uv` with `run` before the script, or the path of `.venv/bin/python`");
}

}  // namespace mcplint
