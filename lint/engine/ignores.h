#pragma once
// What .gitignore files say of the paths below them, and what git tracks all the same.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/engine/tracked_files.h"
#include "lint/text/glob.h"

namespace mcplint {

/// The `.gitignore` files that count at some place, the outermost first. All paths are absolute
/// and need not be there. Reads each file once, however often it is asked for. What cannot be
/// read, or is larger than 1 MiB, says nothing.
class Ignores {
 public:
  /// Adds what the `.gitignore` in `folder` says.
  void read(const std::filesystem::path& folder);

  /// Adds what those of `folder` and of the folders above it say, up to the root of the
  /// repository, and the repository's own `.git/info/exclude`. Without a repository, all count.
  void read_down_to(const std::filesystem::path& folder);

  /// Adds lines of the same form that stand elsewhere, about what is in `folder`.
  void add(const std::filesystem::path& folder, std::span<const std::string> lines);

  /// Whether they leave out `path` itself. The innermost file that says something decides.
  [[nodiscard]] bool holds(const std::string& path, bool is_folder) const;

  /// Whether the repository that was last read down from tracks the file `path`, or a file in the
  /// folder: git does not ignore what it tracks. Reads its index when it is first asked.
  [[nodiscard]] bool tracks(const std::string& path, bool is_folder);

  /// Whether they leave out the file `path`, or a folder that it is in, and git does not track it.
  [[nodiscard]] bool leaves_out(const std::filesystem::path& path);

  /// To forget what was added since: what `size` was then.
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  void resize(std::size_t size) { files_.resize(size); }

 private:
  struct File {
    std::string folder;  // that it speaks of, with a '/' at its end
    std::shared_ptr<const IgnoreFile> lines;
  };

  void read(const std::filesystem::path& folder, const char* name);
  [[nodiscard]] bool holds_with_folders(const std::filesystem::path& path) const;

  std::vector<File> files_;
  /// Those that were read, by path; null for none.
  std::unordered_map<std::string, std::shared_ptr<const IgnoreFile>> known_;
  std::filesystem::path repository_;  // its work tree; empty for none
  std::optional<TrackedFiles> tracked_;
};

}  // namespace mcplint
