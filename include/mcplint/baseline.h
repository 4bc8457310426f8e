#pragma once
// Findings that a project had when it took mcplint up.

#include <string>

#include "mcplint/text.h"

namespace mcplint {

/// A finding that is known and left out until somebody mends it: one line of
/// the baseline file.
struct BaselineEntry {
  std::string rule;         // its id
  std::string path;         // relative to the project's root, '/' between parts
  std::string where;        // the function, JSON pointer or build stage that it is in
  std::string fingerprint;  // see Diagnostic
  Span span;                // the line
};

}  // namespace mcplint
