// What is known of the packages: JSON of pip-audit and of npm audit.

#include "lint/facts/containers/values.h"
#include "lint/facts/reports/reports.h"

namespace mcplint {

/// `{"dependencies": [{"name", "version", "vulns": […]}]}`; older ones wrote the list alone.
static void read_pip_audit(const Config& config, std::vector<Measurement>& measurements) {
  const Value* packages =
      config.root.is(Value::Kind::List) ? &config.root : config.root.get("dependencies");
  if (packages == nullptr || !packages->is(Value::Kind::List)) return;
  Measurement one{.kind = Measurement::Kind::Audit, .tool = "pip-audit", .date = {}, .span = {}};
  for (const Value& package : packages->items) {
    const Value* faults = package.get("vulns");
    if (faults == nullptr || !faults->is(Value::Kind::List)) continue;
    ++one.total;
    one.failed += faults->items.size();
    const bool is_first =
        one.span.empty() || (!faults->items.empty() && one.failed == faults->items.size());
    if (is_first) one.span = package.span;
  }
  if (one.total > 0) measurements.push_back(std::move(one));
}

static void read_npm_audit(const Config& config, std::vector<Measurement>& measurements) {
  const Value* sums = at(config.root, "metadata.vulnerabilities");
  if (config.root.get("auditReportVersion") == nullptr || sums == nullptr) return;
  Measurement one{
      .kind = Measurement::Kind::Audit, .tool = "npm audit", .date = {}, .span = sums->span};
  one.total = count_of(at(config.root, "metadata.dependencies.total"));
  for (const char* severity : {"low", "moderate", "high", "critical"})
    one.failed += count_of(sums->get(severity));
  measurements.push_back(std::move(one));
}

void read_audits(const Config& config, std::vector<Measurement>& measurements) {
  if (config.syntax != Syntax::Json && config.syntax != Syntax::Jsonc) return;
  read_pip_audit(config, measurements);
  read_npm_audit(config, measurements);
}

}  // namespace mcplint
