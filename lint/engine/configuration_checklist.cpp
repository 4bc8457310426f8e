// `[checklist]`, what people attest for it, and `[targets]`, which measurements are held against.

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "lint/engine/configuration_targets.h"
#include "lint/engine/table_reader.h"

namespace mcplint {

static void optional(TableReader& in, const Value& value, Configuration::Checklist& list) {
  list.optional = in.texts(value);
}

static void kinds(TableReader& in, const Value& value, Configuration::Checklist& list) {
  static constexpr auto kKinds =
      std::to_array<std::string_view>({"api", "files", "containers", "http"});
  if (!in.is(value, Value::Kind::List, "a list of strings")) return;
  list.kinds.clear();
  for (const Value& item : value.items) list.kinds.push_back(in.one_of(item, kKinds));
}

static void attest_item(TableReader& in, const Value& value, Configuration::Attestation& entry) {
  entry.item = in.text(value);
  entry.name = value.span;
}
static void attest_by(TableReader& in, const Value& value, Configuration::Attestation& entry) {
  entry.by = in.text(value);
}
static void attest_on(TableReader& in, const Value& value, Configuration::Attestation& entry) {
  entry.on = in.date(value);
}
static void attest_evidence(TableReader& in, const Value& value,
                            Configuration::Attestation& entry) {
  entry.evidence = in.text(value);
}
static void attest_valid_for(TableReader& in, const Value& value,
                             Configuration::Attestation& entry) {
  const std::string word = in.text(value);
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), entry.valid_days);
  const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (error == std::errc() && entry.valid_days > 0 && (unit == " days" || unit == " day")) return;
  in.fail(value.span, "is no time", "write it in days: `valid-for = \"180 days\"`");
}

static void attestations(TableReader& in, const Value& value, Configuration::Checklist& list) {
  static constexpr auto kKeys = std::to_array<TableReader::Key<Configuration::Attestation>>(
      {{"item", attest_item},
       {"by", attest_by},
       {"on", attest_on},
       {"evidence", attest_evidence},
       {"valid-for", attest_valid_for}});
  if (!in.is(value, Value::Kind::List, "a list of tables: `[[checklist.attest]]`")) return;
  for (const Value& item : value.items) {
    Configuration::Attestation entry;
    entry.span = first_line(item.span);
    const TableReader::InTable inside(in, "checklist.attest", list.attestations.size() + 1);
    in.read(item, kKeys, entry);
    if (entry.item.empty()) in.fail(entry.span, "has no `item`", "name the line that it speaks of");
    if (entry.by.empty()) in.fail(entry.span, "has no `by`", "say who attests it");
    if (entry.on.empty()) in.fail(entry.span, "has no `on`", "say when: `on = 2027-06-30`");
    list.attestations.push_back(std::move(entry));
  }
}

void read_checklist(TableReader& in, const Value& value, Configuration& c) {
  static constexpr auto kKeys = std::to_array<TableReader::Key<Configuration::Checklist>>(
      {{"optional", optional}, {"kinds", kinds}, {"attest", attestations}});
  const TableReader::InTable inside(in, "checklist", 0);
  in.read(value, kKeys, c.checklist);
}

void read_targets(TableReader& in, const Value& value, Configuration& c) {
  if (!in.is(value, Value::Kind::Map, "a table")) return;
  const TableReader::InTable inside(in, "targets", 0);
  std::vector<std::string_view> names;
  for (const TargetKey& key : target_keys()) names.push_back(key.name);
  for (const Member& member : value.members) {
    const auto key = std::ranges::find(target_keys(), member.key.text, &TargetKey::name);
    if (key == target_keys().end()) {
      in.unknown_key(member, names);
      continue;
    }
    in.note(member);
    if (!in.is(member.value, Value::Kind::Number, "a number")) continue;
    const std::string& text = member.value.text;
    double& target = c.targets.*key->target;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), target);
    if (read.ec != std::errc() || target < 0)
      in.fail(member.value.span, "is no number from 0 on", "write it as `80` or `0.1`");
  }
}

}  // namespace mcplint
