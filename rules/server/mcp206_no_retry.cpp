#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp206_no_retry = {
    .id = "MCP206",
    .name = "no-retry",
    .summary = "Server of an API that gives up at the first failed request",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
APIs fail for a moment every day: a connection is reset, a node restarts, a limit is hit. A tool
that gives up at once hands that moment on to the model, which then tries something else or
tells its user that it cannot be done.

Repeat requests that may be repeated (GET, or any with an idempotency key) a few times with
growing pauses: `tenacity`, `backoff`, `stamina`, `HTTPTransport(retries=…)` of httpx, `Retry` of
urllib3, or `RetryMiddleware` of standalone FastMCP.
)",
    .blind_spots = R"(
One finding for each server, at its first request. A server that speaks of retries anywhere in
its code is taken to know what it does. Clients of vendors' libraries, many of which repeat
requests themselves.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"retry", "retries", "retrying", "tenacity", "backoff", "stamina", "attempt"});
  std::set<const Call*> seen;  // servers of one project share their clients
  for (const Server& server : project.servers) {
    const Call* request = server.request;
    if (request == nullptr || server.mentions(kSigns) || !seen.insert(request).second) continue;
    report
        .at(request->span(), "`{}` is tried once, as every request of this server", request->callee)
        .note(server.span, "the server is made here")
        .suggest("repeat it a few times with growing pauses, with `tenacity` for one");
  }
}

}  // namespace mcplint
