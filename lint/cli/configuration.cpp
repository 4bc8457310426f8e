// `mcplint config`: what counts, and why; the schema; a file to begin with.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <utility>

#include "lint/cli/setup.h"
#include "lint/engine/configuration_schema.h"
#include "lint/text/escape.h"
#include "lint/text/json_writer.h"
#include "rules/rules.h"

namespace mcplint::cli {

namespace {

/// A value and who set it.
struct Shown {
  std::string value;
  std::string origin;
};

/// The tables of the effective configuration, each with its keys in order.
class Effective {
 public:
  void set(const std::string& table, const std::string& key, Shown shown) {
    auto known = std::ranges::find(tables_, table, &Table::header);
    if (known == tables_.end()) {
      tables_.push_back({table, {}});
      known = std::prev(tables_.end());
    }
    const auto same = std::ranges::find(known->keys, key, &std::pair<std::string, Shown>::first);
    if (same == known->keys.end()) {
      known->keys.emplace_back(key, std::move(shown));
    } else {
      same->second = std::move(shown);
    }
  }

  void add_default(const std::string& key, const std::string& value) {
    auto& keys = tables_.front().keys;
    const bool is_set =
        std::ranges::find(keys, key, &std::pair<std::string, Shown>::first) != keys.end();
    if (!is_set) keys.emplace_back(key, Shown{value, "default"});
  }

  void print(std::ostream& out) const {
    static constexpr std::size_t kColumn = 40;
    for (const Table& table : tables_) {
      if (!table.header.empty()) {
        const bool is_list = table.header.find('#') != std::string::npos;
        const std::string name = table.header.substr(0, table.header.find('#'));
        out << '\n' << (is_list ? "[[" + name + "]]" : "[" + name + "]") << '\n';
      }
      for (const auto& [key, shown] : table.keys) {
        std::string line = key + " = " + escape(shown.value);
        line.resize(std::max(line.size() + 2, kColumn), ' ');
        out << line << "# " << escape(shown.origin) << '\n';
      }
    }
  }

 private:
  struct Table {
    std::string header;
    std::vector<std::pair<std::string, Shown>> keys;
  };
  std::vector<Table> tables_ = {{"", {}}};
};

}  // namespace

static std::string header_of(const ReadConfiguration::SetValue& value) {
  if (value.item == 0) return value.table;
  return value.table + "#" + std::to_string(value.item);
}

/// A value on one line.
static std::string on_one_line(std::string_view value) {
  std::string text;
  for (const char c : value) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) {
      text += c;
    } else if (!text.ends_with(' ')) {
      text += ' ';
    }
  }
  return text;
}

/// On the command line, or in the environment, which only the caller can tell apart.
static std::string said_by(const char* option, const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value != nullptr && *value != '\0' ? variable : option;
}

static std::string list_of(const std::vector<std::string>& words) {
  std::string text = "[";
  for (const std::string& word : words) text += (text.size() > 1 ? ", " : "") + json_string(word);
  return text + "]";
}

static void add_arguments(const CheckArguments& arguments, Effective& effective) {
  if (!arguments.select.empty())
    effective.set("", "select", {list_of(arguments.select), said_by("--select", "MCPLINT_SELECT")});
  const struct {
    const char* key;
    const std::string& value;
    const char* option;
    const char* variable;
  } words[] = {
      {"persona", arguments.persona, "--persona", "MCPLINT_PERSONA"},
      {"min-severity", arguments.min_severity, "--min-severity", "MCPLINT_MIN_SEVERITY"},
      {"fail-on", arguments.fail_on, "--fail-on", "MCPLINT_FAIL_ON"},
      {"baseline", arguments.baseline, "--baseline", "MCPLINT_BASELINE"},
  };
  for (const auto& word : words) {
    if (!word.value.empty())
      effective.set("", word.key, {json_string(word.value), said_by(word.option, word.variable)});
  }
}

int show_configuration(const CheckArguments& arguments) {
  ReadConfiguration read;
  if (const int code = read_configuration_for(arguments, read); code != kClean) return code;
  Sources sources;
  for (const std::shared_ptr<const Source>& source : read.configuration.sources)
    sources.add(source);

  Effective effective;
  for (const ReadConfiguration::SetValue& value : read.values) {
    if (value.key == "extend") continue;  // what that brings is shown
    const Location at = sources.locate(value.value);
    const bool in_file = at.source->path != kCommandLine;
    const std::string origin =
        in_file ? at.source->path + ":" + std::to_string(at.line) : at.source->path;
    effective.set(header_of(value), value.key, {on_one_line(value.value.text), origin});
  }
  add_arguments(arguments, effective);
  effective.add_default("select", "[]");
  effective.add_default("persona", "\"regular\"");
  effective.add_default("min-severity", "\"info\"");
  effective.add_default("fail-on", "\"low\"");
  if (read.configuration.sources.empty()) std::cout << "# no configuration file was found\n";
  effective.print(std::cout);
  return kClean;
}

int print_configuration_schema() {
  write_configuration_schema(all_rules(), std::cout);
  return kClean;
}

int print_starter_configuration() {
  write_starter_configuration(std::cout);
  return kClean;
}

}  // namespace mcplint::cli
