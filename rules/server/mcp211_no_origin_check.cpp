#include <set>

#include "rules/rules.h"
#include "rules/server/host_network.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp211_no_origin_check = {
    .id = "MCP211",
    .name = "no-origin-check",
    .summary = "HTTP server that web pages can reach by DNS rebinding",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 346,
    .doc = R"(
A web page can make its own host name point at `127.0.0.1` and then talk to a server on this
machine as if it were its own. The specification says that servers must check the `Origin`
header of every connection. The official Python SDK checks `Host` and `Origin` by itself on
loopback if it opens the port itself; its transports in an application of one's own, and standalone
FastMCP, do not, unless they are told to.

Pass `host_origin_protection=True` to `run()` of standalone FastMCP, and `transport_security=`
with `allowed_hosts` to the official SDK. A server that asks for credentials is not reported.
)",
    .blind_spots = R"(
Applications that the project mounts into a web framework of its own. Servers on all interfaces
without credentials are reported as MCP210 alone.
)",
    .check = check,
};

/// A container's address that is published to this machine alone: code and deployment
/// together say what neither does.
static void check_published(const Server& server, const Listener& listener, Report& report) {
  if (listener.checks_origin) return;
  Diagnostic& finding = report.at(
      listener.host_span, "`{}`, published to this machine, is open to web pages", listener.host);
  finding.note(listener.published, "its port is published to loopback alone here")
      .note(server.span, "the server is made here, without a check of Host and Origin")
      .suggest(server.sdk == Server::Sdk::FastMcp
                   ? "pass `host_origin_protection=True` to `run()`"
                   : "pass `transport_security=` with `allowed_hosts` and `allowed_origins`");
  if (!listener.settled) finding.as(Severity::Low);
}

static void check_listener(const Server& server, const Listener& listener, Report& report) {
  if (!listener.check_off.empty()) {
    report
        .at(listener.check_off, "`{}` switches the check of Host and Origin off",
            listener.check_off.text)
        .note(listener.span, "the server starts to listen here")
        .suggest("leave it on, and list the names it is reached by in `allowed_hosts`");
    return;
  }
  if (listener.only_to_loopback && listener.on_all_interfaces()) {
    return check_published(server, listener, report);
  }
  // Loopback of a container is no browser's, unless it is that of the host.
  const bool is_reached = listener.container == nullptr || !host_network(listener).empty();
  const bool is_open = listener.settled && listener.on_loopback() && !listener.checks_origin &&
                       is_reached && server.sdk != Server::Sdk::Unknown;
  if (!is_open) return;
  Diagnostic& finding = report.at(
      listener.span, "`{}` serves HTTP without a check of Host and Origin", listener.starter());
  if (!host_network(listener).empty()) {
    finding.note(host_network(listener), "its container has the network of the host, by this");
  }
  finding.note(server.evidence_span, server.line())
      .suggest(server.sdk == Server::Sdk::FastMcp
                   ? "pass `host_origin_protection=True`"
                   : "pass `security_settings=TransportSecuritySettings(…)` to the transport");
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one file share what starts them
  for (const Server& server : project.servers) {
    if (server.authenticates) continue;
    for (const Listener& listener : server.listeners) {
      const Span at = listener.check_off.empty() ? listener.span : listener.check_off;
      // On all interfaces without credentials: MCP210 says so.
      if (listener.on_all_interfaces() && !listener.only_to_loopback) continue;
      if (seen.insert(at.begin()).second) check_listener(server, listener, report);
    }
  }
}

}  // namespace mcplint
