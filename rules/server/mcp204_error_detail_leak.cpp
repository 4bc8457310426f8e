#include "rules/rules.h"

namespace mcplint {

static void check(const Code& code, Report& report);

constinit const Rule rules::mcp204_error_detail_leak = {
    .id = "MCP204",
    .name = "error-detail-leak",
    .summary = "Tool returns a stack trace to its client",
    .severity = Severity::Medium,
    .cwe = 209,
    .owasp = "MCP10:2025",
    .doc = R"(
A stack trace shows paths, versions, queries and sometimes the values that were being worked on.
What a tool returns goes to the model and from there to whoever reads the conversation.

Log the trace with `logger.exception(…)`, and return a sentence that says what failed and what
the caller can do.
)",
    .blind_spots = R"(
The text of the exception itself, `str(e)`, which may hold details too. Traces that leave the
function through a variable or a helper.
)",
    .check = check,
};

static void check(const Code& code, Report& report) {
  for (const Function& function : code.functions) {
    if (!function.in_tool) continue;
    each_node(function.body, [&](const Node& node) {
      if (!node.is(NodeKind::Return)) return;
      each_node(node, [&](const Node& part) {
        if (!part.is(NodeKind::Call)) return;
        const Node& callee = part.part(0);
        const std::string_view text = callee.span().text;
        if (text != "traceback.format_exc" && text != "format_exc") return;
        report.at(callee.span(), "`{}` puts a stack trace into what the tool returns", text)
            .note(function.name_span, "a tool runs this function")
            .suggest("log it with `logger.exception(…)`, and return a sentence without details");
      });
    });
  }
}

}  // namespace mcplint
