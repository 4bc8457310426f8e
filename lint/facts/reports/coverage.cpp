// How much of the code the tests ran: Cobertura's XML, lcov's tracefiles, coverage.py's JSON.

#include "lint/facts/containers/values.h"
#include "lint/facts/reports/reports.h"

namespace mcplint {

static void read_cobertura(const Config& config, std::vector<Measurement>& measurements) {
  const Value* root = config.root.get("coverage");
  if (config.syntax != Syntax::Xml || root == nullptr) return;
  const Value* rate = root->get("line-rate");
  if (rate == nullptr) return;
  Measurement one{.kind = Measurement::Kind::Coverage,
                  .tool = "Cobertura XML",
                  .date = day_of(root->get("timestamp")),
                  .span = rate->span};
  one.total = count_of(root->get("lines-valid"));
  one.percent = number_of(rate) * 100;
  measurements.push_back(std::move(one));
}

static void read_lcov(const Config& config, std::vector<Measurement>& measurements) {
  if (config.syntax != Syntax::Lines || config.root.items.empty()) return;
  if (config.root.items.front().get("SF") == nullptr) return;
  double found = 0;
  double hit = 0;
  for (const Value& record : config.root.items) {
    found += number_of(record.get("LF"));
    hit += number_of(record.get("LH"));
  }
  if (found <= 0) return;
  Measurement one{.kind = Measurement::Kind::Coverage,
                  .tool = "lcov",
                  .date = {},
                  .span = config.root.items.front().span};
  one.total = static_cast<std::size_t>(found);
  one.percent = hit / found * 100;
  measurements.push_back(std::move(one));
}

static void read_coverage_py(const Config& config, std::vector<Measurement>& measurements) {
  const Value* percent = at(config.root, "totals.percent_covered");
  if (percent == nullptr || config.root.get("meta") == nullptr) return;
  Measurement one{.kind = Measurement::Kind::Coverage,
                  .tool = "coverage.py",
                  .date = day_of(at(config.root, "meta.timestamp")),
                  .span = percent->span};
  one.total = count_of(at(config.root, "totals.num_statements"));
  one.percent = number_of(percent);
  measurements.push_back(std::move(one));
}

void read_coverage(const Config& config, std::vector<Measurement>& measurements) {
  read_cobertura(config, measurements);
  read_lcov(config, measurements);
  read_coverage_py(config, measurements);
}

}  // namespace mcplint
