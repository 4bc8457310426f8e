#include <set>

#include "rules/rules.h"
#include "rules/server/host_network.h"

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
rebinding off. A container that publishes its port to `127.0.0.1` alone is no part of the
network: MCP211 judges that one.

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

/// Whether a container, or code that knows it runs in one, keeps strangers out.
static bool is_kept_in(const Listener& listener) {
  return listener.only_to_loopback || (listener.in_container && listener.published.empty());
}

static void check_listener(const Server& server, const Listener& listener, Report& report) {
  Diagnostic& finding = report.at(
      listener.host_span, "`{}` lets everybody on the network call the tools without credentials",
      listener.host);
  finding.note(listener.span, "the server starts to listen here")
      .suggest("listen on `127.0.0.1` unless told otherwise, or pass `auth=`");
  if (!listener.settled) finding.as(Severity::Medium);
  if (!listener.code_span.empty()) finding.note(listener.code_span, "the code leaves it open here");
  if (!listener.published.empty()) {
    const bool by_service =
        listener.published.text == "LoadBalancer" || listener.published.text == "NodePort";
    finding.note(listener.published, by_service
                                         ? "and this leads to its port from outside of the cluster"
                                         : "and its port is published on every interface here");
  }
  if (!host_network(listener).empty()) {
    finding.note(host_network(listener), "and its container has the network of the host, by this");
  }
  if (listener.only_to_neighbours) {
    finding.note(listener.container->span, "no port of it is published: other containers reach it")
        .as(Severity::Low)
        .only_for(Persona::Pedantic);
  }
  if (server.evidence == Server::Evidence::Assumed) {
    finding.note(server.evidence_span, server.line());
  }
}

/// Where it is most surely open: one finding for each server.
static const Listener* worst(const Server& server) {
  const Listener* found = nullptr;
  for (const Listener& listener : server.listeners) {
    if (!listener.on_all_interfaces() || is_kept_in(listener)) continue;
    const bool is_worse = found == nullptr || (listener.settled && !found->settled);
    if (is_worse) found = &listener;
  }
  return found;
}

static void check(const Project& project, Report& report) {
  std::set<const char*> seen;  // servers of one file share its address
  for (const Server& server : project.servers) {
    const Listener* listener = server.authenticates ? nullptr : worst(server);
    if (listener == nullptr || !seen.insert(listener->host_span.begin()).second) continue;
    check_listener(server, *listener, report);
  }
}

}  // namespace mcplint
