#pragma once
// Versions of packages, as each ecosystem orders and bounds them.

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace mcplint {

/// Whether `text` is a version of `ecosystem`: of "PyPI" by PEP 440, of "npm" by
/// Semantic Versioning. In all others none is.
[[nodiscard]] bool is_version(std::string_view ecosystem, std::string_view text);

/// How `left` is ordered against `right`; nothing if one of them is no version.
[[nodiscard]] std::optional<std::strong_ordering> compare_versions(std::string_view ecosystem,
                                                                   std::string_view left,
                                                                   std::string_view right);

/// Whether `version` is one that `range` lets in: `>=1.2,<2` on PyPI, `^1.2` on
/// npm. Nothing if either cannot be read. Prereleases count on PyPI, and on npm
/// where the range names one of the same release.
[[nodiscard]] std::optional<bool> version_fits(std::string_view ecosystem, std::string_view version,
                                               std::string_view range);

/// The one version that `range` lets in, if it is written as such: `==1.2.3` on
/// PyPI, `1.2.3` on npm. Empty if it is none.
[[nodiscard]] std::string_view exact_version(std::string_view ecosystem, std::string_view range);

/// The lowest version that `range` lets in, if it says one: 1.2 of `>=1.2,<2` and of
/// `^1.2`. Empty if it has no lower end, or more than one.
[[nodiscard]] std::string lowest_version(std::string_view ecosystem, std::string_view range);

}  // namespace mcplint
