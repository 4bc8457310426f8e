#pragma once
// Which files are reports that a run left behind: by their names, and how they begin.

#include <string_view>

namespace mcplint {

[[nodiscard]] bool is_xml(std::string_view path);
[[nodiscard]] bool is_xml_report(std::string_view text);  // JUnit, Cobertura
[[nodiscard]] bool is_lcov(std::string_view path);
[[nodiscard]] bool is_lcov_report(std::string_view text);
[[nodiscard]] bool is_csv(std::string_view path);
[[nodiscard]] bool is_csv_report(std::string_view text);   // Locust
[[nodiscard]] bool is_json_report(std::string_view text);  // coverage.py, audits, load tests, SARIF

}  // namespace mcplint
