#pragma once
// The lines of a file, and where in them something is.

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// Where something begins or ends, as people and programs count. All from 1;
/// a byte order mark is not counted.
struct Place {
  unsigned line = 1;
  unsigned column = 1;        // in characters
  unsigned utf16_column = 1;  // in UTF-16 code units
};

/// `span` without the newlines that it ends with: they belong to its last line,
/// not to a next one.
[[nodiscard]] Span without_line_end(Span span);

/// The lines of one file. A report asks for thousands of places, perhaps all in
/// one line, so unlike Sources::locate() it looks them up in tables.
class Lines {
 public:
  explicit Lines(const Source& source);

  /// How many there are: one more than there are newlines.
  [[nodiscard]] unsigned count() const { return static_cast<unsigned>(starts_.size()); }
  /// A line without what ends it; `number` counts from 1.
  [[nodiscard]] std::string_view line(unsigned number) const;
  /// The number of the line that `offset` lies in.
  [[nodiscard]] unsigned number_at(std::size_t offset) const;
  [[nodiscard]] Place place(std::size_t offset) const;

  [[nodiscard]] const Source& source() const { return *source_; }
  /// How far into the file a piece of its text begins.
  [[nodiscard]] std::size_t offset(const char* begin) const {
    return static_cast<std::size_t>(begin - source_->text.data());
  }

 private:
  /// How many characters and code units stand before a byte.
  struct Count {
    std::size_t offset = 0;
    std::size_t characters = 0;
    std::size_t units = 0;
  };
  [[nodiscard]] Count count_before(std::size_t offset) const;

  const Source* source_;
  std::vector<std::size_t> starts_;  // where lines begin
  std::vector<Count> counts_;        // one every few hundred bytes
};

/// The lines of every file that was asked about.
class LineTables {
 public:
  explicit LineTables(const Sources& sources) : sources_(sources) {}

  const Lines& of(Span span) { return of(sources_.source_of(span)); }
  const Lines& of(const Source& source);
  Place begin(Span span);
  /// After its last character, a line end not counted.
  Place end(Span span);

 private:
  const Sources& sources_;
  std::unordered_map<const Source*, Lines> tables_;
};

}  // namespace mcplint
