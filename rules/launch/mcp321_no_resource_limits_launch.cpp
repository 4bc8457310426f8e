#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp321_no_resource_limits_launch = {
    .id = "MCP321",
    .name = "no-resource-limits-launch",
    .summary = "Container started without limits of memory and processor",
    .severity = Severity::Low,
    .cwe = 770,
    .persona = Persona::Auditor,
    .in_documents = Persona::Pedantic,
    .doc = R"(
A model may ask for anything, as often as it likes. Without limits, one tool call
that reads too much takes the memory of the machine, and its processors with it.

Add `--memory` and `--cpus` with what the server needs, such as `--memory 512m`.
)",
    .blind_spots = R"(
Limits of the container engine itself.
)",
    .check = check,
};

static bool has(const LaunchedImage& image, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(image.options, [&](const Setting& option) {
    return std::ranges::find(names, std::string_view(option.name.text)) != names.end();
  });
}

static void check(const Launch& launch, Report& report) {
  // Docker's gateway sets limits of its own; `server.json` leaves them to clients.
  if (launch.client == Client::DockerGateway || launch.client == Client::Registry) return;
  if (!launch.image) return;
  const bool has_memory = has(*launch.image, {"memory"});
  const bool has_processor = has(*launch.image, {"cpus", "cpu-quota", "cpu-shares", "cpuset-cpus"});
  if (has_memory && has_processor) return;
  const std::string_view missing = has_memory ? "--cpus" : "--memory";
  report.at(launch.image->span, "`{}` runs without `{}`", launch.image->name, missing)
      .suggest("add `--memory` and `--cpus`, such as `--memory 512m --cpus 1`");
}

}  // namespace mcplint
