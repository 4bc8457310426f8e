#pragma once
// The lines of a file that a finding speaks of, with marks below them.

#include <cstddef>
#include <string>
#include <vector>

#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/paint.h"
#include "mcplint/text.h"

namespace mcplint {

/// A place to mark in a file, and what to say about it.
struct Mark {
  Span span;
  std::string text;      // presentable; may be empty
  bool primary = false;  // what is wrong; others explain it
};

/// One row of a snippet.
struct Row {
  unsigned line = 0;  // the number before it; 0 if it is none of the file's lines
  bool gap = false;   // stands for lines that are left out
  std::string text;
};

/// How snippets are to look.
struct SnippetStyle {
  Paint paint;
  Ink primary = Ink::Red;
  std::size_t room = 80;  // columns for a row, the number before it not counted
};

/// The marked lines of one file, one line around what is wrong, and what to say
/// about each mark.
std::vector<Row> snippet(const Lines& lines, const std::vector<Mark>& marks,
                         const SnippetStyle& style, Mask& mask);

}  // namespace mcplint
