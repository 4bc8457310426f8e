#pragma once
// `server.json`: how the MCP registry tells clients to start a server.

#include <vector>

#include "mcplint/launch.h"

namespace mcplint {

/// Whether `config` is one. Its name is common; the schema or the form of what
/// stands in it decides.
bool is_registry_entry(const Config& config);

/// A launch for every package and every remote server.
std::vector<Launch> registry_launches(const Config& config);

}  // namespace mcplint
