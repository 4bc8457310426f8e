#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp207_no_circuit_breaker = {
    .id = "MCP207",
    .name = "no-circuit-breaker",
    .summary = "Server goes on asking an API that is down",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
When an API is down, every call of every tool waits for it until its time limit, and the waiting
calls use up what the server has. A circuit breaker stops asking after a few failures, answers at
once that the service is away, and tries again after a while.

Put one around the client: `pybreaker`, `purgatory` or `aiobreaker`, or a counter of failures with
a time until which no request is sent.
)",
    .blind_spots = R"(
One finding for each server, at its first request. Breakers in a proxy or a service mesh. A server
that speaks of circuits or breakers anywhere in its code is taken to have one.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"circuit", "breaker", "purgatory", "cooldown", "cool_down", "unavailable_until"});
  std::set<const Call*> seen;  // servers of one project share their clients
  for (const Server& server : project.servers) {
    const Call* request = server.request;
    if (request == nullptr || server.mentions(kSigns) || !seen.insert(request).second) continue;
    report.at(request->span(), "`{}` is asked again however often it failed", request->callee)
        .note(server.span, "the server is made here")
        .suggest("stop asking after a few failures, with `pybreaker` for one");
  }
}

}  // namespace mcplint
