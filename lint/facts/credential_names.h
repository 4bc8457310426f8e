#pragma once
// Names that credentials are given: names_credential(), which rules ask too.

#include <string_view>

#include "mcplint/literal.h"

namespace mcplint {

/// Whether that credential signs or encrypts, so that a value known to others
/// lets them forge: `JWT_SECRET`, `SECRET_KEY`; not `AWS_SECRET_ACCESS_KEY`.
bool names_signing_key(std::string_view name);

}  // namespace mcplint
