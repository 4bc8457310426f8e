#pragma once
// Base64, to look into tokens.

#include <optional>
#include <string>
#include <string_view>

namespace mcplint {

/// The bytes that `text` encodes, in either alphabet, padded or not; nothing if
/// it is no base64. Bits that make no whole byte are dropped.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace mcplint
