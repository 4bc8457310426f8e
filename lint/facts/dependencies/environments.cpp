// Which requirements hold: their markers, tried in every environment that the project may
// run in.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/dependencies/finders.h"
#include "lint/syntax/markers.h"
#include "mcplint/version.h"

namespace mcplint {

namespace {

using Kind = Manifest::Kind;

/// In how many of those environments a marker holds.
enum class Where { Always, Sometimes, Never };

/// Pythons that people still run in 2026, and the next ones.
constexpr std::string_view kPythons[] = {"3.8",  "3.9",  "3.10", "3.11", "3.12",
                                         "3.13", "3.14", "3.15", "3.16"};
/// Of each, the first and one behind its last release, so that bounds between them tell.
constexpr std::string_view kReleases[] = {".0", ".99"};

struct System {
  std::string_view os_name;
  std::string_view sys_platform;
  std::string_view platform_system;
};

constexpr System kSystems[] = {
    {"posix", "linux", "Linux"}, {"posix", "darwin", "Darwin"}, {"nt", "win32", "Windows"}};

constexpr std::pair<std::string_view, std::string_view> kImplementations[] = {
    {"cpython", "CPython"}, {"pypy", "PyPy"}};

/// Tries markers, each once for each range of Pythons.
class MarkerTrials {
 public:
  Where where(const std::string& marker, const std::string& pythons) {
    const auto [found, is_new] = known_.try_emplace({marker, pythons});
    if (is_new) found->second = try_all(marker, pythons);
    return found->second;
  }

 private:
  static Where try_all(const std::string& marker, const std::string& pythons) {
    bool always = true;
    bool never = true;
    for (const MarkerEnvironment& environment : environments(pythons)) {
      const std::optional<bool> holds = marker_holds(marker, environment);
      always = always && holds == true;
      never = never && holds == false;
      if (!always && !never) return Where::Sometimes;
    }
    return always ? Where::Always : Where::Never;
  }

  static std::vector<MarkerEnvironment> environments(const std::string& pythons) {
    std::vector<MarkerEnvironment> all = environments_of(pythons);
    return all.empty() ? environments_of("") : all;
  }

  /// Processors and kernels are not known, nor which extras somebody asks for.
  static std::vector<MarkerEnvironment> environments_of(const std::string& pythons) {
    std::vector<MarkerEnvironment> all;
    for (const std::string_view python : kPythons) {
      for (const std::string_view release : kReleases) {
        const std::string full = std::string(python) + std::string(release);
        if (version_fits("PyPI", full, pythons) == false) continue;
        for (const System& system : kSystems) {
          for (const auto& [name, title] : kImplementations) {
            all.push_back({{"python_version", std::string(python)},
                           {"python_full_version", full},
                           {"os_name", std::string(system.os_name)},
                           {"sys_platform", std::string(system.sys_platform)},
                           {"platform_system", std::string(system.platform_system)},
                           {"implementation_name", std::string(name)},
                           {"platform_python_implementation", std::string(title)}});
          }
        }
      }
    }
    return all;
  }

  std::map<std::pair<std::string, std::string>, Where> known_;
};

}  // namespace

/// Whether `manifest` says for whoever installs its folder which Pythons will do: a
/// `.python-version` only says what its developers use.
static bool bounds_python(const Manifest& manifest) {
  const bool can_say = manifest.kind == Kind::Pyproject || manifest.kind == Kind::SetupCfg ||
                       manifest.kind == Kind::SetupPy || manifest.kind == Kind::Script;
  return can_say && manifest.language.has_value();
}

/// The Pythons that `manifest` is for: its own word, or that of a manifest beside it.
static std::string pythons_of(const Manifest& manifest,
                              const std::map<std::string_view, const Manifest*>& by_folder) {
  if (bounds_python(manifest)) return manifest.language->text;
  const auto beside = by_folder.find(manifest.folder());
  const bool stands_alone = manifest.kind == Kind::Script || beside == by_folder.end();
  return stands_alone ? std::string() : beside->second->language->text;
}

void settle_markers(Project& project) {
  std::map<const Source*, const Manifest*> by_source;
  std::map<std::string_view, const Manifest*> by_folder;
  for (const Manifest& manifest : project.manifests) {
    by_source.emplace(manifest.source, &manifest);
    if (manifest.kind != Kind::Script && bounds_python(manifest))
      by_folder.emplace(manifest.folder(), &manifest);
  }
  MarkerTrials trials;
  std::erase_if(project.dependencies, [&](Dependency& dependency) {
    if (dependency.marker.empty()) return false;
    const auto found = by_source.find(dependency.source);
    const std::string pythons =
        found == by_source.end() ? "" : pythons_of(*found->second, by_folder);
    const Where where = trials.where(dependency.marker, pythons);
    if (where == Where::Always) dependency.marker.clear();
    return where == Where::Never;
  });
}

}  // namespace mcplint
