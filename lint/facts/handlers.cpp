// Which functions an MCP SDK calls on behalf of a client: every way to register them.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "lint/facts/handed_functions.h"
#include "lint/facts/registrations.h"
#include "lint/facts/tools.h"
#include "lint/facts/written_text.h"
#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// How SDKs register what (mcp-facts 2.1 to 2.5). What completes the arguments of prompts
/// counts as one.
constexpr auto kRegistrations =
    std::to_array<Registration>({{"tool", Tool::Kind::Tool, false},
                                 {"async_tool", Tool::Kind::Tool, false},
                                 {"resource", Tool::Kind::Resource, false},
                                 {"prompt", Tool::Kind::Prompt, false},
                                 {"completion", Tool::Kind::Prompt, false},
                                 {"add_tool", Tool::Kind::Tool, false},
                                 {"call_tool", Tool::Kind::Tool, true},
                                 {"read_resource", Tool::Kind::Resource, true},
                                 {"get_prompt", Tool::Kind::Prompt, true}});

}  // namespace

/// The registration that `callee` (an Attribute such as `mcp.tool`) makes; null
/// if it makes none.
static const Registration* registration(const Node& callee) {
  if (!callee.is(NodeKind::Attribute)) return nullptr;
  const auto it = std::ranges::find(kRegistrations, callee.name(), &Registration::method);
  return it == kRegistrations.end() ? nullptr : &*it;
}

/// Whether `receiver` is known to be something else than an MCP server: an
/// agent or command line of another library has methods called `tool` too.
static bool is_foreign(const Program& program, std::uint32_t code, std::uint32_t function,
                       const Node& receiver) {
  const Symbol symbol = program.resolve(code, function, receiver);
  if (symbol.kind != Symbol::Kind::External) return false;
  for (std::string_view sdk : {"mcp", "fastmcp", "fastapi_mcp", "mcp_agent"}) {
    if (symbol.name.starts_with(sdk)) return false;
  }
  return !symbol.name.starts_with('.');
}

/// The text that names the tool: `@mcp.tool("x")`, `@mcp.tool(name="x")`.
static const Node* given_name(const Node& call, Tool::Kind kind) {
  const Node* named = call.argument(-1, "name");
  if (named == nullptr && kind != Tool::Kind::Resource) named = call.argument(0);
  return named != nullptr && named->is(NodeKind::String) ? named : nullptr;
}

Handler make_handler(const Registration& how, flow::FunctionId id, const Function& function,
                     const Node* call, const Node* receiver) {
  Handler handler{.function = id,
                  .kind = how.kind,
                  .low_level = how.low_level,
                  .name = std::string(function.name),
                  .span = function.name_span,
                  .receiver = receiver,
                  .registered = {id.code, function.parent},
                  .registration = call};
  const Node* name = call == nullptr || how.low_level ? nullptr : given_name(*call, how.kind);
  if (name != nullptr) {
    handler.name = name->value();
    handler.span = name->span();
  }
  return handler;
}

static void find_decorated(const Program& program, std::uint32_t code,
                           std::vector<Handler>& handlers) {
  const Code& file = program.code(code);
  for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
    const Function& function = file.functions[i];
    for (const Node& decorator : function.decorators) {
      const bool is_call = decorator.is(NodeKind::Call);
      const Node& callee = is_call ? decorator.part(0) : decorator;
      const Registration* how = registration(callee);
      if (how == nullptr || is_foreign(program, code, function.parent, callee.part(0))) continue;
      handlers.push_back(
          make_handler(*how, {code, i}, function, is_call ? &decorator : nullptr, &callee.part(0)));
      break;
    }
  }
}

Symbol registered(const Program& program, std::uint32_t code, std::uint32_t scope,
                  const Node& node) {
  const bool is_bound = node.is(NodeKind::Attribute) && node.part(0).span().text == "self";
  if (!is_bound || scope == kNone) return program.resolve(code, scope, node);
  const std::uint32_t its_class = program.code(code).functions[scope].enclosing_class;
  return its_class == kNone ? Symbol() : program.method(code, its_class, node.name());
}

/// What a call hands over: its first argument, or the one that SDKs call so.
static const Node* handed_by(const Node& call) {
  for (std::string_view keyword : {"fn", "func", "name_or_fn"}) {
    if (const Node* handed = call.argument(-1, keyword)) return handed;
  }
  return call.argument(0);
}

/// The functions that stand for `handed`: the one that it names, or those that loops, tables and
/// wrappers around it come to.
static std::vector<Handed> handed_functions(const LoopSite& site, const Node& registering,
                                            const Node& handed) {
  const Symbol symbol = registered(site.program, site.code, site.scope, handed);
  if (symbol.kind == Symbol::Kind::Function) return {{{symbol.code, symbol.index}, {}, {}}};
  const Node* name = registering.argument(-1, "name");
  if (name == nullptr && &registering.parts().back() != &handed) name = registering.argument(0);
  return functions_handed(site, handed, name == &handed ? nullptr : name);
}

/// `mcp.add_tool(f)`, `mcp.tool(f)`, `mcp.tool("name")(self.f)`, in loops too.
static void find_registered(const Program& program, std::uint32_t code, std::uint32_t scope,
                            const Node& body, std::vector<Handler>& handlers) {
  std::vector<const Node*> around;
  each_call_in_loops(body, around, [&](const Node& node, const std::vector<const Node*>& loops) {
    if (node.parts().size() < 2) return;
    const bool is_curried = node.part(0).is(NodeKind::Call);
    const Node& registering = is_curried ? node.part(0) : node;
    const Registration* how = registration(registering.part(0));
    const Node* handed = how == nullptr || how->low_level ? nullptr : handed_by(node);
    if (handed == nullptr) return;
    const Node& receiver = registering.part(0).part(0);
    if (is_foreign(program, code, scope, receiver)) return;
    const bool is_made_here =
        handed->is(NodeKind::Call) && handed->part(0).name() == "from_function";
    const Node* saying = is_made_here ? handed : &registering;  // what it is, and how it is called
    for (Handed& one : handed_functions({program, code, scope, loops}, registering, *handed)) {
      const Function& function = program.code(one.function.code).functions[one.function.index];
      handlers.push_back(make_handler(*how, one.function, function, saying, &receiver));
      handlers.back().registered = {code, scope};
      if (one.name.empty()) continue;
      handlers.back().name = std::move(one.name);
      handlers.back().span = one.name_span;
    }
  });
}

/// `FastMCP("files", tools=[read, write])`
static void find_listed_in_constructors(const Program& program, std::uint32_t code,
                                        std::uint32_t scope, const Node& body,
                                        std::vector<Handler>& handlers) {
  constexpr Registration kListed = {"tools", Tool::Kind::Tool, false};
  each_node(body, [&](const Node& node) {
    const Node* tools = node.is(NodeKind::Call) ? node.argument(-1, "tools") : nullptr;
    if (tools == nullptr) return;
    const Symbol made = program.resolve(code, scope, node.part(0));
    if (made.kind != Symbol::Kind::External || !made.name.ends_with("FastMCP")) return;
    const Node* written = only_value(program, code, scope, *tools);
    if (written == nullptr || !written->is(NodeKind::Sequence)) return;
    for (const Node& item : written->parts()) {
      for (const Handed& one : functions_handed({program, code, scope, {}}, item, nullptr)) {
        const Function& function = program.code(one.function.code).functions[one.function.index];
        handlers.push_back(make_handler(kListed, one.function, function, nullptr, nullptr));
        handlers.back().registered = {code, scope};
      }
    }
  });
}

/// Whether a class is one that an SDK runs as a tool: its `run` gets the arguments.
static bool is_tool_class(const Program& program, std::uint32_t code, const Class& its_class) {
  return std::ranges::any_of(its_class.bases, [&](const Node& base) {
    const Symbol symbol = program.resolve(code, its_class.parent, base);
    if (symbol.kind != Symbol::Kind::External) return false;
    const std::string& name = symbol.name;
    const bool is_sdk = name.starts_with("fastmcp.") || name.starts_with("mcp.server.");
    return is_sdk && name.ends_with(".Tool") && name.find(".tools.") != std::string::npos;
  });
}

/// `class Search(Tool): name: str = "search"; async def run(self, arguments): …`
static void find_classes(const Program& program, std::uint32_t code,
                         std::vector<Handler>& handlers) {
  constexpr Registration kRun = {"run", Tool::Kind::Tool, false};
  const Code& file = program.code(code);
  for (const Class& its_class : file.classes) {
    if (!is_tool_class(program, code, its_class)) continue;
    for (const std::uint32_t method : its_class.methods) {
      if (file.functions[method].name != kRun.method) continue;
      handlers.push_back(
          make_handler(kRun, {code, method}, file.functions[method], nullptr, nullptr));
      handlers.back().is_class = true;
      handlers.back().name = its_class.name;
      handlers.back().span = its_class.name_span;
      for (const Field& field : its_class.fields) {
        if (field.name != "name" || !field.default_value.is(NodeKind::String)) continue;
        handlers.back().name = field.default_value.value();
        handlers.back().span = field.default_value.span();
      }
    }
  }
}

namespace {

/// Functions of the project that register what they are given with a server they are given:
/// `audited(mcp, "read")(read)`, where `audited` calls `mcp.tool(name=name)(wrapper)`.
class Registrars {
 public:
  explicit Registrars(const Program& program) : program_(program) {}

  /// What a call of `callee` leads to; null if that is no registrar.
  const Registration* find(std::uint32_t code, std::uint32_t scope, const Node& callee) {
    if (!callee.is(NodeKind::Name) && !callee.is(NodeKind::Attribute)) return nullptr;
    const Symbol symbol = program_.resolve(code, scope, callee);
    if (symbol.kind != Symbol::Kind::Function) return nullptr;
    const flow::FunctionId id{symbol.code, symbol.index};
    const auto [it, is_new] = known_.try_emplace(id, nullptr);
    if (is_new) it->second = look_at(id);
    return it->second;
  }

 private:
  [[nodiscard]] const Registration* look_at(flow::FunctionId id) const {
    const Code& file = program_.code(id.code);
    const Function& it = file.functions[id.index];
    const Registration* found = in_body(it, it.body);
    for (const Function& inner : file.functions) {
      if (found == nullptr && inner.parent == id.index) found = in_body(it, inner.body);
    }
    return found;
  }

  /// `mcp.tool(…)(f)` in `body`, of a server that is a parameter of `function`.
  static const Registration* in_body(const Function& function, const Node& body) {
    const Registration* found = nullptr;
    each_node(body, [&](const Node& node) {
      const bool is_curried = node.is(NodeKind::Call) && node.part(0).is(NodeKind::Call);
      if (!is_curried || node.parts().size() < 2) return;
      const Node& registering = node.part(0).part(0);
      const Registration* how = registration(registering);
      if (how == nullptr || how->low_level) return;
      const std::string_view server = registering.part(0).span().text;
      const bool is_given =
          std::ranges::find(function.parameters, server, &FunctionParameter::name) !=
          function.parameters.end();
      if (is_given) found = how;
    });
    return found;
  }

  const Program& program_;
  std::map<flow::FunctionId, const Registration*> known_;
};

}  // namespace

/// The first text among the arguments of a registrar's call: the tool's name.
static void name_by_call(const Node& call, Handler& handler) {
  const auto is_text = [](const Node& part) { return part.is(NodeKind::String); };
  const std::span<const Node> arguments = call.parts().subspan(1);
  const auto text = std::ranges::find_if(arguments, is_text);
  const Node* name = call.argument(-1, "name");
  if (name == nullptr && text != arguments.end()) name = &*text;
  if (name == nullptr || !name->is(NodeKind::String)) return;
  handler.name = name->value();
  handler.span = name->span();
}

static void find_by_registrars(const Program& program, Registrars& registrars, std::uint32_t code,
                               std::uint32_t scope, const Node& body,
                               std::vector<Handler>& handlers) {
  each_node(body, [&](const Node& node) {
    const bool is_curried = node.is(NodeKind::Call) && node.part(0).is(NodeKind::Call);
    if (!is_curried || node.parts().size() != 2) return;
    const Node& registering = node.part(0);
    const Registration* how = registrars.find(code, scope, registering.part(0));
    if (how == nullptr) return;
    const Symbol symbol = registered(program, code, scope, node.part(1));
    if (symbol.kind != Symbol::Kind::Function) return;
    const Function& function = program.code(symbol.code).functions[symbol.index];
    handlers.push_back(
        make_handler(*how, {symbol.code, symbol.index}, function, &registering, nullptr));
    name_by_call(registering, handlers.back());
    handlers.back().registered = {code, scope};
  });
}

/// `@audited(mcp, "read")`
static void find_decorated_by_registrars(const Program& program, Registrars& registrars,
                                         std::uint32_t code, std::vector<Handler>& handlers) {
  const Code& file = program.code(code);
  for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
    const Function& function = file.functions[i];
    for (const Node& decorator : function.decorators) {
      if (!decorator.is(NodeKind::Call)) continue;
      const Registration* how = registrars.find(code, function.parent, decorator.part(0));
      if (how == nullptr) continue;
      handlers.push_back(make_handler(*how, {code, i}, function, &decorator, nullptr));
      name_by_call(decorator, handlers.back());
      break;
    }
  }
}

std::vector<Handler> find_handlers(const Program& program) {
  std::vector<Handler> handlers;
  Registrars registrars(program);
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    const Code& file = program.code(c);
    find_decorated(program, c, handlers);
    find_decorated_by_registrars(program, registrars, c, handlers);
    find_classes(program, c, handlers);
    const auto find_in = [&](std::uint32_t scope, const Node& body) {
      find_registered(program, c, scope, body, handlers);
      find_listed_in_constructors(program, c, scope, body, handlers);
      find_low_level(program, {c, scope}, body, handlers);
      find_by_registrars(program, registrars, c, scope, body, handlers);
    };
    find_in(kNone, file.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) find_in(i, file.functions[i].body);
  }
  return handlers;
}

}  // namespace mcplint
