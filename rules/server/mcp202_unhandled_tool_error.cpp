#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp202_unhandled_tool_error = {
    .id = "MCP202",
    .name = "unhandled-tool-error",
    .summary = "Low-level handler whose exceptions never reach the model",
    .severity = Severity::Medium,
    .cwe = 248,
    .doc = R"(
The decorated tools of both SDKs turn an exception into a result with `is_error`, which the model
reads and can act on. A handler given as `on_call_tool=` to the low-level `Server` of SDK 2 has no
such net: the client gets a protocol error with the exception's text, and most clients end the
call there. SDK 1 did catch it, so code that moved to SDK 2 changed its meaning.

Put the work of the handler in `try`, and return `CallToolResult(is_error=True, …)` from the
`except`; or use `MCPServer`, whose tools are caught.
)",
    .blind_spots = R"(
Numbers that are made of arguments: the schema of the tool says what they are. Handlers from other
files or made by calls. What functions that the handler calls do, beyond the
first. A server with `middleware=` is taken to catch there.
)",
    .check = check,
};

static bool is_risky(const Call& call) {
  constexpr auto kRisky = std::to_array<std::string_view>({"open",
                                                           "json.loads",
                                                           "json.load",
                                                           "subprocess.run",
                                                           "subprocess.check_output",
                                                           "asyncio.create_subprocess_exec",
                                                           "asyncio.create_subprocess_shell",
                                                           "sqlite3.connect",
                                                           "*.read_text",
                                                           "*.write_text",
                                                           "*.read_bytes",
                                                           "*.execute",
                                                           "*.fetchall",
                                                           "*.fetchone",
                                                           "yaml.safe_load",
                                                           "socket.create_connection",
                                                           "os.listdir",
                                                           "os.remove",
                                                           "shutil.copy",
                                                           "datetime.datetime.fromisoformat"});
  return call.sends_request() || std::ranges::find(kRisky, call.callee) != kRisky.end();
}

/// Calls `with` for each node of `root` that no `try` with a handler is around.
template <class With>
static void each_unprotected(const Node& root, With with) {
  const bool catches =
      root.is(NodeKind::Try) &&
      std::ranges::any_of(root.parts(), [](const Node& p) { return p.is(NodeKind::Handler); });
  with(root);
  for (std::size_t i = catches ? 1 : 0; i < root.parts().size(); ++i) {
    each_unprotected(root.part(i), with);
  }
}

static const Function* function_called(const Code& code, std::string_view name) {
  const auto it = std::ranges::find(code.functions, name, &Function::name);
  return it == code.functions.end() || name.empty() ? nullptr : &*it;
}

/// A call in `function` that can fail with nothing around it to catch that,
/// here or, if `deeper`, in a function that it calls; null if there is none.
static const Call* find_risk(const Project& project, const Code& code, const Function& function,
                             bool deeper) {
  const Call* found = nullptr;
  each_unprotected(function.body, [&](const Node& node) {
    if (found != nullptr || !node.is(NodeKind::Call)) return;
    const auto it = std::ranges::find(project.calls, &node, &Call::node);
    if (it != project.calls.end() && is_risky(*it)) found = &*it;
    const Node& callee = node.part(0);
    if (found != nullptr || !deeper || !callee.is(NodeKind::Name)) return;
    const Function* helper = function_called(code, callee.name());
    if (helper != nullptr && helper != &function) found = find_risk(project, code, *helper, false);
  });
  return found;
}

static void check(const Project& project, Report& report) {
  for (const Call& call : project.calls) {
    if (!call.callee.ends_with(".Server") || !call.callee.starts_with("mcp.server")) continue;
    const Node* handler = call.node->argument(-1, "on_call_tool");
    if (handler == nullptr || call.node->argument(-1, "middleware") != nullptr) continue;
    const Function* function = function_called(*call.code, handler->name());
    if (function == nullptr) continue;
    const Call* risk = find_risk(project, *call.code, *function, true);
    if (risk == nullptr) continue;
    report
        .at(function->name_span,
            "`{}` lets exceptions out, which SDK 2 does not turn into a result", function->name)
        .note(risk->span(), "this can fail")
        .note(handler->span(), "the low-level server is given it here")
        .suggest("catch them here, and return `CallToolResult(is_error=True, …)`");
  }
}

}  // namespace mcplint
