// What settles the lines that need more than the silence of rules or a section of a document.

#include "lint/checklist/settle.h"

#include <array>
#include <utility>

#include "lint/checklist/documents.h"

namespace mcplint::checklist {

Verdict sandboxed(const Item& item, const Deployment& deployment) {
  if (deployment.kinds.files.empty())
    return {.status = Status::NotApplicable, .reason = "no tool touches files"};
  return by_rules(item, deployment, Subject::Tools);
}

/// An image has neither limits nor volumes: what runs it has, and if nothing here does, nobody
/// has said.
Verdict set_where_it_runs(const Item& item, const Deployment& deployment) {
  Verdict verdict = by_rules(item, deployment, Subject::RunningContainers);
  const bool has_image = count_of(Subject::Containers, deployment.run.project) > 0;
  if (verdict.status == Status::NotApplicable && has_image) return {.status = Status::Missing};
  return verdict;
}

Verdict rate_limited(const Item& item, const Deployment& deployment) {
  if (deployment.kinds.http.empty())
    return {.status = Status::NotApplicable, .reason = "no server is reached over HTTP"};
  return by_rules(item, deployment, Subject::HttpServers);
}

Verdict authenticated(const Item& item, const Deployment& deployment) {
  Verdict verdict = by_rules(item, deployment, Subject::HttpServers);
  if (verdict.status == Status::NotApplicable)
    verdict.reason = "not needed: no server is reached over HTTP";
  return verdict;
}

static constexpr auto kLoadTests =
    std::to_array<std::string_view>({"load test", "load-test", "stress test"});

Verdict load_tested(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"locustfile.py", "artillery.yml", "artillery.yaml", "k6.js", "loadtest.js", "load_test.py"});
  std::vector<Evidence> found = files_named(deployment.run, kFiles);
  append(found, sections(deployment.run.project, kLoadTests));
  return by_evidence(std::move(found));
}

Verdict logs_aggregated(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"structlog.configure", "pythonjsonlogger.", "opentelemetry._logs.",
       "opentelemetry.sdk._logs.", "logging_loki.", "watchtower.", "google.cloud.logging.",
       "logging.handlers.SysLogHandler"});
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"promtail.yml", "promtail.yaml", "fluent-bit.conf", "fluentd.conf", "filebeat.yml",
       "vector.toml", "otel-collector-config.yaml", "otel-collector.yaml"});
  std::vector<Evidence> found = calls(deployment.run.project, kCalls);
  append(found, files_named(deployment.run, kFiles));
  return by_evidence(std::move(found));
}

Verdict errors_tracked(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"sentry_sdk.init", "rollbar.init", "bugsnag.configure", "honeybadger.", "airbrake.",
       "logfire.configure", "newrelic.agent.initialize", "ddtrace.patch"});
  return by_evidence(calls(deployment.run.project, kCalls));
}

Verdict metrics_collected(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"prometheus_client.", "opentelemetry.metrics.", "opentelemetry.sdk.metrics.",
       "opentelemetry.trace.", "statsd.", "datadog.", "logfire.configure",
       "fastmcp.server.middleware.timing.", "prometheus_fastapi_instrumentator."});
  return by_evidence(calls(deployment.run.project, kCalls));
}

Verdict alerts_configured(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"alertmanager.yml", "alertmanager.yaml", "alerts.yml", "alerts.yaml", "alert.rules.yml",
       "alert_rules.yml", "alert-rules.yml", "alert-rules.yaml", "prometheus-rules.yml",
       "pagerduty.tf"});
  return by_evidence(files_named(deployment.run, kFiles));
}

Verdict updates_defined(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", "renovate.json5",
       ".renovaterc", ".renovaterc.json"});
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"upgrad", "updating", "update process", "how to update", "migration"});
  std::vector<Evidence> found = files_named(deployment.run, kFiles);
  append(found, sections(deployment.run.project, kWords));
  return by_evidence(std::move(found));
}

Verdict contacts_listed(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"support.md", "security.md", "codeowners", "maintainers.md"});
  static constexpr auto kWords =
      std::to_array<std::string_view>({"support", "contact", "maintainer", "getting help"});
  std::vector<Evidence> found = files_named(deployment.run, kFiles);
  append(found, sections(deployment.run.project, kWords));
  return by_evidence(std::move(found));
}

Verdict issues_tracked(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"known issue", "known limitation", "limitation", "known bug"});
  std::vector<Evidence> found = sections(deployment.run.project, kWords);
  append(found, links_to(deployment.run.project, "/issues"));
  return by_evidence(std::move(found));
}

Verdict permissions_checked(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"os.access", "os.stat", "pathlib.Path.stat", "os.umask", "os.chmod", "pathlib.Path.chmod"});
  return by_evidence(calls(deployment.run.project, kCalls));
}

Verdict disk_space_watched(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kCalls =
      std::to_array<std::string_view>({"shutil.disk_usage", "psutil.disk_usage", "os.statvfs"});
  return by_evidence(calls(deployment.run.project, kCalls));
}

/// Lines that mcplint cannot see settled in files: a person attests them.
Verdict attested_only(const Item& /*item*/, const Deployment& /*deployment*/) {
  return {.status = Status::Missing};
}

}  // namespace mcplint::checklist
