#pragma once
// The production deployment checklist, filled in: what each line came to, and why.

#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// How a piece of evidence came about: a run was measured, a file makes it so,
/// or somebody says so.
enum class Strength { Measured, Configured, Stated };

/// "measured", "configured", "stated".
[[nodiscard]] std::string_view to_string(Strength strength);

/// What speaks for a line, or against it.
struct Evidence {
  Strength strength = Strength::Configured;
  std::string text;  // may hold text of the linted files: escape before printing
  Span span;         // where; empty if it is about no one place
};

struct Verdict {
  Status status = Status::Unknown;
  std::vector<Evidence> evidence = {};
  std::size_t more = 0;     // pieces of evidence that are not listed
  std::string reason = {};  // of NotApplicable and Unknown: why; else empty
};

/// What kinds of server the deployment has: they decide which lines apply.
/// Each holds what shows it, or nothing.
struct Kinds {
  std::vector<Evidence> api;         // a tool sends requests to other machines
  std::vector<Evidence> files;       // a tool touches files
  std::vector<Evidence> containers;  // it runs in a container
  std::vector<Evidence> http;        // clients reach it over HTTP
};

/// What settling a line may look at.
struct Deployment {
  const Run& run;
  Kinds kinds;
};

/// For which deployments a line is meant.
enum class Applies { Always, Api, Files, Containers };

/// One line of the checklist: its words, and what settles it.
struct Item {
  std::string_view part;     // "Pre-deployment"
  std::string_view section;  // "Code quality"
  std::string_view name;     // "tests-passing": stable; attestations name it
  std::string_view line;     // as the checklist has it
  std::string_view settles;  // what would settle it, for people: a sentence fragment
  std::span<const std::string_view> rules = {};  // ids: their silence is evidence
  Applies applies = Applies::Always;
  Verdict (*settle)(const Item&, const Deployment&) = nullptr;
};

/// Every line, in order.
[[nodiscard]] std::span<const Item> all_items();

struct Line {
  const Item* item = nullptr;
  Verdict verdict;
  bool required = true;
};

struct Checklist {
  Kinds kinds;
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
