#include "lint/facts/constructors.h"

#include <algorithm>
#include <array>

namespace mcplint {

static constexpr auto kConstructors =
    std::to_array<Constructor>({{"mcp.server.fastmcp.FastMCP", Server::Sdk::Python, 1},
                                {"mcp.server.fastmcp.server.FastMCP", Server::Sdk::Python, 1},
                                {"mcp.server.FastMCP", Server::Sdk::Python, 1},
                                {"mcp.server.MCPServer", Server::Sdk::Python, 2},
                                {"mcp.server.mcpserver.MCPServer", Server::Sdk::Python, 2},
                                {"mcp.server.mcpserver.server.MCPServer", Server::Sdk::Python, 2},
                                {"mcp.server.Server", Server::Sdk::Python, 0},
                                {"mcp.server.lowlevel.Server", Server::Sdk::Python, 0},
                                {"mcp.server.lowlevel.server.Server", Server::Sdk::Python, 0},
                                {"mcp.server.server.Server", Server::Sdk::Python, 0},
                                {"fastmcp.FastMCP", Server::Sdk::FastMcp, 0},
                                {"fastmcp.server.FastMCP", Server::Sdk::FastMcp, 0},
                                {"fastmcp.server.server.FastMCP", Server::Sdk::FastMcp, 0}});

/// How many classes of the project may stand between.
static constexpr int kDeepest = 4;

const Constructor* find_constructor(std::string_view name) {
  const auto it = std::ranges::find(kConstructors, name, &Constructor::name);
  return it == kConstructors.end() ? nullptr : &*it;
}

static const Constructor* constructor_of(const Program& program, const Symbol& symbol, int depth) {
  if (symbol.kind == Symbol::Kind::External) return find_constructor(symbol.name);
  if (symbol.kind != Symbol::Kind::Class || depth > kDeepest) return nullptr;
  const Class& it = program.code(symbol.code).classes[symbol.index];
  for (const Node& base : it.bases) {
    // `FastMCP[State]` is the class too.
    const Node& named = base.is(NodeKind::Subscript) ? base.part(0) : base;
    const Symbol of = program.resolve(symbol.code, it.parent, named);
    if (const Constructor* found = constructor_of(program, of, depth + 1)) return found;
  }
  return nullptr;
}

const Constructor* constructor_of(const Program& program, const Symbol& symbol) {
  return constructor_of(program, symbol, 0);
}

}  // namespace mcplint
