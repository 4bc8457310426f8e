#include "lint/syntax/report_file.h"

#include "mcplint/words.h"

namespace mcplint {

/// Reports say what they are at their beginning; large files of data are not searched for it.
static constexpr std::size_t kHead = 4096;

static std::string_view head(std::string_view text) { return text.substr(0, kHead); }

bool is_xml(std::string_view path) { return path.ends_with(".xml"); }

bool is_xml_report(std::string_view text) {
  return contains(head(text), "<testsuite") ||
         (contains(head(text), "<coverage") && contains(head(text), "line-rate"));
}

bool is_lcov(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.ends_with(".lcov") || name == "lcov.info" || name == "coverage.info";
}

bool is_lcov_report(std::string_view text) { return contains(head(text), "SF:"); }

bool is_csv(std::string_view path) { return path.ends_with("_stats.csv"); }

bool is_csv_report(std::string_view text) {
  return contains(text.substr(0, 200), "Request Count") &&
         contains(text.substr(0, 200), "Failure Count");
}

bool is_json_report(std::string_view text) {
  const std::string_view first = head(text);
  if (contains(first, "\"mcplint_load_test\"")) return true;
  if (contains(first, "\"auditReportVersion\"")) return true;                       // npm audit
  if (contains(first, "\"vulns\"") && contains(first, "\"version\"")) return true;  // pip-audit
  if (contains(first, "\"meta\"") && contains(first, "\"branch_coverage\"")) return true;
  if (contains(first, "\"runs\"") && contains(first, "\"driver\"")) return true;  // SARIF
  // k6 sorts its keys one way in one version, and another in the next.
  return contains(first, "\"metrics\"") && contains(text, "\"iterations\"") &&
         contains(text, "\"vus_max\"");
}

}  // namespace mcplint
