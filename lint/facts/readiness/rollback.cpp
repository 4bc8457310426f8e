// Procedures for going back to what ran before, and their steps.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

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

/// What of a section may be steps, in lower case: the items of its lists; of one without a list
/// all, if it is a paragraph or two.
static std::string steps_in(std::string_view body) {
  std::string items;
  for (std::string_view rest = body; !rest.empty();) {
    std::string_view line = take_until(rest, '\n');
    line.remove_prefix(std::min(line.find_first_not_of(" \t>"), line.size()));
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const bool is_item = line.starts_with("- ") || line.starts_with("* ") ||
                         (digits > 0 && digits < line.size() && line[digits] == '.');
    if (is_item) (items += lower(line)) += '\n';
  }
  constexpr std::size_t kLongestParagraphs = 1000;
  return items.empty() && body.size() < kLongestParagraphs ? lower(body) : items;
}

static bool is_about_rollback(std::string_view heading) {
  return has_any_word(heading, kHeadings) && !contains(heading, "anti-");
}

/// A section that has each of `steps`, each a choice of words, speaks for `topic`; one that
/// leaves some out is no such procedure.
static void add_procedure(const Material& material, Topic topic, std::span<const Words> steps,
                          std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    for (const Heading& heading : document.headings) {
      if (!is_about_rollback(lower(heading.text.text))) continue;
      const std::string body = steps_in(heading.body.text);
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
