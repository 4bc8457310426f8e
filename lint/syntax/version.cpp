#include "mcplint/version.h"

#include <algorithm>

#include "lint/syntax/pep440.h"
#include "lint/syntax/semver.h"

namespace mcplint {

/// As npm reads what people write.
static constexpr semver::Options kNpm = {.loose = true, .with_prereleases = false};

bool is_version(std::string_view ecosystem, std::string_view text) {
  if (ecosystem == "PyPI") return pep440::read_version(text).has_value();
  return ecosystem == "npm" && semver::read_version(text, kNpm).has_value();
}

std::optional<std::strong_ordering> compare_versions(std::string_view ecosystem,
                                                     std::string_view left,
                                                     std::string_view right) {
  if (ecosystem == "PyPI") {
    const auto a = pep440::read_version(left);
    const auto b = pep440::read_version(right);
    if (a && b) return pep440::compare(*a, *b);
  }
  if (ecosystem == "npm") {
    const auto a = semver::read_version(left, kNpm);
    const auto b = semver::read_version(right, kNpm);
    if (a && b) return semver::compare(*a, *b);
  }
  return {};
}

std::optional<bool> version_fits(std::string_view ecosystem, std::string_view version,
                                 std::string_view range) {
  if (ecosystem == "PyPI") {
    if (!pep440::read_version(version)) return {};
    return pep440::fits(version, range);
  }
  if (ecosystem != "npm") return {};
  const auto one = semver::read_version(version, kNpm);
  const auto wanted = semver::read_range(range, kNpm);
  if (!one || !wanted) return {};
  return semver::fits(*one, *wanted, kNpm);
}

std::string_view exact_version(std::string_view ecosystem, std::string_view range) {
  const auto trim = [&] {
    while (range.starts_with(' ')) range.remove_prefix(1);
    while (range.ends_with(' ')) range.remove_suffix(1);
  };
  trim();
  if (ecosystem == "PyPI") {
    if (!range.starts_with("==")) return {};
    range.remove_prefix(range.starts_with("===") ? 3 : 2);
    trim();
    return pep440::read_version(range) ? range : std::string_view();
  }
  if (ecosystem != "npm" || !semver::read_version(range, kNpm)) return {};
  range.remove_prefix(range.find_first_not_of("v= "));
  return range;
}

static std::string lowest_of_npm(std::string_view range) {
  const auto read = semver::read_range(range, kNpm);
  if (!read || read->size() != 1) return {};
  for (const semver::Comparator& one : read->front()) {
    if (one.version && (one.op.empty() || one.op == ">=")) return one.version->text();
  }
  return {};
}

static std::string lowest_of_python(std::string_view range) {
  while (!range.empty()) {
    const std::size_t comma = std::min(range.find(','), range.size());
    std::string_view clause = range.substr(0, comma);
    range.remove_prefix(std::min(comma + 1, range.size()));
    while (clause.starts_with(' ')) clause.remove_prefix(1);
    if (!clause.starts_with(">=") && !clause.starts_with("~=") && !clause.starts_with("=="))
      continue;
    clause.remove_prefix(std::min(clause.find_first_not_of("=>~ "), clause.size()));
    if (clause.ends_with(".*")) clause.remove_suffix(2);
    if (pep440::read_version(clause)) return std::string(clause);
  }
  return {};
}

std::string lowest_version(std::string_view ecosystem, std::string_view range) {
  if (ecosystem == "npm") return lowest_of_npm(range);
  return ecosystem == "PyPI" ? lowest_of_python(range) : std::string();
}

}  // namespace mcplint
