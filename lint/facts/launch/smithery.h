#pragma once
// `commandFunction` of `smithery.yaml`: JavaScript that returns how to start a server.

#include <optional>

#include "mcplint/launch.h"

namespace mcplint {

/// What the function returns, as far as it is written out in strings.
std::optional<Launch> smithery_launch(const Text& name, const Value& entry, const Value& function);

}  // namespace mcplint
