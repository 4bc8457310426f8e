// Handlers of the low-level API of SDKs that no decorator marks.

#include <algorithm>
#include <array>

#include "lint/facts/registrations.h"
#include "mcplint/nodes.h"

namespace mcplint {

/// What the keywords of `Server(…, on_call_tool=handler)` register: they get the
/// context first, then all that the client sent.
static const Registration* registration_by_keyword(std::string_view keyword) {
  static constexpr auto kKeywords =
      std::to_array<Registration>({{"on_call_tool", Tool::Kind::Tool, true},
                                   {"on_read_resource", Tool::Kind::Resource, true},
                                   {"on_get_prompt", Tool::Kind::Prompt, true},
                                   {"on_completion", Tool::Kind::Prompt, true}});
  const auto it = std::ranges::find(kKeywords, keyword, &Registration::method);
  return it == kKeywords.end() ? nullptr : &*it;
}

/// Adds the function of the project that `handler` names, if it names one.
static void add_low_level(const Program& program, flow::FunctionId where, const Registration& how,
                          const Node& named, bool context_first, std::vector<Handler>& handlers) {
  const Symbol symbol = registered(program, where.code, where.index, named);
  if (symbol.kind != Symbol::Kind::Function) return;
  const Function& function = program.code(symbol.code).functions[symbol.index];
  handlers.push_back(make_handler(how, {symbol.code, symbol.index}, function, nullptr, nullptr));
  handlers.back().registered = where;
  handlers.back().context_first = context_first;
}

static void find_in_constructors(const Program& program, flow::FunctionId where, const Node& body,
                                 std::vector<Handler>& handlers) {
  each_node(body, [&](const Node& node) {
    if (!node.is(NodeKind::Call)) return;
    for (const Node& part : node.parts().subspan(1)) {
      if (!part.is(NodeKind::Keyword)) continue;
      const Registration* how = registration_by_keyword(part.name());
      if (how == nullptr) continue;
      const Symbol made = program.resolve(where.code, where.index, node.part(0));
      if (made.kind != Symbol::Kind::External) continue;
      add_low_level(program, where, *how, part.part(0), true, handlers);
    }
  });
}

/// What is registered for a request: by its class in version 1 of the SDK, by its method in 2.
static const Registration* registration_by_request(std::string_view request) {
  static constexpr auto kRequests =
      std::to_array<Registration>({{"CallToolRequest", Tool::Kind::Tool, true},
                                   {"ReadResourceRequest", Tool::Kind::Resource, true},
                                   {"GetPromptRequest", Tool::Kind::Prompt, true},
                                   {"CompleteRequest", Tool::Kind::Prompt, true},
                                   {"tools/call", Tool::Kind::Tool, true},
                                   {"resources/read", Tool::Kind::Resource, true},
                                   {"prompts/get", Tool::Kind::Prompt, true},
                                   {"completion/complete", Tool::Kind::Prompt, true}});
  const auto it = std::ranges::find(kRequests, request, &Registration::method);
  return it == kRequests.end() ? nullptr : &*it;
}

/// `server.request_handlers[CallToolRequest] = f`, which gets the request;
/// `server.add_request_handler("tools/call", CallToolRequestParams, f)`, which gets the context
/// too.
static void find_by_request(const Program& program, flow::FunctionId where, const Node& body,
                            std::vector<Handler>& handlers) {
  each_node(body, [&](const Node& node) {
    const bool is_entry = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Subscript) &&
                          node.part(0).part(0).name() == "request_handlers";
    if (is_entry) {
      const Registration* how = registration_by_request(node.part(0).parts().back().name());
      if (how == nullptr) return;
      return add_low_level(program, where, *how, node.parts().back(), false, handlers);
    }
    if (!node.is(NodeKind::Call) || node.part(0).name() != "add_request_handler") return;
    const Node* method = node.argument(0, "method");
    const Node* handler = node.argument(2, "handler");
    if (method == nullptr || handler == nullptr || !method->is(NodeKind::String)) return;
    const Registration* how = registration_by_request(method->value());
    if (how != nullptr) add_low_level(program, where, *how, *handler, true, handlers);
  });
}

void find_low_level(const Program& program, flow::FunctionId where, const Node& body,
                    std::vector<Handler>& handlers) {
  find_in_constructors(program, where, body, handlers);
  find_by_request(program, where, body, handlers);
}

}  // namespace mcplint
