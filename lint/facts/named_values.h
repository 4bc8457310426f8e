#pragma once
// Names of credentials, and the values they are given.

#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// `API_KEY = "…"`, `"api_key": "…"`, `--api-key=…`, `Authorization: Bearer …`.
struct NamedValue {
  Span key;    // the name; empty if a `Bearer` stands alone
  Span value;  // without quotes and without `Bearer`
};

/// Every place in `source` that gives a literal value to something named like a
/// credential. The values may be anything, placeholders too; what is computed
/// (calls, variables) is left out. Safe to call from several threads.
std::vector<NamedValue> find_named_values(const Source& source);

}  // namespace mcplint
