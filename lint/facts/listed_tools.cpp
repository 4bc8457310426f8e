#include "lint/facts/listed_tools.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
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

/// What runs for each tool of a handler that serves many. Read once: servers list
/// hundreds of tools, and handlers ask for each of them.
class Branches {
 public:
  Branches(flow::Analysis& analysis, const Handler& handler)
      : analysis_(analysis), program_(analysis.program()) {
    for (const flow::FunctionId id : analysis.reached_from({&handler.function, 1})) {
      look(id, program_.code(id.code).functions[id.index].body);
    }
  }

  /// Sets what runs for `tool`, if a branch asks for its name.
  void find(Tool& tool) const {
    const auto it = found_.find(tool.name);
    if (it == found_.end()) return;
    const auto& [id, branch] = it->second;
    const Code& code = program_.code(id.code);
    tool.code = &code;
    tool.function = &code.functions[id.index];
    tool.body = branch;
    note_reached(program_, analysis_.reached_from(called_in(id, *branch)), tool);
  }

 private:
  void look(flow::FunctionId id, const Node& body) {
    each_node(body, [&](const Node& node) {
      if (node.is(NodeKind::If)) note_names(id, node.part(0), node.part(1));
      if (!node.is(NodeKind::Case)) return;
      each_node(node.part(0), [&](const Node& part) { note_name(id, part, node.part(2)); });
    });
  }

  /// `name == "a"`, `name == "a" or name == "b"`
  void note_names(flow::FunctionId id, const Node& condition, const Node& branch) {
    if (condition.is(NodeKind::Logical) && condition.name() == "or") {
      for (const Node& part : condition.parts()) note_names(id, part, branch);
    }
    if (!condition.is(NodeKind::Compare) || condition.name() != "==") return;
    note_name(id, condition.part(0), branch);
    note_name(id, condition.part(1), branch);
  }

  /// `node` is a text, a constant (`READ`), or a member of an enumeration.
  void note_name(flow::FunctionId id, const Node& node, const Node& branch) {
    const std::string_view name = node.name();
    const bool is_constant = node.is(NodeKind::Name) && name == in_capitals(name);
    if (!node.is(NodeKind::String) && !node.is(NodeKind::Attribute) && !is_constant) return;
    const auto [it, is_new] = texts_.try_emplace({id.code, node.span().text});
    if (is_new) it->second = written_text(program_, id.code, id.index, node).text;
    if (!it->second.empty()) found_.try_emplace(it->second, id, &branch);
  }

  static std::string in_capitals(std::string_view name) {
    std::string text(name);
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
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
  std::map<std::pair<std::uint32_t, std::string_view>, std::string> texts_;
  std::map<std::string, std::pair<flow::FunctionId, const Node*>, std::less<>> found_;
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
  std::map<const Handler*, Branches> branches;
  const auto find_body = [&](const Handler& handler, Tool& tool) {
    tool.reached.clear();
    branches.try_emplace(&handler, analysis, handler).first->second.find(tool);
    note_returned(handler, analysis, tool);
  };
  for (const Handler& handler : handlers) {
    const Code& code = analysis.program().code(handler.function.code);
    for (Tool& tool : project.tools) {
      const bool is_its = tool.function == &code.functions[handler.function.index];
      if (handler.low_level && is_its) find_body(handler, tool);
    }
  }
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
    find_body(*handler, tool);
  }
}

}  // namespace mcplint
