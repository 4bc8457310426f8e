#pragma once
// JSON as people write it, made JSON as the standard has it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mcplint/project.h"
#include "mcplint/text.h"

namespace mcplint {

/// Brackets in brackets: deeper ones are no configuration, and every reader of
/// the tree may walk it recursively.
inline constexpr std::size_t kMaxJsonDepth = 1'024;

/// A file's JSON after one pass over it. Comments, trailing commas and a byte
/// order mark are blanked where they stand, so that places stay what they are.
struct StrictJson {
  std::string copy;     // of the file, with padding; empty if the file is strict as it stands
  Span comment;         // the first one; empty if none
  Span trailing_comma;  // likewise
  std::optional<Problem> not_utf8;
  std::optional<Problem> error;  // why this is no JSON at all, or too much of it

  /// The JSON: as long as the file, with Source::kPadding readable bytes behind it.
  [[nodiscard]] std::string_view text(const Source& source) const {
    return copy.empty() ? source.text : std::string_view(copy).substr(0, source.text.size());
  }
};

StrictJson make_strict(const Source& source);

}  // namespace mcplint
