#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp122_changing_tools = {
    .id = "MCP122",
    .name = "changing-tools",
    .summary = "Tools whose definition comes from elsewhere while the server runs",
    .severity = Severity::Medium,
    .cwe = 494,
    .owasp = "MCP03:2025",
    .doc = R"(
People agree to a tool when they first see it. If its name, description or parameters come from
another machine, or change with the time of day or the number of calls, whoever controls that can
put something else in their place later, and nobody is asked again.

Ship the definitions with the server: a copy of the API's description in the package, checked
against a hash if it is fetched. Where the tools of another server are passed on, keep what was
agreed to and refuse what has changed.
)",
    .blind_spots = R"(
Definitions that come through functions of other files, a database or a cache. Proxies, whose
purpose it is to pass tools on.
)",
    .check = check,
};

/// Whether a call brings in data of another machine, or of the moment.
static bool brings_in(const Call& call) {
  constexpr auto kMoments = std::to_array<std::string_view>(
      {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today", "time.time",
       "random.choice", "random.random", "random.randint"});
  return call.sends_request() || std::ranges::find(kMoments, call.callee) != kMoments.end();
}

/// The call that `node` is made of, through variables of the same function or
/// file; null if it brings nothing in from elsewhere.
class Origin {
 public:
  Origin(const Project& project, const Call& use) : project_(project), use_(use) {}

  [[nodiscard]] const Call* of(const Node& node, int depth = 0) const {
    constexpr int kDeepest = 4;
    const Call* found = nullptr;
    if (depth > kDeepest) return nullptr;
    each_node(node, [&](const Node& one) {
      if (found != nullptr) return;
      if (one.is(NodeKind::Call)) found = call_at(one);
      if (found == nullptr && one.is(NodeKind::Name)) found = variable(one.name(), depth + 1);
    });
    return found;
  }

 private:
  [[nodiscard]] const Call* call_at(const Node& node) const {
    for (const Call& call : project_.calls) {
      if (call.node == &node) return brings_in(call) ? &call : nullptr;
    }
    return nullptr;
  }

  [[nodiscard]] const Call* in_block(const Node& body, std::string_view name, int depth) const {
    const Call* found = nullptr;
    each_node(body, [&](const Node& node) {
      if (found != nullptr) return;
      const bool assigns = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Name) &&
                           node.part(0).name() == name;
      if (assigns) found = of(node.parts().back(), depth);
      const bool enters =
          node.is(NodeKind::Item) && node.parts().size() == 2 && node.part(1).span().text == name;
      if (enters) found = of(node.part(0), depth);
    });
    return found;
  }

  [[nodiscard]] const Call* variable(std::string_view name, int depth) const {
    if (use_.function != nullptr) {
      const Call* found = in_block(use_.function->body, name, depth);
      if (found != nullptr) return found;
    }
    return in_block(use_.code->body, name, depth);
  }

  const Project& project_;
  const Call& use_;
};

/// What a call makes a tool's words of; null if it is no registration.
static const Node* definition_of(const Call& call) {
  const std::string_view callee = call.callee;
  const Node& called = call.node->part(0);
  const bool makes_tool = callee == "mcp.types.Tool" || callee == "mcp.Tool";
  const bool registers =
      called.is(NodeKind::Attribute) && (called.name() == "tool" || called.name() == "add_tool");
  if (makes_tool || registers) return call.node->argument(-1, "description");
  const bool reads_api =
      callee.ends_with("FastMCP.from_openapi") || callee.ends_with(".from_openapi");
  return reads_api ? call.node->argument(0, "openapi_spec") : nullptr;
}

/// `search.__doc__ = "…"` in code that tools run: another description than people saw.
static void check_redescribed(const Project& project, const Function& function, Report& report) {
  each_node(function.body, [&](const Node& node) {
    const bool assigns = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Attribute) &&
                         node.part(0).name() == "__doc__";
    if (!assigns) return;
    const std::string_view owner = node.part(0).part(0).span().text;
    for (const Tool& tool : project.tools) {
      if (tool.function == nullptr || tool.function->name != owner) continue;
      report.at(node.part(0).span(), "`{}` gets another description while it serves", tool.name)
          .note(tool.span, "people agreed to what it said here")
          .suggest("leave the description as it is, or make another tool");
      return;
    }
  });
}

static void check(const Project& project, Report& report) {
  for (const Code& code : project.codes) {
    for (const Function& function : code.functions) {
      if (function.in_tool) check_redescribed(project, function, report);
    }
  }
  for (const Call& call : project.calls) {
    const Node* definition = definition_of(call);
    if (definition == nullptr) continue;
    const Call* origin = Origin(project, call).of(*definition);
    if (origin == nullptr) continue;
    const bool is_remote = origin->sends_request();
    report
        .at(definition->span(),
            is_remote ? "`{}` is what another machine says at the moment"
                      : "`{}` is not the same at another moment",
            definition->span().text)
        .note(origin->span(), "it comes from here")
        .suggest("ship the definition with the server, or compare it with a hash");
  }
}

}  // namespace mcplint
