#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp209_binds_all_interfaces = {
    .id = "MCP209",
    .name = "binds-all-interfaces",
    .summary = "Server listens on every network interface of its host",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .cwe = 1327,
    .doc = R"(
A server on `0.0.0.0` or `::` can be reached from every network that its machine is part of: the
office, the café, the neighbouring containers. The specification asks servers that run locally
to bind to loopback alone.

Listen on `127.0.0.1` unless told otherwise, and let the one who deploys it choose more by a
flag or an environment variable. Where the project builds an image the address is needed, and
the rule is silent. A server that asks for no credentials either is reported once, as MCP210.
)",
    .blind_spots = R"(
Addresses that come from files which are read at start.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  if (!project.dockerfiles.empty()) return;
  std::set<const char*> seen;  // servers of one file share its address
  for (const Server& server : project.servers) {
    if (!server.authenticates) continue;
    for (const Listener& listener : server.listeners) {
      // In a container the address is needed.
      const bool in_container = listener.container != nullptr || listener.in_container;
      if (in_container || !listener.on_all_interfaces() ||
          !seen.insert(listener.host_span.begin()).second)
        continue;
      report.at(listener.host_span, "`{}` is every network interface of the host", listener.host)
          .note(listener.span, "the server starts to listen here")
          .suggest("listen on `127.0.0.1` unless a flag or environment variable says otherwise");
    }
  }
}

}  // namespace mcplint
