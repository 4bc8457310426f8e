#pragma once
// Places as a parser of TOML names them, which counts characters, as Spans.

#include <cstddef>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// Finds the bytes that belong to a line and column of one file. A byte order mark
/// counts as no character. Numbers beyond the end are the end.
class Marks {
 public:
  explicit Marks(const Source& source);

  /// The file without its byte order mark: what a parser should be given.
  [[nodiscard]] std::string_view text() const { return text_; }

  /// From that line and column up to, and without, those others. They count
  /// from 1; columns count characters.
  struct Place {
    std::size_t line;
    std::size_t column;
  };
  [[nodiscard]] Span between(Place first, Place end) const;

 private:
  [[nodiscard]] std::size_t offset_of(Place place) const;

  std::string_view text_;
  std::vector<std::size_t> lines_;  // the offset of each line
};

}  // namespace mcplint
