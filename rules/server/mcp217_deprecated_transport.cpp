#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

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
Transports that flags, environment variables or settings choose. A server that offers the new
transport too is not reported.
)",
    .check = check,
};

/// Whether `code` is part of a server, and of none that offers the transport that came after.
/// A framework offers all of them to others.
static bool offers_it_alone(const Project& project, const Code& code) {
  constexpr auto kSigns =
      std::to_array<std::string_view>({"streamable", "run_http_async", "http_app"});
  bool any = false;
  for (const Server& server : project.servers) {
    if (!server.runs(code)) continue;
    if (server.mentions(kSigns)) return false;
    any = true;
  }
  return any;
}

/// What in `call` serves it; an empty Span if nothing does.
static Span deprecated_part(const Call& call) {
  const std::string_view callee = call.callee;
  if (callee == "mcp.server.sse.SseServerTransport" || callee.ends_with(".run_sse_async")) {
    return call.span();
  }
  if (!callee.ends_with(".run") && !callee.ends_with(".run_async")) return {};
  const Node* named = call.node->argument(-1, "transport");
  const Node* transport = named != nullptr ? named : call.node->argument(0);
  const bool is_sse =
      transport != nullptr && transport->is(NodeKind::String) && transport->value() == "sse";
  return is_sse ? transport->span() : Span();
}

static void check(const Project& project, Report& report) {
  for (const Call& call : project.calls) {
    const Span span = deprecated_part(call);
    if (span.empty() || !offers_it_alone(project, *call.code)) continue;
    report.at(span, "`{}` serves a deprecated transport", span.text)
        .suggest("serve `streamable-http`, with SSE beside it as long as old clients need it");
  }
}

}  // namespace mcplint
