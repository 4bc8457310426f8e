#include "lint/engine/baseline.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include "lint/engine/check.h"
#include "lint/engine/load.h"
#include "lint/engine/select.h"
#include "lint/syntax/parse.h"
#include "lint/text/json_writer.h"

namespace mcplint {

namespace fs = std::filesystem;

static constexpr std::string_view kVersion = "1";

static Span first_line(Span span) { return {span.text.substr(0, span.text.find('\n'))}; }

static void read_entry(const Value& value, Baseline& baseline) {
  BaselineEntry entry;
  entry.span = first_line(value.span);
  struct Key {
    std::string_view name;
    std::string* text;
  };
  const std::array<Key, 4> keys = {{{"rule", &entry.rule},
                                    {"path", &entry.path},
                                    {"in", &entry.where},
                                    {"fingerprint", &entry.fingerprint}}};
  for (const Member& member : value.members) {
    const auto key = std::ranges::find(keys, member.key.text, &Key::name);
    if (key == keys.end() || !member.value.is(Value::Kind::String)) {
      baseline.errors.push_back({member.key.span, "unknown key `" + member.key.text + "`",
                                 "let `mcplint baseline write` write this file"});
      return;
    }
    *key->text = member.value.text;
  }
  if (entry.rule.empty() || entry.path.empty() || entry.fingerprint.empty()) {
    baseline.errors.push_back({entry.span, "is no entry with `rule`, `path` and `fingerprint`",
                               "let `mcplint baseline write` write this file"});
    return;
  }
  baseline.entries.push_back(std::move(entry));
}

Baseline read_baseline(const std::string& path) {
  Baseline baseline;
  Loaded loaded = load(path);
  if (loaded.source == nullptr) {
    baseline.source = std::make_shared<const Source>(path, "");
    baseline.errors.push_back({baseline.source->start(), loaded.failure,
                               "`mcplint baseline write` makes one of what is found now"});
    return baseline;
  }
  baseline.source = std::move(loaded.source);
  Parsed parsed;
  parse_json(*baseline.source, parsed);
  std::ranges::move(parsed.problems, std::back_inserter(baseline.errors));
  if (!parsed.config) return baseline;
  const Value& root = parsed.config->root;
  const Value* version = root.get("version");
  const Value* findings = root.get("findings");
  if (version == nullptr || version->text != kVersion || findings == nullptr ||
      !findings->is(Value::Kind::List)) {
    baseline.errors.push_back({baseline.source->start(), "is no baseline that this mcplint reads",
                               "let `mcplint baseline write` write it"});
    return baseline;
  }
  for (const Value& value : findings->items) read_entry(value, baseline);
  return baseline;
}

namespace {

/// Says of entries that nothing matched whether they are of no use any more.
class Judge {
 public:
  Judge(const Run& run, std::span<const Rule* const> known, bool whole)
      : run_(run), known_(known), whole_(whole) {
    for (const File& file : run.files) {
      if (file.state != File::State::Skipped) linted_.insert(absolute(file.path));
    }
  }

  [[nodiscard]] bool is_stale(const BaselineEntry& entry) const {
    const auto has = [&](std::span<const Rule* const> rules) {
      return std::ranges::find(rules, entry.rule, &Rule::id) != rules.end();
    };
    if (!has(known_)) return whole_;
    if (!has(run_.rules)) return false;
    const std::string path = absolute((fs::path(run_.root) / entry.path).string());
    if (linted_.contains(path)) return true;
    std::error_code error;
    return whole_ && !fs::exists(path, error);
  }

 private:
  static std::string absolute(const std::string& path) {
    std::error_code error;
    return fs::weakly_canonical(fs::absolute(path, error), error).string();
  }

  const Run& run_;
  std::span<const Rule* const> known_;
  bool whole_;
  std::set<std::string> linted_;
};

}  // namespace

void apply_baseline(Run& run, const Baseline& baseline, std::span<const Rule* const> known,
                    bool whole) {
  run.sources.add(baseline.source);
  std::map<std::pair<std::string_view, std::string_view>, bool> used;
  for (const BaselineEntry& entry : baseline.entries) used[{entry.rule, entry.fingerprint}] = false;
  std::erase_if(run.diagnostics, [&](Diagnostic& diagnostic) {
    const auto found = used.find({diagnostic.rule->id, diagnostic.fingerprint});
    if (found == used.end()) return false;
    found->second = true;
    run.suppressed.push_back({std::move(diagnostic), "in the baseline", Suppressed::By::Baseline});
    return true;
  });
  const Judge judge(run, known, whole);
  for (const BaselineEntry& entry : baseline.entries) {
    if (!used.at({entry.rule, entry.fingerprint}) && judge.is_stale(entry))
      run.project.stale_entries.push_back(entry);
  }
  std::ranges::move(run_rules_on_baseline(run.project, run.rules),
                    std::back_inserter(run.diagnostics));
  sort_by_place(run);
}

void write_baseline(std::vector<BaselineEntry> entries, std::ostream& out) {
  const auto key = [](const BaselineEntry& entry) {
    return std::tie(entry.path, entry.rule, entry.where, entry.fingerprint);
  };
  std::ranges::sort(entries, [&](const auto& a, const auto& b) { return key(a) < key(b); });
  out << "{\"version\": " << kVersion << ", \"findings\": [";
  for (const BaselineEntry& entry : entries) {
    out << (&entry == &entries.front() ? "\n" : ",\n") << "{\"rule\": " << json_string(entry.rule)
        << ", \"path\": " << json_string(entry.path);
    if (!entry.where.empty()) out << ", \"in\": " << json_string(entry.where);
    out << ", \"fingerprint\": " << json_string(entry.fingerprint) << '}';
  }
  out << (entries.empty() ? "]}\n" : "\n]}\n");
}

}  // namespace mcplint
