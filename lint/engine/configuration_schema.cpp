#include "lint/engine/configuration_schema.h"

#include <algorithm>
#include <ostream>
#include <string>

#include "lint/text/json_writer.h"

namespace mcplint {

namespace {

using Type = ConfigurationKey::Type;

constexpr ConfigurationKey kKeys[] = {
    {"", "extend", Type::Text, false, "\"../company.toml\"",
     "another file to read first; what stands here wins"},
    {"", "select", Type::Rules, false, "[\"all\"]",
     "the rules to run: names, ids, beginnings of ids, categories, all"},
    {"", "persona", Type::Persona, false, "\"regular\"",
     "for whom: which rules are on without `select`"},
    {"", "min-severity", Type::Severity, false, "\"info\"", "report nothing milder"},
    {"", "fail-on", Type::Level, false, "\"low\"", "exit with 1 from this severity on"},
    {"", "exclude", Type::Texts, false, "[\"third_party/\"]",
     "files not to lint: patterns as .gitignore has them, relative to this file"},
    {"", "baseline", Type::Text, false, "\".mcplint-baseline.json\"",
     "findings that are known and left out: see `mcplint baseline`"},
    {"rules.*", "enabled", Type::Truth, false, "false", "switches the rule on or off"},
    {"rules.*", "severity", Type::Severity, false, "\"medium\"", "how bad its findings are here"},
    {"per-file", "files", Type::Texts, true, "[\"tests/**\"]",
     "patterns as .gitignore has them, relative to this file"},
    {"per-file", "ignore", Type::Rules, true, "[\"no-timeout\"]",
     "the rules that do not speak of them"},
    {"ignore", "rule", Type::Rule, true, "\"hardcoded-secret\"", "whose finding is left out"},
    {"ignore", "path", Type::Text, true, "\".mcp.json\"", "the file, relative to this one"},
    {"ignore", "pointer", Type::Pointer, false, "\"/mcpServers/demo/env/API_KEY\"",
     "the place in it, as a JSON pointer; without it, the whole file"},
    {"ignore", "reason", Type::Text, false, "\"a public demo key\"", "why"},
    {"ignore", "until", Type::Date, false, "2027-06-30", "the last day on which it counts"},
    {"policy", "require-reason", Type::Truth, false, "true",
     "a suppression without a reason counts for nothing"},
    {"policy", "locked", Type::Rules, false, "[\"hardcoded-secret\"]",
     "rules that nobody may suppress"},
    {"checklist", "optional", Type::Texts, false, "[\"alerts\"]",
     "lines of the checklist that need not be settled: see `mcplint checklist`"},
    {"checklist", "kinds", Type::Texts, false, "[\"api\"]",
     "the kinds of server there are, instead of those found: api, files, containers, http"},
    {"checklist.attest", "item", Type::Text, true, "\"load-testing\"", "the line, by its name"},
    {"checklist.attest", "by", Type::Text, true, "\"Ada, operations\"",
     "who says that it is settled"},
    {"checklist.attest", "on", Type::Date, true, "2027-06-30", "when"},
    {"checklist.attest", "evidence", Type::Text, false, "\"docs/load-test.md\"", "where to look"},
    {"checklist.attest", "valid-for", Type::Text, false, "\"180 days\"",
     "how long that counts; without it, for ever"},
    {"targets", "coverage", Type::Number, false, "80", "percent of the lines, at least"},
    {"targets", "response-simple", Type::Number, false, "100",
     "milliseconds that 95 of 100 requests take, less than"},
    {"targets", "response-complex", Type::Number, false, "1000",
     "likewise, of tools that the load-test report calls complex"},
    {"targets", "memory", Type::Number, false, "500", "MB, less than"},
    {"targets", "cpu-idle", Type::Number, false, "10", "percent of a processor, less than"},
    {"targets", "cpu-active", Type::Number, false, "50", "percent of a processor, less than"},
    {"targets", "error-rate", Type::Number, false, "0.1", "percent of the requests, less than"},
    {"targets", "concurrency", Type::Number, false, "10", "requests at a time, at least"},
    {"targets", "requests", Type::Number, false, "1000", "requests in a load test, at least"},
    {"targets", "max-age", Type::Number, false, "30", "days; older reports do not count"},
};

class Schema {
 public:
  Schema(std::span<const Rule* const> rules, std::ostream& out) : rules_(rules), json_(out) {}

  void write() {
    json_.object([&] {
      json_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
      json_.member("title", "mcplint.toml");
      json_.member("type", "object");
      json_.member("additionalProperties", false);
      json_.object("properties", [&] {
        write_keys("");
        json_.object("rules", [&] { write_rules(); });
        write_list("per-file", "rules that do not speak of some files");
        write_list("ignore", "a finding in a file that cannot hold comments");
        json_.object("policy", [&] { write_table("policy"); });
        json_.object("checklist", [&] { write_checklist(); });
        json_.object("targets", [&] { write_table("targets"); });
      });
      json_.object("$defs", [&] { write_definitions(); });
    });
  }

 private:
  void write_table(std::string_view table) {
    json_.member("type", "object");
    json_.member("additionalProperties", false);
    json_.object("properties", [&] { write_keys(table); });
    json_.array("required", [&] {
      for (const ConfigurationKey& key : kKeys) {
        if (key.table == table && key.required) json_.value(key.name);
      }
    });
  }

  void write_checklist() {
    json_.member("type", "object");
    json_.member("additionalProperties", false);
    json_.object("properties", [&] {
      write_keys("checklist");
      json_.object("attest", [&] {
        json_.member("description", "a person's word for a line of the checklist");
        json_.member("type", "array");
        json_.object("items", [&] { write_table("checklist.attest"); });
      });
    });
  }

  void write_list(std::string_view table, std::string_view summary) {
    json_.object(table, [&] {
      json_.member("description", summary);
      json_.member("type", "array");
      json_.object("items", [&] { write_table(table); });
    });
  }

  void write_keys(std::string_view table) {
    for (const ConfigurationKey& key : kKeys) {
      if (key.table != table) continue;
      json_.object(key.name, [&] {
        json_.member("description", key.summary);
        write_type(key.type);
      });
    }
  }

  void write_type(Type type) {
    static constexpr std::string_view kReferences[] = {"text",     "texts",   "rule",    "rules",
                                                       "severity", "level",   "persona", "",
                                                       "date",     "pointer", "number"};
    const std::string_view name = kReferences[static_cast<std::size_t>(type)];
    if (name.empty()) return json_.member("type", "boolean");
    json_.member("$ref", "#/$defs/" + std::string(name));
  }

  void write_rules() {
    json_.member("description", "a rule, by name or id");
    json_.member("type", "object");
    json_.member("additionalProperties", false);
    json_.object("properties", [&] {
      for (const Rule* rule : rules_) {
        json_.object(rule->id, [&] { write_rule(*rule); });
        json_.object(rule->name, [&] { write_rule(*rule); });
      }
    });
  }

  void write_rule(const Rule& rule) {
    json_.member("description", rule.summary);
    json_.member("type", "object");
    json_.member("additionalProperties", false);
    json_.object("properties", [&] {
      write_keys("rules.*");
      for (const RuleOption& setting : rule.settings) {
        json_.object(setting.name, [&] {
          json_.member("description", setting.summary);
          write_type(Type::Texts);
        });
      }
    });
  }

  template <class Words>
  void write_choice(std::string_view name, const Words& words) {
    json_.object(name, [&] {
      json_.array("enum", [&] {
        for (const std::string_view word : words) json_.value(word);
      });
    });
  }

  void write_definitions() {
    static constexpr std::string_view kLevels[] = {"info", "low",      "medium",
                                                   "high", "critical", "never"};
    static constexpr std::string_view kPersonas[] = {"regular", "pedantic", "auditor"};
    const std::span<const std::string_view> levels(kLevels);
    write_pattern("text", ".");
    write_items("texts", "text");
    json_.object("rule", [&] {
      json_.array("enum", [&] {
        for (const Rule* rule : rules_) {
          json_.value(rule->id);
          json_.value(rule->name);
        }
      });
    });
    write_pattern("selector", "^(all|[a-z0-9-]+|[Mm][Cc][Pp][0-9]{0,3})$");
    write_items("rules", "selector");
    write_choice("severity", levels.first(std::size(kLevels) - 1));
    write_choice("level", levels);
    write_choice("persona", kPersonas);
    write_pattern("date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    write_pattern("pointer", "^(/.*)?$");
    json_.object("number", [&] {
      json_.member("type", "number");
      json_.member("minimum", 0U);
    });
  }

  void write_pattern(std::string_view name, std::string_view pattern) {
    json_.object(name, [&] {
      json_.member("type", "string");
      json_.member("pattern", pattern);
    });
  }

  void write_items(std::string_view name, std::string_view item) {
    json_.object(name, [&] {
      json_.member("type", "array");
      json_.object("items", [&] { json_.member("$ref", "#/$defs/" + std::string(item)); });
    });
  }

  std::span<const Rule* const> rules_;
  JsonWriter json_;
};

/// How a table begins in TOML, with a rule's name for the star.
std::string header_of(std::string_view table) {
  if (table.empty()) return {};
  if (table == "rules.*") return "[rules.unpinned-dependency]";
  if (table == "policy" || table == "checklist" || table == "targets")
    return "[" + std::string(table) + "]";
  return "[[" + std::string(table) + "]]";
}

}  // namespace

std::span<const ConfigurationKey> configuration_keys() { return kKeys; }

void write_configuration_schema(std::span<const Rule* const> rules, std::ostream& out) {
  Schema(rules, out).write();
}

void write_starter_configuration(std::ostream& out) {
  static constexpr std::size_t kColumn = 44;
  out << "# mcplint.toml: what this project wants differently. Every key is optional; take the "
         "`#`\n"
         "# away from those that you want. `mcplint config show` says what counts, and why.\n\n";
  std::string_view table;
  for (const ConfigurationKey& key : kKeys) {
    if (key.table != table) out << "\n# " << header_of(key.table) << '\n';
    table = key.table;
    std::string line = "# " + std::string(key.name) + " = " + std::string(key.example);
    line.resize(std::max(line.size() + 2, kColumn), ' ');
    out << line << "# " << key.summary << '\n';
  }
}

}  // namespace mcplint
