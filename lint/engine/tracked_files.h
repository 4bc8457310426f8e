#pragma once
// What git tracks, by reading its index.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// The files that the index of one work tree lists, which is what the next commit will hold.
/// Source of the format: gitformat-index(5), versions 2 to 4.
class TrackedFiles {
 public:
  /// None.
  TrackedFiles() = default;

  /// Those of the work tree in `folder`. Without an index there are none; nor in one that is
  /// larger than 256 MiB or does not read as an index to its last entry. Never runs git.
  explicit TrackedFiles(const std::filesystem::path& folder);

  /// Whether the file, or a file in the folder, at this absolute path is tracked.
  [[nodiscard]] bool hold(std::string_view path, bool is_folder) const;

 private:
  std::string root_;                // of the work tree, with a '/' at its end
  std::vector<std::string> paths_;  // relative to it, in order of their bytes
};

}  // namespace mcplint
