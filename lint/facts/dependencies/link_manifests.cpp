// Which lock file settles which manifest, and what it has for each requirement.

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/facts/dependencies/finders.h"
#include "lint/syntax/pep508.h"
#include "lint/text/glob.h"

namespace mcplint {

using Kind = Manifest::Kind;
using From = Dependency::From;

/// Whether a folder holds tests, examples or documentation, by one of its names.
static bool is_aside(std::string_view folder) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"test",     "tests",     "testing", "__tests__", "e2e",        "fixtures", "example",
       "examples", "sample",    "samples", "demo",      "demos",      "doc",      "docs",
       "website",  "site",      "bench",   "benchmark", "benchmarks", "template", "templates",
       "tutorial", "tutorials", "evals",   "testdata"});
  while (!folder.empty()) {
    const std::size_t slash = std::min(folder.find('/'), folder.size());
    if (std::ranges::find(kNames, folder.substr(0, slash)) != kNames.end()) return true;
    folder.remove_prefix(std::min(slash + 1, folder.size()));
  }
  return false;
}

/// The folder that holds all files: where the project is linted from says nothing of it.
static std::string_view common_folder(const Project& project) {
  std::optional<std::string_view> common;
  const auto add = [&](const Source* source) {
    const std::string_view path = source->path;
    const std::string_view folder = path.substr(0, path.rfind('/') + 1);
    if (!common) common = folder;
    const auto end = std::ranges::mismatch(*common, folder).in1;
    const auto shared = common->substr(0, static_cast<std::size_t>(end - common->begin()));
    common = shared.substr(0, shared.rfind('/') + 1);
  };
  for (const Manifest& one : project.manifests) add(one.source);
  for (const Code& one : project.codes) add(one.source);
  for (const Config& one : project.configs) add(one.source);
  for (const Document& one : project.documents) add(one.source);
  for (const Dockerfile& one : project.dockerfiles) add(one.source);
  return common.value_or("");
}

namespace {

/// Ties the manifests of one project.
class Linker {
 public:
  explicit Linker(Project& project) : project_(project) {
    const std::string_view root = common_folder(project);
    for (Manifest& manifest : project.manifests) {
      by_source_[manifest.source] = &manifest;
      by_folder_[manifest.folder()].push_back(&manifest);
      manifest.is_aside = is_aside(manifest.folder().substr(root.size()));
    }
    for (Dependency& dependency : project.dependencies) {
      const bool stands_alone = dependency.from == From::Command || dependency.from == From::Launch;
      const auto found = by_source_.find(dependency.source);
      if (!stands_alone && found != by_source_.end()) dependency.manifest = found->second;
    }
  }

  void link() {
    for (Manifest& manifest : project_.manifests) {
      if (manifest.kind != Kind::Lock && manifest.kind != Kind::Settings) find_lock(manifest);
    }
    link_dependencies();
  }

 private:
  using Manifests = std::vector<Manifest*>;

  [[nodiscard]] const Manifests& in(std::string_view folder) const {
    static const Manifests kNone;
    const auto found = by_folder_.find(folder);
    return found == by_folder_.end() ? kNone : found->second;
  }

  static std::string_view file_name(const Manifest& manifest) {
    return std::string_view(manifest.source->path).substr(manifest.folder().size());
  }

  /// Whether the installer of `manifest` could have written `lock`.
  static bool may_settle(const Manifest& lock, const Manifest& manifest) {
    if (lock.kind != Kind::Lock || lock.ecosystem != manifest.ecosystem) return false;
    const std::string_view name = file_name(lock);
    if (manifest.kind == Kind::Script || name.ends_with(".py.lock"))
      return manifest.kind == Kind::Script && name == std::string(file_name(manifest)) + ".lock";
    return (manifest.kind == Kind::Pipfile) == (lock.tool == "pipenv");
  }

  /// Whether `lock`, in a folder above, was made for `manifest`, too.
  [[nodiscard]] bool covers(const Manifest& lock, const Manifest& manifest) const {
    std::string_view below = manifest.folder().substr(lock.folder().size());
    if (below.ends_with('/')) below.remove_suffix(1);
    const auto knows = [&](std::string_view word) {
      return std::ranges::find(lock.locals, word) != lock.locals.end();
    };
    if (knows(below)) return true;
    // Lock files of npm know the folders of all members; names are shared by others.
    const bool by_name = manifest.ecosystem == "PyPI" && manifest.name;
    if (by_name && knows(normalised_name(manifest.name->text))) return true;
    return std::ranges::any_of(in(lock.folder()), [&](const Manifest* root) {
      return std::ranges::any_of(root->members, [&](std::string_view pattern) {
        if (pattern.starts_with("./")) pattern.remove_prefix(2);
        return glob_matches("/" + std::string(pattern), below);
      });
    });
  }

  /// Of two lock files, the one of the tool that the manifest is for; else uv's, as the
  /// other tools' are left over more often.
  static bool is_better(const Manifest& lock, const Manifest& other, const Manifest& manifest) {
    if (lock.tool == other.tool || other.tool == manifest.tool) return false;
    return lock.tool == manifest.tool || lock.tool == "uv";
  }

  void find_lock(Manifest& manifest) {
    for (const Manifest* lock : in(manifest.folder())) {
      if (!may_settle(*lock, manifest)) continue;
      if (manifest.lock == nullptr || is_better(*lock, *manifest.lock, manifest))
        manifest.lock = lock;
    }
    if (manifest.lock != nullptr) return;
    if (manifest.kind != Kind::Pyproject && manifest.kind != Kind::PackageJson) return;
    std::string_view folder = manifest.folder();
    while (!folder.empty()) {
      folder.remove_suffix(1);
      folder = folder.substr(0, folder.rfind('/') + 1);
      for (const Manifest* lock : in(folder)) {
        if (!may_settle(*lock, manifest) || !covers(*lock, manifest)) continue;
        manifest.lock = lock;
        for (const Manifest* root : in(folder)) {
          if (root->kind == manifest.kind) manifest.root = root;
        }
        return;
      }
    }
  }

  void link_dependencies() {
    std::map<std::pair<const Manifest*, std::string_view>, std::vector<const Dependency*>> locked;
    for (const Dependency& dependency : project_.dependencies) {
      if (dependency.from == From::Lock)
        locked[{dependency.manifest, dependency.name}].push_back(&dependency);
    }
    for (Dependency& dependency : project_.dependencies) {
      if (dependency.from == From::Lock || dependency.manifest == nullptr) continue;
      if (dependency.manifest->lock == nullptr) continue;
      const auto found = locked.find({dependency.manifest->lock, dependency.name});
      if (found != locked.end()) dependency.locked = found->second;
    }
  }

  Project& project_;
  std::unordered_map<const Source*, Manifest*> by_source_;
  std::unordered_map<std::string_view, Manifests> by_folder_;
};

}  // namespace

void link_manifests(Project& project) { Linker(project).link(); }

/// What servers are made with. A manifest that requires one is a server's, or a
/// client's, which is judged alike.
static constexpr std::string_view kSdks[] = {"mcp",
                                             "fastmcp",
                                             "mcp-use",
                                             "@modelcontextprotocol/sdk",
                                             "@modelcontextprotocol/server",
                                             "mcp-framework"};

static bool requires_sdk(const Dependency& dependency) {
  const bool asks = dependency.from == From::Manifest || dependency.from == From::Requirements;
  return asks && dependency.need == Dependency::Need::Running &&
         std::ranges::find(kSdks, dependency.name) != std::end(kSdks);
}

/// The manifests of `ecosystem` in the nearest folder that holds `path` and has some.
static void mark_nearest(Project& project, std::string_view path, std::string_view ecosystem) {
  std::size_t nearest = 0;
  std::vector<Manifest*> found;
  for (Manifest& manifest : project.manifests) {
    if (manifest.ecosystem != ecosystem || manifest.kind == Kind::Lock ||
        manifest.kind == Kind::Settings || !path.starts_with(manifest.folder()))
      continue;
    const std::size_t depth = manifest.folder().size();
    if (depth < nearest) continue;
    if (depth > nearest) found.clear();
    nearest = depth;
    found.push_back(&manifest);
  }
  for (Manifest* manifest : found) manifest->of_server = true;
}

void mark_server_manifests(Project& project) {
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.manifest == nullptr || !requires_sdk(dependency)) continue;
    const auto at = static_cast<std::size_t>(dependency.manifest - project.manifests.data());
    project.manifests[at].of_server = true;
  }
  for (const Server& server : project.servers) {
    for (const Code* code : server.codes) {
      if (code->language == Language::Python && server.span.begin() >= code->source->text.data() &&
          server.span.end() <= code->source->text.data() + code->source->text.size())
        mark_nearest(project, code->source->path, "PyPI");
    }
  }
}

}  // namespace mcplint
