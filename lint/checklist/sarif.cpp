// The checklist as a SARIF 2.1.0 log: each line that is not settled is a result, of the MCP7xx
// rule that speaks of it or, where there is none, of the line itself.

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/checklist/format.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/sarif_place.h"
#include "lint/text/json_writer.h"

namespace mcplint::checklist {

/// MCP7xx, or the line's number in the list, as validators want names of rules to be.
static std::string rule_of(const Item& item) {
  for (const std::string_view rule : rules_of(item)) {
    if (rule.starts_with("MCP7")) return std::string(rule);
  }
  const std::string number = std::to_string(&item - all_items().data() + 1);
  return "CL" + std::string(3 - std::min<std::size_t>(number.size(), 3), '0') + number;
}

static std::string_view level_of(Status status) {
  if (status == Status::Fail) return "error";
  return status == Status::Unknown ? "note" : "warning";
}

/// What stands between the line's own words, which its rule has, in a message.
static std::string finding_of(const ShownLine& line) {
  std::string text(to_string(line.status));
  if (!line.reason.empty()) text += " (" + line.reason + ")";
  for (const ShownEvidence& evidence : line.evidence)
    text += "; " + std::string(evidence.label) + ": " + evidence.text;
  return text;
}

/// The message of a line, with a hole for what was found. Braces would be holes, too.
static std::string template_of(const Item& item) {
  return std::string(item.line) + ": '{0}'. To settle it: " + std::string(item.settles) + '.';
}

static void write_message(const ShownLine& line, JsonWriter& json) {
  static constexpr std::string_view kHole = "{0}";
  const std::string finding = finding_of(line);
  std::string text = template_of(*line.item);
  text.replace(text.find(kHole), kHole.size(), finding);
  json.object("message", [&] {
    json.member("id", line.item->name);
    json.member("text", text);
    json.array("arguments", [&] { json.value(finding); });
  });
}

/// Each rule once, with the lines that it speaks of.
static std::vector<std::vector<const Item*>> rules_with_lines() {
  std::vector<std::vector<const Item*>> all;
  for (const Item& item : all_items()) {
    const auto known = std::ranges::find_if(all, [&](const std::vector<const Item*>& lines) {
      return rule_of(*lines.front()) == rule_of(item);
    });
    (known == all.end() ? all.emplace_back() : *known).push_back(&item);
  }
  return all;
}

static std::size_t index_of(std::string_view rule) {
  const std::vector<std::vector<const Item*>> all = rules_with_lines();
  return static_cast<std::size_t>(
      std::ranges::find_if(all,
                           [&](const auto& lines) { return rule_of(*lines.front()) == rule; }) -
      all.begin());
}

/// "tests-passing" as SARIF writes names: "TestsPassing".
static std::string name_of(std::string_view item) {
  std::string name;
  bool begins = true;
  for (const char c : item) {
    if (c == '-') {
      begins = true;
      continue;
    }
    name += begins && 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = false;
  }
  return name;
}

static void write_text(std::string_view name, std::string_view text, JsonWriter& json) {
  json.object(name, [&] { json.member("text", text); });
}

static void write_rule(const std::vector<const Item*>& lines, JsonWriter& json) {
  const Item& item = *lines.front();
  json.object([&] {
    json.member("id", rule_of(item));
    json.member("name", name_of(item.name));
    write_text("shortDescription", std::string(item.line) + '.', json);
    write_text("fullDescription", "Settled by " + std::string(item.settles) + '.', json);
    json.object("messageStrings", [&] {
      for (const Item* line : lines) write_text(line->name, template_of(*line), json);
    });
    write_text("help", "Settled by " + std::string(item.settles) + '.', json);
    json.member("helpUri", std::string(kHomePage) + "/blob/main/docs/checklist.md");
  });
}

/// Code scanning shows no result without a place: what is lacking has the project's.
static void write_place(const Place& place, SarifPlaces& places, JsonWriter& json) {
  json.array("locations", [&] {
    json.object([&] {
      if (!place.span.empty()) return places.write(place.span, SarifPlaces::Context::With);
      json.object("physicalLocation", [&] {
        places.write_file(place.path);
        json.object("region", [&] { json.member("startLine", place.line); });
      });
    });
  });
}

static void write_result(const ShownLine& line, const Shown& shown, SarifPlaces& places,
                         JsonWriter& json) {
  const Place* place = &shown.home;
  for (const ShownEvidence& evidence : line.evidence) {
    if (evidence.at.path.empty()) continue;
    place = &evidence.at;
    break;
  }
  json.object([&] {
    json.member("ruleId", rule_of(*line.item));
    json.member("ruleIndex", index_of(rule_of(*line.item)));
    json.member("level", level_of(line.status));
    write_message(line, json);
    if (!place->path.empty()) write_place(*place, places, json);
    json.object("partialFingerprints", [&] { json.member("checklistItem/v1", line.item->name); });
    json.object("properties", [&] {
      json.member("item", line.item->name);
      json.member("status", to_string(line.status));
    });
  });
}

static void write_tool(JsonWriter& json) {
  json.object("tool", [&] {
    json.object("driver", [&] {
      json.member("name", "mcplint checklist");
      json.member("semanticVersion", MCPLINT_VERSION);
      json.member("informationUri", kHomePage);
      json.array("rules", [&] {
        for (const std::vector<const Item*>& lines : rules_with_lines()) write_rule(lines, json);
      });
    });
  });
}

void write_sarif(const Shown& shown, const TitleBlock& /*heading*/, const Style& /*style*/,
                 std::ostream& out) {
  JsonWriter json(out);
  LineTables tables(shown.run.sources);
  Mask mask(shown.run);
  SarifPlaces places(json, tables, mask);
  json.object([&] {
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.member("version", "2.1.0");
    json.array("runs", [&] {
      json.object([&] {
        write_tool(json);
        json.array("results", [&] {
          for (const ShownLine& line : shown.lines) {
            if (blocks(line.status)) write_result(line, shown, places, json);
          }
        });
        json.object("originalUriBaseIds", [&] {
          json.object(kSourceRoot, [&] {
            write_text("description", "The folder that mcplint was started in.", json);
          });
        });
        json.member("columnKind", "utf16CodeUnits");
      });
    });
  });
}

}  // namespace mcplint::checklist
