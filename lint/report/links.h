#pragma once
// Where the project stands on the web: the only place that knows.

#include <string>

#include "mcplint/rule.h"

namespace mcplint {

inline constexpr std::string_view kHomePage = "https://github.com/mcplint/mcplint";

/// The page that explains a rule.
inline std::string page_of(const Rule& rule) {
  return std::string(kHomePage) + "/blob/main/docs/rules/" + std::string(rule.id) + ".md";
}

}  // namespace mcplint
