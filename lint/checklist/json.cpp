// The checklist for programs: docs/checklist-format.md describes it.

#include <ostream>
#include <string>

#include "lint/checklist/format.h"
#include "lint/text/json_writer.h"

namespace mcplint::checklist {

static void write_line(const ShownLine& line, JsonWriter& json) {
  json.object([&] {
    json.member("item", line.item->name);
    json.member("part", line.item->part);
    json.member("section", line.item->section);
    json.member("line", line.item->line);
    json.member("status", to_string(line.status));
    if (!line.reason.empty()) json.member("reason", line.reason);
    if (blocks(line.status)) json.member("settled_by", line.item->settles);
    json.array("rules", [&] {
      for (const std::string_view rule : rules_of(*line.item)) json.value(rule);
    });
    json.array("evidence", [&] {
      for (const ShownEvidence& evidence : line.evidence) {
        json.object([&] {
          json.member("kind", evidence.strength);
          json.member("text", evidence.text);
          if (!evidence.at.path.empty()) json.member("place", evidence.at.text());
        });
      }
    });
    json.member("more_evidence", line.more);
  });
}

void write_json(const Shown& shown, const TitleBlock& heading, const Style& /*style*/,
                std::ostream& out) {
  JsonWriter json(out);
  json.object([&] {
    json.member("schema_version", 1U);
    json.member("tool", "mcplint " MCPLINT_VERSION);
    json.member("date", heading.date);
    json.member("deployed_by", heading.deployed_by);
    json.member("version", heading.version);
    json.member("blocked", shown.list.blocked());
    json.array("kinds", [&] {
      for (const std::string& kind : shown.kinds) json.value(kind);
    });
    json.object("counts", [&] {
      for (std::size_t i = 0; i < kStatuses; ++i) {
        const auto status = static_cast<Status>(i);
        json.member(to_string(status), shown.list.count(status));
      }
    });
    json.array("lines", [&] {
      for (const ShownLine& line : shown.lines) write_line(line, json);
    });
  });
}

}  // namespace mcplint::checklist
