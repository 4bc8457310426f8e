#pragma once
// Files that say how to start a server to whoever wants to, and are no client's.

#include "lint/facts/facts.h"

namespace mcplint {

/// The servers of an MCPB bundle, `server.json`, `smithery.yaml`, `fastmcp.json`,
/// or a catalog of Docker's MCP gateway, if `config` is one (mcp-facts 1.8).
void find_manifest(const Config& config, Facts& facts);

}  // namespace mcplint
