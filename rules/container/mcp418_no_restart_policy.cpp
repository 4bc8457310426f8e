#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp418_no_restart_policy = {
    .id = "MCP418",
    .name = "no-restart-policy",
    .summary = "Service that stays down when it fails",
    .severity = Severity::Info,
    .persona = Persona::Auditor,
    .doc = R"(
Without a policy, compose leaves a container that ended alone: a server that crashed
at night is found in the morning, by its users.

Add `restart: unless-stopped`, or decide against it with `restart: "no"`.
)",
    .blind_spots = R"(
Something outside of compose that starts it again.
)",
    .check = check,
};

static void check(const Container& container, Report& report) {
  if (container.from != Container::From::Compose || !container.holds_server) return;
  if (container.partial || container.development || container.restarts) return;
  if (container.speaks_stdio && container.ports.empty()) return;  // its client starts it
  report.at(container.span, "`{}` has no restart policy", container.name)
      .suggest("add `restart: unless-stopped` to the service");
}

}  // namespace mcplint
