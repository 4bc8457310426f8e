#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp217_deprecated_transport = {
    .id = "MCP217",
    .name = "deprecated-transport",
    .summary = "Server started over HTTP with SSE, which is deprecated",
    .severity = Severity::Info,
    .doc = R"(
The transport of two endpoints, `/sse` and `/messages/`, has been deprecated since revision
2025-03-26 of the specification, and clients have begun to drop it.

Serve `streamable-http` instead. Offer SSE beside it only as long as an old client needs it.
)",
    .blind_spots = R"(
Transports that flags, environment variables or settings choose.
)",
    .check = check,
};

static void check(const Call& call, Report& report) {
  const std::string_view callee = call.callee;
  if (callee == "mcp.server.sse.SseServerTransport" || callee.ends_with(".run_sse_async")) {
    report.at(call.span(), "`{}` serves a deprecated transport", callee)
        .suggest("serve `streamable-http`");
    return;
  }
  if (!callee.ends_with(".run") && !callee.ends_with(".run_async")) return;
  const Node* named = call.node->argument(-1, "transport");
  const Node* transport = named != nullptr ? named : call.node->argument(0);
  if (transport == nullptr || !transport->is(NodeKind::String) || transport->value() != "sse") {
    return;
  }
  report.at(transport->span(), "`{}` is a deprecated transport", transport->value())
      .suggest("write `transport=\"streamable-http\"`");
}

}  // namespace mcplint
