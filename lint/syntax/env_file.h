#pragma once
// Files of variables: `.env`, `production.env`.

#include <string_view>

#include "lint/syntax/parse.h"

namespace mcplint {

bool is_env_file(std::string_view path);

/// Reads one as Compose reads what `env_file` names: a Map of texts, in which
/// variables are not filled in yet. The Map has no place, so that findings in such a
/// file keep the identity that they have by their line.
void parse_env_file(const Source& source, Parsed& parsed);

}  // namespace mcplint
