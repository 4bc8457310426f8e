#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp720_no_alerts = {
    .id = "MCP720",
    .name = "no-alerts",
    .summary = "Nobody is woken when the server fails",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Metrics and logs that nobody looks at are found after the users have complained.

Keep the rules that wake somebody in the repository (Prometheus, Alertmanager, PagerDuty,
Opsgenie), or attest in `mcplint.toml` where they are kept.
)",
    .blind_spots = R"(
Alerts that are set up in a service's own pages.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Alerts,
         .lacking = "no rule wakes anybody when `{}` fails",
         .suggestion = "keep alerting rules in the repository, or attest where they are kept"},
        report);
}

}  // namespace mcplint
