#include <algorithm>
#include <string_view>

#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Literal& literal, Report& report);

constinit const Rule rules::mcp604_private_key = {
    .id = "MCP604",
    .name = "private-key",
    .summary = "Private key in the text of a file",
    .severity = Severity::Critical,
    .cwe = 321,
    .owasp = "MCP01:2025",
    .doc = R"(
Whoever has the key is whoever it belongs to: they log in where it is
authorized, sign what it signs, read what was encrypted for it. A key in a
repository is with everybody who has a copy, and stays in its history.

Make a new pair, replace the public half wherever it is known, and take the old
one out there: only that makes the old key worthless. Keep the new one in a file
with permissions for its owner alone, or in a secret store, and give the server
its path.
)",
    .blind_spots = R"(
Only keys in a frame (`-----BEGIN … PRIVATE KEY-----`) that are whole are seen:
neither binary files nor keys cut short for documentation. Keys of tests are
reported, milder, because tests often use keys that once were real. A key behind
a passphrase is milder too.
)",
    .check = check,
};

/// The line that says what it is: nobody needs to see thirty lines marked.
static Span frame_of(Span key) {
  static constexpr std::string_view kDashes = "-----";
  const std::size_t end = key.text.find(kDashes, kDashes.size());
  return {key.text.substr(0, end + kDashes.size())};  // it is there: the key was read by it
}

static Severity severity_of(const Literal& literal) {
  if (literal.encrypted) return literal.in_example ? Severity::Low : Severity::Medium;
  if (literal.in_test) return Severity::Medium;
  return literal.in_example ? Severity::High : Severity::Critical;
}

static void check(const Literal& literal, Report& report) {
  if (literal.kind != Literal::Kind::PrivateKey) return;
  report
      .at(frame_of(literal.span),
          literal.encrypted ? "`{}` in plain sight, behind a passphrase" : "`{}` in plain sight",
          literal.format)
      .as(severity_of(literal))
      .suggest(
          "make a new pair and take the public half of this one out wherever it is known; "
          "then keep the key in a file outside of the repository");
}

}  // namespace mcplint
