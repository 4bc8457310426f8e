#pragma once
// What the rules about readiness share: evidence is gathered elsewhere, and they say what it
// comes to.

#include <string>
#include <string_view>

#include "rules/rules.h"

namespace mcplint {

/// A rule's words for a topic.
struct Judged {
  Topic topic = Topic::None;
  std::string_view lacking;       // `{}` is the project's name
  std::string_view against = {};  // `{}` is the evidence's subject
  std::string_view suggestion;
  Span at = {};  // where to say what is lacking; empty: where the project's server is made
};

/// Reports each piece of the evidence that speaks against the topic, or that nothing speaks
/// for it. Silent where nobody asks that of the project.
inline void judge(const Project& project, const Judged& judged, Report& report) {
  if (!project.not_asked(judged.topic).empty()) return;
  const Standing standing = project.standing(judged.topic);
  if (standing == Standing::Contradicted) {
    for (const Evidence& one : project.evidence) {
      if (one.topic != judged.topic || one.bearing != Bearing::Against) continue;
      const Span span = one.span.empty() ? project.home : one.span;
      if (!span.empty())
        report.at(span, judged.against, one.subject).suggest(std::string(judged.suggestion));
    }
  }
  const Span place = judged.at.empty() ? project.home : judged.at;
  if (standing == Standing::Lacking && !place.empty())
    report.at(place, judged.lacking, project.name).suggest(std::string(judged.suggestion));
}

/// Where a kind of server was seen; empty if it was only said.
inline Span seen_at(const std::vector<Evidence>& kind) {
  return kind.empty() ? Span() : kind.front().span;
}

}  // namespace mcplint
