#include "lint/facts/tool_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/facts/docstring.h"
#include "lint/facts/written_text.h"
#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// The names that SDKs give annotations, and that of the protocol.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kHints = {
    {{"readOnlyHint", "readOnlyHint"},
     {"read_only_hint", "readOnlyHint"},
     {"destructiveHint", "destructiveHint"},
     {"destructive_hint", "destructiveHint"},
     {"idempotentHint", "idempotentHint"},
     {"idempotent_hint", "idempotentHint"},
     {"openWorldHint", "openWorldHint"},
     {"open_world_hint", "openWorldHint"}}};

}  // namespace

static void add_hint(std::string_view name, const Node& value, Tool& tool) {
  const auto it = std::ranges::find(kHints, name, [](const auto& pair) { return pair.first; });
  const std::string_view text = value.span().text;
  if (it == kHints.end() || (text != "True" && text != "False")) return;
  tool.hints.push_back({std::string(it->second), text == "True", value.span()});
}

/// `ToolAnnotations(readOnlyHint=True)`, `{"readOnlyHint": True}`.
static void read_hints(const Node& annotations, Tool& tool) {
  tool.annotated = true;
  for (const Node& part : annotations.parts()) {
    if (part.is(NodeKind::Keyword)) add_hint(part.name(), part.part(0), tool);
    const bool is_text = part.is(NodeKind::Pair) && part.part(0).is(NodeKind::String);
    if (is_text) add_hint(part.part(0).value(), part.part(1), tool);
  }
}

static void read_description(const Site& site, const Node& node, Tool& tool) {
  Written written = site.text(node);
  tool.described = !written.found || written.text.find_first_not_of(" \t\r\n") != std::string::npos;
  tool.description = std::move(written.text);
  tool.description_span = written.found ? written.span : node.span();
}

/// A registration that says things in ways that are not followed: `**options`.
static bool has_spread(const Node& call) {
  return std::ranges::any_of(call.parts(),
                             [](const Node& part) { return part.is(NodeKind::Spread); });
}

void read_registration(const Site& site, const Node& call, Tool& tool) {
  if (has_spread(call)) tool.described = tool.annotated = true;
  if (const Node* description = call.argument(-1, "description")) {
    read_description(site, *description, tool);
  }
  if (const Node* hidden = call.argument(-1, "exclude_args")) {
    for (const Node& name : hidden->parts()) {
      const auto it = std::ranges::find(tool.parameters, name.value(), &Parameter::name);
      if (name.is(NodeKind::String) && it != tool.parameters.end()) it->from_client = false;
    }
  }
  if (const Node* annotations = call.argument(-1, "annotations")) {
    const Node* made = only_value(site.program, site.code, site.scope, *annotations);
    read_hints(made == nullptr ? *annotations : *made, tool);
  }
}

/// Limits that pydantic puts into a schema: `Field(pattern=…)`, `constr(max_length=…)`.
static bool is_bounding(const Node& call) {
  constexpr auto kLimits = std::to_array<std::string_view>(
      {"pattern", "regex", "max_length", "max_items", "le", "lt", "multiple_of"});
  return std::ranges::any_of(
      kLimits, [&](std::string_view limit) { return call.argument(-1, limit) != nullptr; });
}

/// What `Field(…)`, in an annotation or as a default, says of a parameter.
static void read_fields(const Site& site, const Node& node, Parameter& parameter) {
  each_node(node, [&](const Node& one) {
    if (!one.is(NodeKind::Call)) return;
    parameter.bounded = parameter.bounded || is_bounding(one);
    const Node* description = one.argument(-1, "description");
    if (description == nullptr) return;
    parameter.described = true;
    Written written = site.text(*description);
    parameter.description = std::move(written.text);
    parameter.description_span = written.found ? written.span : description->span();
  });
}

/// Whether one of the classes that an annotation names is a context: `Context`,
/// `ToolContext[None]`, `Optional[AppContext]`. SDKs hand these in themselves.
static bool names_context(const Node& annotation) {
  bool found = false;
  each_node(annotation, [&](const Node& node) {
    const bool is_name = node.is(NodeKind::Name) || node.is(NodeKind::Attribute);
    found = found || (is_name && node.name().ends_with("Context"));
    found = found || (node.is(NodeKind::String) && node.value().ends_with("Context"));
  });
  return found;
}

/// Whether a parameter is one that clients neither see nor set.
static bool is_injected(const FunctionParameter& parameter) {
  if (names_context(parameter.annotation)) return true;
  const bool is_plain = !parameter.has_annotation();
  if (is_plain && (parameter.name == "ctx" || parameter.name == "context")) return true;
  const Node& value = parameter.default_value;
  if (!value.is(NodeKind::Call)) return false;
  const std::string_view maker = value.part(0).name();
  return maker == "Depends" || maker.starts_with("Current");
}

/// Whether values of a type are a closed set, or no text at all.
static bool is_closed(const Program& program, std::uint32_t code, std::uint32_t scope,
                      const Node& annotation) {
  bool closed = false;
  each_node(annotation, [&](const Node& node) {
    if (node.name() == "Literal") closed = true;
    const Symbol symbol = program.resolve(code, scope, node);
    if (symbol.kind != Symbol::Kind::Class) return;
    for (const Node& base : program.code(symbol.code).classes[symbol.index].bases) {
      closed = closed || base.span().text.ends_with("Enum");
    }
  });
  return closed;
}

/// `Query = Annotated[str, Field(…)]`, `LIMIT = Field(…)`: what a name stands for.
static const Node& behind_name(const Site& site, const Node& node) {
  const Node* value =
      node.is(NodeKind::Name) ? only_value(site.program, site.code, site.scope, node) : nullptr;
  return value == nullptr ? node : *value;
}

static void describe_parameters(const Site& site, const Function& function, Tool& tool) {
  for (Parameter& parameter : tool.parameters) {
    const auto it =
        std::ranges::find(function.parameters, parameter.name, &FunctionParameter::name);
    if (it == function.parameters.end()) continue;
    parameter.from_client = parameter.from_client && !is_injected(*it) && it->stars == 0;
    parameter.bounded = is_closed(site.program, site.code, function.parent, it->annotation);
    read_fields(site, behind_name(site, it->annotation), parameter);
    const Node& value = behind_name(site, it->default_value);
    if (value.is(NodeKind::Call)) read_fields(site, value, parameter);
    // standalone FastMCP: `Annotated[str, "what it is for"]`
    const bool is_annotated =
        it->annotation.span().text.find("Annotated[") != std::string_view::npos;
    each_node(it->annotation, [&](const Node& node) {
      if (!is_annotated || !node.is(NodeKind::String) || parameter.described) return;
      if (node.value().find(' ') == std::string_view::npos) return;  // a forward reference
      parameter.described = true;
      parameter.description = node.value();
      parameter.description_span = node.span();
    });
    // A model describes its own fields.
    const Symbol model = site.program.resolve(site.code, function.parent, it->annotation);
    if (model.kind == Symbol::Kind::Class) parameter.described = true;
    if (!parameter.described)
      parameter.described = mentions_parameter(tool.description, parameter.name);
  }
}

void note_reached(const Program& program, std::span<const flow::FunctionId> ids, Tool& tool) {
  for (const flow::FunctionId id : ids) {
    const Function* function = &program.code(id.code).functions[id.index];
    if (function != tool.function) tool.reached.push_back(function);
  }
}

static bool holds(Span outer, Span inner) {
  return outer.begin() <= inner.begin() && inner.end() <= outer.end();
}

/// Whether one of the places that data came by lies in what runs for `tool`.
static bool came_by(const Returned& data, const Tool& tool) {
  return std::ranges::any_of(data.flow, [&](const Label& step) {
    return holds(tool.body->span(), step.span) ||
           std::ranges::any_of(tool.reached, [&](const Function* function) {
             return holds(function->body.span(), step.span);
           });
  });
}

void note_returned(const Handler& handler, flow::Analysis& analysis, Tool& tool) {
  tool.returned.clear();
  if (tool.body == nullptr) return;
  for (const flow::Taint& taint : analysis.summary(handler.function).result.taints) {
    if (taint.origin.is_given()) continue;
    Returned data;
    data.callee = taint.origin.brought_by;
    data.key = taint.origin.key;
    data.node = taint.origin.bringer;
    data.passed = to_vector(taint.passed);
    data.flow.push_back({data.node->span(), "brought in by `" + data.callee + "`"});
    for (Label& step : to_vector(taint.steps)) data.flow.push_back(std::move(step));
    const bool is_shared = tool.low_level && !came_by(data, tool);
    if (!is_shared) tool.returned.push_back(std::move(data));
  }
}

void describe(const Handler& handler, flow::Analysis& analysis, Tool& tool) {
  const Program& program = analysis.program();
  const Code& code = program.code(handler.function.code);
  const Function& function = code.functions[handler.function.index];
  tool.code = &code;
  tool.function = &function;
  tool.body = &function.body;
  tool.low_level = handler.low_level;
  if (handler.low_level) {
    tool.described = true;  // where it is listed, if anywhere
    return;                 // what runs for it, its listing tells, or the branches of the handler
  }
  note_reached(program, analysis.reached_from({&handler.function, 1}), tool);
  note_returned(handler, analysis, tool);

  const Site site{program, handler.function.code, function.parent};
  if (handler.registration != nullptr) {
    const flow::FunctionId where = handler.registered;
    read_registration({program, where.code, where.index}, *handler.registration, tool);
  }
  const Node* docstring = docstring_of(function);
  if (docstring != nullptr && tool.description_span.empty()) {
    read_description(site, *docstring, tool);
  }
  describe_parameters(site, function, tool);
  if (!handler.is_class) return;
  tool.described = true;
  for (Parameter& parameter : tool.parameters) parameter.described = true;
}

}  // namespace mcplint
