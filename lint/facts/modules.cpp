#include "lint/facts/modules.h"

namespace mcplint {

/// Stands for no file: behind the names of folders and files alone.
static constexpr std::size_t kNoFile = static_cast<std::size_t>(-1);

ModuleFinder::ModuleFinder(std::span<const std::string_view> paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::string_view rest = paths[i];
    by_path_.emplace(rest, i);
    for (std::size_t slash = rest.rfind('/'); slash != rest.npos && slash > 0;
         slash = rest.rfind('/', slash - 1)) {
      if (!folders_.insert(rest.substr(0, slash)).second) break;  // nor are those above it new
    }
    for (std::size_t slash = rest.find('/'); slash != rest.npos; slash = rest.find('/')) {
      by_path_.emplace(rest.substr(0, slash), kNoFile);
      rest.remove_prefix(slash + 1);
    }
    by_path_.emplace(rest.substr(0, rest.rfind('.')), kNoFile);
  }
}

/// Makes "a/b/" of "a/b/c/", and "" of "a/".
static void leave(std::string& folder) {
  if (!folder.empty()) folder.pop_back();
  const std::size_t slash = folder.rfind('/');
  folder.resize(slash == std::string::npos ? 0 : slash + 1);
}

void ModuleFinder::each(std::string_view importer, std::string_view module,
                        const Found& found) const {
  std::string folder(importer.substr(0, importer.rfind('/') + 1));  // npos + 1 is 0
  if (module.starts_with('.')) {
    module.remove_prefix(1);
    for (; module.starts_with('.'); module.remove_prefix(1)) leave(folder);
    return below(folder, module.empty() ? "__init__" : module, found);
  }
  // Most modules are other people's: nothing here is called so.
  if (!by_path_.contains(module.substr(0, module.find('.')))) return;
  while (true) {
    below(folder, module, found);
    below(folder + "src/", module, found);
    if (folder.empty()) return;
    leave(folder);
  }
}

void ModuleFinder::below(std::string path, std::string_view module, const Found& found) const {
  while (!module.empty()) {
    const std::size_t dot = module.find('.');
    path += module.substr(0, dot);
    const bool is_folder = folders_.contains(path);
    for (std::string_view end : {".py", "/__init__.py"}) {
      const std::size_t size = path.size();
      path += end;
      const auto it = by_path_.find(path);
      if (it != by_path_.end() && it->second != kNoFile) found(it->second);
      path.resize(size);
      if (!is_folder) break;
    }
    if (dot == std::string_view::npos || !is_folder) return;
    path += '/';
    module.remove_prefix(dot + 1);
  }
}

}  // namespace mcplint
