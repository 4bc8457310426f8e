#include "mcplint/assessment.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp505_malicious_dependency = {
    .id = "MCP505",
    .name = "malicious-dependency",
    .summary = "Required package that is known to be an attack",
    .severity = Severity::Critical,
    .cwe = 506,
    .owasp = "MCP04:2025",
    .doc = R"(
The package was published to harm those who install it: to copy their mail, to take their
keys, or to write itself into the configuration of other clients. Its install script has
run on each machine that installed it.

Take it out, on each of those machines remove what it installed, and replace every
credential that the machine could read.
)",
    .blind_spots = R"(
What `mcplint advisories` does not list. With `--advisories`, the `MAL-` records of osv.dev
are read, too.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  if (project.advisories == nullptr) return;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.from == Dependency::From::Launch || !dependency.from_index()) continue;
    const Assessment found = assess_malice(*project.advisories, dependency.ecosystem,
                                           dependency.name, dependency.pinned_version);
    if (found.empty()) continue;
    report
        .at(dependency.name_span, "`{}` is known to be an attack on those who install it",
            dependency.name)
        .suggest("remove it, and replace every credential that machines with it could read; " +
                 found.ids + ": " + found.rows.front()->summary);
  }
}

}  // namespace mcplint
