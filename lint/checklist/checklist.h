#pragma once
// The production deployment checklist, filled in: what each line came to, and why.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/evidence.h"
#include "mcplint/lint.h"

namespace mcplint::checklist {

/// What a line came to. Never Pass for want of looking: that is Unknown.
enum class Status {
  Pass,           // evidence was found, or the rules that guard it looked and found nothing
  Fail,           // a rule found something, or evidence says the opposite
  Missing,        // nothing was found
  Attested,       // a person says so in `mcplint.toml`
  Expired,        // a person said so, too long ago
  NotApplicable,  // the deployment has nothing that the line speaks of
  Unknown,        // what would settle it could not be read in full
};
inline constexpr std::size_t kStatuses = 7;

/// "pass", "not applicable".
[[nodiscard]] std::string_view to_string(Status status);
/// Whether a required line of that status keeps the deployment from being shipped.
[[nodiscard]] bool blocks(Status status);

struct Verdict {
  Status status = Status::Unknown;
  std::vector<Evidence> evidence = {};
  std::size_t more = 0;     // pieces of evidence that are not listed
  std::string reason = {};  // of NotApplicable and Unknown: why; else empty
};

/// For which deployments a line is meant.
enum class Applies { Always, Api, Files, Containers, Http };

/// What a line's rules judge: without one of these their silence says nothing.
enum class Subject {
  None,      // the silence of the line's rules says nothing
  Tools,     // whose names are known
  Handlers,  // likewise, and what runs for tools whose names are not
  Servers,
  HttpServers,
  Launches,
  Containers,  // images, too
  Dependencies,
  Files,
};

/// One line of the checklist: its words, and what settles it. See settle().
struct Item {
  std::string_view part;             // "Pre-deployment"
  std::string_view section;          // "Code quality"
  std::string_view name;             // "tests-passing": stable; attestations name it
  std::string_view line;             // as the checklist has it
  std::string_view settles;          // what would settle it, for people: a sentence fragment
  std::string_view rules = {};       // ids, with blanks between: what they find speaks against it
  std::array<Topic, 2> topics = {};  // something must speak for each
  Topic also = Topic::None;          // shown with them, and decides nothing
  Subject subject = Subject::None;   // what the silence of its rules speaks of
  Applies applies = Applies::Always;

  /// Whether files can settle it, and not only a person's word.
  [[nodiscard]] bool is_found() const { return !rules.empty() || topics.front() != Topic::None; }
};

/// What it can come to, whatever the deployment; a person's word for it aside.
[[nodiscard]] std::vector<Status> statuses_of(const Item& item);

/// The ids that its `rules` hold.
[[nodiscard]] std::vector<std::string_view> rules_of(const Item& item);

/// Every line, in order.
[[nodiscard]] std::span<const Item> all_items();

struct Line {
  const Item* item = nullptr;
  Verdict verdict;
  bool required = true;
};

struct Checklist {
  std::vector<Line> lines;  // one for each item, in that order

  [[nodiscard]] std::size_t count(Status status) const;
  /// Whether a line keeps the deployment from being shipped.
  [[nodiscard]] bool blocked() const;
};

/// Fills the list in for what `run` learnt, as of `today` (YYYY-MM-DD). The run must have asked
/// every rule, for auditors: silence of a rule that was not asked is no evidence.
[[nodiscard]] Checklist fill_in(const Run& run, const Configuration::Checklist& wishes,
                                std::string_view today);

}  // namespace mcplint::checklist
