#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp413_privileged_container = {
    .id = "MCP413",
    .name = "privileged-container",
    .summary = "Container with rights that lead out of it",
    .severity = Severity::High,
    .cwe = 250,
    .owasp = "MCP02:2025",
    .doc = R"(
With these rights a container is no boundary: a process in it can mount the host's
disk, trace the host's processes or load code into its kernel. A tool that can be
talked into running something then runs it on the host.

Take the right away, and give the narrowest one that the server works with: a single
capability instead of `privileged`, `devices:` for a device, a published port instead
of the host's network.
)",
    .blind_spots = R"(
Rights that an admission controller or the engine's own configuration takes away.
)",
    .check = check,
};

/// Capabilities that lead to the host, or come near enough.
static constexpr auto kDangerous =
    std::to_array<std::string_view>({"ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO",
                                     "DAC_READ_SEARCH", "BPF", "SYS_BOOT", "MAC_ADMIN", "PERFMON"});
static constexpr auto kOfNetwork = std::to_array<std::string_view>({"NET_ADMIN", "NET_RAW"});

static std::string capability_of(const Privilege& privilege) {
  std::string name = privilege.name;
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name.starts_with("CAP_") ? name.substr(4) : name;
}

static void check_capability(const Privilege& privilege, Report& report) {
  const std::string name = capability_of(privilege);
  const bool network = is_one_of(name, kOfNetwork);
  if (!network && !is_one_of(name, kDangerous)) return;
  report.at(privilege.span, "capability `{}` is added", name)
      .as(network ? Severity::Medium : Severity::High)
      .suggest("remove it; if one tool needs it, run that tool in a container of its own");
}

static void check_privilege(const Container& container, const Privilege& privilege,
                            Report& report) {
  using Kind = Privilege::Kind;
  switch (privilege.kind) {
    case Kind::Capability:
      return check_capability(privilege, report);
    case Kind::Privileged:
      report
          .at(privilege.span, "`{}` gives `{}` every right on the host", privilege.name,
              container.name)
          .suggest("remove it; add the one device or capability that is needed instead");
      return;
    case Kind::Unconfined:
      report.at(privilege.span, "`{}` is switched off for `{}`", privilege.name, container.name)
          .as(Severity::Medium)
          .suggest("remove it, or name a profile that allows what is needed");
      return;
    case Kind::HostNetwork:
      report
          .at(privilege.span, "`{}` shares the host's network with `{}`", privilege.name,
              container.name)
          .as(Severity::Medium)
          .suggest(
              "publish the one port instead, on `127.0.0.1`; `host.docker.internal` reaches "
              "services of the host");
      return;
    case Kind::HostProcesses:
    case Kind::HostIpc:
      report
          .at(privilege.span, "`{}` shares the host's processes with `{}`", privilege.name,
              container.name)
          .suggest("remove it");
  }
}

static void check(const Container& container, Report& report) {
  if (container.development) return;
  for (const Privilege& privilege : container.privileges) {
    check_privilege(container, privilege, report);
  }
}

}  // namespace mcplint
