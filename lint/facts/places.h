#pragma once
// Where places lie.

#include "mcplint/text.h"

namespace mcplint {

/// Whether `span` is a place in `source`.
[[nodiscard]] inline bool lies_in(const Source& source, Span span) {
  const char* const begin = source.text.data();
  return span.begin() >= begin && span.begin() < begin + source.text.size();
}

}  // namespace mcplint
