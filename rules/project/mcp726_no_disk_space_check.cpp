#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp726_no_disk_space_check = {
    .id = "MCP726",
    .name = "no-disk-space-check",
    .summary = "Server that writes files and never asks how much room is left",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A full disk stops the server, and everything else on that machine. An agent that writes in a loop
fills one overnight.

Ask before writing (`shutil.disk_usage`, `os.statvfs`), and refuse below a limit.
)",
    .blind_spots = R"(
Quotas of the file system or the container.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::DiskSpace,
         .lacking = "`{}` never asks how much room is left",
         .suggestion = "ask `shutil.disk_usage` before writing, and refuse below a limit",
         .at = seen_at(project.kinds.files)},
        report);
}

}  // namespace mcplint
