// The checklist as a SARIF 2.1.0 log: each line that is not settled is a result, of the MCP7xx
// rule that speaks of it or, where there is none, of the line itself.

#include <ostream>
#include <string>
#include <string_view>

#include "lint/checklist/format.h"
#include "lint/report/links.h"
#include "lint/report/sarif_place.h"
#include "lint/text/json_writer.h"

namespace mcplint::checklist {

static std::string_view rule_of(const Item& item) {
  for (const std::string_view rule : rules_of(item)) {
    if (rule.starts_with("MCP7")) return rule;
  }
  return item.name;
}

static std::string_view level_of(Status status) {
  if (status == Status::Fail) return "error";
  return status == Status::Unknown ? "note" : "warning";
}

static std::string message_of(const ShownLine& line) {
  std::string text =
      std::string(line.item->line) + ": " + std::string(to_string(line.status)) + '.';
  if (!line.reason.empty()) text += " (" + line.reason + ".)";
  for (const ShownEvidence& evidence : line.evidence)
    text += ' ' + std::string(evidence.strength) + ": " + evidence.text + '.';
  return text + " To settle it: " + std::string(line.item->settles) + '.';
}

static void write_text(std::string_view name, std::string_view text, JsonWriter& json) {
  json.object(name, [&] { json.member("text", text); });
}

static void write_rule(const Item& item, JsonWriter& json) {
  json.object([&] {
    json.member("id", rule_of(item));
    write_text("shortDescription", item.line, json);
    write_text("fullDescription", "Settled by " + std::string(item.settles) + '.', json);
    json.member("helpUri", std::string(kHomePage) + "/blob/main/docs/checklist.md");
  });
}

/// Code scanning shows no result without a place: what is lacking has the project's.
static void write_place(const Place& place, JsonWriter& json) {
  json.array("locations", [&] {
    json.object([&] {
      json.object("physicalLocation", [&] {
        json.object("artifactLocation", [&] {
          json.member("uri", uri_of(place.path));
          json.member("uriBaseId", kSourceRoot);
        });
        json.object("region", [&] { json.member("startLine", place.line); });
      });
    });
  });
}

static void write_result(const ShownLine& line, const Shown& shown, JsonWriter& json) {
  const Place* place = &shown.home;
  for (const ShownEvidence& evidence : line.evidence) {
    if (evidence.at.path.empty()) continue;
    place = &evidence.at;
    break;
  }
  json.object([&] {
    json.member("ruleId", rule_of(*line.item));
    json.member("level", level_of(line.status));
    write_text("message", message_of(line), json);
    if (!place->path.empty()) write_place(*place, json);
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
        std::string_view last;
        for (const Item& item : all_items()) {
          const std::string_view rule = rule_of(item);
          if (rule != last) write_rule(item, json);
          last = rule;
        }
      });
    });
  });
}

void write_sarif(const Shown& shown, const TitleBlock& /*heading*/, const Style& /*style*/,
                 std::ostream& out) {
  JsonWriter json(out);
  json.object([&] {
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.member("version", "2.1.0");
    json.array("runs", [&] {
      json.object([&] {
        write_tool(json);
        json.array("results", [&] {
          for (const ShownLine& line : shown.lines) {
            if (blocks(line.status)) write_result(line, shown, json);
          }
        });
        json.member("columnKind", "utf16CodeUnits");
      });
    });
  });
}

}  // namespace mcplint::checklist
