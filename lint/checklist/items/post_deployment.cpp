// Lines about what comes behind: monitoring and maintenance.

#include "lint/checklist/items/items.h"

namespace mcplint::checklist {

static constexpr std::string_view kPart = "Post-deployment";

static constexpr Item kItems[] = {
    {.part = kPart,
     .section = "Monitoring",
     .name = "log-aggregation",
     .line = "Logging aggregation set up",
     .settles = "structured or shipped logs, or a collector's configuration",
     .rules = "MCP717",
     .topics = {Topic::LogAggregation}},
    {.part = kPart,
     .section = "Monitoring",
     .name = "error-tracking",
     .line = "Error tracking enabled",
     .settles = "Sentry, Rollbar, Bugsnag or the like, initialised in the server",
     .rules = "MCP718",
     .topics = {Topic::ErrorTracking}},
    {.part = kPart,
     .section = "Monitoring",
     .name = "performance-metrics",
     .line = "Performance metrics collected",
     .settles = "Prometheus, OpenTelemetry, StatsD or a timing middleware",
     .rules = "MCP719",
     .topics = {Topic::Metrics}},
    {.part = kPart,
     .section = "Monitoring",
     .name = "alerts",
     .line = "Alerts configured",
     .settles = "rules of Prometheus or Alertmanager, or a person who set them up elsewhere",
     .rules = "MCP720",
     .topics = {Topic::Alerts}},
    {.part = kPart,
     .section = "Maintenance",
     .name = "backup-procedures",
     .line = "Backup procedures documented",
     .settles = "a section “Backup” that says something",
     .rules = "MCP721",
     .topics = {Topic::Backups}},
    {.part = kPart,
     .section = "Maintenance",
     .name = "update-process",
     .line = "Update process defined",
     .settles = "Dependabot or Renovate, or a section on updates",
     .rules = "MCP722",
     .topics = {Topic::Updates}},
    {.part = kPart,
     .section = "Maintenance",
     .name = "support-contacts",
     .line = "Support contacts listed",
     .settles = "SUPPORT, SECURITY or CODEOWNERS, or a section",
     .rules = "MCP723",
     .topics = {Topic::Support}},
    {.part = kPart,
     .section = "Maintenance",
     .name = "known-issues",
     .line = "Known issues tracked",
     .settles = "a section, or a link to the issue tracker",
     .rules = "MCP724",
     .topics = {Topic::KnownIssues}},
};

std::span<const Item> post_deployment_items() { return kItems; }

}  // namespace mcplint::checklist
