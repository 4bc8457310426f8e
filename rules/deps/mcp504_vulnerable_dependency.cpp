#include <set>
#include <string_view>
#include <tuple>

#include "mcplint/assessment.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp504_vulnerable_dependency = {
    .id = "MCP504",
    .name = "vulnerable-dependency",
    .summary = "Required package in a version that an advisory names",
    .severity = Severity::High,
    .cwe = 1395,
    .owasp = "MCP04:2025",
    .doc = R"(
Somebody has published how this version is attacked. A server that is built from it
carries the fault to every client that connects, whatever its own code does.

Move to the version that the finding names, write the lock file anew, and build again.
The table of advisories is part of mcplint, works offline, and speaks of MCP packages and
SDKs alone: `mcplint advisories` prints it with its date. `--advisories` takes a newer one,
or records of osv.dev for everything else that a lock file lists. What no primary source
confirms is never worse than low.
)",
    .blind_spots = R"(
Packages that are required without a version, unless every version that fits is affected.
Whether the server uses what is at fault. Advisories whose versions nobody could read are
listed and never reported.
)",
    .check = check,
};

/// Whether the version that is installed is said here and nowhere better.
static bool decides(const Dependency& dependency) {
  using From = Dependency::From;
  if (!dependency.from_index() || dependency.name.empty()) return false;
  if (dependency.from == From::Launch) return false;  // MCP316
  if (dependency.from == From::Overrides || dependency.from == From::Constraints) return false;
  return dependency.locked.empty();
}

static Assessment assess(const Dependency& dependency, const Advisories& advisories) {
  const std::string& ecosystem = dependency.ecosystem;
  if (!dependency.pinned_version.empty())
    return assess_version(advisories, ecosystem, dependency.name, dependency.pinned_version);
  return assess_range(advisories, ecosystem, dependency.name, dependency.specifier);
}

static void check(const Project& project, Report& report) {
  if (project.advisories == nullptr) return;
  std::set<std::tuple<const Source*, std::string_view, std::string_view>> seen;
  for (const Dependency& dependency : project.dependencies) {
    if (!decides(dependency)) continue;
    const Assessment found = assess(dependency, *project.advisories);
    if (found.empty()) continue;
    const std::string& version =
        dependency.pinned_version.empty() ? dependency.specifier : dependency.pinned_version;
    // Lock files of npm have a package once for each that requires it.
    if (!seen.emplace(dependency.source, dependency.name, version).second) continue;

    const Span span =
        dependency.specifier_span.empty() ? dependency.span : dependency.specifier_span;
    Diagnostic& finding =
        found.confirmed
            ? report.at(span, "`{}` `{}` is affected by `{}`", dependency.name, version, found.ids)
            : report.at(span, "`{}` `{}` may be affected by `{}`, which nobody has confirmed",
                        dependency.name, version, found.ids);
    finding.suggest(remedy(found, dependency.name)).as(found.severity);
    const Manifest* manifest = dependency.manifest;
    if (manifest != nullptr && manifest->is_aside && found.severity > Severity::Low)
      finding.as(Severity::Low);
  }
}

}  // namespace mcplint
