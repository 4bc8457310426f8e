#pragma once
// The page that explains a rule: docs/rules/MCP101.md, and `mcplint explain`.

#include <span>
#include <string>
#include <string_view>

#include "lint/report/format.h"
#include "mcplint/rule.h"

namespace mcplint {

/// A file that shows what a rule means.
struct Example {
  std::string path;  // as readers should see it; its ending names the language
  std::string text;
};

/// The page, in Markdown. `bad` is what the rule reports, `good` what it would
/// rather see; a section without examples is left out.
std::string rule_page(const Rule& rule, std::span<const Example> bad,
                      std::span<const Example> good);

/// Markdown for a terminal: as it is, with headings and code in colour if
/// colours are on.
std::string paint_markdown(std::string_view markdown, const Style& style);

}  // namespace mcplint
