#include "lint/engine/configuration_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/engine/configuration_targets.h"
#include "lint/engine/select.h"
#include "lint/text/directive.h"
#include "lint/text/edit_distance.h"

namespace mcplint {

namespace {

/// Reads one file's table into a Configuration; notes everything that is wrong.
class Reader {
 public:
  Reader(ReadConfiguration& result, std::string folder, std::span<const Rule* const> known)
      : result_(result), folder_(std::move(folder)), known_(known) {}

  void read(const Value& table);

 private:
  /// Says which table is being read, for as long as it is.
  class InTable {
   public:
    InTable(Reader& reader, std::string table, std::size_t item) : reader_(reader) {
      reader.table_ = std::move(table);
      reader.item_ = item;
    }
    ~InTable() {
      reader_.table_.clear();
      reader_.item_ = 0;
    }
    InTable(const InTable&) = delete;
    InTable& operator=(const InTable&) = delete;

   private:
    Reader& reader_;
  };

  /// A key of a table, and what reads its value.
  template <class Target>
  struct Key {
    std::string_view name;
    void (Reader::*read)(const Value&, Target&);
  };

  template <class Target, std::size_t N>
  void read_table(const Value& table, const std::array<Key<Target>, N>& keys, Target& target);
  void read_rule(const Value& table, Configuration::RuleSetting& setting);
  void read_own(const Member& member, const RuleOption& own, Configuration::RuleSetting& setting);
  void unknown_key(const Member& member, std::span<const std::string_view> names);

  /// Remembers that `member` was set, for `config show`.
  void note(const Member& member) {
    result_.values.push_back({table_, item_, member.key.text, member.value.span});
  }

  void extend(const Value& value, Configuration& c);
  void fail_on(const Value& value, Configuration& c);
  void min_severity(const Value& value, Configuration& c);
  void persona(const Value& value, Configuration& c);
  void select(const Value& value, Configuration& c);
  void exclude(const Value& value, Configuration& c);
  void baseline(const Value& value, Configuration& c);
  void rules(const Value& value, Configuration& c);
  void per_file(const Value& value, Configuration& c);
  void ignores(const Value& value, Configuration& c);
  void policy(const Value& value, Configuration& c);
  void checklist(const Value& value, Configuration& c);
  void targets(const Value& value, Configuration& c);

  void rule_enabled(const Value& value, Configuration::RuleSetting& setting);
  void rule_severity(const Value& value, Configuration::RuleSetting& setting);
  void per_file_files(const Value& value, Configuration::PerFile& entry);
  void per_file_ignore(const Value& value, Configuration::PerFile& entry);
  void ignore_rule(const Value& value, Configuration::Ignore& entry);
  void ignore_path(const Value& value, Configuration::Ignore& entry);
  void ignore_pointer(const Value& value, Configuration::Ignore& entry);
  void ignore_reason(const Value& value, Configuration::Ignore& entry);
  void ignore_until(const Value& value, Configuration::Ignore& entry);
  void checklist_optional(const Value& value, Configuration::Checklist& list);
  void checklist_kinds(const Value& value, Configuration::Checklist& list);
  void checklist_attest(const Value& value, Configuration::Checklist& list);
  void attest_item(const Value& value, Configuration::Attestation& entry);
  void attest_by(const Value& value, Configuration::Attestation& entry);
  void attest_on(const Value& value, Configuration::Attestation& entry);
  void attest_evidence(const Value& value, Configuration::Attestation& entry);
  void attest_valid_for(const Value& value, Configuration::Attestation& entry);
  void policy_reason(const Value& value, Configuration& c);
  void policy_locked(const Value& value, Configuration& c);

  void fail(Span span, std::string what, std::string help) {
    result_.errors.push_back({span, std::move(what), std::move(help)});
  }
  bool is(const Value& value, Value::Kind kind, std::string_view wanted);
  std::string text(const Value& value);
  std::string one_of(const Value& value, std::span<const std::string_view> words);
  std::vector<std::string> texts(const Value& value);
  std::vector<std::string> rule_names(const Value& value);
  const Rule* rule(std::string_view name, Span span);

  ReadConfiguration& result_;
  std::string table_;     // that is being read: "rules.MCP101"
  std::size_t item_ = 0;  // of a list of tables, from 1 over all files
  std::string folder_;
  std::span<const Rule* const> known_;
};

constexpr auto kLevels =
    std::to_array<std::string_view>({"info", "low", "medium", "high", "critical", "never"});
constexpr std::span<const std::string_view> kSeverities(kLevels.data(), 5);
constexpr auto kPersonas = std::to_array<std::string_view>({"regular", "pedantic", "auditor"});

}  // namespace

static std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    text += text.empty() ? "`" : ", `";
    text += word;
    text += '`';
  }
  return text;
}

static Span first_line(Span span) { return {span.text.substr(0, span.text.find('\n'))}; }

/// "did you mean `x`?", or what there is to choose from.
static std::string advice(std::string_view word, std::span<const std::string_view> words) {
  const std::string_view meant = nearest(word, words);
  if (meant.empty()) return "it may be " + listed(words);
  return "did you mean `" + std::string(meant) + "`?";
}

static bool holds_tables(const Value& value) {
  return value.is(Value::Kind::Map) || (value.is(Value::Kind::List) && !value.items.empty() &&
                                        value.items.front().is(Value::Kind::Map));
}

template <class Target, std::size_t N>
void Reader::read_table(const Value& table, const std::array<Key<Target>, N>& keys,
                        Target& target) {
  if (!is(table, Value::Kind::Map, "a table")) return;
  for (const Member& member : table.members) {
    const auto key = std::ranges::find(keys, member.key.text, &Key<Target>::name);
    if (key != keys.end()) {
      if (!holds_tables(member.value)) note(member);
      (this->*key->read)(member.value, target);
      continue;
    }
    std::array<std::string_view, N> names;
    std::ranges::transform(keys, names.begin(), &Key<Target>::name);
    unknown_key(member, names);
  }
}

void Reader::unknown_key(const Member& member, std::span<const std::string_view> names) {
  fail(member.key.span, "unknown key `" + member.key.text + "`", advice(member.key.text, names));
}

bool Reader::is(const Value& value, Value::Kind kind, std::string_view wanted) {
  if (value.is(kind)) return true;
  fail(value.span, "is not " + std::string(wanted), "write " + std::string(wanted));
  return false;
}

std::string Reader::text(const Value& value) {
  if (!is(value, Value::Kind::String, "a string")) return {};
  if (value.text.empty()) fail(value.span, "is empty", "write a value, or leave the key out");
  return value.text;
}

std::string Reader::one_of(const Value& value, std::span<const std::string_view> words) {
  std::string word = text(value);
  if (word.empty()) return {};
  if (std::ranges::find(words, word) == words.end())
    fail(value.span, "unknown value `" + word + "`", advice(word, words));
  return word;
}

std::vector<std::string> Reader::texts(const Value& value) {
  std::vector<std::string> result;
  if (!is(value, Value::Kind::List, "a list of strings")) return result;
  for (const Value& item : value.items) result.push_back(text(item));
  return result;
}

/// Names, ids, beginnings of ids, categories: what `--select` takes.
std::vector<std::string> Reader::rule_names(const Value& value) {
  std::vector<std::string> result;
  if (!is(value, Value::Kind::List, "a list of rules")) return result;
  for (const Value& item : value.items) {
    const std::string name = text(item);
    if (name.empty()) continue;
    if (!names_any(name, known_)) {
      fail(item.span, "unknown rule `" + name + "`" + did_you_mean(known_, name),
           "`mcplint rules` lists every rule");
    }
    result.push_back(name);
  }
  return result;
}

const Rule* Reader::rule(std::string_view name, Span span) {
  const Rule* found = find_rule(known_, name);
  if (found == nullptr) {
    fail(span, "unknown rule `" + std::string(name) + "`" + did_you_mean(known_, name),
         "`mcplint rules` lists every rule");
  }
  return found;
}

void Reader::read(const Value& table) {
  static constexpr auto kKeys =
      std::to_array<Key<Configuration>>({{"extend", &Reader::extend},
                                         {"fail-on", &Reader::fail_on},
                                         {"min-severity", &Reader::min_severity},
                                         {"persona", &Reader::persona},
                                         {"select", &Reader::select},
                                         {"exclude", &Reader::exclude},
                                         {"baseline", &Reader::baseline},
                                         {"rules", &Reader::rules},
                                         {"per-file", &Reader::per_file},
                                         {"ignore", &Reader::ignores},
                                         {"policy", &Reader::policy},
                                         {"checklist", &Reader::checklist},
                                         {"targets", &Reader::targets}});
  read_table(table, kKeys, result_.configuration);
}

// `extend` is read before all else: see read_file().
void Reader::extend(const Value& value, Configuration& /*c*/) { text(value); }
void Reader::fail_on(const Value& value, Configuration& c) { c.fail_on = one_of(value, kLevels); }
void Reader::min_severity(const Value& value, Configuration& c) {
  c.min_severity = one_of(value, kSeverities);
}
void Reader::persona(const Value& value, Configuration& c) { c.persona = one_of(value, kPersonas); }
void Reader::select(const Value& value, Configuration& c) { c.select = rule_names(value); }

void Reader::exclude(const Value& value, Configuration& c) {
  c.excludes.push_back({folder_, texts(value)});
}
void Reader::baseline(const Value& value, Configuration& c) {
  const std::string path = text(value);
  if (!path.empty()) c.baseline = (std::filesystem::path(folder_) / path).string();
}

void Reader::rules(const Value& value, Configuration& c) {
  if (!is(value, Value::Kind::Map, "a table of rules")) return;
  for (const Member& member : value.members) {
    const Rule* named = rule(member.key.text, member.key.span);
    if (named == nullptr) continue;
    auto known = std::ranges::find(c.rules, named, &Configuration::RuleSetting::rule);
    if (known == c.rules.end()) {
      c.rules.push_back({named, {}, {}, {}});
      known = std::prev(c.rules.end());
    }
    table_ = "rules." + std::string(named->name);
    read_rule(member.value, *known);
    table_.clear();
  }
}

/// `[rules.NAME]`: what every rule has, and the rule's own settings.
void Reader::read_rule(const Value& table, Configuration::RuleSetting& setting) {
  if (!is(table, Value::Kind::Map, "a table")) return;
  std::vector<std::string_view> names = {"enabled", "severity"};
  for (const RuleOption& own : setting.rule->settings) names.push_back(own.name);
  for (const Member& member : table.members) {
    const std::string& key = member.key.text;
    const auto own = std::ranges::find(setting.rule->settings, key, &RuleOption::name);
    if (std::ranges::find(names, key) != names.end()) note(member);
    if (key == "enabled") {
      rule_enabled(member.value, setting);
    } else if (key == "severity") {
      rule_severity(member.value, setting);
    } else if (own != setting.rule->settings.end()) {
      read_own(member, *own, setting);
    } else {
      unknown_key(member, names);
    }
  }
}

void Reader::read_own(const Member& member, const RuleOption& own,
                      Configuration::RuleSetting& setting) {
  std::erase_if(setting.own,
                [&](const RuleOptionValue& before) { return before.name == own.name; });
  setting.own.push_back({std::string(own.name), texts(member.value)});
}

void Reader::rule_enabled(const Value& value, Configuration::RuleSetting& setting) {
  if (is(value, Value::Kind::Bool, "`true` or `false`")) setting.enabled = value.text == "true";
}

void Reader::rule_severity(const Value& value, Configuration::RuleSetting& setting) {
  const std::string word = one_of(value, kSeverities);
  const auto found = std::ranges::find(kSeverities, word);
  if (found != kSeverities.end())
    setting.severity = static_cast<Severity>(found - kSeverities.begin());
}

void Reader::per_file(const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<Key<Configuration::PerFile>>(
      {{"files", &Reader::per_file_files}, {"ignore", &Reader::per_file_ignore}});
  if (!is(value, Value::Kind::List, "a list of tables: `[[per-file]]`")) return;
  for (const Value& item : value.items) {
    Configuration::PerFile entry{.folder = folder_, .files = {}, .ignore = {}};
    const InTable inside(*this, "per-file", c.per_file.size() + 1);
    read_table(item, kKeys, entry);
    if (entry.files.empty())
      fail(first_line(item.span), "has no `files`", "name them: `files = [\"tests/**\"]`");
    if (entry.ignore.empty())
      fail(first_line(item.span), "has no `ignore`",
           "name the rules that do not speak of these files: `ignore = [\"no-timeout\"]`");
    c.per_file.push_back(std::move(entry));
  }
}

void Reader::per_file_files(const Value& value, Configuration::PerFile& entry) {
  entry.files = texts(value);
}
void Reader::per_file_ignore(const Value& value, Configuration::PerFile& entry) {
  entry.ignore = rule_names(value);
}

void Reader::ignores(const Value& value, Configuration& c) {
  static constexpr auto kKeys =
      std::to_array<Key<Configuration::Ignore>>({{"rule", &Reader::ignore_rule},
                                                 {"path", &Reader::ignore_path},
                                                 {"pointer", &Reader::ignore_pointer},
                                                 {"reason", &Reader::ignore_reason},
                                                 {"until", &Reader::ignore_until}});
  if (!is(value, Value::Kind::List, "a list of tables: `[[ignore]]`")) return;
  for (const Value& item : value.items) {
    Configuration::Ignore entry;
    entry.folder = folder_;
    entry.span = first_line(item.span);
    const InTable inside(*this, "ignore", c.ignores.size() + 1);
    read_table(item, kKeys, entry);
    if (entry.rule.empty()) fail(entry.span, "has no `rule`", "name the rule that it leaves out");
    if (entry.path.empty()) fail(entry.span, "has no `path`", "name the file that it speaks of");
    c.ignores.push_back(std::move(entry));
  }
}

void Reader::ignore_rule(const Value& value, Configuration::Ignore& entry) {
  const std::string name = text(value);
  if (name.empty() || rule(name, value.span) == nullptr) return;
  const std::size_t at = value.span.text.find(name);
  entry.rule = {value.span.text.substr(at == std::string::npos ? 0 : at, name.size())};
}
void Reader::ignore_path(const Value& value, Configuration::Ignore& entry) {
  entry.path = text(value);
}
void Reader::ignore_pointer(const Value& value, Configuration::Ignore& entry) {
  if (!is(value, Value::Kind::String, "a string")) return;
  if (!value.text.empty() && value.text.front() != '/')
    fail(value.span, "is no JSON pointer", "begin it with `/`: \"/mcpServers/demo/env/API_KEY\"");
  entry.pointer = value.text;
}
void Reader::ignore_reason(const Value& value, Configuration::Ignore& entry) {
  entry.reason = text(value);
}
void Reader::ignore_until(const Value& value, Configuration::Ignore& entry) {
  entry.until = text(value);
  if (!is_date(entry.until)) fail(value.span, "is no date", "write it as 2027-06-30");
}

void Reader::policy(const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<Key<Configuration>>(
      {{"require-reason", &Reader::policy_reason}, {"locked", &Reader::policy_locked}});
  const InTable inside(*this, "policy", 0);
  read_table(value, kKeys, c);
}

void Reader::policy_reason(const Value& value, Configuration& c) {
  if (is(value, Value::Kind::Bool, "`true` or `false`")) c.require_reason = value.text == "true";
}

void Reader::policy_locked(const Value& value, Configuration& c) {
  for (const std::string& name : rule_names(value)) {
    for (const Rule* one : known_) {
      if (names_any(name, {&one, 1})) c.locked.push_back(one);
    }
  }
}

void Reader::checklist(const Value& value, Configuration& c) {
  static constexpr auto kKeys =
      std::to_array<Key<Configuration::Checklist>>({{"optional", &Reader::checklist_optional},
                                                    {"kinds", &Reader::checklist_kinds},
                                                    {"attest", &Reader::checklist_attest}});
  const InTable inside(*this, "checklist", 0);
  read_table(value, kKeys, c.checklist);
}

void Reader::checklist_optional(const Value& value, Configuration::Checklist& list) {
  list.optional = texts(value);
}

void Reader::checklist_kinds(const Value& value, Configuration::Checklist& list) {
  static constexpr auto kKinds =
      std::to_array<std::string_view>({"api", "files", "containers", "http"});
  if (!is(value, Value::Kind::List, "a list of strings")) return;
  list.kinds.clear();
  for (const Value& item : value.items) list.kinds.push_back(one_of(item, kKinds));
}

void Reader::checklist_attest(const Value& value, Configuration::Checklist& list) {
  static constexpr auto kKeys =
      std::to_array<Key<Configuration::Attestation>>({{"item", &Reader::attest_item},
                                                      {"by", &Reader::attest_by},
                                                      {"on", &Reader::attest_on},
                                                      {"evidence", &Reader::attest_evidence},
                                                      {"valid-for", &Reader::attest_valid_for}});
  if (!is(value, Value::Kind::List, "a list of tables: `[[checklist.attest]]`")) return;
  for (const Value& item : value.items) {
    Configuration::Attestation entry;
    entry.span = first_line(item.span);
    const InTable inside(*this, "checklist.attest", list.attestations.size() + 1);
    read_table(item, kKeys, entry);
    if (entry.item.empty()) fail(entry.span, "has no `item`", "name the line that it speaks of");
    if (entry.by.empty()) fail(entry.span, "has no `by`", "say who attests it");
    if (entry.on.empty()) fail(entry.span, "has no `on`", "say when: `on = 2027-06-30`");
    list.attestations.push_back(std::move(entry));
  }
}

void Reader::attest_item(const Value& value, Configuration::Attestation& entry) {
  entry.item = text(value);
  entry.name = value.span;
}
void Reader::attest_by(const Value& value, Configuration::Attestation& entry) {
  entry.by = text(value);
}
void Reader::attest_on(const Value& value, Configuration::Attestation& entry) {
  entry.on = text(value);
  if (!is_date(entry.on)) fail(value.span, "is no date", "write it as 2027-06-30");
}
void Reader::attest_evidence(const Value& value, Configuration::Attestation& entry) {
  entry.evidence = text(value);
}
void Reader::attest_valid_for(const Value& value, Configuration::Attestation& entry) {
  const std::string word = text(value);
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), entry.valid_days);
  const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (error == std::errc() && entry.valid_days > 0 && (unit == " days" || unit == " day")) return;
  fail(value.span, "is no time", "write it in days: `valid-for = \"180 days\"`");
}

void Reader::targets(const Value& value, Configuration& c) {
  if (!is(value, Value::Kind::Map, "a table")) return;
  const InTable inside(*this, "targets", 0);
  std::vector<std::string_view> names;
  for (const TargetKey& key : target_keys()) names.push_back(key.name);
  for (const Member& member : value.members) {
    const auto key = std::ranges::find(target_keys(), member.key.text, &TargetKey::name);
    if (key == target_keys().end()) {
      unknown_key(member, names);
      continue;
    }
    note(member);
    if (!is(member.value, Value::Kind::Number, "a number")) continue;
    const std::string& text = member.value.text;
    double& target = c.targets.*key->target;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), target);
    if (read.ec != std::errc() || target < 0)
      fail(member.value.span, "is no number from 0 on", "write it as `80` or `0.1`");
  }
}

void read_configuration_table(const Value& table, const std::string& folder,
                              std::span<const Rule* const> known, ReadConfiguration& result) {
  Reader(result, folder, known).read(table);
}

}  // namespace mcplint
