#include <algorithm>
#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp222_no_health_endpoint = {
    .id = "MCP222",
    .name = "no-health-endpoint",
    .summary = "HTTP server that cannot be asked whether it is well",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Load balancers, container engines and Kubernetes restart or bypass what does not answer. They
cannot speak MCP: asked with a plain GET, the endpoint of a healthy server answers 400 or 406.

Add a route that answers 200 while the server can do its work:
`@mcp.custom_route("/health", methods=["GET"])`. It is never authenticated, so let it say no more
than that.
)",
    .blind_spots = R"(
Routes that a proxy or an application around the server adds. What the answer is worth.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  constexpr auto kRoutes = std::to_array<std::string_view>(
      {"health", "/ready", "/readyz", "/live", "/ping", "/status", "/_status"});
  std::set<const char*> seen;  // servers of one file share where they listen
  for (const Server& server : project.servers) {
    const auto settled = std::ranges::find(server.listeners, true, &Listener::settled);
    if (settled == server.listeners.end() || settled->host.empty() || settled->on_loopback() ||
        settled->only_to_loopback)
      continue;
    if (server.mentions(kRoutes) || !seen.insert(settled->span.begin()).second) continue;
    report
        .at(settled->span, "`{}` serves HTTP without a route for health checks", settled->starter())
        .note(server.span, "the server is made here")
        .suggest(R"(add `@mcp.custom_route("/health", methods=["GET"])`)");
  }
}

}  // namespace mcplint
