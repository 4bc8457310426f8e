#include "rules/rules.h"

namespace mcplint {

static void check(const Suppression& suppression, Report& report);

constinit const Rule rules::mcp002_unused_suppression = {
    .id = "MCP002",
    .name = "unused-suppression",
    .summary = "Suppression that is unused, expired, malformed or of no rule",
    .severity = Severity::Low,
    .doc = R"(
A comment asks mcplint to leave a finding out, and nothing is left out by it:
the finding is gone, the rule's name is misspelt, its day has passed, or the
comment is not written as mcplint reads it. The same goes for an `[[ignore]]` in
`mcplint.toml`. Such a comment is worse than none.
Whoever reads it believes that something here was judged and accepted, and it
would silence the next finding of that name.

Take the comment out, or write it so that it counts:
`mcplint: ignore[rule-name] -- why`, in a comment beside the code or on a line of its
own above the statement, instruction or entry.
)",
    .blind_spots = R"(
A suppression of a rule that did not run, because `--select`, `--ignore` or
`--persona` left it out, is not called unused.
)",
    .check = check,
};

/// What to say of a flaw, about its subject.
static std::string_view message(SuppressionFlaw::Kind kind) {
  switch (kind) {
    case SuppressionFlaw::Kind::Malformed:
      return "`{}` suppresses nothing";
    case SuppressionFlaw::Kind::Unknown:
      return "`{}` is suppressed, and is no rule";
    case SuppressionFlaw::Kind::Expired:
      return "suppression that counted until `{}`";
    case SuppressionFlaw::Kind::Unreasoned:
      return "`{}` gives no reason, and the policy asks for one";
    case SuppressionFlaw::Kind::Locked:
      return "`{}` is suppressed, and the policy does not allow that";
    case SuppressionFlaw::Kind::Unused:
      return "`{}` is suppressed, and is not found here";
  }
  return "`{}`";
}

static void check(const Suppression& suppression, Report& report) {
  for (const SuppressionFlaw& flaw : suppression.flaws)
    report.at(flaw.span, message(flaw.kind), flaw.subject).suggest(flaw.help);
}

}  // namespace mcplint
