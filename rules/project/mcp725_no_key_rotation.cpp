#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp725_no_key_rotation = {
    .id = "MCP725",
    .name = "no-key-rotation",
    .summary = "Server of an API without a schedule for its keys",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A key that is never changed is one that everybody who ever left still has.

Write down how often the key is changed, by whom and how, or take it from a secret manager that
does it.
)",
    .blind_spots = R"(
Servers whose API wants no key. Schedules outside of the repository.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::KeyRotation,
         .lacking = "no document says when the keys of `{}` are changed",
         .suggestion = "add a section on rotating keys, or take them from a secret manager",
         .at = seen_at(project.kinds.api)},
        report);
}

}  // namespace mcplint
