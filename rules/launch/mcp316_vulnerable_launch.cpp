#include <algorithm>
#include <string>
#include <string_view>

#include "mcplint/assessment.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp316_vulnerable_launch = {
    .id = "MCP316",
    .name = "vulnerable-launch",
    .summary = "Server started in a version that an advisory names",
    .severity = Severity::High,
    .cwe = 1395,
    .owasp = "MCP04:2025",
    .doc = R"(
The client starts a release whose faults are public, with the rights of whoever runs the
client. Some of these faults let a server on the network, or a web page, run commands.

Name the fixed version that the finding gives. Where no version is named, the finding is
milder, as a sound one may be fetched; but no version does not mean the newest: npm passes
over releases that do not fit the installed Node.js, and runners keep old copies.
`mcplint advisories` prints what is known, and of which day; `--advisories` takes newer
tables.
)",
    .blind_spots = R"(
What the package itself requires. Images: their tags are not versions of a package.
)",
    .check = check,
};

/// `https://github.com/owner/name.git` as advisories call it: `owner/name`.
static std::string github_name(std::string_view url) {
  std::string name;
  for (const std::string_view host : {"github.com/", "github.com:", "github:"}) {
    const std::size_t at = url.find(host);
    if (at != url.npos && name.empty()) name = url.substr(at + host.size());
  }
  name.resize(std::min(name.find_first_of("#@?"), name.size()));
  if (name.ends_with(".git")) name.resize(name.size() - 4);
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

static void check_repository(const LaunchedPackage& package, const Advisories& advisories,
                             Report& report) {
  const std::string name = github_name(package.url);
  const Assessment found = assess_any(advisories, "GitHub", name);
  if (found.empty() || !found.fixed.empty()) return;
  report.at(package.span, "`{}` is affected by `{}`", name, found.ids)
      .suggest(remedy(found, name))
      .as(found.severity);
}

static void check_version(const LaunchedPackage& package, const Advisories& advisories,
                          Report& report) {
  const Assessment found =
      package.exact ? assess_version(advisories, package.ecosystem, package.name, package.version)
                    : assess_range(advisories, package.ecosystem, package.name, package.version);
  if (found.empty()) return;
  Diagnostic& finding =
      found.confirmed
          ? report.at(package.span, "`{}` `{}` is affected by `{}`", package.name, package.version,
                      found.ids)
          : report.at(package.span, "`{}` `{}` may be affected by `{}`, which nobody has confirmed",
                      package.name, package.version, found.ids);
  finding.suggest(remedy(found, package.name)).as(found.severity);
}

/// Whether `package` is what this project publishes: its own examples start whichever version
/// it is at.
static bool is_made_here(const Project& project, const LaunchedPackage& package) {
  return std::ranges::any_of(project.manifests, [&](const Manifest& manifest) {
    return manifest.name && manifest.name->text == package.name &&
           manifest.ecosystem == package.ecosystem;
  });
}

/// Nobody can tell which version runs: say from which on it is sound.
static void check_unpinned(const Project& project, const Launch& launch,
                           const LaunchedPackage& package, Report& report) {
  if (is_made_here(project, package)) return;
  const Advisories& advisories = *project.advisories;
  const Assessment found = assess_any(advisories, package.ecosystem, package.name);
  if (found.empty()) return;
  Diagnostic& finding = report.at(package.span, "`{}` may start a `{}` that is affected by `{}`",
                                  package.runner, package.name, found.ids);
  finding.as(Severity::Low);
  if (found.fixed.empty()) {
    finding.suggest(remedy(found, package.name)).as(found.severity);
    return;
  }
  finding.suggest("name a version: " + found.fixed + " or newer");
  if (launch.in_document) finding.only_for(Persona::Pedantic);
}

static void check(const Project& project, Report& report) {
  if (project.advisories == nullptr) return;
  for (const Launch& launch : project.launches) {
    for (const LaunchedPackage& package : launch.packages) {
      const bool is_range = package.version.find_first_of("0123456789") != std::string::npos;
      if (!package.url.empty()) {
        check_repository(package, *project.advisories, report);
      } else if (package.exact || is_range) {
        check_version(package, *project.advisories, report);
      } else {
        check_unpinned(project, launch, package, report);
      }
    }
  }
}

}  // namespace mcplint
