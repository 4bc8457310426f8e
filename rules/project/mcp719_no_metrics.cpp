#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp719_no_metrics = {
    .id = "MCP719",
    .name = "no-metrics",
    .summary = "Server that measures nothing of what it does",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
How many calls, how slow, how many failed: without numbers the answer to “is it slower than last
week?” is an opinion.

Count and time tool calls with Prometheus, OpenTelemetry or StatsD, or with FastMCP's timing
middleware.
)",
    .blind_spots = R"(
Metrics that a proxy or a service mesh takes.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Metrics,
         .lacking = "nothing counts or times what `{}` does",
         .suggestion = "count and time its tool calls with Prometheus or OpenTelemetry"},
        report);
}

}  // namespace mcplint
