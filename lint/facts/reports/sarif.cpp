// SARIF of other tools: linters, type checkers, scanners of packages.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "lint/facts/containers/values.h"
#include "lint/facts/reports/reports.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

/// What a tool of that name looks for; nothing if it is not known.
static std::optional<Measurement::Kind> kind_of(const std::string& tool) {
  static constexpr auto kLinters =
      std::to_array<std::string_view>({"ruff", "flake8", "pylint", "eslint", "biome", "oxlint"});
  static constexpr auto kTypes = std::to_array<std::string_view>({"mypy", "pyright", "tsc"});
  static constexpr auto kAudits = std::to_array<std::string_view>(
      {"trivy", "grype", "osv-scanner", "pip-audit", "snyk open source"});
  const std::string name = lower(tool);
  if (is_one_of(name, kLinters)) return Measurement::Kind::Linter;
  if (is_one_of(name, kTypes)) return Measurement::Kind::TypeCheck;
  if (is_one_of(name, kAudits)) return Measurement::Kind::Audit;
  return std::nullopt;
}

void read_sarif(const Config& config, std::vector<Measurement>& measurements) {
  const Value* runs = config.root.get("runs");
  if (runs == nullptr) return;
  for (const Value& run : runs->items) {
    const Value* name = at(run, "tool.driver.name");
    const Value* results = run.get("results");
    if (name == nullptr || results == nullptr) continue;
    const std::optional<Measurement::Kind> kind = kind_of(name->text);
    if (!kind) continue;
    const std::vector<const Value*> ends = run.find("invocations.*.endTimeUtc");
    Measurement one{.kind = *kind,
                    .tool = name->text,
                    .date = ends.empty() ? std::string() : day_of(ends.front()),
                    .span = results->span};
    // What somebody accepted, or what is as it was on purpose, is nothing that failed.
    one.failed =
        static_cast<std::size_t>(std::ranges::count_if(results->items, [](const Value& result) {
          const Value* suppressions = result.get("suppressions");
          return suppressions == nullptr || suppressions->items.empty();
        }));
    measurements.push_back(std::move(one));
  }
}

}  // namespace mcplint
