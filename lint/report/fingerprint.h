#pragma once
// The fingerprint by which GitHub knows a finding again when lines have moved.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// GitHub's `primaryLocationLineHash` of every line of a file: a hash of the
/// hundred characters from the line's beginning on, white space left out, and
/// which of the lines with that hash it is.
///
/// It counts lines as GitHub's upload action does, for which a lone carriage
/// return ends one too.
class Fingerprints {
 public:
  explicit Fingerprints(std::string_view text);

  /// "f1d67ffc7e60da5:1"; empty if the file has no such line. Lines count from 1.
  [[nodiscard]] std::string of_line(std::size_t number) const;
  /// Where in the file the text stands that the line's hash is made of.
  struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] std::optional<Window> window(std::size_t number) const;

 private:
  struct Line {
    std::uint64_t hash = 0;
    std::size_t ordinal = 0;
    Window window;
  };
  std::vector<Line> lines_;
};

}  // namespace mcplint
