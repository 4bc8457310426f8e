#pragma once
// Comments that speak of a line.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A comment such as `# expect: MCP101` that says something of its own line
/// or, on a line without code, of the next line with code.
struct Marker {
  unsigned line = 0;               // the line that it speaks of, from 1
  std::vector<std::string> words;  // what follows `word`, split at commas and blanks
  Span span;
};

/// The markers in `source` that are introduced by `word` ("expect:"), in a
/// comment of any language mcplint reads: `#`, `//`, `/*`, `<!--`.
std::vector<Marker> find_markers(const Source& source, std::string_view word);

}  // namespace mcplint
