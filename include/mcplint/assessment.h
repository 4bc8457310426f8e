#pragma once
// All that advisories say of one package, put together for a finding.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/advisory.h"

namespace mcplint {

struct Assessment {
  std::vector<const Advisory*> rows;  // the worst first; empty if nothing is known
  Severity severity = Severity::Info;
  bool confirmed = false;  // by a primary source, at least one
  std::string ids;         // "CVE-2025-6514, CVE-2025-1 and 3 more"
  std::string fixed;  // the first version that is sound, or "1.30.0 or 2.2.0"; empty if none is
                      // known for one of them

  [[nodiscard]] bool empty() const { return rows.empty(); }
};

/// Of a version. Malicious packages are left to assess_malice().
[[nodiscard]] Assessment assess_version(const Advisories& advisories, std::string_view ecosystem,
                                        std::string_view package, std::string_view version);
/// Of a range all of whose versions are affected.
[[nodiscard]] Assessment assess_range(const Advisories& advisories, std::string_view ecosystem,
                                      std::string_view package, std::string_view range);
/// Of whichever version an installer takes: what to be beyond.
[[nodiscard]] Assessment assess_any(const Advisories& advisories, std::string_view ecosystem,
                                    std::string_view package);
/// Of a package that is itself the attack; `version` may be empty or a range.
[[nodiscard]] Assessment assess_malice(const Advisories& advisories, std::string_view ecosystem,
                                       std::string_view package, std::string_view version);

/// What to do: "move to `mcp` 1.30.0: OS command injection …".
[[nodiscard]] std::string remedy(const Assessment& assessment, std::string_view package);

}  // namespace mcplint
