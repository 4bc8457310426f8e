#pragma once
// Which files stand behind the names of modules.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace mcplint {

/// Finds Python files by the names that imports call them.
class ModuleFinder {
 public:
  using Found = std::function<void(std::size_t index)>;

  /// `paths` are those of the files, each with '/' between its parts. They must
  /// outlive the finder.
  explicit ModuleFinder(std::span<const std::string_view> paths);

  /// Calls `found` with the index of each file that importing `module` from
  /// `importer` runs: packages first, the module itself last. `module` is
  /// absolute ("a.b") or relative ("..a"). Where sys.path begins is not known,
  /// so every folder above the importer is tried.
  void each(std::string_view importer, std::string_view module, const Found& found) const;

 private:
  void below(std::string path, std::string_view module, const Found& found) const;

  std::unordered_map<std::string_view, std::size_t> by_path_;
  std::unordered_set<std::string_view> folders_;  // that any of the files is in
};

}  // namespace mcplint
