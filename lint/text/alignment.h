#pragma once
// Where the parts of a decoded text were written.

#include <cstdint>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

/// Finds places in a text that its file encodes: a joined line of a
/// Dockerfile, a string of JSON or YAML. Such a text reads like what is
/// written, except that escapes, indentation, comments and line breaks are
/// left out or changed.
class Alignment {
 public:
  explicit Alignment(const Text& text);

  /// Where `part`, a slice of the text, was written; all of the text's place if
  /// that cannot be told.
  [[nodiscard]] Span place(std::string_view part) const;

 private:
  Span whole_;
  const char* begin_;                   // of the decoded text
  bool verbatim_;                       // written as it reads
  std::vector<std::uint32_t> offsets_;  // in `whole_`, of each byte; empty if it cannot be told
};

}  // namespace mcplint
