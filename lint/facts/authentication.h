#pragma once
// Whether servers ask clients who they are.

#include "mcplint/call.h"

namespace mcplint {

/// Whether `call` is a sign that clients are asked who they are.
bool shows_authentication(const Call& call);

/// Whether `code` gives a server what asks them: `mcp.auth = provider`.
bool sets_authentication(const Code& code);

}  // namespace mcplint
