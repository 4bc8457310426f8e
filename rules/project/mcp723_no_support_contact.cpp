#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp723_no_support_contact = {
    .id = "MCP723",
    .name = "no-support-contact",
    .summary = "Nobody is named who answers for the server",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Whoever finds a hole in the server, or an agent that does harm with it, needs to know today whom to
tell.

Add `SECURITY.md`, `SUPPORT.md` or `CODEOWNERS`, a section in the README, or an address in the
manifest.
)",
    .blind_spots = R"(
Whether anybody reads what is sent there.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Support,
         .lacking = "nobody is named who answers for `{}`",
         .suggestion = "add `SECURITY.md`, a section “Support”, or an address in the manifest"},
        report);
}

}  // namespace mcplint
