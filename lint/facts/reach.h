#pragma once
// Which source files can matter: those that an MCP server can reach.

#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// What a scan of a source file says of its surroundings, without parsing it.
struct Outline {
  bool uses_sdk = false;   // it imports an MCP SDK or framework
  bool registers = false;  // it seems to register a tool with something
  std::vector<std::string>
      modules;  // what it imports: "a.b", ".c"; of `from a import b` both "a" and "a.b"
};

/// Reads the import lines of a Python file.
Outline outline_python(std::string_view text);

/// A source file and whether a server may begin in it.
struct Module {
  std::string path;
  bool may_be_root = true;  // tests and their like only matter when reached
  Outline outline;
};

/// For each module, whether it can matter to an MCP server: it uses an SDK, it
/// registers tools in a project that does, it imports such a file, or such a
/// file imports it, directly or through others. Parsing is five sixths of the
/// time, and most files of a large tree are not reached.
std::vector<bool> reachable(const std::vector<Module>& modules);

}  // namespace mcplint
