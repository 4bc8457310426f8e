#pragma once
// A stretch of a line of a file, laid out for a terminal.

#include <cstddef>
#include <string>
#include <vector>

#include "lint/report/lines.h"
#include "lint/report/mask.h"

namespace mcplint {

/// A part of a file, in bytes from its beginning.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What is shown of a line: tabs expanded, credentials hidden, everything else
/// escaped that could disturb a terminal, and "…" where it was cut.
class Stretch {
 public:
  /// Lays out as much of `line` as fits in `room` columns; `focus` is in view.
  Stretch(const Lines& lines, Extent line, Extent focus, std::size_t room, Mask& mask);

  [[nodiscard]] std::string text() const;
  /// The column that the byte at `offset` is shown in, from 0.
  [[nodiscard]] std::size_t column_of(std::size_t offset) const;
  /// The column after the one that the byte before `offset` is shown in.
  [[nodiscard]] std::size_t end_column_of(std::size_t offset) const;

 private:
  struct Cell {
    std::size_t offset = 0;
    std::size_t column = 0;
    std::size_t columns = 0;
    std::string text;
  };

  void lay_out(const Source& source, Extent part, const std::vector<Hidden>& hidden);
  void add_cell(std::size_t offset, std::string text, std::size_t columns);
  void cut(Extent focus, std::size_t room, bool more_before, bool more_after);
  [[nodiscard]] const Cell* cell_at(std::size_t offset) const;

  std::vector<Cell> cells_;
  std::size_t columns_ = 0;
  std::size_t end_ = 0;  // the first byte that is not laid out
};

}  // namespace mcplint
