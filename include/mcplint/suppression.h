#pragma once
// Comments that ask for findings to be left out.

#include <string>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// Something wrong with a suppression.
struct SuppressionFlaw {
  enum class Kind {
    Malformed,   // it was meant as one and is none
    Unknown,     // it names a rule that does not exist
    Expired,     // its day has passed: it leaves out nothing any more
    Unreasoned,  // it says no reason, and the policy wants one: it leaves out nothing
    Locked,      // the policy lets nobody suppress this rule
    Unused,      // the rule ran, and found nothing here
  };

  Kind kind = Kind::Malformed;
  Span span;
  std::string subject;  // the rule's name, the day, or what is wrong, as the message quotes it
  std::string help;     // what to do about it
};

/// `# mcplint: ignore[no-timeout] until=2027-06-30 -- the API has none`, in the
/// comments of any language, or an `[[ignore]]` of the configuration. The
/// grammar stands in docs/suppressions.md.
struct Suppression {
  const Source* source = nullptr;
  Span span;                // from `mcplint` to its end
  std::vector<Span> names;  // of rules: names or ids, as written
  std::string until;        // the last day on which it counts, YYYY-MM-DD; empty: for ever
  std::string reason;       // empty if none is given
  bool whole_file = false;  // `file-ignore`
  bool configured = false;  // an `[[ignore]]`, not a comment
  bool own_line = false;    // no code stands beside it: it speaks of what follows
  Span covers;              // findings that touch this are left out
  std::vector<SuppressionFlaw> flaws;
};

}  // namespace mcplint
