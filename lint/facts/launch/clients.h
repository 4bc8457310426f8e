#pragma once
// Which file is whose: paths and keys of every client's configuration.

#include <span>
#include <string_view>

#include "mcplint/client.h"

namespace mcplint {

/// Where a client keeps its servers: a file, and a path of keys in it. Names
/// are shared between clients; the key tells whose file it is.
struct Place {
  Client client;
  std::string_view file;  // a pattern for the last parts of the path
  std::string_view key;   // of the map from names to servers, or of a list of them
};

/// All of them; where two match the same file and key, the first is right.
std::span<const Place> client_places();

/// Whether the last parts of `path` match `pattern`.
bool is_file(std::string_view path, std::string_view pattern);

}  // namespace mcplint
