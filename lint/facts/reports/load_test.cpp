// Load tests: our own format (docs/load-test-report.md), k6's summary, Locust's table.

#include <string>
#include <utility>

#include "lint/facts/containers/values.h"
#include "lint/facts/reports/reports.h"

namespace mcplint {

static Measurement load_of(std::string tool, Span span) {
  return {.kind = Measurement::Kind::Load, .tool = std::move(tool), .date = {}, .span = span};
}

static std::optional<double> maybe(const Value* value) {
  if (value == nullptr || !value->is(Value::Kind::Number)) return std::nullopt;
  return number_of(value);
}

static void read_own(const Config& config, std::vector<Measurement>& measurements) {
  const Value* version = config.root.get("mcplint_load_test");
  if (version == nullptr || version->text != "1") return;
  const Value& root = config.root;
  Measurement one = load_of("load-test report", version->span);
  one.date = day_of(root.get("date"));
  one.total = count_of(root.get("requests"));
  one.failed = count_of(root.get("errors"));
  one.concurrency = count_of(root.get("concurrency"));
  one.memory_mb = maybe(at(root, "memory_mb.peak"));
  one.idle_cpu = maybe(at(root, "cpu_percent.idle"));
  one.active_cpu = maybe(at(root, "cpu_percent.active"));
  if (one.total > 0 && root.get("errors") != nullptr)
    one.error_percent = 100.0 * static_cast<double>(one.failed) / static_cast<double>(one.total);
  for (const Value* tool : root.find("tools.*")) {
    const Value* time = tool->get("p95_ms");
    const Value* name = tool->get("name");
    if (time == nullptr || name == nullptr) continue;
    const Value* complex = tool->get("complex");
    one.times.push_back(
        {name->text, complex != nullptr && complex->text == "true", number_of(time), time->span});
  }
  measurements.push_back(std::move(one));
}

/// A field of one of k6's metrics: `--summary-export` has it there, `handleSummary` below `values`.
static const Value* metric(const Value& root, std::string_view name, std::string_view field) {
  const Value* metrics = root.get("metrics");
  const Value* one = metrics == nullptr ? nullptr : metrics->get(name);
  if (one == nullptr) return nullptr;
  const Value* values = one->get("values");
  return (values == nullptr ? one : values)->get(field);
}

static void read_k6(const Config& config, std::vector<Measurement>& measurements) {
  const Value& root = config.root;
  const Value* iterations = metric(root, "iterations", "count");
  if (iterations == nullptr) return;
  Measurement one = load_of("k6", iterations->span);
  const Value* requests = metric(root, "http_reqs", "count");
  one.total = count_of(requests != nullptr ? requests : iterations);
  const Value* most = metric(root, "vus_max", "max");
  one.concurrency = count_of(most != nullptr ? most : metric(root, "vus_max", "value"));
  const Value* failed = metric(root, "http_req_failed", "rate");
  if (failed == nullptr) failed = metric(root, "http_req_failed", "value");
  if (failed != nullptr) one.error_percent = number_of(failed) * 100;
  const Value* time = metric(root, "http_req_duration", "p(95)");
  if (time == nullptr) time = metric(root, "iteration_duration", "p(95)");
  if (time != nullptr) one.times.push_back({"", false, number_of(time), time->span});
  measurements.push_back(std::move(one));
}

static void read_locust(const Config& config, std::vector<Measurement>& measurements) {
  if (config.syntax != Syntax::Lines) return;
  std::optional<Measurement> one;
  for (const Value& row : config.root.items) {
    const Value* name = row.get("Name");
    const Value* count = row.get("Request Count");
    const Value* time = row.get("95%");
    if (name == nullptr || count == nullptr || time == nullptr) continue;
    if (!one) one = load_of("Locust", row.span);
    if (name->text == "Aggregated") {
      one->total = count_of(count);
      one->failed = count_of(row.get("Failure Count"));
      if (one->total > 0)
        one->error_percent =
            100.0 * static_cast<double>(one->failed) / static_cast<double>(one->total);
    } else {
      one->times.push_back({name->text, false, number_of(time), time->span});
    }
  }
  if (one) measurements.push_back(std::move(*one));
}

void read_load_test(const Config& config, std::vector<Measurement>& measurements) {
  read_own(config, measurements);
  read_k6(config, measurements);
  read_locust(config, measurements);
}

}  // namespace mcplint
