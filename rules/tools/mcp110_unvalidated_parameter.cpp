#include <algorithm>
#include <array>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

constinit const Rule rules::mcp110_unvalidated_parameter = {
    .id = "MCP110",
    .name = "unvalidated-parameter",
    .summary = "Tool parameter that takes whatever is sent",
    .severity = Severity::Low,
    .cwe = 20,
    .owasp = "MCP05:2025",
    .doc = R"(
The SDK checks arguments against the types that a function declares, and the model reads these
types to know what to send. A parameter without a type, of type `Any`, or of a bare `dict` takes
anything: a list where text was meant, keys that nobody expects, text of a megabyte.

Give every parameter a type: `int`, `Literal["asc", "desc"]`, a pydantic model in place of a
`dict`. Bound text that is used in a command, a path or a query:
`Annotated[str, Field(pattern=r"^[\w-]+$", max_length=64)]`. Give a low-level tool an `inputSchema`
with `properties`, and validate in a handler of version 2 of the SDK, which no longer does.
)",
    .blind_spots = R"(
Types that are declared in other files than the ones read, and validation by hand. Only pedantic
people hear of a `list` or `dict` whose items have no type, and of unbounded text that reaches a
sink of another rule.
)",
    .check = check,
};

/// The message about a type that the SDK checks nothing by; empty if it checks something.
static std::string_view flaw(const Parameter& parameter) {
  constexpr auto kAnything = std::to_array<std::string_view>(
      {"Any", "typing.Any", "object", "Optional[Any]", "Any|None", "typing.Optional[typing.Any]"});
  constexpr auto kBare =
      std::to_array<std::string_view>({"dict", "Dict", "typing.Dict", "dict|None", "Dict|None",
                                       "Optional[dict]", "Optional[Dict]"});
  if (parameter.type.empty()) return "`{}` of `{}` has no type";
  if (is_one_of(parameter.type, kAnything)) return "`{}` of `{}` takes anything";
  if (is_one_of(parameter.type, kBare)) return "`{}` of `{}` takes any keys and values";
  return {};
}

/// Types that say what it is, but not what is in it.
static bool has_untyped_items(const Parameter& parameter) {
  constexpr auto kTypes = std::to_array<std::string_view>(
      {"list", "List", "tuple", "set", "list|None", "Optional[list]", "Optional[List]",
       "dict[str,Any]", "Dict[str,Any]", "dict[str,Any]|None", "Dict[str,Any]|None",
       "Optional[dict[str,Any]]", "Optional[Dict[str,Any]]", "dict[str,object]"});
  return is_one_of(parameter.type, kTypes);
}

/// `{"type": "object"}` alone, although the tool reads arguments.
static void check_schema(const Tool& tool, Report& report) {
  const bool is_plain = tool.schema != nullptr && tool.schema->is(NodeKind::Mapping);
  if (!is_plain || tool.body == nullptr) return;
  for (const Node& part : tool.schema->parts()) {
    if (!part.is(NodeKind::Pair) || !part.part(0).is(NodeKind::String)) return;
    if (part.part(0).value() != "type") return;  // what it is, other keywords say
  }
  const bool reads = tool.body->span().text.find("arguments") != std::string_view::npos;
  if (!reads) return;
  report.at(tool.schema->span(), "`{}` reads arguments that its schema does not list", tool.name)
      .suggest("list them under `properties`, and set `additionalProperties` to false");
}

static void check_types(const Tool& tool, Report& report) {
  for (const Parameter& parameter : tool.parameters) {
    if (!parameter.from_client || parameter.bounded) continue;
    const std::string_view message = flaw(parameter);
    if (!message.empty()) {
      report.at(parameter.span, message, parameter.name, tool.name)
          .suggest("give it a type that says what it may be: `str`, `int`, `Literal[…]`, a model");
    } else if (has_untyped_items(parameter)) {
      report.at(parameter.span, "`{}` of `{}` may hold anything", parameter.name, tool.name)
          .suggest("say what its items are: `list[str]`, or a pydantic model")
          .only_for(Persona::Pedantic);
    }
  }
}

static void check(const Tool& tool, Report& report) {
  if (tool.kind == Tool::Kind::Prompt) return;  // the protocol gives these text alone
  if (tool.low_level) return check_schema(tool, report);
  check_types(tool, report);
}

}  // namespace mcplint
