#include <set>
#include <string>
#include <string_view>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp502_no_lock_file = {
    .id = "MCP502",
    .name = "no-lock-file",
    .summary = "Server whose packages no lock file settles",
    .severity = Severity::Low,
    .cwe = 1357,
    .owasp = "MCP04:2025",
    .doc = R"(
A manifest names ranges, and each install takes the newest release of every package, and
of all that those require in turn. Two images of the same commit differ, and a release that
was published with a stolen account is in the next one.

Keep the lock file that the installer writes in the repository, and install from it:
`uv lock` and `uv sync --locked`, `poetry lock`, `npm install` and `npm ci`,
`pnpm install --frozen-lockfile`.
)",
    .blind_spots = R"(
Manifests that no MCP server or SDK belongs to. Requirements files have MCP501. A lock
file that `.gitignore` leaves out counts: it may be kept all the same.
)",
    .check = check,
};

static std::string_view lock_of(const Manifest& manifest) {
  using Kind = Manifest::Kind;
  if (manifest.kind == Kind::Pipfile) return "Pipfile.lock";
  if (manifest.kind == Kind::PackageJson) {
    if (manifest.tool == "pnpm") return "pnpm-lock.yaml";
    if (manifest.tool == "yarn") return "yarn.lock";
    return manifest.tool == "bun" ? "bun.lock" : "package-lock.json";
  }
  if (manifest.tool == "poetry") return "poetry.lock";
  return manifest.tool == "pdm" ? "pdm.lock" : "uv.lock";
}

/// Whether a requirements file beside it fixes what is installed: compiled, or by hand.
static bool has_pinned_requirements(const Project& project, const Manifest& manifest) {
  std::size_t pinned = 0;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.from != Dependency::From::Requirements || dependency.manifest == nullptr)
      continue;
    if (dependency.manifest->folder() != manifest.folder()) continue;
    if (dependency.pinned_version.empty() && dependency.from_index()) return false;
    ++pinned;
  }
  return pinned > 0;
}

/// The manifests that take something from an index when they run.
static std::set<const Manifest*> needing_packages(const Project& project) {
  std::set<const Manifest*> found;
  for (const Dependency& dependency : project.dependencies) {
    const bool needs = dependency.need == Dependency::Need::Running &&
                       dependency.from == Dependency::From::Manifest && dependency.from_index();
    if (needs) found.insert(dependency.manifest);
  }
  return found;
}

static void check(const Project& project, Report& report) {
  using Kind = Manifest::Kind;
  const std::set<const Manifest*> needing = needing_packages(project);
  for (const Manifest& manifest : project.manifests) {
    const bool has_locks = manifest.kind == Kind::Pyproject || manifest.kind == Kind::Pipfile ||
                           manifest.kind == Kind::PackageJson;
    if (!has_locks || !manifest.of_server || manifest.is_aside || manifest.lock != nullptr)
      continue;
    if (!needing.contains(&manifest)) continue;
    if (manifest.kind == Kind::Pyproject && has_pinned_requirements(project, manifest)) continue;
    const std::string_view path = manifest.source->path;
    const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    const Span line = {manifest.span.text.substr(0, manifest.span.text.find('\n'))};
    report.at(line, "`{}` has no lock file beside it", name)
        .suggest("keep `" + std::string(lock_of(manifest)) + "` in the repository, and install " +
                 "from it");
  }
}

}  // namespace mcplint
