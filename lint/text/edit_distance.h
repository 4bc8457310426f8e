#pragma once
// "Did you mean …?"

#include <span>
#include <string_view>

namespace mcplint {

/// The candidate that `word` was most likely meant to be; empty if none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace mcplint
