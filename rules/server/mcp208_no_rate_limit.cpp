#include <algorithm>
#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp208_no_rate_limit = {
    .id = "MCP208",
    .name = "no-rate-limit",
    .summary = "Nothing limits how often tools, or the API behind them, are called",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 770,
    .persona = Persona::Auditor,
    .doc = R"(
The specification asks servers to limit how often their tools are called. Without a limit one
client in a loop, which a model easily is, takes the server from all others and spends the quota
or the money of the API behind it. The other side limits too: an API that answers 429 says
when to come back, and a client that asks again at once is locked out for longer.

Over HTTP, add `RateLimitingMiddleware` of standalone FastMCP, `slowapi` or a limit in the proxy
in front. In the client of an API, read `Retry-After` when the answer is 429.
)",
    .blind_spots = R"(
Limits that a proxy, a gateway or the platform sets. A server that speaks of limits anywhere in
its code is taken to have them. Clients of vendors' libraries, many of which wait by themselves.
)",
    .check = check,
};

/// Servers that are reached over HTTP and do not limit their callers.
static void check_callers(const Server& server, Report& report, std::set<const char*>& seen) {
  constexpr auto kLimiters =
      std::to_array<std::string_view>({"ratelimit", "rate_limit", "rate limit", "rate-limit",
                                       "limiter", "slowapi", "throttl", "limit_concurrency"});
  const auto settled = std::ranges::find(server.listeners, true, &Listener::settled);
  if (settled == server.listeners.end() || settled->host.empty() || settled->on_loopback() ||
      settled->only_to_loopback)
    return;
  if (server.mentions(kLimiters) || !seen.insert(settled->span.begin()).second) return;
  report.at(settled->span, "`{}` serves callers as fast as they ask", settled->starter())
      .note(server.span, "the server is made here")
      .suggest("add a limiter, such as `RateLimitingMiddleware`, or one in the proxy in front");
}

/// Servers that do not wait when an API asks them to.
static void check_requests(const Server& server, Report& report, std::set<const char*>& seen) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"429", "retry-after", "retry_after", "too_many_requests", "toomanyrequests", "ratelimit",
       "rate_limit", "rate limit", "rate-limit", "limiter", "throttl", "retry", "tenacity",
       "backoff"});
  if (server.request == nullptr || server.mentions(kSigns)) return;
  const Span span = server.request->span();
  if (!seen.insert(span.begin()).second) return;
  report.at(span, "`{}` does not wait when the API answers 429", server.request->callee)
      .note(server.span, "the server is made here")
      .suggest("wait as long as `Retry-After` says when the status is 429")
      .as(Severity::Low);
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one project share their code
  for (const Server& server : project.servers) {
    check_callers(server, report, seen);
    check_requests(server, report, seen);
  }
}

}  // namespace mcplint
