#include <algorithm>
#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp204_error_detail_leak = {
    .id = "MCP204",
    .name = "error-detail-leak",
    .summary = "Tool tells its client more of a failure than it needs",
    .severity = Severity::Medium,
    .cwe = 209,
    .owasp = "MCP10:2025",
    .doc = R"(
A stack trace shows paths, versions, queries and sometimes the values that were being worked on.
What a tool returns goes to the model and from there to whoever reads the conversation. The text
of an unexpected exception, which standalone FastMCP sends unless it is told not to, holds less of
that, and still host names, paths and statements; over HTTP it goes to people who need not know
them. Only pedantic people hear of that.

Log the trace with `logger.exception(…)`, and return a sentence that says what failed and what
the caller can do. Give `FastMCP` `mask_error_details=True`, and raise `ToolError` for what the
caller should read.
)",
    .blind_spots = R"(
Traces that leave the function through a helper.
)",
    .check = check,
};

static bool makes_trace(const Node& node) {
  if (!node.is(NodeKind::Call)) return false;
  constexpr auto kMakers = std::to_array<std::string_view>(
      {"traceback.format_exc", "format_exc", "traceback.format_exception", "format_exception",
       "traceback.format_tb", "traceback.format_stack"});
  return std::ranges::find(kMakers, node.part(0).span().text) != kMakers.end();
}

/// The first node of `root` for which `is` holds; null if there is none.
template <class Is>
static const Node* find_node(const Node& root, Is is) {
  const Node* found = nullptr;
  each_node(root, [&](const Node& node) {
    if (found == nullptr && is(node)) found = &node;
  });
  return found;
}

/// Whether `value` is the trace itself, or text or a mapping with it: not what a
/// call that is handed one, such as a logger, gives back.
static bool holds_trace(const Node& value, const std::set<std::string_view>& names) {
  if (makes_trace(value)) return true;
  if (value.is(NodeKind::Name)) return names.contains(value.name());
  if (value.is(NodeKind::Call)) {
    // `"".join(…)`, `str(…)`, `trace.strip()`, `TextContent(text=…)`: not `log(…)`.
    const std::string_view callee = value.part(0).span().text;
    const std::string_view method = callee.substr(callee.rfind('.') + 1);
    if (method.starts_with("log") || method == "error" || method == "debug") return false;
  }
  return std::ranges::any_of(value.parts(),
                             [&](const Node& part) { return holds_trace(part, names); });
}

/// The name that `target` is, or is a part of: `result["trace"]` is of `result`.
static std::string_view name_of(const Node& target) {
  const Node& whole = target.is(NodeKind::Subscript) ? target.part(0) : target;
  return whole.is(NodeKind::Name) ? whole.name() : std::string_view();
}

/// Variables of `function` that hold a trace.
static std::set<std::string_view> traces(const Function& function) {
  std::set<std::string_view> names;
  if (function.body.span().text.find("trace") == std::string_view::npos &&
      function.body.span().text.find("exc") == std::string_view::npos) {
    return names;
  }
  // Once for each step of `trace → text → result`.
  for (int i = 0; i < 3; ++i) {
    each_node(function.body, [&](const Node& node) {
      const bool keeps = node.is(NodeKind::Assign) || node.is(NodeKind::Augment);
      if (keeps && holds_trace(node.parts().back(), names)) {
        const std::string_view name = name_of(node.part(0));
        if (!name.empty()) names.insert(name);
      }
      if (!node.is(NodeKind::Call)) return;
      const std::string_view callee = node.part(0).span().text;
      // `lines.append(trace)`, `traceback.print_exc(file=buffer)`
      if (callee.ends_with(".append") && node.part(0).part(0).is(NodeKind::Name)) {
        const Node* item = node.argument(0);
        if (item != nullptr && holds_trace(*item, names)) names.insert(node.part(0).part(0).name());
      }
      const Node* file = callee.ends_with("print_exc") ? node.argument(-1, "file") : nullptr;
      if (file != nullptr && file->is(NodeKind::Name)) names.insert(file->name());
    });
  }
  return names;
}

static bool is_route(const Function& function) {
  return std::ranges::any_of(function.decorators, [](const Node& decorator) {
    return decorator.is(NodeKind::Call) && decorator.part(0).name() == "custom_route";
  });
}

/// Whether `call` sends a message to the client: `ctx.error(…)`, `session.send_log_message(…)`.
static bool sends_message(const Node& call) {
  if (!call.is(NodeKind::Call) || !call.part(0).is(NodeKind::Attribute)) return false;
  const std::string_view method = call.part(0).name();
  if (method == "send_log_message") return true;
  const std::string_view receiver = call.part(0).part(0).span().text;
  const bool is_context = receiver == "ctx" || receiver == "context";
  return is_context && (method == "error" || method == "warning" || method == "info" ||
                        method == "debug" || method == "log");
}

static void check_messages(const Function& function, const std::set<std::string_view>& names,
                           Report& report) {
  each_node(function.body, [&](const Node& node) {
    if (!sends_message(node)) return;
    for (const Node& argument : node.parts().subspan(1)) {
      if (!holds_trace(argument, names)) continue;
      report
          .at(argument.span(), "`{}` sends a stack trace to the client as a log message",
              node.part(0).span().text)
          .note(function.name_span, "a tool runs this function")
          .suggest("log it with `logger.exception(…)`, which stays on the server");
      return;
    }
  });
}

static void check_traces(const Function& function, Report& report) {
  const std::set<std::string_view> names = traces(function);
  check_messages(function, names, report);
  each_node(function.body, [&](const Node& node) {
    const bool leaves = node.is(NodeKind::Return) || node.is(NodeKind::Raise);
    if (!leaves || node.parts().empty() || !holds_trace(node.part(0), names)) return;
    const Node* trace = find_node(node, [&](const Node& part) {
      return makes_trace(part) || (part.is(NodeKind::Name) && names.contains(part.name()));
    });
    if (trace == nullptr) return;
    const Node& at = trace->is(NodeKind::Call) ? trace->part(0) : *trace;
    report.at(at.span(), "`{}` puts a stack trace into what the tool returns", at.span().text)
        .note(function.name_span, "a tool runs this function")
        .suggest("log it with `logger.exception(…)`, and return a sentence without details");
  });
}

/// What is returned of an exception that nobody expected.
static void check_texts(const Function& function, Report& report) {
  each_node(function.body, [&](const Node& node) {
    if (!node.is(NodeKind::Handler) || node.parts().size() < 2 || node.name().empty()) return;
    if (node.part(1).span().text != "Exception") return;
    each_node(node.part(0), [&](const Node& statement) {
      if (!statement.is(NodeKind::Return)) return;
      const Node* text = find_node(statement, [&](const Node& part) {
        return part.is(NodeKind::Name) && part.name() == node.name();
      });
      if (text == nullptr) return;
      report
          .at(text->span(), "`{}`, whatever it says, goes to clients over the network",
              text->name())
          .note(node.part(1).span(), "any exception is caught here")
          .suggest("log it, and return a sentence that says what failed")
          .only_for(Persona::Pedantic);
    });
  });
}

static void check_mask(const Project& project, const Server& server, Report& report) {
  constexpr auto kSigns = std::to_array<std::string_view>({"mask_error_details"});
  const bool settled = std::ranges::any_of(server.listeners, &Listener::settled);
  if (server.sdk != Server::Sdk::FastMcp || !settled || server.mentions(kSigns)) return;
  const auto is_constructor = [&](const Call& call) {
    return call.node->span().begin() == server.span.begin() && !call.has_spread();
  };
  const auto constructor = std::ranges::find_if(project.calls, is_constructor);
  if (constructor == project.calls.end()) return;
  report
      .at(constructor->span(), "`{}` sends the text of every exception to its clients",
          constructor->span().text)
      .note(server.listeners.front().span, "it serves them over the network")
      .note(server.evidence_span, server.line())
      .suggest("pass `mask_error_details=True`, and raise `ToolError` for what they should read")
      .only_for(Persona::Pedantic);
}

static void check(const Project& project, Report& report) {
  for (const Code& code : project.codes) {
    const bool over_network = std::ranges::any_of(project.servers, [&](const Server& server) {
      return server.runs(code) && server.serves(Server::Transport::Http);
    });
    for (const Function& function : code.functions) {
      if (function.in_tool || is_route(function)) check_traces(function, report);
      if (function.in_tool && over_network) check_texts(function, report);
    }
  }
  for (const Server& server : project.servers) check_mask(project, server, report);
}

}  // namespace mcplint
