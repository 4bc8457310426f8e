#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp417_port_on_all_interfaces = {
    .id = "MCP417",
    .name = "port-on-all-interfaces",
    .summary = "Server without authentication published on all interfaces",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 1327,
    .owasp = "MCP07:2025",
    .doc = R"(
`8000:8000` opens the port on every address of the machine, past most firewalls: an
engine writes its own rules ahead of theirs. Everybody on the network can then call
every tool.

Publish on the loopback address, `127.0.0.1:8000:8000`, or let a proxy on the
same network ask clients who they are and publish that.
)",
    .blind_spots = R"(
Whether the server asks clients for credentials is told from its source, where that is
Python, and from the names of its variables. A firewall in front of the machine is not
seen.
)",
    .check = check,
};

static bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "localhost" || address == "::1" ||
         address == "[::1]";
}

static bool is_everywhere(std::string_view address) {
  return address.empty() || address == "0.0.0.0" || address == "::" || address == "[::]";
}

static std::string advice(const Container& container, const PublishedPort& port) {
  if (container.from == Container::From::Kubernetes) {
    return "remove `hostPort`; a Service reaches the pod";
  }
  const std::string host = port.port.empty() ? port.target : port.port;
  return "publish it on the loopback address: `127.0.0.1:" + host + ":" + port.target + "`";
}

static void check(const Container& container, Report& report) {
  if (!container.holds_server || container.development || container.authenticates) return;
  for (const PublishedPort& port : container.published) {
    if (is_loopback(port.address) || !is_everywhere(port.address)) continue;
    report
        .at(port.span, "port `{}` of `{}` is open on every address of the machine", port.target,
            container.name)
        .suggest(advice(container, port));
  }
}

}  // namespace mcplint
