#include "mcplint/assessment.h"

#include <algorithm>
#include <utility>

#include "mcplint/version.h"

namespace mcplint {

static Severity severity_of(const Advisory& row) {
  return row.unverified ? std::min(row.severity, Severity::Low) : row.severity;
}

static std::string ids_of(const std::vector<const Advisory*>& rows) {
  constexpr std::size_t kMostNamed = 3;
  std::string text;
  for (std::size_t i = 0; i < rows.size() && i < kMostNamed; ++i)
    text += (i == 0 ? "" : ", ") + rows[i]->id;
  if (rows.size() > kMostNamed)
    text += " and " + std::to_string(rows.size() - kMostNamed) + " more";
  return text;
}

/// The version that all rows are fixed in, as seen from `version`.
static std::string fixed_in_all(const std::vector<const Advisory*>& rows,
                                std::string_view version) {
  std::string best;
  for (const Advisory* row : rows) {
    std::string fixed = fixed_versions(*row, version);
    if (fixed.empty()) return {};
    const auto order = compare_versions(row->ecosystem, fixed, best);
    if (best.empty() || !order || *order > 0) best = std::move(fixed);
  }
  return best;
}

static Assessment put_together(std::vector<const Advisory*> rows, std::string_view version) {
  std::ranges::stable_sort(
      rows, [](const Advisory* a, const Advisory* b) { return severity_of(*a) > severity_of(*b); });
  Assessment result;
  for (const Advisory* row : rows) {
    result.severity = std::max(result.severity, severity_of(*row));
    result.confirmed = result.confirmed || !row->unverified;
  }
  result.ids = ids_of(rows);
  result.fixed = fixed_in_all(rows, version);
  result.rows = std::move(rows);
  return result;
}

template <class Holds>
static std::vector<const Advisory*> select(const Advisories& advisories, std::string_view ecosystem,
                                           std::string_view package, Holds holds) {
  std::vector<const Advisory*> rows;
  for (const Advisory& row : advisories.about(ecosystem, package)) {
    if (holds(row)) rows.push_back(&row);
  }
  return rows;
}

Assessment assess_version(const Advisories& advisories, std::string_view ecosystem,
                          std::string_view package, std::string_view version) {
  return put_together(
      select(advisories, ecosystem, package,
             [&](const Advisory& row) { return !row.malicious && affects(row, version); }),
      version);
}

Assessment assess_range(const Advisories& advisories, std::string_view ecosystem,
                        std::string_view package, std::string_view range) {
  return put_together(
      select(advisories, ecosystem, package,
             [&](const Advisory& row) { return !row.malicious && affects_all(row, range); }),
      lowest_version(ecosystem, range));
}

Assessment assess_any(const Advisories& advisories, std::string_view ecosystem,
                      std::string_view package) {
  return put_together(select(advisories, ecosystem, package,
                             [](const Advisory& row) {
                               const bool is_known = !row.affected.empty() || !row.versions.empty();
                               return !row.malicious && !row.unverified && is_known;
                             }),
                      "");
}

Assessment assess_malice(const Advisories& advisories, std::string_view ecosystem,
                         std::string_view package, std::string_view version) {
  return put_together(select(advisories, ecosystem, package,
                             [&](const Advisory& row) {
                               return row.malicious &&
                                      (!is_version(ecosystem, version) || affects(row, version));
                             }),
                      version);
}

std::string remedy(const Assessment& assessment, std::string_view package) {
  const std::string name = "`" + std::string(package) + "`";
  const std::string what = assessment.rows.empty() ? "" : ": " + assessment.rows.front()->summary;
  if (assessment.fixed.empty())
    return "replace " + name + ", as no fixed release of it is known" + what;
  return "move to " + name + " " + assessment.fixed + " or newer" + what;
}

}  // namespace mcplint
