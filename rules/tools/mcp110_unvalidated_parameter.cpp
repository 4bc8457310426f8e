#include <algorithm>
#include <array>
#include <vector>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Where the form of a text matters most: paths, commands, code, addresses, statements.
static constexpr Callable kSensitive[] = {
    {"open", 0, "file"},
    {"aiofiles.open", 0, "file"},
    {"pathlib.Path.open", kReceiver},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"pathlib.Path.write_text", kReceiver},
    {"pathlib.Path.write_bytes", kReceiver},
    {"os.listdir", 0, "path"},
    {"os.remove", 0, "path"},
    {"shutil.rmtree", 0, "path"},
    {"subprocess.run", 0, "args"},
    {"subprocess.Popen", 0, "args"},
    {"subprocess.check_output", 0, "args"},
    {"asyncio.create_subprocess_shell", 0, "cmd"},
    {"os.system", 0, "command"},
    {"eval", 0},
    {"exec", 0},
    {"requests.get", 0, "url"},
    {"requests.post", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"httpx.AsyncClient.post", 0, "url"},
    {"*.execute", 0, "sql"},
};

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
    .sinks = kSensitive,
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

/// Text of any length and form that goes where its form matters.
static void check_text(const Tool& tool, Report& report) {
  std::vector<const Parameter*> seen;
  for (const TaintedCall& call : tool.tainted_calls) {
    const Parameter& parameter = *call.origin;
    const bool is_text = parameter.type == "str" || parameter.type == "string";
    if (!is_text || parameter.bounded || !call.guards.empty()) continue;
    if (!call.reaches(kSensitive)) continue;
    if (std::ranges::find(seen, &parameter) != seen.end()) continue;
    seen.push_back(&parameter);
    report
        .at(parameter.span, "`{}` of `{}` may have any length and form", parameter.name, tool.name)
        .note(call.span, "it is used here")
        .suggest("bound it: `Annotated[str, Field(pattern=r\"^…$\", max_length=…)]`")
        .only_for(Persona::Pedantic);
  }
}

/// The function of `code` that an expression names; null if it names none.
static const Function* function_named(const Code& code, const Node& node) {
  const auto it = std::ranges::find(code.functions, node.name(), &Function::name);
  return node.name().empty() || it == code.functions.end() ? nullptr : &*it;
}

/// `Server(…, on_call_tool=handler)` of version 2, which checks no arguments itself.
static void check_handler(const Call& call, Report& report) {
  if (!call.callee.ends_with("Server")) return;
  const Node* handler = call.node->argument(-1, "on_call_tool");
  const Function* function = handler == nullptr ? nullptr : function_named(*call.code, *handler);
  if (function == nullptr) return;
  const std::string_view text = function->body.span().text;
  for (std::string_view sign : {"valid", "Valid", "schema", "TypeAdapter", "(**"}) {
    if (text.find(sign) != std::string_view::npos) return;
  }
  report.at(handler->span(), "`{}` gets arguments that nothing has checked", handler->span().text)
      .note(function->name_span, "it does not check them either")
      .suggest("check them against the tool's schema first, or make a pydantic model of them");
}

static void check_tool(const Tool& tool, Report& report) {
  if (tool.kind == Tool::Kind::Prompt) return;  // the protocol gives these text alone
  check_text(tool, report);
  if (tool.low_level) return check_schema(tool, report);
  check_types(tool, report);
}

static void check(const Project& project, Report& report) {
  for (const Tool& tool : project.tools) check_tool(tool, report);
  for (const Call& call : project.calls) check_handler(call, report);
}

}  // namespace mcplint
