#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Code& code, Report& report);

constinit const Rule rules::mcp203_swallowed_exception = {
    .id = "MCP203",
    .name = "swallowed-exception",
    .summary = "Tool drops every exception without a word",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 390,
    .persona = Persona::Pedantic,
    .doc = R"(
A tool that catches everything and does nothing reports success when it failed. The model goes
on with a result that is empty or half done, and nobody who runs the server can find out why.

Catch the exceptions that are expected, by name. Where everything must be caught, log it or
return an error that says what could not be done. Where dropping it is right, say why in a
comment: the rule is then silent.
)",
    .blind_spots = R"(
Handlers that assign a default, `continue` or return nothing. Code that no tool is seen to
reach. Cleaning up, such as `close()` and `unlink()`, may fail in silence, and so
may logging.
)",
    .check = check,
};

/// Whether everything is caught: no type, or the root of all of them.
static bool catches_all(const Node& handler) {
  if (handler.parts().size() < 2) return true;
  const std::string_view type = handler.part(1).span().text;
  return type.empty() || type == "Exception" || type == "BaseException";
}

/// Methods that give something back or tell of something.
static constexpr auto kMethods = std::to_array<std::string_view>({"close",
                                                                  "aclose",
                                                                  "unlink",
                                                                  "remove",
                                                                  "rmtree",
                                                                  "terminate",
                                                                  "kill",
                                                                  "cancel",
                                                                  "shutdown",
                                                                  "disconnect",
                                                                  "release",
                                                                  "rollback",
                                                                  "stop",
                                                                  "quit",
                                                                  "cleanup",
                                                                  "wait",
                                                                  "flush",
                                                                  "logout",
                                                                  "remove_listener",
                                                                  "remove_event_listener",
                                                                  "info",
                                                                  "debug",
                                                                  "warning",
                                                                  "log",
                                                                  "report_progress",
                                                                  "send_log_message",
                                                                  "dispose",
                                                                  "reset",
                                                                  "delattr",
                                                                  "emit"});

/// Whether `body` gives something back or tells of something, where a failure changes nothing.
static bool cleans_up(const Node& body) {
  return std::ranges::any_of(body.parts(), [&](const Node& statement) {
    bool found = false;
    each_node(statement, [&](const Node& node) {
      if (!node.is(NodeKind::Call)) return;
      const std::string_view text = node.part(0).span().text;
      const std::string_view method = text.substr(text.rfind('.') + 1);
      if (std::ranges::find(kMethods, method) != kMethods.end()) found = true;
    });
    return found;
  });
}

/// Whether a comment stands in `text` that is for people, not for a linter.
static bool has_reason(std::string_view text) {
  constexpr auto kLinters =
      std::to_array<std::string_view>({"mcplint:", "noqa", "nosec", "pylint:", "pragma:", "type:"});
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    std::string_view comment = text.substr(at);
    comment.remove_prefix(std::min(comment.find_first_not_of("# "), comment.size()));
    const bool is_directive = std::ranges::any_of(
        kLinters, [&](std::string_view linter) { return comment.starts_with(linter); });
    if (!is_directive) return true;
  }
  return false;
}

static void check(const Code& code, Report& report) {
  for (const Function& function : code.functions) {
    if (!function.in_tool) continue;
    each_node(function.body, [&](const Node& node) {
      if (!node.is(NodeKind::Try)) return;
      for (const Node& handler : node.parts()) {
        if (!handler.is(NodeKind::Handler) || !catches_all(handler)) continue;
        const std::string_view text = handler.span().text;
        const bool is_explained = has_reason(text);
        if (!handler.part(0).parts().empty() || is_explained || cleans_up(node.part(0))) continue;
        const Span span{text.substr(0, text.find(':'))};
        report.at(span, "`{}` drops every exception in silence", span.text)
            .note(function.name_span, "a tool runs this function")
            .suggest("catch what is expected by name, and log or report the rest");
      }
    });
  }
}

}  // namespace mcplint
