// What a line can come to, by what settles it.

#include <algorithm>
#include <array>

#include "lint/checklist/checklist.h"
#include "lint/checklist/settle.h"

namespace mcplint::checklist {

/// Whether evidence can show the opposite, and not only be lacking.
static bool can_be_refuted(Topic topic) {
  static constexpr auto kTopics = std::to_array<Topic>(
      {Topic::TestRuns, Topic::Coverage, Topic::Audits, Topic::Linters, Topic::TypeChecks,
       Topic::Changelog, Topic::ToolsNamed, Topic::VariablesNamed, Topic::ResponseTime,
       Topic::Memory, Topic::Processor, Topic::ErrorRate, Topic::LoadSize});
  return std::ranges::find(kTopics, topic) != kTopics.end();
}

/// Whether there are deployments that nobody asks it of; see Project::not_asked().
static bool can_go_unasked(Topic topic) {
  static constexpr auto kTopics =
      std::to_array<Topic>({Topic::VariablesNamed, Topic::InputChecks, Topic::Authentication});
  return std::ranges::find(kTopics, topic) != kTopics.end();
}

static bool can_fail(const Item& item) {
  const std::vector<std::string_view> rules = rules_of(item);
  return std::ranges::any_of(item.topics, can_be_refuted) ||
         std::ranges::any_of(rules, [](std::string_view id) { return !is_about_readiness(id); });
}

static bool can_be_missing(const Item& item) {
  // A rule finds every parameter that nothing is said about.
  if (item.topics.front() == Topic::InputChecks) return false;
  return item.topics.front() != Topic::None || !item.is_found();
}

static bool can_be_out_of_place(const Item& item) {
  const bool is_silent = item.topics.front() == Topic::None && item.subject != Subject::None &&
                         item.subject != Subject::Files;
  return item.applies != Applies::Always || is_silent || can_go_unasked(item.topics.front());
}

std::vector<Status> statuses_of(const Item& item) {
  std::vector<Status> all;
  if (item.is_found()) all.push_back(Status::Pass);
  if (can_fail(item)) all.push_back(Status::Fail);
  if (can_be_missing(item)) all.push_back(Status::Missing);
  if (can_be_out_of_place(item)) all.push_back(Status::NotApplicable);
  if (item.is_found()) all.push_back(Status::Unknown);
  return all;
}

}  // namespace mcplint::checklist
