#include "lint/facts/modules.h"

namespace mcplint {

ModuleFinder::ModuleFinder(std::span<const std::string_view> paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) by_path_.emplace(paths[i], i);
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
    for (std::string_view end : {".py", "/__init__.py"}) {
      const std::size_t size = path.size();
      path += end;
      const auto it = by_path_.find(path);
      if (it != by_path_.end()) found(it->second);
      path.resize(size);
    }
    if (dot == std::string_view::npos) return;
    path += '/';
    module.remove_prefix(dot + 1);
  }
}

}  // namespace mcplint
