#include "lint/facts/reports/reports.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

namespace mcplint {

double number_of(const Value* value) {
  double number = 0;
  if (value == nullptr) return 0;
  const std::string& text = value->text;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::isfinite(number) ? number : 0;
}

std::size_t count_of(const Value* value) {
  const double number = number_of(value);
  constexpr double kMost = 1e15;  // whatever counts more does not count
  return number > 0 && number < kMost ? static_cast<std::size_t>(number) : 0;
}

static bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (text[i] < '0' || '9' < text[i]) return false;
  }
  return true;
}

std::string day_of(const Value* value) {
  if (value == nullptr) return {};
  const std::string day = value->text.substr(0, 10);
  if (is_day(day)) return day;
  double seconds = number_of(value);
  constexpr double kThisIsMilliseconds = 1e11;
  if (seconds >= kThisIsMilliseconds) seconds /= 1000;
  constexpr double kNever = 1e11;
  if (seconds <= 0 || seconds >= kNever) return {};
  using std::chrono::days;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(days(static_cast<long>(seconds / 86'400)))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

void find_measurements(const Config& config, std::vector<Measurement>& measurements) {
  using Reader = void (*)(const Config&, std::vector<Measurement>&);
  static constexpr Reader kReaders[] = {read_junit, read_coverage, read_audits, read_sarif,
                                        read_load_test};
  for (const Reader reader : kReaders) reader(config, measurements);
}

}  // namespace mcplint
