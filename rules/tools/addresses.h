#pragma once
// What rules about pages that a caller names have in common.

#include <array>
#include <string_view>

#include "mcplint/tool.h"
#include "mcplint/words.h"

namespace mcplint {

/// Whether a caller gives a whole address: what an API of a fixed host sends, its makers bound.
inline bool is_address(const Parameter& parameter) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"url", "uri", "link", "href", "address"});
  return contains_any(parameter.name, kWords);
}

}  // namespace mcplint
