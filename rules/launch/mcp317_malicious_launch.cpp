#include "mcplint/assessment.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp317_malicious_launch = {
    .id = "MCP317",
    .name = "malicious-launch",
    .summary = "Server started from a package that is known to be an attack",
    .severity = Severity::Critical,
    .cwe = 506,
    .owasp = "MCP04:2025",
    .doc = R"(
Each start of this server runs a program that was published to harm those who run it,
with their rights and with the credentials that the configuration hands to it.

Take the server out of the configuration, remove the package from the runner's cache, and
replace every credential that it was given or could read.
)",
    .blind_spots = R"(
What `mcplint advisories` does not list.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  if (project.advisories == nullptr) return;
  for (const Launch& launch : project.launches) {
    for (const LaunchedPackage& package : launch.packages) {
      if (!package.url.empty()) continue;
      const Assessment found =
          assess_malice(*project.advisories, package.ecosystem, package.name, package.version);
      if (found.empty()) continue;
      report.at(package.span, "`{}` is known to be an attack on those who run it", package.name)
          .suggest("remove this server, and replace every credential that it was given; " +
                   found.ids + ": " + found.rows.front()->summary);
    }
  }
}

}  // namespace mcplint
