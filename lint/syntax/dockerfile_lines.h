#pragma once
// The lines of a Dockerfile: directives, comments and continuations.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/project.h"
#include "mcplint/text.h"

namespace mcplint {

/// The text of one instruction, its continuation lines joined. It knows where
/// in the file each of its parts was written.
class JoinedLine {
 public:
  /// Adds `part`, a slice of a Source.
  void append(std::string_view part);

  [[nodiscard]] std::string_view text() const { return text_; }
  /// Where `part`, a slice of text(), was written: from its first character to
  /// its last one, with whatever the continuation put between them.
  [[nodiscard]] Span place(std::string_view part) const;

 private:
  struct Piece {
    std::size_t offset;  // in text_
    const char* place;   // in the Source
  };
  [[nodiscard]] const char* place_of(std::size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;  // never empty ones; in order of both
};

/// Reads a Dockerfile instruction by instruction, as BuildKit's parser does.
class LineReader {
 public:
  LineReader(const Source& source, std::vector<Problem>& problems);

  /// The next instruction's line; nothing at the end of the file.
  std::optional<JoinedLine> next();
  /// Reads on until a line that is `terminator`, and gives what stands before
  /// it. Nothing if there is no such line; then nothing has been read.
  std::optional<Span> read_heredoc(std::string_view terminator, bool strip_tabs);

  /// What escapes a character and continues a line: '\\' or '`'.
  [[nodiscard]] char escape() const { return escape_; }
  /// The end of what has been read so far, before its line break.
  [[nodiscard]] Span end_of_read() const;

 private:
  std::string_view take_line();
  bool append(std::string_view line, JoinedLine& joined) const;
  void read_directive(std::string_view line);
  void apply_directive(std::string_view line, const std::string& name, std::string_view value);

  std::string_view text_;
  std::size_t position_ = 0;
  std::vector<Problem>& problems_;
  char escape_ = '\\';
  bool in_directives_ = true;            // until the first line that is none
  std::vector<std::string> directives_;  // those that were seen
};

/// How many bytes the white space character at `offset` takes, as Unicode has
/// it; 0 if there is none.
std::size_t space_at(std::string_view text, std::size_t offset);
/// `text` without white space before and behind it.
std::string_view trim(std::string_view text);
std::string_view trim_left(std::string_view text);

}  // namespace mcplint
