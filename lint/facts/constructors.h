#pragma once
// What makes a server.

#include <string_view>

#include "lint/facts/names.h"
#include "mcplint/server.h"

namespace mcplint {

/// A class of an SDK whose objects are servers (mcp-facts 2.1 to 2.4).
struct Constructor {
  std::string_view name;
  Server::Sdk sdk;
  unsigned major;  // 0: its name does not tell
};

/// The class that is called `name` when qualified; null if that is no server.
const Constructor* find_constructor(std::string_view name);

/// The class of an SDK that `symbol`, called, makes a server of: itself, or one
/// that a class of the project is derived from; null if neither.
const Constructor* constructor_of(const Program& program, const Symbol& symbol);

}  // namespace mcplint
