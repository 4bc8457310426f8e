#pragma once
// A requirements file, line by line as pip joins them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// One line as pip sees it: continuation lines joined, the comment and the
/// white space around gone. `span` finds where a part of it was written.
struct LogicalLine {
  /// Where a stretch of `text` was written.
  struct Piece {
    std::size_t at;
    const char* place;
  };

  std::string text;
  std::vector<Piece> pieces;  // by `at`; the first is at 0
  bool too_long = false;      // then `text` holds only its beginning

  /// The place of text[begin, end). It holds the line ends in between.
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
  /// The place of `part`, which is a slice of `text`.
  [[nodiscard]] Span span(std::string_view part) const;
  [[nodiscard]] Span span() const { return span(0, text.size()); }
};

/// Reads `source` from its first line to its last.
class LogicalLines {
 public:
  explicit LogicalLines(const Source& source);

  /// Puts the next line that says anything into `line`; false at the end.
  bool next(LogicalLine& line);

 private:
  /// The next physical line, without its end.
  std::string_view take();

  std::string_view rest_;
};

}  // namespace mcplint
