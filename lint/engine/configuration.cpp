#include "lint/engine/configuration.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "lint/engine/load.h"
#include "lint/engine/select.h"
#include "lint/syntax/parse.h"
#include "lint/text/directive.h"
#include "lint/text/edit_distance.h"

namespace mcplint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostExtended = 8;  // files, one extending the next

/// Reads one file's table into a Configuration; notes everything that is wrong.
class Reader {
 public:
  Reader(ReadConfiguration& result, std::string folder, std::span<const Rule* const> known)
      : result_(result), folder_(std::move(folder)), known_(known) {}

  void read(const Value& table);

 private:
  /// A key of a table, and what reads its value.
  template <class Target>
  struct Key {
    std::string_view name;
    void (Reader::*read)(const Value&, Target&);
  };

  template <class Target, std::size_t N>
  void read_table(const Value& table, const std::array<Key<Target>, N>& keys, Target& target);

  void extend(const Value& value, Configuration& c);
  void fail_on(const Value& value, Configuration& c);
  void min_severity(const Value& value, Configuration& c);
  void persona(const Value& value, Configuration& c);
  void select(const Value& value, Configuration& c);
  void rules(const Value& value, Configuration& c);
  void per_file(const Value& value, Configuration& c);
  void ignores(const Value& value, Configuration& c);
  void policy(const Value& value, Configuration& c);

  void rule_enabled(const Value& value, Configuration::RuleSetting& setting);
  void rule_severity(const Value& value, Configuration::RuleSetting& setting);
  void per_file_files(const Value& value, Configuration::PerFile& entry);
  void per_file_ignore(const Value& value, Configuration::PerFile& entry);
  void ignore_rule(const Value& value, Configuration::Ignore& entry);
  void ignore_path(const Value& value, Configuration::Ignore& entry);
  void ignore_pointer(const Value& value, Configuration::Ignore& entry);
  void ignore_reason(const Value& value, Configuration::Ignore& entry);
  void ignore_until(const Value& value, Configuration::Ignore& entry);
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

/// "did you mean `x`?", or what there is to choose from.
static std::string advice(std::string_view word, std::span<const std::string_view> words) {
  const std::string_view meant = nearest(word, words);
  if (meant.empty()) return "it may be " + listed(words);
  return "did you mean `" + std::string(meant) + "`?";
}

template <class Target, std::size_t N>
void Reader::read_table(const Value& table, const std::array<Key<Target>, N>& keys,
                        Target& target) {
  if (!is(table, Value::Kind::Map, "a table")) return;
  for (const Member& member : table.members) {
    const auto key = std::ranges::find(keys, member.key.text, &Key<Target>::name);
    if (key != keys.end()) {
      (this->*key->read)(member.value, target);
      continue;
    }
    std::array<std::string_view, N> names;
    std::ranges::transform(keys, names.begin(), &Key<Target>::name);
    fail(member.key.span, "unknown key `" + member.key.text + "`", advice(member.key.text, names));
  }
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
                                         {"rules", &Reader::rules},
                                         {"per-file", &Reader::per_file},
                                         {"ignore", &Reader::ignores},
                                         {"policy", &Reader::policy}});
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

void Reader::rules(const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<Key<Configuration::RuleSetting>>(
      {{"enabled", &Reader::rule_enabled}, {"severity", &Reader::rule_severity}});
  if (!is(value, Value::Kind::Map, "a table of rules")) return;
  for (const Member& member : value.members) {
    Configuration::RuleSetting setting;
    setting.rule = rule(member.key.text, member.key.span);
    read_table(member.value, kKeys, setting);
    c.rules.push_back(setting);
  }
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
    read_table(item, kKeys, entry);
    if (entry.files.empty())
      fail(item.span, "has no `files`", "name them: `files = [\"tests/**\"]`");
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
    entry.span = {item.span.text.substr(0, item.span.text.find('\n'))};
    read_table(item, kKeys, entry);
    if (entry.rule.empty()) fail(item.span, "has no `rule`", "name the rule that it leaves out");
    if (entry.path.empty()) fail(item.span, "has no `path`", "name the file that it speaks of");
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

static const Value* table_of(const Config& config, const fs::path& path) {
  if (path.filename() != "pyproject.toml") return &config.root;
  const Value* tool = config.root.get("tool");
  return tool == nullptr ? nullptr : tool->get("mcplint");
}

/// Reads one file, after the one that it extends: what it says itself wins.
static void read_file(ReadConfiguration& result, const fs::path& path, Span from,
                      std::span<const Rule* const> known, std::size_t depth) {
  const auto fail = [&](Span span, std::string what, std::string help) {
    result.errors.push_back({span, std::move(what), std::move(help)});
  };
  Loaded loaded = load(path.string());
  std::shared_ptr<const Source> source = std::move(loaded.source);
  if (source == nullptr) {
    const bool named_by_us = !from.empty();
    if (!named_by_us) source = std::make_shared<const Source>(path.string(), "");
    fail(named_by_us ? from : source->start(), "`" + path.string() + "` " + loaded.failure,
         loaded.help);
    if (!named_by_us) result.configuration.sources.push_back(std::move(source));
    return;
  }
  result.configuration.sources.push_back(source);
  Parsed parsed;
  parse_toml(*source, parsed);
  std::ranges::move(parsed.problems, std::back_inserter(result.errors));
  const Value* table = parsed.config ? table_of(*parsed.config, path) : nullptr;
  if (table == nullptr) return;

  const Value* extend = table->get("extend");
  if (extend != nullptr && extend->is(Value::Kind::String)) {
    if (depth == kMostExtended) {
      return fail(extend->span, "extends too many files, one after another",
                  "extend at most " + std::to_string(kMostExtended) + ", in no circle");
    }
    // Nothing else is opened because a linted tree asks for it.
    if (!extend->text.ends_with(".toml"))
      return fail(extend->span, "extends no TOML file", "name a file that ends with `.toml`");
    read_file(result, path.parent_path() / extend->text, extend->span, known, depth + 1);
  }
  const std::string folder = fs::absolute(path).lexically_normal().parent_path().string();
  Reader(result, folder, known).read(*table);
}

ReadConfiguration read_configuration(const std::string& path, std::span<const Rule* const> known) {
  ReadConfiguration result;
  read_file(result, path, {}, known, 1);
  return result;
}

static bool has_our_table(const fs::path& pyproject) {
  const Loaded loaded = load(pyproject.string());
  if (loaded.source == nullptr || loaded.source->text.find("tool.mcplint") == std::string::npos)
    return false;
  Parsed parsed;
  parse_toml(*loaded.source, parsed);
  return parsed.config && table_of(*parsed.config, pyproject) != nullptr;
}

std::string find_configuration(const std::string& path) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error).lexically_normal();
  if (error) return {};
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  if (!folder.has_filename()) folder = folder.parent_path();
  while (true) {
    for (const char* name : {"mcplint.toml", ".mcplint.toml"}) {
      if (fs::is_regular_file(folder / name, error)) return (folder / name).string();
    }
    const fs::path pyproject = folder / "pyproject.toml";
    if (fs::is_regular_file(pyproject, error) && has_our_table(pyproject))
      return pyproject.string();
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace mcplint
