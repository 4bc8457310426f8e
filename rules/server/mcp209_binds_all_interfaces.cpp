#include <set>

#include "rules/rules.h"
#include "rules/server/host_network.h"

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
the rule is silent, unless the container is given the network of its host. A server that asks for
no credentials either is reported once, as MCP210.
)",
    .blind_spots = R"(
Addresses that come from files which are read at start.
)",
    .check = check,
};

/// Whether it has to listen there to be reached at all: it is alone in a container's network.
static bool is_needed(const Project& project, const Listener& listener) {
  if (!host_network(listener).empty()) return false;
  return listener.container != nullptr || listener.in_container || !project.dockerfiles.empty();
}

static void check_listener(const Listener& listener, Report& report) {
  Diagnostic& finding =
      report.at(listener.host_span, "`{}` is every network interface of the host", listener.host);
  finding.note(listener.span, "the server starts to listen here")
      .suggest("listen on `127.0.0.1` unless a flag or environment variable says otherwise");
  if (!listener.code_span.empty()) finding.note(listener.code_span, "the code leaves it open here");
  if (host_network(listener).empty()) return;
  finding.note(host_network(listener), "its container has the network of the host, by this");
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one file share its address
  for (const Server& server : project.servers) {
    if (!server.authenticates) continue;
    for (const Listener& listener : server.listeners) {
      if (!listener.on_all_interfaces() || is_needed(project, listener)) continue;
      if (seen.insert(listener.host_span.begin()).second) check_listener(listener, report);
    }
  }
}

}  // namespace mcplint
