#pragma once
// Ways to settle a line, which many lines share.

#include <functional>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

/// How many pieces of evidence a line lists; the rest is counted.
inline constexpr std::size_t kMostEvidence = 5;

/// What a rule judges: without one of these its silence says nothing.
enum class Subject {
  Tools,
  Servers,
  HttpServers,
  Launches,
  Containers,         // images, too
  RunningContainers,  // of compose, Kubernetes, `docker run`: an image says nothing of limits
  Dependencies,
  Files,
};

/// How many of them there are, in words: "12 tools".
[[nodiscard]] std::string counted(Subject subject, const Project& project);
[[nodiscard]] std::size_t count_of(Subject subject, const Project& project);

/// Settles a line by the silence of its rules over `subject`:
/// Fail if one of them found something; Unknown if a file that it judges was not fully
/// analysed, or if none of them was asked; NotApplicable if there was nothing to judge.
[[nodiscard]] Verdict by_rules(const Item& item, const Deployment& deployment, Subject subject);

/// Pass if there is evidence, Missing if not.
[[nodiscard]] Verdict by_evidence(std::vector<Evidence> evidence);

/// Sections of documents whose heading has one of `words` (lower case) in it, and that say
/// something. The changelog and documents of other parts are looked at alike.
[[nodiscard]] std::vector<Evidence> sections(const Project& project,
                                             std::span<const std::string_view> words);

/// Files of the run whose path ends with one of `names` (lower case).
[[nodiscard]] std::vector<Evidence> files_named(const Run& run,
                                                std::span<const std::string_view> names);

/// Calls whose callee begins with one of `beginnings`.
[[nodiscard]] std::vector<Evidence> calls(const Project& project,
                                          std::span<const std::string_view> beginnings);

/// Required packages of these names.
[[nodiscard]] std::vector<Evidence> packages(const Project& project,
                                             std::span<const std::string_view> names);

/// Puts `more` behind `evidence`.
void append(std::vector<Evidence>& evidence, std::vector<Evidence> more);

}  // namespace mcplint::checklist
