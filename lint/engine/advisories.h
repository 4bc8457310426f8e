#pragma once
// Advisories that somebody has on disk.

#include <span>
#include <string>

#include "mcplint/advisory.h"

namespace mcplint {

struct LoadedAdvisories {
  Advisories advisories;
  std::string error;  // what is wrong, and with which file; empty if nothing is
};

/// Reads `paths`, files or folders of `.json` files. A table of ours replaces the one
/// built in; records of OSV are added to it.
LoadedAdvisories load_advisories(std::span<const std::string> paths);

}  // namespace mcplint
