#include "lint/engine/merge.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <ostream>
#include <tuple>
#include <utility>

#include "lint/syntax/parse.h"
#include "lint/text/json_writer.h"

namespace mcplint {

static constexpr std::uintmax_t kLargestLog = 512U << 20U;

namespace {

/// A finding or notification, and what it is sorted by.
struct Entry {
  std::string path;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string rule;
  const Value* value = nullptr;

  [[nodiscard]] auto key() const { return std::tie(path, line, column, rule); }
};

const Value* at(const Value* value, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) {
    if (value == nullptr) return nullptr;
    value = value->get(key);
  }
  return value;
}

const Value* first_of(const Value* list) {
  return list == nullptr || list->items.empty() ? nullptr : &list->items.front();
}

std::string text_of(const Value* value) { return value == nullptr ? "" : value->text; }

std::size_t number_of(const Value* value) {
  std::size_t number = 0;
  const std::string digits = text_of(value);
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// A path again, out of the URI that was made of it.
std::string path_of(std::string_view uri) {
  constexpr std::string_view kFile = "file://";
  if (uri.starts_with(kFile)) uri.remove_prefix(kFile.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned byte = 0;
    const bool coded = uri[i] == '%' && i + 2 < uri.size();
    if (coded) std::from_chars(uri.data() + i + 1, uri.data() + i + 3, byte, 16);
    path += coded ? static_cast<char>(byte) : uri[i];
    if (coded) i += 2;
  }
  return path;
}

Entry entry_of(const Value& value) {
  const Value* place = at(first_of(value.get("locations")), {"physicalLocation"});
  Entry entry;
  entry.path = path_of(text_of(at(place, {"artifactLocation", "uri"})));
  entry.line = number_of(at(place, {"region", "startLine"}));
  entry.column = number_of(at(place, {"region", "startColumn"}));
  entry.rule = text_of(value.get("ruleId"));
  entry.value = &value;
  return entry;
}

/// Entries of several logs in the order of one, those that are alike once.
void put_in_order(std::vector<Entry>& entries) {
  std::ranges::stable_sort(entries,
                           [](const Entry& a, const Entry& b) { return a.key() < b.key(); });
  const auto alike = [](const Entry& a, const Entry& b) {
    return a.key() == b.key() && a.value->span.text == b.value->span.text;
  };
  entries.erase(std::unique(entries.begin(), entries.end(), alike), entries.end());
}

class Merger {
 public:
  explicit Merger(std::ostream& out) : json_(out) {}

  /// Takes in a log; returns what is wrong with it, or nothing.
  std::string add(const Value& log) {
    const Value* runs = log.get("runs");
    if (runs == nullptr || !runs->is(Value::Kind::List)) return "is no SARIF log";
    for (const Value& run : runs->items) {
      const Value* driver = at(&run, {"tool", "driver"});
      if (text_of(at(driver, {"name"})) != "mcplint") return "is no log of mcplint";
      const std::string version = text_of(at(driver, {"semanticVersion"}));
      if (first_ == nullptr) version_ = version;
      if (version != version_)
        return "is of mcplint " + version + ", the others are of " + version_;
      add_run(run, *driver);
    }
    return {};
  }

  void write() {
    put_in_order(results_);
    put_in_order(notifications_);
    std::size_t index = 0;
    for (auto& [id, rule] : rules_) rule.index = index++;
    json_.object([&] {
      json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json_.member("version", "2.1.0");
      json_.array("runs", [&] { json_.object([&] { write_run(); }); });
    });
  }

  [[nodiscard]] std::vector<std::string> severities() const {
    std::vector<std::string> result;
    for (const Entry& entry : results_) {
      const Value* suppressions = entry.value->get("suppressions");
      if (suppressions != nullptr && !suppressions->items.empty()) continue;
      result.push_back(text_of(at(entry.value, {"properties", "severity"})));
    }
    return result;
  }

 private:
  struct MergedRule {
    const Value* descriptor = nullptr;
    std::map<std::string, const Value*> messages;
    std::size_t index = 0;
  };

  void add_run(const Value& run, const Value& driver) {
    if (first_ == nullptr) first_ = &run;
    if (run.get("redactionTokens") != nullptr) redaction_ = run.get("redactionTokens");
    if (const Value* rules = driver.get("rules")) {
      for (const Value& descriptor : rules->items) add_rule(descriptor);
    }
    if (const Value* results = run.get("results")) {
      for (const Value& result : results->items) results_.push_back(entry_of(result));
    }
    const Value* invocation = first_of(run.get("invocations"));
    if (const Value* notes = at(invocation, {"toolExecutionNotifications"})) {
      for (const Value& note : notes->items) notifications_.push_back(entry_of(note));
    }
    if (text_of(at(invocation, {"executionSuccessful"})) != "true") successful_ = false;
  }

  void add_rule(const Value& descriptor) {
    MergedRule& rule = rules_[text_of(descriptor.get("id"))];
    if (rule.descriptor == nullptr) rule.descriptor = &descriptor;
    const Value* messages = descriptor.get("messageStrings");
    if (messages == nullptr) return;
    // The one with messages shows where they stand among the others.
    if (rule.messages.empty()) rule.descriptor = &descriptor;
    for (const Member& member : messages->members)
      rule.messages.emplace(member.key.text, &member.value);
  }

  void write_run() {
    for (const Member& member : first_->members) {
      const std::string& key = member.key.text;
      if (key == "results" && redaction_ != nullptr) write_member("redactionTokens", *redaction_);
      if (key == "redactionTokens") continue;
      if (key == "tool") {
        json_.object("tool", [&] { json_.object("driver", [&] { write_driver(); }); });
      } else if (key == "invocations") {
        json_.array("invocations", [&] { json_.object([&] { write_invocation(); }); });
      } else if (key == "results") {
        json_.array("results", [&] {
          for (const Entry& entry : results_) json_.object([&] { write_result(entry); });
        });
      } else {
        write_member(key, member.value);
      }
    }
  }

  void write_driver() {
    for (const Member& member : at(first_, {"tool", "driver"})->members) {
      if (member.key.text != "rules") {
        write_member(member.key.text, member.value);
        continue;
      }
      json_.array("rules", [&] {
        for (const auto& merged : rules_) json_.object([&] { write_rule(merged.second); });
      });
    }
  }

  void write_rule(const MergedRule& rule) {
    for (const Member& member : rule.descriptor->members) {
      if (member.key.text != "messageStrings") {
        write_member(member.key.text, member.value);
        continue;
      }
      json_.object("messageStrings", [&] {
        for (const auto& [id, message] : rule.messages) write_member(id, *message);
      });
    }
  }

  void write_invocation() {
    json_.member("executionSuccessful", successful_);
    json_.array("toolExecutionNotifications", [&] {
      for (const Entry& entry : notifications_) write(*entry.value);
    });
  }

  void write_result(const Entry& entry) {
    for (const Member& member : entry.value->members) {
      if (member.key.text == "ruleIndex") {
        json_.member("ruleIndex", rules_.at(entry.rule).index);
      } else {
        write_member(member.key.text, member.value);
      }
    }
  }

  void write_member(const std::string& key, const Value& value) {
    if (value.is(Value::Kind::Map)) {
      json_.object(key, [&] { write_members(value); });
    } else if (value.is(Value::Kind::List)) {
      json_.array(key, [&] {
        for (const Value& item : value.items) write(item);
      });
    } else if (value.is(Value::Kind::String)) {
      json_.member(key, value.text);
    } else {
      json_.literal_member(key, value.text);
    }
  }

  void write_members(const Value& value) {
    for (const Member& member : value.members) write_member(member.key.text, member.value);
  }

  void write(const Value& value) {
    if (value.is(Value::Kind::Map)) return json_.object([&] { write_members(value); });
    if (value.is(Value::Kind::String)) return json_.value(value.text);
    if (!value.is(Value::Kind::List)) return json_.literal(value.text);
    json_.array([&] {
      for (const Value& item : value.items) write(item);
    });
  }

  JsonWriter json_;
  const Value* first_ = nullptr;  // run
  const Value* redaction_ = nullptr;
  std::string version_;
  bool successful_ = true;
  std::map<std::string, MergedRule> rules_;
  std::vector<Entry> results_;
  std::vector<Entry> notifications_;
};

}  // namespace

std::shared_ptr<const Source> load_log(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return nullptr;
  if (std::filesystem::file_size(path, error) > kLargestLog || error) return nullptr;
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  return in ? std::make_shared<const Source>(path, std::move(text)) : nullptr;
}

Merged merge_logs(std::span<const std::shared_ptr<const Source>> logs, std::ostream& out) {
  std::vector<Parsed> parsed(logs.size());
  Merger merger(out);
  for (std::size_t i = 0; i < logs.size(); ++i) {
    parse_json(*logs[i], parsed[i]);
    const bool is_json = parsed[i].config && parsed[i].problems.empty();
    std::string error = is_json ? merger.add(parsed[i].config->root) : "is no JSON";
    if (!error.empty()) return {"`" + logs[i]->path + "` " + error, {}};
  }
  merger.write();
  return {{}, merger.severities()};
}

}  // namespace mcplint
