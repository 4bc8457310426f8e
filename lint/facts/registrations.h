#pragma once
// What the ways to register a handler have in common.

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/facts/tools.h"

namespace mcplint {

/// A way in which an SDK is told what to call for whom.
struct Registration {
  std::string_view method;
  Tool::Kind kind;
  bool low_level;
};

/// The function that is registered: `f`, or `self.f` in a method.
Symbol registered(const Program& program, std::uint32_t code, std::uint32_t scope,
                  const Node& node);

/// The handler that is registered by `call`, with `receiver`; either may be null.
Handler make_handler(const Registration& how, flow::FunctionId id, const Function& function,
                     const Node* call, const Node* receiver);

/// Handlers that get all that a client sent for any tool, other than decorated ones, in one body.
void find_low_level(const Program& program, flow::FunctionId where, const Node& body,
                    std::vector<Handler>& handlers);

}  // namespace mcplint
