#pragma once
// What is publicly known to be wrong with packages.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/diagnostic.h"

namespace mcplint {

/// From `from` on, up to `to`. An empty bound is no bound.
struct VersionInterval {
  std::string from;   // included
  std::string to;     // left out, unless `last` is true
  bool last = false;  // `to` is affected, too
};

/// One known fault of one package.
struct Advisory {
  std::string id;                         // "CVE-2025-6514"
  std::vector<std::string> aliases;       // other names of it: "GHSA-6xpm-ggf7-wc3p"
  std::string ecosystem;                  // "npm", "PyPI"
  std::string package;                    // as its ecosystem compares names
  std::vector<VersionInterval> affected;  // none, and no versions: nobody has read which
  std::vector<std::string> versions;      // affected, besides the intervals
  std::vector<std::string> fixed;  // the first sound version of each line; empty if none is known
  std::string summary;             // "OS command injection through …"
  std::string source;              // where that was read
  std::string read;                // when, YYYY-MM-DD
  Severity severity = Severity::High;
  bool malicious = false;   // the package itself is the attack
  bool unverified = false;  // not confirmed by a primary source: never above low
};

/// All of them, and of which day.
struct Advisories {
  std::string date;            // YYYY-MM-DD: the day the table speaks of
  std::vector<Advisory> rows;  // in order of package, then ecosystem, then id

  /// Those about that package.
  [[nodiscard]] std::span<const Advisory> about(std::string_view ecosystem,
                                                std::string_view package) const;
};

/// Whether that version of its package is affected. False if it cannot be told.
[[nodiscard]] bool affects(const Advisory& advisory, std::string_view version);
/// Whether every version that `range` lets in is affected.
[[nodiscard]] bool affects_all(const Advisory& advisory, std::string_view range);

/// "1.30.0 or 2.2.0": what to move to from `version`; empty if nothing is known.
[[nodiscard]] std::string fixed_versions(const Advisory& advisory, std::string_view version);

}  // namespace mcplint
