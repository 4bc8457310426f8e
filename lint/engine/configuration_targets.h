#pragma once
// `[targets]`: what measurements are held against.

#include <span>
#include <string_view>

#include "mcplint/measurement.h"

namespace mcplint {

/// A key of `[targets]` and what it sets.
struct TargetKey {
  std::string_view name;
  double Targets::*target;
};

std::span<const TargetKey> target_keys();

}  // namespace mcplint
