#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp717_no_log_aggregation = {
    .id = "MCP717",
    .name = "no-log-aggregation",
    .summary = "Logs that stay where the server runs",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A client on somebody's machine keeps the log of a stdio server, and a container's goes with it.
Whoever has to find out what a tool did last week needs it elsewhere, and in a form that can be
searched.

Write structured logs (structlog, a JSON formatter, pino) and ship them: a logging driver, a
collector, OTLP.
)",
    .blind_spots = R"(
Collectors that are set up outside of the repository.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::LogAggregation,
         .lacking = "the logs of `{}` stay where it runs",
         .suggestion = "write structured logs and ship them with a logging driver or a collector"},
        report);
}

}  // namespace mcplint
