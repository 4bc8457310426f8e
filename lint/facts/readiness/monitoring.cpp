// What watches the server when it runs: logs, errors, metrics, alerts.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

static bool is_aside(std::string_view path) {
  static constexpr auto kFolders = std::to_array<std::string_view>(
      {"test/", "tests/", "testdata/", "fixtures/", "examples/", "example/"});
  return is_below_any(path, kFolders);
}

/// Files by their names, but for those of tests and examples.
static void add_deployed_files(const Material& material, Topic topic, Words names,
                               std::vector<Evidence>& evidence) {
  const Span home = material.project.home;
  const bool is_all_aside = !home.empty() && is_aside(material.sources.source_of(home).path);
  std::vector<std::string> deployed;
  for (const std::string& path : material.paths) {
    if (is_all_aside || !is_aside(path)) deployed.push_back(path);
  }
  add_files({material.project, material.sources, deployed, material.today}, topic, names, evidence);
}

static void add_logs(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"structlog.configure", "pythonjsonlogger.", "opentelemetry._logs.",
       "opentelemetry.sdk._logs.", "logging_loki.", "watchtower.", "google.cloud.logging.",
       "logging.handlers.SysLogHandler", "logging.handlers.HTTPHandler", "ecs_logging.",
       "logfire.configure", "json_log_formatter."});
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"promtail.yml", "promtail.yaml", "promtail-config.yml", "promtail-config.yaml",
       "fluent-bit.conf", "fluentd.conf", "fluent.conf", "filebeat.yml", "vector.toml",
       "vector.yaml", "otel-collector-config.yaml", "otel-collector.yaml",
       "otel-collector-config.yml", "loki-config.yaml", "loki-config.yml"});
  add_calls(material, Topic::LogAggregation, kCalls, evidence);
  add_deployed_files(material, Topic::LogAggregation, kFiles, evidence);
  // A formatter of the project's own, such as `class JsonFormatter(logging.Formatter)`.
  for (const Code& code : material.project.codes) {
    for (const Class& it : code.classes) {
      const bool is_formatter = std::ranges::any_of(
          it.bases, [](const Node& base) { return base.span().text.ends_with("Formatter"); });
      if (is_formatter && contains(lower(it.name), "json"))
        evidence.push_back({Strength::Configured,
                            "`" + std::string(it.name) + "` makes JSON of logs", it.name_span,
                            Topic::LogAggregation});
    }
  }
  // A driver of compose that sends logs elsewhere.
  for (const Config& config : material.project.configs) {
    for (const Value* driver : config.root.find("services.*.logging.driver")) {
      static constexpr auto kLocal =
          std::to_array<std::string_view>({"json-file", "local", "none"});
      if (is_one_of(driver->text, kLocal)) continue;
      evidence.push_back({Strength::Configured, "logs go to `" + driver->text + "`", driver->span,
                          Topic::LogAggregation});
    }
  }
}

/// A rule of Prometheus or a monitor, whatever its file is called.
static void add_alert_rules(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFiles = std::to_array<std::string_view>({"alertmanager.yml",
                                                                  "alertmanager.yaml",
                                                                  "alerts.yml",
                                                                  "alerts.yaml",
                                                                  "alert.rules.yml",
                                                                  "alert_rules.yml",
                                                                  "alert-rules.yml",
                                                                  "alert-rules.yaml",
                                                                  "alert_rules.yaml",
                                                                  "alerting.yml",
                                                                  "alerting.yaml",
                                                                  "alerting-rules.yml",
                                                                  "alerting-rules.yaml",
                                                                  "prometheus-rules.yml",
                                                                  "prometheus-rules.yaml",
                                                                  "prometheusrule.yaml",
                                                                  "pagerduty.tf",
                                                                  "opsgenie.tf",
                                                                  "monitors.tf",
                                                                  "alerts.tf",
                                                                  "alerts.rules"});
  add_deployed_files(material, Topic::Alerts, kFiles, evidence);
  for (const Config& config : material.project.configs) {
    const Value* kind = config.root.get("kind");
    if (kind == nullptr || kind->text != "PrometheusRule") continue;
    evidence.push_back({Strength::Configured, "a `PrometheusRule`", kind->span, Topic::Alerts});
  }
}

void add_monitoring_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kTrackers = std::to_array<std::string_view>(
      {"sentry_sdk.init", "rollbar.init", "bugsnag.configure", "honeybadger.", "airbrake.",
       "logfire.configure", "newrelic.agent.initialize", "ddtrace.patch",
       "opentelemetry.trace.Span.record_exception", "*.record_exception"});
  static constexpr auto kMetrics = std::to_array<std::string_view>(
      {"prometheus_client.", "opentelemetry.metrics.", "opentelemetry.sdk.metrics.",
       "opentelemetry.exporter.prometheus.", "statsd.", "datadog.", "logfire.configure",
       "fastmcp.server.middleware.timing.", "prometheus_fastapi_instrumentator.", "aioprometheus.",
       "starlette_prometheus.", "starlette_exporter."});
  add_logs(material, evidence);
  add_calls(material, Topic::ErrorTracking, kTrackers, evidence);
  add_calls(material, Topic::Metrics, kMetrics, evidence);
  add_alert_rules(material, evidence);
}

}  // namespace mcplint
