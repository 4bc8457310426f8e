#include "lint/checklist/checklist.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "lint/checklist/settle.h"
#include "lint/text/bytes.h"

namespace mcplint::checklist {

std::string_view to_string(Status status) {
  static constexpr std::array<std::string_view, kStatuses> kNames = {
      "pass", "fail", "missing", "attested", "expired", "not applicable", "unknown"};
  return kNames[static_cast<std::size_t>(status)];
}

bool blocks(Status status) {
  return status == Status::Fail || status == Status::Missing || status == Status::Expired ||
         status == Status::Unknown;
}

std::vector<std::string_view> rules_of(const Item& item) {
  std::vector<std::string_view> rules;
  for (std::string_view rest = item.rules; !rest.empty();) rules.push_back(take_until(rest, ' '));
  return rules;
}

std::size_t Checklist::count(Status status) const {
  return static_cast<std::size_t>(
      std::ranges::count(lines, status, [](const Line& line) { return line.verdict.status; }));
}

bool Checklist::blocked() const {
  return std::ranges::any_of(
      lines, [](const Line& line) { return line.required && blocks(line.verdict.status); });
}

/// The day of `date`, YYYY-MM-DD; 0 if it is none.
static int day_number(std::string_view date) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (date.size() != 10) return 0;
  std::from_chars(date.data(), date.data() + 4, year);
  std::from_chars(date.data() + 5, date.data() + 7, month);
  std::from_chars(date.data() + 8, date.data() + 10, day);
  const std::chrono::year_month_day parsed{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
  if (!parsed.ok()) return 0;
  return static_cast<int>(std::chrono::sys_days(parsed).time_since_epoch().count());
}

/// A person's word counts where files are silent; what a rule found is not talked away, and
/// what files show needs no word.
static void attest(const Configuration::Attestation& attestation, std::string_view today,
                   Verdict& verdict) {
  if (verdict.status != Status::Missing && verdict.status != Status::Unknown) return;
  const int until = day_number(attestation.on) + static_cast<int>(attestation.valid_days);
  const bool expired = attestation.valid_days > 0 && until < day_number(today);
  verdict.status = expired ? Status::Expired : Status::Attested;
  verdict.reason.clear();
  std::string text = attestation.by + " on " + attestation.on;
  if (!attestation.evidence.empty()) text += ": " + attestation.evidence;
  if (expired) text += "; valid for " + std::to_string(attestation.valid_days) + " days";
  verdict.evidence.push_back({Strength::Stated, std::move(text), attestation.span});
}

Checklist fill_in(const Run& run, const Configuration::Checklist& wishes, std::string_view today) {
  Checklist list;
  for (const Item& item : all_items()) {
    Line line{.item = &item, .verdict = settle(item, run)};
    line.required = std::ranges::find(wishes.optional, item.name) == wishes.optional.end();
    for (const Configuration::Attestation& attestation : wishes.attestations) {
      if (attestation.item == item.name) attest(attestation, today, line.verdict);
    }
    list.lines.push_back(std::move(line));
  }
  return list;
}

}  // namespace mcplint::checklist
