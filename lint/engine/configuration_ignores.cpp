// `[[per-file]]` and `[[ignore]]`: what a configuration leaves out of what is found.

#include <array>
#include <string>
#include <utility>

#include "lint/engine/table_reader.h"

namespace mcplint {

static void files(TableReader& in, const Value& value, Configuration::PerFile& entry) {
  entry.files = in.texts(value);
}
static void ignored_rules(TableReader& in, const Value& value, Configuration::PerFile& entry) {
  entry.ignore = in.rule_names(value);
}

void read_per_file(TableReader& in, const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<TableReader::Key<Configuration::PerFile>>(
      {{"files", files}, {"ignore", ignored_rules}});
  if (!in.is(value, Value::Kind::List, "a list of tables: `[[per-file]]`")) return;
  for (const Value& item : value.items) {
    Configuration::PerFile entry{.folder = in.folder(), .files = {}, .ignore = {}};
    const TableReader::InTable inside(in, "per-file", c.per_file.size() + 1);
    in.read(item, kKeys, entry);
    if (entry.files.empty())
      in.fail(first_line(item.span), "has no `files`", "name them: `files = [\"tests/**\"]`");
    if (entry.ignore.empty())
      in.fail(first_line(item.span), "has no `ignore`",
              "name the rules that do not speak of these files: `ignore = [\"no-timeout\"]`");
    c.per_file.push_back(std::move(entry));
  }
}

static void ignore_rule(TableReader& in, const Value& value, Configuration::Ignore& entry) {
  const std::string name = in.text(value);
  if (name.empty() || in.rule(name, value.span) == nullptr) return;
  const std::size_t at = value.span.text.find(name);
  entry.rule = {value.span.text.substr(at == std::string::npos ? 0 : at, name.size())};
}
static void ignore_path(TableReader& in, const Value& value, Configuration::Ignore& entry) {
  entry.path = in.text(value);
}
static void ignore_pointer(TableReader& in, const Value& value, Configuration::Ignore& entry) {
  if (!in.is(value, Value::Kind::String, "a string")) return;
  if (!value.text.empty() && value.text.front() != '/')
    in.fail(value.span, "is no JSON pointer",
            "begin it with `/`: \"/mcpServers/demo/env/API_KEY\"");
  entry.pointer = value.text;
}
static void ignore_reason(TableReader& in, const Value& value, Configuration::Ignore& entry) {
  entry.reason = in.text(value);
}
static void ignore_until(TableReader& in, const Value& value, Configuration::Ignore& entry) {
  entry.until = in.date(value);
}

void read_ignores(TableReader& in, const Value& value, Configuration& c) {
  static constexpr auto kKeys =
      std::to_array<TableReader::Key<Configuration::Ignore>>({{"rule", ignore_rule},
                                                              {"path", ignore_path},
                                                              {"pointer", ignore_pointer},
                                                              {"reason", ignore_reason},
                                                              {"until", ignore_until}});
  if (!in.is(value, Value::Kind::List, "a list of tables: `[[ignore]]`")) return;
  for (const Value& item : value.items) {
    Configuration::Ignore entry;
    entry.folder = in.folder();
    entry.span = first_line(item.span);
    const TableReader::InTable inside(in, "ignore", c.ignores.size() + 1);
    in.read(item, kKeys, entry);
    if (entry.rule.empty())
      in.fail(entry.span, "has no `rule`", "name the rule that it leaves out");
    if (entry.path.empty()) in.fail(entry.span, "has no `path`", "name the file that it speaks of");
    c.ignores.push_back(std::move(entry));
  }
}

}  // namespace mcplint
