#pragma once
// Severities, as programs that know only three of them want to hear.

#include <string_view>

#include "mcplint/diagnostic.h"

namespace mcplint {

/// "error", "warning" or "note": SARIF's levels, and those of compilers.
inline std::string_view level_of(Severity severity) {
  if (severity >= Severity::High) return "error";
  return severity == Severity::Medium ? "warning" : "note";
}

}  // namespace mcplint
