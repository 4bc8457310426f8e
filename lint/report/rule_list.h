#pragma once
// Every rule at a glance: `mcplint rules`, and docs/rules/README.md.

#include <iosfwd>
#include <span>
#include <string_view>

#include "lint/report/format.h"
#include "mcplint/rule.h"

namespace mcplint {

using Rules = std::span<const Rule* const>;

/// A way to list rules: an entry of a table, as formats are.
struct RuleListFormat {
  std::string_view name;  // as `mcplint rules --format` takes it
  void (*write)(Rules rules, const Style& style, std::ostream& out);
};

/// Every way, the default one first.
std::span<const RuleListFormat> all_rule_list_formats();

void write_rules_as_text(Rules rules, const Style& style, std::ostream& out);
void write_rules_as_json(Rules rules, const Style& style, std::ostream& out);
void write_rules_as_markdown(Rules rules, const Style& style, std::ostream& out);

/// What a rule looks at, as people say it: "tools", "launches".
std::string_view subject_of(const Rule& rule);

}  // namespace mcplint
