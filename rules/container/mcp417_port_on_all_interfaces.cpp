#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "mcplint/container.h"
#include "mcplint/words.h"
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

/// Whether a variable or the command line names the port as the one to listen on.
static bool is_named(const PublishedPort& port, const Container& container) {
  const auto ends = [&](const Text& word) {
    const std::string& text = word.text;
    if (!text.ends_with(port.target)) return false;
    const std::size_t before = text.size() - port.target.size();
    return before == 0 || text[before - 1] == '=' || text[before - 1] == ':';
  };
  const bool set = std::ranges::any_of(container.environment, [&](const Setting& one) {
    return one.name.text.ends_with("PORT") && one.value.text == port.target;
  });
  return set || std::ranges::any_of(container.entrypoint, ends);
}

/// Ports of databases that some images bring along.
static bool is_of_database(const PublishedPort& port) {
  return is_one_of(port.target,
                   std::initializer_list<std::string_view>{"5432", "3306", "6379", "27017", "7474",
                                                           "7687", "9200", "6333", "5672"});
}

/// The port that clients of MCP most likely use, of those that are open.
static const PublishedPort* main_port(const std::vector<const PublishedPort*>& open,
                                      const Container& container) {
  const auto named = std::ranges::find_if(
      open, [&](const PublishedPort* port) { return is_named(*port, container); });
  if (named != open.end()) return *named;
  const auto other = std::ranges::find_if_not(
      open, [](const PublishedPort* port) { return is_of_database(*port); });
  return other == open.end() ? nullptr : *other;
}

static void check(const Container& container, Report& report) {
  if (!container.holds_server || container.development || container.authenticates) return;
  if (container.stdio && !container.network) return;  // nothing listens
  std::vector<const PublishedPort*> open;
  for (const PublishedPort& port : container.published) {
    if (is_everywhere(port.address)) open.push_back(&port);
  }
  const PublishedPort* port = main_port(open, container);
  if (port == nullptr) return;
  Diagnostic& finding =
      report
          .at(port->span, "port `{}` of `{}` is open on every address of the machine", port->target,
              container.name)
          .suggest(advice(container, *port));
  for (const PublishedPort* other : open) {
    if (other != port) finding.note(other->span, "so is this port");
  }
}

}  // namespace mcplint
