#include <algorithm>
#include <array>

#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Literal& literal, Report& report);

constinit const Rule rules::mcp601_hardcoded_secret = {
    .id = "MCP601",
    .name = "hardcoded-secret",
    .summary = "Token of a known vendor in the text of a file",
    .severity = Severity::Critical,
    .cwe = 798,
    .owasp = "MCP01:2025",
    .doc = R"(
Whoever can read the file can use the token: everybody with the repository, its
forks, its backups, the image it is copied into. Configurations of MCP clients
are shared and committed more often than other settings, and bots read public
repositories within minutes.

Revoke the token first, where it was issued: removing it from the file leaves it
in the history. Then make a new one with no more rights than the server needs,
and let the server read it from its environment or from a secret store.
)",
    .blind_spots = R"(
Tokens whose vendor gives them no form of their own are left to
`hardcoded-credential`. Tokens that are put together at run time, encoded or
compressed are not seen, nor those in lines of more than 8,192 characters, in
lock files and in minified bundles, nor JSON Web Tokens in tests and what is
called a mock there, nor Google's keys in apps and pages, which every user gets.
Whether a token is still valid is not asked: nothing is ever sent anywhere.
)",
    .check = check,
};

/// Words in names of what opens nothing.
static constexpr auto kMadeUp = std::to_array<std::string_view>(
    {"DUMMY", "Dummy", "FAKE", "Fake", "MOCK", "Mock", "dummy", "fake", "mock"});

/// How bad a token is: one that opens a test environment costs little, one in
/// a test or in documentation has often been made up.
static Severity severity_of(const Literal& literal) {
  if (literal.test_mode) return Severity::Info;
  if (literal.in_example && literal.format == "JSON Web Token") return Severity::Medium;
  return literal.in_example ? Severity::High : Severity::Critical;
}

/// Anybody can sign a web token, and tests do; other tokens they often call what
/// they are: `MOCK_TOKEN`.
static bool is_made_for_test(const Literal& literal) {
  if (!literal.in_test) return false;
  const std::string_view name = literal.key.text;
  const bool says_so = std::ranges::any_of(
      kMadeUp, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
  return says_so || literal.format == "JSON Web Token";
}

static void check(const Literal& literal, Report& report) {
  if (literal.kind != Literal::Kind::Token || is_made_for_test(literal)) return;
  Diagnostic& finding = literal.key.empty()
                            ? report.at(literal.span, "`{}` in plain text", literal.format)
                            : report.at(literal.span, "`{}` in plain text, as `{}`", literal.format,
                                        literal.key.text);
  finding.as(severity_of(literal))
      .suggest("revoke it where it was issued and make a new one; then " +
               way_to_keep_out(literal));
}

}  // namespace mcplint
