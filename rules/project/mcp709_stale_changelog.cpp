#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp709_stale_changelog = {
    .id = "MCP709",
    .name = "stale-changelog",
    .summary = "Changelog that is missing, or that does not know this version",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Whoever has to decide about an update, or to go back, reads the changelog first. One that ends
before the version that is deployed says nothing of what is about to change.

Keep a `CHANGELOG.md` with the newest version on top, as the manifest has it; or let towncrier,
changesets or release-please write it.
)",
    .blind_spots = R"(
Changelogs in releases of a forge, unless a configuration for them is there. Where manifests take
their version from tags, the changelog is taken to be up to date.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Changelog,
         .lacking = "no changelog tells what changed in `{}`",
         .against = "the newest entry is `{}`, and the manifest gives another version",
         .suggestion = "add an entry for the version that the manifest gives"},
        report);
}

}  // namespace mcplint
