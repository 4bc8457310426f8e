#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Literal& literal, Report& report);

constinit const Rule rules::mcp602_hardcoded_credential = {
    .id = "MCP602",
    .name = "hardcoded-credential",
    .summary = "Password, key or token with a literal value",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 798,
    .owasp = "MCP01:2025",
    .doc = R"(
A value that is named like a credential and looks random is one, most of the
time: a password in a client's `env`, a key as the default of a parameter, a
token in an HTTP header. Everybody who can read the file can use it, and it
cannot be changed without changing the file.

Change the credential where it is valid: removing it from the file leaves it in
the history. Then let the server read the new one from its environment or from a
secret store. A value that is no credential is best renamed, or left with a
comment: `# mcplint: ignore[hardcoded-credential] -- <why>`.
)",
    .blind_spots = R"(
The name must end in a word such as `token`, `password`, `secret` or `api_key`,
and the value have at least twelve characters, letters and digits, in no order
that a person would choose: passwords made of words are not seen, nor short ones,
placeholders and values computed at run time. What a program takes if a variable
is not set is left to `secret-fallback`.
Tests are left out: nearly every credential in them is made up.
)",
    .check = check,
};

static void check(const Literal& literal, Report& report) {
  if (literal.kind != Literal::Kind::Named || literal.in_test) return;
  Diagnostic& finding =
      literal.key.empty()
          ? report.at(literal.span, "literal credential for an `{}` header", "Authorization")
          : report.at(literal.span, "`{}` has a literal value that looks random", literal.key.text);
  finding.suggest("change the credential where it is valid; then " + way_to_keep_out(literal));
  if (literal.in_example) finding.as(Severity::Medium);
}

}  // namespace mcplint
