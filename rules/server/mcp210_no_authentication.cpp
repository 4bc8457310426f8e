#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp210_no_authentication = {
    .id = "MCP210",
    .name = "no-authentication",
    .summary = "Server on the network that asks nobody for credentials",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 306,
    .owasp = "MCP07:2025",
    .doc = R"(
Whoever can reach the port of this server can call its tools, with the rights and the
credentials that the server itself has. It listens on every interface, so that is everybody on
the network. On any address but loopback the official SDK also leaves its check against DNS
rebinding off.

Listen on `127.0.0.1` by default; or require a token: `token_verifier=` and `auth=` of the
official SDK, `auth=` of standalone FastMCP, or a middleware that answers 401.
)",
    .blind_spots = R"(
Credentials that a proxy in front of the server asks for. Hosts that come from files which are
read at start. Servers that refuse some requests with 401 or 403 are
taken to authenticate.
)",
    .check = check,
};

static void check_listener(const Listener& listener, Report& report) {
  Diagnostic& finding = report.at(
      listener.host_span, "`{}` lets everybody on the network call the tools without credentials",
      listener.host);
  finding.note(listener.span, "the server starts to listen here")
      .suggest("listen on `127.0.0.1` unless told otherwise, or pass `auth=`");
  if (!listener.settled) finding.as(Severity::Medium);
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one file share its address
  for (const Server& server : project.servers) {
    if (server.authenticates) continue;
    for (const Listener& listener : server.listeners) {
      if (!listener.on_all_interfaces() || !seen.insert(listener.host_span.begin()).second)
        continue;
      check_listener(listener, report);
    }
  }
}

}  // namespace mcplint
