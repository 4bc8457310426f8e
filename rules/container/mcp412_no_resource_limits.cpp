#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp412_no_resource_limits = {
    .id = "MCP412",
    .name = "no-resource-limits",
    .summary = "Container of a server without a limit of memory or processor",
    .severity = Severity::Medium,
    .cwe = 770,
    .doc = R"(
A model may ask for anything, as often as it likes. Without limits one tool call that
reads too much takes the memory of the machine, and everything else on it with it.

Give the service what it needs and no more: `mem_limit` and `cpus`, or
`deploy.resources.limits`, in compose; `resources.limits` in Kubernetes.
)",
    .blind_spots = R"(
Limits of a namespace (`LimitRange`), of a `docker run` in a script, or of a
compose file that is named on the command line. `docker run` in a client's
configuration is MCP321's.
)",
    .check = check,
};

static std::string missing(const Container& container) {
  if (container.limits_memory) return "processor";
  return container.limits_processor ? "memory" : "memory or processor";
}

static std::string advice(const Container& container) {
  if (container.from == Container::From::Kubernetes) {
    return "add `resources: {limits: {memory: 512Mi, cpu: \"1\"}}` to the container, with what it "
           "needs";
  }
  return "add `mem_limit: 512m` and `cpus: 1` to the service, with what it needs";
}

static void check(const Container& container, Report& report) {
  const bool deployed =
      container.from == Container::From::Compose || container.from == Container::From::Kubernetes;
  if (!deployed || !container.holds_server || container.partial || container.development) return;
  if (container.limits_memory && container.limits_processor) return;
  Diagnostic& finding = report
                            .at(container.span, "`{}` runs without a limit of `{}`", container.name,
                                missing(container))
                            .suggest(advice(container));
  // Memory is what takes the machine down; a processor is shared.
  if (container.limits_memory) finding.as(Severity::Low);
}

}  // namespace mcplint
