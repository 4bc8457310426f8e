// What reports of real runs show, held against the targets.

#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "lint/facts/advisories.h"
#include "lint/facts/readiness/readiness.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

using Kind = Measurement::Kind;

/// Makes evidence of one report.
class Reader {
 public:
  Reader(const Material& material, const Measurement& report, std::vector<Evidence>& evidence)
      : report_(report), targets_(material.project.targets), evidence_(evidence) {
    if (material.today.empty() || report.date.empty()) return;
    age_ = days_between(report.date, material.today);
  }

  void read() {
    switch (report_.kind) {
      case Kind::Tests:
        return read_tests();
      case Kind::Coverage:
        return judge(Topic::Coverage, report_.percent >= targets_.coverage,
                     number(report_.percent) + " %", " of the lines are covered", report_.span);
      case Kind::Audit:
        return read_result(Topic::Audits, "known fault");
      case Kind::Linter:
        return read_result(Topic::Linters, "finding");
      case Kind::TypeCheck:
        return read_result(Topic::TypeChecks, "error");
      case Kind::Load:
        return read_load();
    }
  }

 private:
  /// "98.5", "120".
  static std::string number(double value) {
    char text[64];
    const bool is_whole = std::abs(value - std::round(value)) < 0.005;
    std::snprintf(text, sizeof text, is_whole ? "%.0f" : "%.2f", value);
    return text;
  }

  static std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
  }

  [[nodiscard]] std::string origin() const {
    std::string text = "; " + report_.tool;
    if (report_.date.empty()) return text + ", undated";
    text += " of " + report_.date;
    if (is_old()) text += ", older than " + number(targets_.max_age) + " days";
    return text;
  }

  [[nodiscard]] bool is_old() const { return static_cast<double>(age_) > targets_.max_age; }

  void add(Topic topic, Bearing bearing, const std::string& subject, std::string_view rest,
           Span span) {
    if (is_old()) bearing = Bearing::Partial;
    evidence_.push_back({Strength::Measured, subject + std::string(rest) + origin(), span, topic,
                         bearing, subject});
  }

  void judge(Topic topic, bool good, const std::string& subject, std::string_view rest, Span span) {
    add(topic, good ? Bearing::For : Bearing::Against, subject, rest, span);
  }

  void read_tests() {
    if (report_.total == 0) return;
    add(Topic::Tests, Bearing::For, counted(report_.total, "test"), " ran", report_.span);
    const std::string of = " of " + counted(report_.total, "test") + " failed";
    judge(Topic::TestRuns, report_.failed == 0, std::to_string(report_.failed), of, report_.span);
  }

  void read_result(Topic topic, std::string_view noun) {
    judge(topic, report_.failed == 0, counted(report_.failed, noun), "", report_.span);
  }

  void read_load() {
    const bool is_enough = static_cast<double>(report_.total) >= targets_.requests;
    add(Topic::LoadTests, is_enough ? Bearing::For : Bearing::Partial,
        counted(report_.total, "request"), is_enough ? "" : ", which are too few", report_.span);
    for (const ResponseTime& time : report_.times) read_time(time);
    if (report_.memory_mb)
      judge(Topic::Memory, *report_.memory_mb < targets_.memory, number(*report_.memory_mb) + " MB",
            " at most", report_.span);
    read_processor();
    if (report_.error_percent)
      judge(Topic::ErrorRate, *report_.error_percent < targets_.error_rate,
            number(*report_.error_percent) + " %", " of the requests failed", report_.span);
    read_size();
  }

  void read_time(const ResponseTime& time) {
    const double limit = time.complex ? targets_.response_complex : targets_.response_simple;
    const std::string what = time.name.empty() ? "" : "`" + time.name + "`: ";
    judge(Topic::ResponseTime, time.milliseconds < limit, what + number(time.milliseconds) + " ms",
          " for 95 of 100 requests, " + number(limit) + " ms wanted", time.span);
  }

  void read_processor() {
    const bool says_both = report_.idle_cpu && report_.active_cpu;
    if (report_.idle_cpu)
      judge_processor(*report_.idle_cpu < targets_.cpu_idle, says_both, *report_.idle_cpu,
                      " % of a processor when idle");
    if (report_.active_cpu)
      judge_processor(*report_.active_cpu < targets_.cpu_active, says_both, *report_.active_cpu,
                      " % of a processor when active");
  }

  /// One half of the line alone does not settle it.
  void judge_processor(bool good, bool whole, double percent, std::string_view rest) {
    const Bearing bearing = !good ? Bearing::Against : (whole ? Bearing::For : Bearing::Partial);
    add(Topic::Processor, bearing, number(percent), rest, report_.span);
  }

  void read_size() {
    const bool is_large = static_cast<double>(report_.concurrency) >= targets_.concurrency &&
                          static_cast<double>(report_.total) >= targets_.requests;
    const bool is_known = report_.concurrency > 0 && report_.total > 0;
    const std::string subject = counted(report_.total, "request");
    const std::string rest = report_.concurrency == 0
                                 ? ", and nothing says how many at a time"
                                 : ", " + std::to_string(report_.concurrency) + " at a time";
    const Bearing small = is_known ? Bearing::Against : Bearing::Partial;
    add(Topic::LoadSize, is_large ? Bearing::For : small, subject, rest, report_.span);
  }

  const Measurement& report_;
  const Targets& targets_;
  std::vector<Evidence>& evidence_;
  long age_ = 0;
};

}  // namespace

/// Whether a file is data of tests: a report there is what a program is tried on.
static bool is_test_data(std::string_view path) {
  static constexpr auto kFolders =
      std::to_array<std::string_view>({"testdata/", "test_data/", "test-data/", "fixtures/"});
  return contains_any(path, kFolders);
}

void add_measured_evidence(const Material& material, std::vector<Evidence>& evidence) {
  const Span home = material.project.home;
  // All of a deployment may stand there, as those of this project do.
  const bool is_data_itself = !home.empty() && is_test_data(material.sources.source_of(home).path);
  for (const Measurement& report : material.project.measurements) {
    if (is_data_itself || !is_test_data(material.sources.source_of(report.span).path))
      Reader(material, report, evidence).read();
  }
}

}  // namespace mcplint
