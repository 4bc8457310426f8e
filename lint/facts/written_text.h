#pragma once
// Text that is written out in a program, wherever that is.

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/facts/names.h"

namespace mcplint {

/// A text as the program has it, and where.
struct Written {
  bool found = false;  // false: it is not written out, or not in one place
  std::string text;
  Span span;
};

/// The text of an expression in `scope` of a file: a literal, with `{}` for its
/// holes; a name or a member of an enumeration that stands for one; one that was
/// only dedented or stripped.
Written written_text(const Program& program, std::uint32_t code, std::uint32_t scope,
                     const Node& node);

/// What the only assignment to a Name gives it, in `scope` or around it; `node`
/// itself if it is no Name; null if that could not be told.
const Node* only_value(const Program& program, std::uint32_t code, std::uint32_t scope,
                       const Node& node);

/// The same for the name itself, and in `home` the file whose assignment it is.
const Node* value_of(const Program& program, std::uint32_t code, std::uint32_t scope,
                     std::string_view name, std::uint32_t& home);

}  // namespace mcplint
