#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp727_no_permission_check = {
    .id = "MCP727",
    .name = "no-permission-check",
    .summary = "Server that touches files and never minds their permissions",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A tool that meets a file it may not read fails with a trace that names the path, or tries with
more rights than its user has.

Handle `PermissionError`, or ask first (`os.access`), and answer what the model can act upon.
)",
    .blind_spots = R"(
Permissions that a library minds. Handlers of `OSError` are no answer to this question.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Permissions,
         .lacking = "`{}` never minds what files permit",
         .suggestion = "handle `PermissionError` with an answer that the model can act upon",
         .at = seen_at(project.kinds.files)},
        report);
}

}  // namespace mcplint
