#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp721_no_backup_procedure = {
    .id = "MCP721",
    .name = "no-backup-procedure",
    .summary = "No document says how to back up what the server keeps",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A rollback needs something to go back to. What the server keeps (notes, indexes, tokens, its
configuration) is lost with the machine unless somebody wrote down where it lies.

Add a section “Backup”: what is kept, where, how often it is copied and how it is restored. A
server that keeps nothing says so there.
)",
    .blind_spots = R"(
Procedures outside of the repository. The section is found by its heading.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Backups,
         .lacking = "no document says how to back up what `{}` keeps",
         .suggestion = "add a section “Backup”: what is kept, where, and how it is restored"},
        report);
}

}  // namespace mcplint
