#include <set>

#include "rules/rules.h"

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
loopback; standalone FastMCP does not, unless it is told to.

Pass `host_origin_protection=True` to `run()` of standalone FastMCP, and `transport_security=`
with `allowed_hosts` to the official SDK. A server that asks for credentials is not reported.
)",
    .blind_spots = R"(
Applications that the project mounts into a web framework of its own. Servers on all interfaces
without credentials are reported as MCP210 alone.
)",
    .check = check,
};

static void check_listener(const Server& server, const Listener& listener, Report& report) {
  if (!listener.check_off.empty()) {
    report
        .at(listener.check_off, "`{}` switches the check of Host and Origin off",
            listener.check_off.text)
        .note(listener.span, "the server starts to listen here")
        .suggest("leave it on, and list the names it is reached by in `allowed_hosts`");
    return;
  }
  const bool is_open = server.sdk == Server::Sdk::FastMcp && listener.settled &&
                       listener.on_loopback() && !listener.checks_origin;
  if (!is_open) return;
  report
      .at(listener.span, "`{}` serves HTTP without a check of Host and Origin", listener.span.text)
      .suggest("pass `host_origin_protection=True`");
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one file share what starts them
  for (const Server& server : project.servers) {
    if (server.authenticates) continue;
    for (const Listener& listener : server.listeners) {
      const Span at = listener.check_off.empty() ? listener.span : listener.check_off;
      if (listener.on_all_interfaces() || !seen.insert(at.begin()).second) continue;
      check_listener(server, listener, report);
    }
  }
}

}  // namespace mcplint
