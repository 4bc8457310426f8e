#pragma once
// Joins what files say into the Project.

#include <span>
#include <vector>

#include "lint/facts/facts.h"

namespace mcplint {

/// Makes one Project of all files, and gives their texts to `sources`. Facts
/// come in order of path, so the Project is the same however many threads read.
/// Data is followed to `sinks` and no other calls.
Project link(std::vector<Facts> facts, Sources& sources, std::span<const Callable> sinks);

}  // namespace mcplint
