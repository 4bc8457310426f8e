#pragma once
// Versions and specifiers as PEP 440 orders them.

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mcplint::pep440 {

/// A number of any length: its digits without leading zeros.
using Number = std::string;

struct Version {
  Number epoch;
  std::vector<Number> release;
  std::optional<std::pair<char, Number>> pre;  // 'a', 'b' or 'r' of `rc`
  std::optional<Number> post;
  std::optional<Number> dev;
  std::vector<std::string> local;  // in lower case; numbers without leading zeros

  [[nodiscard]] bool is_prerelease() const { return pre || dev; }
  /// The one way to write it: "1!1.0rc1.post2.dev3+ubuntu.1".
  [[nodiscard]] std::string text() const;
};

std::optional<Version> read_version(std::string_view text);
std::strong_ordering compare(const Version& left, const Version& right);

/// Whether `version` is in `specifier`, `>=1,<2`; prereleases count. Nothing if
/// `specifier` is none. An unreadable version fits nothing but `===`.
std::optional<bool> fits(std::string_view version, std::string_view specifier);

}  // namespace mcplint::pep440
