#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/dependency.h"
#include "mcplint/version.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp511_lock_mismatch = {
    .id = "MCP511",
    .name = "lock-mismatch",
    .summary = "Requirement that the lock file does not meet",
    .severity = Severity::Medium,
    .cwe = 1357,
    .doc = R"(
The manifest was changed and the lock file was not written anew. `npm ci`, `uv sync
--locked` and `poetry install` then refuse to go on; other commands write a new lock file
as they run, so that what is installed is settled nowhere.

Write the lock file anew (`uv lock`, `poetry lock`, `npm install`), look at what it
changes, and keep both in one commit.
)",
    .blind_spots = R"(
Requirements for some platforms or versions of Python only, optional ones, and those that
overrides replace. Constraints of Poetry with `||`. Packages that are required in turn.
)",
    .check = check,
};

/// Packages that an override replaces, by ecosystem: what is locked for them is as it says.
using Overridden = std::set<std::pair<std::string_view, std::string_view>>;

static Overridden overridden_in(const Project& project) {
  Overridden found;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.from == Dependency::From::Overrides)
      found.emplace(dependency.ecosystem, dependency.name);
  }
  return found;
}

/// Whether the lock must have a version that fits.
static bool is_settled_by_lock(const Dependency& dependency) {
  using Need = Dependency::Need;
  const Manifest* manifest = dependency.manifest;
  if (dependency.from != Dependency::From::Manifest || manifest == nullptr) return false;
  using Kind = Manifest::Kind;
  if (manifest->lock == nullptr || manifest->lock->is_opaque) return false;
  // `requirements.lock` and `pylock.toml` are made of those groups that somebody chose.
  if (manifest->lock->tool.empty()) return false;
  const bool makes_lock = manifest->kind == Kind::Pyproject || manifest->kind == Kind::Pipfile ||
                          manifest->kind == Kind::PackageJson || manifest->kind == Kind::Script;
  if (!makes_lock) return false;
  if (dependency.need != Need::Running && dependency.need != Need::Development) return false;
  // Folders of the same workspace, and what only some machines install.
  if (!dependency.from_index() || !dependency.marker.empty()) return false;
  const std::vector<std::string>& locals = manifest->lock->locals;
  return std::ranges::find(locals, dependency.name) == locals.end();
}

static std::string_view lock_name(const Manifest& manifest) {
  const std::string_view path = manifest.lock->source->path;
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// An old lock file lacks many: one finding for them all.
static void report_missing(const std::vector<const Dependency*>& missing, Report& report) {
  const Dependency& first = *missing.front();
  const std::string_view lock = lock_name(*first.manifest);
  const std::string others = std::to_string(missing.size() - 1);
  Diagnostic& finding =
      missing.size() == 1
          ? report.at(first.name_span, "`{}` is required and not in `{}`", first.name, lock)
          : report.at(first.name_span, "`{}` and `{}` more are required and not in `{}`",
                      first.name, others, lock);
  finding.suggest("write the lock file anew");
  for (const Dependency* one : missing) {
    if (one != &first) finding.note(one->name_span, "not locked either");
  }
}

static void check_version(const Dependency& dependency, Report& report) {
  const auto fits = [&](const Dependency* locked) {
    if (!locked->from_index()) return true;
    return version_fits(dependency.ecosystem, locked->pinned_version, dependency.specifier) !=
           std::optional(false);
  };
  if (std::ranges::any_of(dependency.locked, fits)) return;
  const Dependency& locked = *dependency.locked.front();
  report
      .at(dependency.specifier_span.empty() ? dependency.span : dependency.specifier_span,
          "`{}` is required as `{}`, and locked at `{}`", dependency.name, dependency.specifier,
          locked.pinned_version)
      .note(locked.name_span, "locked here")
      .suggest("write the lock file anew");
}

static void check(const Project& project, Report& report) {
  const Overridden overridden = overridden_in(project);
  std::map<const Manifest*, std::vector<const Dependency*>> missing;
  for (const Dependency& dependency : project.dependencies) {
    if (!is_settled_by_lock(dependency)) continue;
    if (overridden.contains({dependency.ecosystem, dependency.name})) continue;
    if (dependency.manifest->is_aside) continue;
    if (dependency.locked.empty()) {
      missing[dependency.manifest].push_back(&dependency);
    } else {
      check_version(dependency, report);
    }
  }
  for (const auto& [manifest, dependencies] : missing) report_missing(dependencies, report);
}

}  // namespace mcplint
