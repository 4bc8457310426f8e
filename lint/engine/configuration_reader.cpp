#include "lint/engine/configuration_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/engine/select.h"
#include "lint/engine/table_reader.h"

namespace mcplint {

constexpr auto kLevels =
    std::to_array<std::string_view>({"info", "low", "medium", "high", "critical", "never"});
constexpr std::span<const std::string_view> kSeverities(kLevels.data(), 5);
constexpr auto kPersonas = std::to_array<std::string_view>({"regular", "pedantic", "auditor"});

// `extend` is read before all else: see read_file().
static void extend(TableReader& in, const Value& value, Configuration& /*c*/) { in.text(value); }
static void fail_on(TableReader& in, const Value& value, Configuration& c) {
  c.fail_on = in.one_of(value, kLevels);
}
static void min_severity(TableReader& in, const Value& value, Configuration& c) {
  c.min_severity = in.one_of(value, kSeverities);
}
static void persona(TableReader& in, const Value& value, Configuration& c) {
  c.persona = in.one_of(value, kPersonas);
}
static void select(TableReader& in, const Value& value, Configuration& c) {
  c.select = in.rule_names(value);
}
static void exclude(TableReader& in, const Value& value, Configuration& c) {
  c.excludes.push_back({in.folder(), in.texts(value)});
}
static void baseline(TableReader& in, const Value& value, Configuration& c) {
  const std::string path = in.text(value);
  if (!path.empty()) c.baseline = (std::filesystem::path(in.folder()) / path).string();
}

static void rule_severity(TableReader& in, const Value& value,
                          Configuration::RuleSetting& setting) {
  const std::string word = in.one_of(value, kSeverities);
  const auto found = std::ranges::find(kSeverities, word);
  if (found != kSeverities.end())
    setting.severity = static_cast<Severity>(found - kSeverities.begin());
}

/// A key that this rule alone has.
static void rule_option(TableReader& in, const Member& member, const RuleOption& own,
                        Configuration::RuleSetting& setting) {
  std::erase_if(setting.own,
                [&](const RuleOptionValue& before) { return before.name == own.name; });
  setting.own.push_back({std::string(own.name), in.texts(member.value)});
}

/// `[rules.NAME]`: what every rule has, and the rule's own settings.
static void rule_table(TableReader& in, const Value& table, Configuration::RuleSetting& setting) {
  if (!in.is(table, Value::Kind::Map, "a table")) return;
  std::vector<std::string_view> names = {"enabled", "severity"};
  for (const RuleOption& own : setting.rule->settings) names.push_back(own.name);
  for (const Member& member : table.members) {
    const std::string& key = member.key.text;
    const auto own = std::ranges::find(setting.rule->settings, key, &RuleOption::name);
    if (std::ranges::find(names, key) == names.end()) {
      in.unknown_key(member, names);
      continue;
    }
    in.note(member);
    if (own != setting.rule->settings.end()) {
      rule_option(in, member, *own, setting);
    } else if (key == "severity") {
      rule_severity(in, member.value, setting);
    } else if (in.is(member.value, Value::Kind::Bool, "`true` or `false`")) {
      setting.enabled = member.value.text == "true";
    }
  }
}

static void rules(TableReader& in, const Value& value, Configuration& c) {
  if (!in.is(value, Value::Kind::Map, "a table of rules")) return;
  for (const Member& member : value.members) {
    const Rule* named = in.rule(member.key.text, member.key.span);
    if (named == nullptr) continue;
    auto known = std::ranges::find(c.rules, named, &Configuration::RuleSetting::rule);
    if (known == c.rules.end()) {
      c.rules.push_back({named, {}, {}, {}});
      known = std::prev(c.rules.end());
    }
    const TableReader::InTable inside(in, "rules." + std::string(named->name), 0);
    rule_table(in, member.value, *known);
  }
}

static void require_reason(TableReader& in, const Value& value, Configuration& c) {
  c.require_reason = in.truth(value, c.require_reason);
}

static void locked(TableReader& in, const Value& value, Configuration& c) {
  for (const std::string& name : in.rule_names(value)) {
    for (const Rule* one : in.known()) {
      if (names_any(name, {&one, 1})) c.locked.push_back(one);
    }
  }
}

static void policy(TableReader& in, const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<TableReader::Key<Configuration>>(
      {{"require-reason", require_reason}, {"locked", locked}});
  const TableReader::InTable inside(in, "policy", 0);
  in.read(value, kKeys, c);
}

void read_configuration_table(const Value& table, const std::string& folder,
                              std::span<const Rule* const> known, ReadConfiguration& result) {
  static constexpr auto kKeys =
      std::to_array<TableReader::Key<Configuration>>({{"extend", extend},
                                                      {"fail-on", fail_on},
                                                      {"min-severity", min_severity},
                                                      {"persona", persona},
                                                      {"select", select},
                                                      {"exclude", exclude},
                                                      {"baseline", baseline},
                                                      {"rules", rules},
                                                      {"per-file", read_per_file},
                                                      {"ignore", read_ignores},
                                                      {"policy", policy},
                                                      {"checklist", read_checklist},
                                                      {"targets", read_targets}});
  TableReader in(result, folder, known);
  in.read(table, kKeys, result.configuration);
}

}  // namespace mcplint
