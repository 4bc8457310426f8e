#pragma once
// The tools that servers offer, and what they do with their parameters.

#include <vector>

#include "lint/facts/flow/analysis.h"
#include "mcplint/project.h"

namespace mcplint {

/// A function that an MCP SDK calls on behalf of a client.
struct Handler {
  flow::FunctionId function;
  Tool::Kind kind = Tool::Kind::Tool;
  bool low_level = false;              // it gets the tool's name and all arguments: `call_tool`
  bool context_first = false;          // its first parameter is the SDK's: `h(ctx, params)`
  bool is_class = false;               // a class is the tool; its objects are told what it is for
  std::string name;                    // of the tool; of a low-level handler, its own
  Span span;                           // where that name is declared
  const Node* receiver = nullptr;      // what it is registered with: the `mcp` of `@mcp.tool()`
  flow::FunctionId registered = {};    // where, if not in a decorator of its own: the scope
  const Node* registration = nullptr;  // the call that says more of it; null if there is none
};

/// Every handler in the program, in order of file and place.
std::vector<Handler> find_handlers(const Program& program);

/// Makes the tools of `handlers`, with the calls that their data reaches.
void find_tools(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project);

}  // namespace mcplint
