// Which servers of the project a container's command starts.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "mcplint/code.h"
#include "mcplint/server.h"
#include "mcplint/words.h"

namespace mcplint {

/// Whether `path` ends with `end`, from the beginning of a name on.
static bool ends_with_path(std::string_view path, std::string_view end) {
  if (end.empty() || !path.ends_with(end)) return false;
  return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

Scripts python_scripts(const Project& project) {
  Scripts scripts;
  for (const Config& config : project.configs) {
    if (file_name(config.source->path) != "pyproject.toml") continue;
    for (std::string_view path : {"project.scripts", "tool.poetry.scripts"}) {
      const Value* const table = at(config.root, path);
      if (table == nullptr) continue;
      for (const Member& script : table->members) {
        const std::string& begin = script.value.text;
        scripts.emplace(script.key.text, begin.substr(0, begin.find(':')));
      }
    }
  }
  return scripts;
}

namespace {

/// The files of one server, as words of a command line name them.
class Files {
 public:
  Files(const Server& server, const Scripts& scripts) : server_(server), scripts_(scripts) {}

  /// Whether a word names one: a path, a module, an object in one, or a script.
  [[nodiscard]] bool named_by(std::string_view word) const {
    if (word.starts_with('-')) return false;
    if (const std::size_t end = word.find(".py"); end != word.npos) {
      return has_path(word.substr(0, end + 3));
    }
    const std::size_t slash = word.rfind('/') + 1;  // npos + 1 is 0
    // `/app/.venv/bin/notes` is a script; other paths without an ending are folders.
    const bool in_bin = slash == 0 || word.substr(0, slash).ends_with("bin/");
    if (slash == 0 && has_module(word.substr(0, word.find(':')))) return true;
    if (!in_bin) return false;
    const auto script = scripts_.find(std::string(word.substr(slash)));
    return script != scripts_.end() && has_module(script->second);
  }

 private:
  [[nodiscard]] bool has(std::string_view end) const {
    return std::ranges::any_of(
        server_.codes, [&](const Code* code) { return ends_with_path(code->source->path, end); });
  }

  /// `/app/src/server.py` in the image is `src/server.py` here: one of its ends is a file's.
  [[nodiscard]] bool has_path(std::string_view path) const {
    while (!has(path)) {
      const std::size_t slash = path.find('/');
      if (slash == path.npos) return false;
      path.remove_prefix(slash + 1);
    }
    return true;
  }

  [[nodiscard]] bool has_module(std::string_view module) const {
    if (module.empty()) return false;
    std::string path(module);
    std::ranges::replace(path, '.', '/');
    return has(path + ".py") || has(path + "/__main__.py") || has(path + "/__init__.py");
  }

  const Server& server_;
  const Scripts& scripts_;
};

}  // namespace

/// The folder that a container's files come from, as far as can be told: what is
/// below `docker` or `k8s` is made of the folder above.
static std::string_view folder_beside(const Container& container) {
  constexpr auto kAside = std::to_array<std::string_view>(
      {"docker", "deploy", "deployment", "k8s", "kubernetes", "manifests"});
  std::string_view folder = folder_of(container.source->path);
  if (!container.build_file.empty()) folder = folder_of(container.build_file);
  while (!folder.empty()) {
    const std::string_view path = folder.substr(0, folder.size() - 1);
    if (!is_one_of(file_name(path), kAside)) break;
    folder = folder_of(path);
  }
  return folder;
}

/// The path of the file that makes the server; empty if none does.
static std::string_view path_of(const Server& server) {
  const auto found = std::ranges::find_if(
      server.codes, [&](const Code* code) { return code->source->holds(server.span); });
  return found == server.codes.end() ? std::string_view() : (*found)->source->path;
}

/// The servers that may run in `container`: those below its home. Manifests of Kubernetes
/// lie anywhere: the nearest folder above that has a server is theirs.
static std::vector<const Server*> servers_near(const Container& container, const Project& project) {
  std::string_view folder = folder_beside(container);
  while (true) {
    std::vector<const Server*> near;
    for (const Server& server : project.servers) {
      const std::string_view path = path_of(server);
      if (!path.empty() && path.starts_with(folder)) near.push_back(&server);
    }
    if (!near.empty() || folder.empty() || container.from != Container::From::Kubernetes)
      return near;
    folder = folder_of(folder.substr(0, folder.size() - 1));
  }
}

std::vector<const Server*> started_servers(const Container& container, const Project& project,
                                           const Scripts& scripts) {
  std::vector<const Server*> started;
  if (container.source == nullptr) return started;
  // Many folders have a `main.py`: one of its own is meant.
  for (const Server* server : servers_near(container, project)) {
    const Files files(*server, scripts);
    const bool named = std::ranges::any_of(
        container.entrypoint, [&](const Text& word) { return files.named_by(word.text); });
    if (named) started.push_back(server);
  }
  return started;
}

std::vector<const Server*> servers_behind_script(const Container& container,
                                                 const Project& project) {
  const bool runs_script = std::ranges::any_of(container.entrypoint, [](const Text& word) {
    return word.text.ends_with(".sh") || word.text.ends_with("entrypoint");
  });
  if (!runs_script || container.source == nullptr) return {};
  std::vector<const Server*> near = servers_near(container, project);
  const bool one_file = std::ranges::all_of(
      near, [&](const Server* server) { return path_of(*server) == path_of(*near.front()); });
  return one_file ? near : std::vector<const Server*>();
}

}  // namespace mcplint
