#pragma once
// What an environment marker (PEP 508) comes to, where not all of the environment is known.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mcplint {

/// Marker variables and what they are; those that are not here are not known. Of `extras`
/// and `dependency_groups`, all that are asked for, with commas between them.
using MarkerEnvironment = std::map<std::string, std::string, std::less<>>;

/// Whether `marker` holds there. Nothing if that hangs on what is not known, if a comparison
/// means nothing, or if `marker` is none.
std::optional<bool> marker_holds(std::string_view marker, const MarkerEnvironment& environment);

}  // namespace mcplint
