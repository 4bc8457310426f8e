#pragma once
// Names that credentials are given.

#include <string_view>

namespace mcplint {

/// Whether what `name` names is a credential: `OPENAI_API_KEY`, `dbPassword`,
/// `--access-token`; not `token_count`, `secret_name`, `max_tokens`.
bool names_credential(std::string_view name);

}  // namespace mcplint
