#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "mcplint/dependency.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp501_unpinned_dependency = {
    .id = "MCP501",
    .name = "unpinned-dependency",
    .summary = "Requirement that does not name one version",
    .severity = Severity::Medium,
    .cwe = 1357,
    .owasp = "MCP04:2025",
    .doc = R"(
Each install takes the newest release that fits. A release that breaks the
server, or one that somebody published with a stolen account, is in production
the next time an image is built, and nothing in the repository shows it.

Name one version of each package, `mcp==1.12.4`, or keep the ranges in
`requirements.in` and let `uv pip compile --generate-hashes` or `pip-compile`
write `requirements.txt`: with hashes, pip also refuses files that were replaced.
Renovate and Dependabot keep both up to date. Files for development, tests and
documentation are reported one level lower, as they run on fewer machines.
)",
    .blind_spots = R"(
Manifests that have lock files, such as `pyproject.toml`, are judged by MCP502. Packages that a pinned one requires are not
seen, and float unless the file lists them too. A constraints file or a lock file counts
if it stands in the same folder, whether or not it is given to the installer.
)",
    .check = check,
};

/// Words in a file's or folder's name that say it is not for production.
static constexpr auto kNotForProduction = std::to_array<std::string_view>(
    {"bench",       "benchmark", "benchmarks", "ci",       "dev",       "develop",
     "development", "doc",       "docs",       "eval",     "evals",     "example",
     "examples",    "lint",      "linting",    "notebook", "notebooks", "sample",
     "samples",     "test",      "testing",    "tests",    "typing"});

/// Packages that constraints files hold to one version, each with its folder.
using Pins = std::set<std::pair<std::string_view, std::string_view>>;

/// Whether the requirements file is for those who work on the server, or only
/// what a compiler of requirements starts from.
static bool is_for_development(std::string_view path) {
  if (path.ends_with(".in")) return true;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of("/.-_"), path.size());
    const std::string_view word = path.substr(0, end);
    if (std::ranges::find(kNotForProduction, word) != kNotForProduction.end()) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

static Pins constraints_of(const Project& project) {
  Pins pins;
  for (const Dependency& dependency : project.dependencies) {
    const bool constrains = dependency.from == Dependency::From::Constraints;
    if (constrains && !dependency.pinned_version.empty() && dependency.source != nullptr) {
      pins.emplace(folder_of(dependency.source->path), dependency.name);
    }
  }
  return pins;
}

/// `fastmcp[cli]`: the package as a requirement names it.
static std::string name_with_extras(const Dependency& dependency) {
  std::string name(dependency.name_span.text);
  for (std::size_t i = 0; i < dependency.extras.size(); ++i) {
    name += (i == 0 ? "[" : ",") + dependency.extras[i];
  }
  return dependency.extras.empty() ? name : name + "]";
}

static std::string advice(const Dependency& dependency) {
  return "write `" + name_with_extras(dependency) +
         "==` and the version you tested, which `pip freeze` shows; or keep the file as " +
         "`requirements.in` and let `uv pip compile --generate-hashes` write this one";
}

static void check(const Project& project, Report& report) {
  const Pins pins = constraints_of(project);
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.from != Dependency::From::Requirements || dependency.source == nullptr) continue;
    if (dependency.editable || !dependency.url.empty()) continue;  // not from an index
    if (!dependency.pinned_version.empty() || dependency.has_hash) continue;
    if (!dependency.locked.empty()) continue;  // its lock file has one version
    if (pins.contains({folder_of(dependency.source->path), dependency.name})) continue;

    Diagnostic& finding =
        dependency.specifier.empty()
            ? report.at(dependency.name_span, "`{}` is required without a version",
                        dependency.name_span.text)
            : report.at(dependency.specifier_span, "`{}` may be any version that fits `{}`",
                        dependency.name_span.text, dependency.specifier);
    finding.suggest(advice(dependency));
    if (is_for_development(dependency.source->path)) finding.as(Severity::Low);
  }
}

}  // namespace mcplint
