#pragma once
// Commands that register a server with a client: `claude mcp add notes -- npx notes`.

#include "lint/facts/facts.h"

namespace mcplint {

/// The servers that commands in `script`, which stands in `source`, add to clients.
void find_registrations(const Source& source, const Text& script, bool in_document, Facts& facts);

}  // namespace mcplint
