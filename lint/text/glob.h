#pragma once
// Patterns over paths, as .gitignore has them.

#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// The lines of one .gitignore.
class IgnoreFile {
 public:
  enum class Answer { Silent, Ignored, Kept };

  IgnoreFile() = default;
  explicit IgnoreFile(std::string_view text);

  /// What the last line that matches says of `path`, which is relative to the
  /// folder that the file stands in and has '/' between its parts.
  [[nodiscard]] Answer ask(std::string_view path, bool is_folder) const;

 private:
  struct Line {
    std::string pattern;
    bool negated = false;       // `!pattern`
    bool only_folders = false;  // `pattern/`
    bool anchored = false;      // it has a '/' that is not its last character
  };
  std::vector<Line> lines_;
};

/// Whether `path` matches `pattern`: `*` and `?` stop at '/', `**` does not.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace mcplint
