// Procedures for going back to what ran before, and their steps.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"

namespace mcplint {

static constexpr auto kHeadings =
    std::to_array<std::string_view>({"rollback", "roll back", "rolling back", "roll-back"});

static constexpr auto kStop =
    std::to_array<std::string_view>({"stop", "shut down", "disable", "scale"});
static constexpr auto kRestore =
    std::to_array<std::string_view>({"restore", "revert", "previous", "reset"});
static constexpr auto kRestart = std::to_array<std::string_view>({"restart", "start", "relaunch"});
static constexpr auto kVerify =
    std::to_array<std::string_view>({"verify", "check", "test", "confirm"});
static constexpr auto kDocument =
    std::to_array<std::string_view>({"document", "record", "issue", "incident"});
static constexpr auto kFromBackup =
    std::to_array<std::string_view>({"backup", "back up", "snapshot"});
static constexpr auto kRevert =
    std::to_array<std::string_view>({"revert", "check out", "checkout", "git "});
static constexpr auto kConfigure = std::to_array<std::string_view>({"configuration", "config"});
static constexpr auto kTell =
    std::to_array<std::string_view>({"communicate", "notify", "inform", "announce", "tell"});

static constexpr std::array<Words, 4> kQuick = {kStop, kRestore, kRestart, kVerify};
static constexpr std::array<Words, 6> kFull = {kDocument,  kFromBackup, kRevert,
                                               kConfigure, kVerify,     kTell};

/// A section that has each of `steps`, each a choice of words, speaks for `topic`; one that
/// leaves some out is no such procedure.
static void add_procedure(const Material& material, Topic topic, std::span<const Words> steps,
                          std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    for (const Heading& heading : document.headings) {
      if (!has_any_word(lower(heading.text.text), kHeadings)) continue;
      const std::string body = lower(heading.body.text);
      const auto count = static_cast<std::size_t>(std::ranges::count_if(
          steps, [&](const Words& words) { return has_any_word(body, words); }));
      evidence.push_back({Strength::Stated,
                          "section “" + heading.text.text + "” has " + std::to_string(count) +
                              " of " + std::to_string(steps.size()) + " steps",
                          heading.text.span, topic,
                          count == steps.size() ? Bearing::For : Bearing::Partial});
    }
  }
}

void add_rollback_evidence(const Material& material, std::vector<Evidence>& evidence) {
  add_sections(material, Topic::RollbackPlan, kHeadings, evidence);
  add_procedure(material, Topic::QuickRollback, kQuick, evidence);
  add_procedure(material, Topic::FullRollback, kFull, evidence);
}

}  // namespace mcplint
