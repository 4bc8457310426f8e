#pragma once
// Names of credentials, and the values they are given.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/notation.h"
#include "mcplint/text.h"

namespace mcplint {

/// `API_KEY = "…"`, `"api_key": "…"`, `--api-key=…`, `Authorization: Bearer …`.
struct NamedValue {
  Span key;                  // the name; empty if a `Bearer` stands alone
  Span value;                // without quotes and without `Bearer`
  bool is_fallback = false;  // for when nothing is set: `getenv("API_KEY", "…")`
};

/// Finds the places in one text that give a literal value to something named
/// like a credential. The values may be anything, placeholders too; what is
/// computed (calls, variables) is left out.
class NameFinder {
 public:
  NameFinder(std::string_view text, Notation notation) : text_(text), notation_(notation) {}

  /// What to search for, in lower case.
  static const std::vector<std::string>& keywords();

  /// Looks at the place where the keyword of that number stands. Places come in order.
  void look(std::size_t keyword, std::size_t place);

  [[nodiscard]] const std::vector<NamedValue>& values() const { return values_; }

 private:
  std::string_view text_;
  Notation notation_;
  std::vector<NamedValue> values_;
  std::size_t looked_ = 0;  // the end of the last name
};

}  // namespace mcplint
