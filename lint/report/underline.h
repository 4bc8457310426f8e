#pragma once
// Underlining parts of a line, and saying something about them.

#include <cstddef>
#include <string>
#include <vector>

#include "lint/report/paint.h"

namespace mcplint {

/// A part of a line to underline, in columns from 0; `end` is past it.
struct Underline {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;  // what to say about it; may be empty
  bool primary = false;
};

/// The rows that go below a line: `^` under what is wrong, `-` under what
/// explains it, their texts beside or below, within `room` columns.
std::vector<std::string> underline(std::vector<Underline> parts, std::size_t room,
                                   const Paint& paint, Ink primary);

}  // namespace mcplint
