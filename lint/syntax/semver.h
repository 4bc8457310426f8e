#pragma once
// Semantic Versioning and the ranges of npm, as node-semver reads them.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint::semver {

/// How to read. npm itself reads loosely: `v1.2.3`, `= 1.2.3`, `1.2.3beta`.
struct Options {
  bool loose = false;
  bool with_prereleases = false;  // ranges let all prereleases between their bounds in
};

struct Version {
  std::array<std::uint64_t, 3> numbers{};
  std::vector<std::string> prerelease;

  [[nodiscard]] std::string text() const;
};

std::optional<Version> read_version(std::string_view text, Options options);
/// By precedence: what follows a `+` counts for nothing.
std::strong_ordering compare(const Version& left, const Version& right);

/// One bound. Without a version, anything goes.
struct Comparator {
  std::string op;  // "", "<", "<=", ">", ">="; "" is equality
  std::optional<Version> version;
};

/// A version fits if it fits all comparators of one alternative.
using Range = std::vector<std::vector<Comparator>>;

/// Nothing if `text` is no range.
std::optional<Range> read_range(std::string_view text, Options options);
bool fits(const Version& version, const Range& range, Options options);
/// The range as comparators alone: ">=1.0.0 <2.0.0-0||3.0.0"; "*" for anything.
std::string text_of(const Range& range);

}  // namespace mcplint::semver
