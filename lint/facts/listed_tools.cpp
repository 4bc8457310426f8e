#include "lint/facts/listed_tools.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/tool_words.h"
#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// A listed tool, and where it is.
struct Listed {
  const Node* call;
  Site site;
};

/// Finds what runs for one tool of a handler that serves many.
class BranchFinder {
 public:
  BranchFinder(flow::Analysis& analysis, const Handler& handler)
      : analysis_(analysis), program_(analysis.program()), handler_(handler) {}

  /// Sets what runs for `tool`, which is called `tool.name`.
  void find(Tool& tool) {
    std::vector<flow::FunctionId> callees = analysis_.reached_from({&handler_.function, 1});
    for (const flow::FunctionId id : callees) {
      const Code& code = program_.code(id.code);
      const Function& function = code.functions[id.index];
      const Node* branch = branch_in(id, function.body, tool.name);
      if (branch == nullptr) continue;
      tool.code = &code;
      tool.function = &function;
      tool.body = branch;
      note_reached(program_, analysis_.reached_from(called_in(id, *branch)), tool);
      return;
    }
  }

 private:
  [[nodiscard]] bool is_name(flow::FunctionId id, const Node& node, std::string_view name) const {
    return written_text(program_, id.code, id.index, node).text == name;
  }

  [[nodiscard]] bool asks_for(flow::FunctionId id, const Node& condition,
                              std::string_view name) const {
    if (condition.is(NodeKind::Logical) && condition.name() == "or") {
      return std::ranges::any_of(condition.parts(),
                                 [&](const Node& part) { return asks_for(id, part, name); });
    }
    return condition.is(NodeKind::Compare) && condition.name() == "==" &&
           (is_name(id, condition.part(1), name) || is_name(id, condition.part(0), name));
  }

  [[nodiscard]] const Node* branch_in(flow::FunctionId id, const Node& body,
                                      std::string_view name) const {
    const Node* found = nullptr;
    each_node(body, [&](const Node& node) {
      if (found != nullptr) return;
      if (node.is(NodeKind::If) && asks_for(id, node.part(0), name)) found = &node.part(1);
      if (!node.is(NodeKind::Case)) return;
      bool is_it = false;
      each_node(node.part(0), [&](const Node& part) { is_it = is_it || is_name(id, part, name); });
      if (is_it) found = &node.part(2);
    });
    return found;
  }

  /// Of the functions that the whole calls, those that `branch` names.
  [[nodiscard]] std::vector<flow::FunctionId> called_in(flow::FunctionId id,
                                                        const Node& branch) const {
    std::set<std::string_view> names;
    each_node(branch, [&](const Node& node) {
      if (node.is(NodeKind::Name) || node.is(NodeKind::Attribute)) names.insert(node.name());
    });
    std::vector<flow::FunctionId> called;
    for (const flow::FunctionId callee : analysis_.summary(id).callees) {
      const Function& function = program_.code(callee.code).functions[callee.index];
      if (names.contains(function.name)) called.push_back(callee);
    }
    return called;
  }

  flow::Analysis& analysis_;
  const Program& program_;
  const Handler& handler_;
};

}  // namespace

static bool is_tool_class(std::string_view name) {
  constexpr auto kClasses =
      std::to_array<std::string_view>({"mcp.types.Tool", "mcp.Tool", "mcp_types.Tool",
                                       "mcp.server.models.Tool", "mcp.types.types.Tool"});
  return std::ranges::find(kClasses, name) != kClasses.end();
}

static std::vector<Listed> find_listed(const Program& program) {
  std::vector<Listed> listed;
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    const Code& file = program.code(c);
    const auto look = [&](std::uint32_t scope, const Node& body) {
      each_node(body, [&](const Node& node) {
        if (!node.is(NodeKind::Call)) return;
        const Symbol symbol = program.resolve(c, scope, node.part(0));
        if (symbol.kind == Symbol::Kind::External && is_tool_class(symbol.name)) {
          listed.push_back({&node, {program, c, scope}});
        }
      });
    };
    look(kNone, file.body);
    for (const Class& it : file.classes) look(it.parent, it.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) look(i, file.functions[i].body);
  }
  return listed;
}

static const Node* member(const Node& mapping, std::string_view key) {
  for (const Node& part : mapping.parts()) {
    const bool is_it =
        part.is(NodeKind::Pair) && part.part(0).is(NodeKind::String) && part.part(0).value() == key;
    if (is_it) return &part.part(1);
  }
  return nullptr;
}

static void read_property(const Site& site, const Node& pair, Parameter& parameter) {
  const Node& schema = pair.part(1);
  if (!schema.is(NodeKind::Mapping)) {
    parameter.described = parameter.bounded = true;  // made elsewhere
    parameter.type = "?";
    return;
  }
  if (const Node* type = member(schema, "type")) {
    parameter.type = type->is(NodeKind::String) ? type->value() : type->span().text;
  }
  for (std::string_view other : {"$ref", "anyOf", "oneOf", "allOf", "enum", "const"}) {
    if (parameter.type.empty() && member(schema, other) != nullptr) parameter.type = other;
  }
  for (std::string_view limit : {"enum", "const", "pattern", "maxLength", "format", "maximum"}) {
    parameter.bounded = parameter.bounded || member(schema, limit) != nullptr;
  }
  if (const Node* description = member(schema, "description")) {
    parameter.described = true;
    Written written = site.text(*description);
    parameter.description = std::move(written.text);
    parameter.description_span = written.found ? written.span : description->span();
  }
  const bool has_spread = std::ranges::any_of(
      schema.parts(), [](const Node& part) { return part.is(NodeKind::Spread); });
  if (has_spread) parameter.described = parameter.bounded = true;
}

/// Adds the parameters that a schema lists. Calls point at parameters: they do
/// so afterwards too.
static void read_schema(const Site& site, const Node& schema, Tool& tool) {
  tool.schema = &schema;
  const Node* properties = schema.is(NodeKind::Mapping) ? member(schema, "properties") : nullptr;
  if (properties == nullptr || !properties->is(NodeKind::Mapping)) return;
  std::vector<std::ptrdiff_t> origins;
  for (const TaintedCall& call : tool.tainted_calls) {
    origins.push_back(call.origin - tool.parameters.data());
  }
  for (const Node& pair : properties->parts()) {
    if (!pair.is(NodeKind::Pair) || !pair.part(0).is(NodeKind::String)) continue;
    const std::string name(pair.part(0).value());
    auto it = std::ranges::find(tool.parameters, name, &Parameter::name);
    if (it == tool.parameters.end()) {
      tool.parameters.push_back({.name = name, .span = pair.part(0).span(), .type = {}});
      it = tool.parameters.end() - 1;
    }
    read_property(site, pair, *it);
  }
  for (std::size_t i = 0; i < origins.size(); ++i) {
    tool.tainted_calls[i].origin = &tool.parameters[static_cast<std::size_t>(origins[i])];
  }
}

/// The one handler that serves what is listed in `code`: of the same file, or the only one.
static const Handler* handler_of(const std::vector<Handler>& handlers, std::uint32_t code) {
  const Handler* only = nullptr;
  int count = 0;
  for (const Handler& handler : handlers) {
    if (!handler.low_level || handler.kind != Tool::Kind::Tool) continue;
    if (handler.function.code == code) return &handler;
    only = &handler;
    ++count;
  }
  return count == 1 ? only : nullptr;
}

/// The tool called `name` that is known already; a new one if there is none.
static Tool& tool_called(const Written& name, Project& project) {
  for (Tool& tool : project.tools) {
    if (tool.low_level && tool.kind == Tool::Kind::Tool && tool.name == name.text &&
        tool.description_span.empty()) {
      return tool;
    }
  }
  Tool& tool = project.tools.emplace_back();
  tool.name = name.text;
  tool.span = name.span;
  tool.low_level = true;
  return tool;
}

void add_listed(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project) {
  for (const Listed& listed : find_listed(analysis.program())) {
    const Node* named = listed.call->argument(0, "name");
    if (const Node* by_name = listed.call->argument(-1, "name")) named = by_name;
    if (named == nullptr) continue;
    const Written name = listed.site.text(*named);
    if (!name.found || name.text.empty()) continue;

    Tool& tool = tool_called(name, project);
    tool.described = false;
    read_registration(listed.site, *listed.call, tool);
    for (std::string_view keyword : {"inputSchema", "input_schema"}) {
      if (const Node* schema = listed.call->argument(-1, keyword)) {
        const Node* made =
            only_value(listed.site.program, listed.site.code, listed.site.scope, *schema);
        read_schema(listed.site, made == nullptr ? *schema : *made, tool);
      }
    }
    const Handler* handler = handler_of(handlers, listed.site.code);
    if (handler == nullptr) continue;
    tool.code = nullptr;
    tool.function = nullptr;
    tool.body = nullptr;
    BranchFinder(analysis, *handler).find(tool);
  }
}

}  // namespace mcplint
