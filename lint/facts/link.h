#pragma once
// Joins what files say into the Project.

#include <vector>

#include "lint/facts/facts.h"

namespace mcplint {

/// Makes one Project of all files, and gives their texts to `sources`. Facts
/// come in order of path, so the Project is the same however many threads read.
Project link(std::vector<Facts> facts, Sources& sources);

}  // namespace mcplint
