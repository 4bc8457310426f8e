// JUnit XML, which nearly every runner of tests writes.

#include <algorithm>

#include "lint/facts/reports/reports.h"

namespace mcplint {

/// Adds a suite's sums; where it has none of its own, those of the suites in it.
static void add_suite(const Value& suite, Measurement& measurement, unsigned depth) {
  constexpr unsigned kDeepestSuite = 6;
  if (suite.get("tests") != nullptr) {
    measurement.total += count_of(suite.get("tests"));
    measurement.failed += count_of(suite.get("failures")) + count_of(suite.get("errors"));
    // What was left out did not pass; it did not run either.
    const std::size_t left_out =
        std::max(count_of(suite.get("skipped")), count_of(suite.get("disabled")));
    measurement.total -= std::min(left_out, measurement.total);
  }
  if (measurement.date.empty()) measurement.date = day_of(suite.get("timestamp"));
  const Value* inner = suite.get("testsuite");
  if (inner == nullptr || depth == kDeepestSuite) return;
  for (const Value& one : inner->items) {
    if (suite.get("tests") == nullptr) {
      add_suite(one, measurement, depth + 1);
    } else if (measurement.date.empty()) {
      measurement.date = day_of(one.get("timestamp"));
    }
  }
}

void read_junit(const Config& config, std::vector<Measurement>& measurements) {
  if (config.syntax != Syntax::Xml) return;
  const Value* root = config.root.get("testsuites");
  if (root == nullptr) root = config.root.get("testsuite");
  if (root == nullptr) return;
  Measurement measurement{
      .kind = Measurement::Kind::Tests, .tool = "JUnit XML", .date = {}, .span = root->span};
  add_suite(*root, measurement, 0);
  measurements.push_back(std::move(measurement));
}

}  // namespace mcplint
