#pragma once
// Breaking sentences into lines.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// `safe` in lines of at most `room` columns; the first has `first_room`. Breaks
/// at spaces, and inside backticks only where nothing else helps: what stands
/// there is to be copied. A word that fits nowhere is left whole.
std::vector<std::string> wrap(std::string_view safe, std::size_t first_room, std::size_t room);

}  // namespace mcplint
