#include "lint/syntax/semver.h"

#include <algorithm>
#include <utility>

#include "lint/syntax/semver_reader.h"

namespace mcplint::semver {

static bool is_numeric(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string Version::text() const {
  std::string text;
  for (const std::uint64_t number : numbers)
    text += (text.empty() ? "" : ".") + std::to_string(number);
  for (std::size_t i = 0; i < prerelease.size(); ++i) text += (i == 0 ? "-" : ".") + prerelease[i];
  return text;
}

std::optional<Version> read_version(std::string_view text, Options options) {
  if (text.size() > kLongestVersion) return {};
  Reader reader(trimmed(text, kBlanks), options.loose);
  if (options.loose) {
    reader.skip_any("v= \t");
  } else {
    reader.take('v');
  }
  Version version;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0 && !reader.take('.')) return {};
    const std::optional<std::uint64_t> number = reader.number();
    if (!number) return {};
    version.numbers[i] = *number;
  }
  if (!reader.prerelease(version.prerelease) || !reader.build() || !reader.at_end()) return {};
  return version;
}

/// Numbers come before words, and are compared as numbers.
static std::strong_ordering compare_identifiers(const std::string& left, const std::string& right) {
  const bool left_is_number = is_numeric(left);
  const bool right_is_number = is_numeric(right);
  if (left_is_number != right_is_number)
    return left_is_number ? std::strong_ordering::less : std::strong_ordering::greater;
  if (left_is_number && left.size() != right.size()) return left.size() <=> right.size();
  return left <=> right;
}

std::strong_ordering compare(const Version& left, const Version& right) {
  if (const auto order = left.numbers <=> right.numbers; order != 0) return order;
  if (left.prerelease.empty() || right.prerelease.empty())
    return right.prerelease.size() <=> left.prerelease.size();
  const std::size_t shared = std::min(left.prerelease.size(), right.prerelease.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const auto order = compare_identifiers(left.prerelease[i], right.prerelease[i]);
    if (order != 0) return order;
  }
  return left.prerelease.size() <=> right.prerelease.size();
}

}  // namespace mcplint::semver
