#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp414_docker_socket_mount = {
    .id = "MCP414",
    .name = "docker-socket-mount",
    .summary = "Container that holds the socket of its engine",
    .severity = Severity::Critical,
    .cwe = 250,
    .owasp = "MCP02:2025",
    .doc = R"(
Who can write to the socket can start a container with the host's disk mounted: it
is root on the host, `:ro` or not, for the socket is not written to but spoken to. A
tool of an MCP server that holds it is one prompt away from that.

Put a proxy between them that lets through only the requests that the tools need, such
as `tecnativa/docker-socket-proxy` with `CONTAINERS=1`, and mount the socket there.
)",
    .blind_spots = R"(
An engine that is reached over TCP (`DOCKER_HOST=tcp://…`). Rootless engines, whose
socket gives away no more than their user.
)",
    .check = check,
};

static constexpr auto kSockets = std::to_array<std::string_view>(
    {"docker.sock", "podman.sock", "containerd.sock", "crio.sock", "docker_engine"});

static bool is_socket(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of("/\\") + 1);  // npos + 1 is 0
  return std::ranges::find(kSockets, name) != kSockets.end();
}

/// A proxy is what the socket should be mounted into.
static bool is_proxy(const Container& container) {
  const auto says = [](std::string_view text) {
    return text.find("socket-proxy") != text.npos || text.find("socketproxy") != text.npos ||
           text.find("docker-proxy") != text.npos;
  };
  return says(container.base.name) || says(container.name);
}

static void check(const Container& container, Report& report) {
  if (container.development || is_proxy(container)) return;
  for (const Mount& mount : container.mounts) {
    if (!is_socket(mount.source)) continue;
    Diagnostic& finding = report.at(mount.span, "`{}` gives `{}` the engine, and so the host",
                                    mount.source, container.name);
    finding.suggest(
        "mount it into a proxy that lets through only what is needed, such as "
        "`tecnativa/docker-socket-proxy`, and set `DOCKER_HOST` to that");
    // No model tells a proxy or a monitor what to do.
    if (!container.holds_server) finding.as(Severity::High);
  }
}

}  // namespace mcplint
