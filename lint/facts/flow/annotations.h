#pragma once
// What the declaration of a parameter or field says of its values.

#include <memory>
#include <string_view>

#include "lint/facts/flow/analysis.h"

namespace mcplint::flow {

/// The type that a declaration means.
struct DeclaredType {
  std::string_view type;               // "str", "pathlib.Path"; empty if unknown
  ClassId instance;                    // the class, if it is of this project
  bool is_context = false;             // what the SDK hands in
  bool settled = false;                // no value of it can be a path, command or address
  std::shared_ptr<const Guard> guard;  // the pattern that it has to match
};

/// `annotation` and `default_value` as seen in `scope`; either may be empty.
DeclaredType declared_type(Analysis& analysis, FunctionId scope, const Node& annotation,
                           const Node& default_value);

/// Whether parameter `index` of a method is the object that it belongs to.
bool is_self(const Function& function, std::size_t index);

}  // namespace mcplint::flow
