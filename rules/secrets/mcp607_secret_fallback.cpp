#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Literal& literal, Report& report);

constinit const Rule rules::mcp607_secret_fallback = {
    .id = "MCP607",
    .name = "secret-fallback",
    .summary = "Credential in the source, used if its variable is not set",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 798,
    .owasp = "MCP01:2025",
    .doc = R"(
`getenv("API_KEY", "…")` looks as if the credential came from outside, and
works without it: with one that everybody knows who has read the source. Where
the variable is forgotten, nobody notices. If it is the key that sessions or web
tokens are signed with, they can be forged, however random it is.

Change the credential where it is valid, and let the server stop with a message
that names the variable if it is not set: `os.environ["API_KEY"]`. For
development, put a value into `.env`, or make a random one at every start.
)",
    .blind_spots = R"(
The value must stand beside the variable, in one expression. Of a fallback made
of words only those are reported whose name says that it signs or encrypts
(`JWT_SECRET`, `SECRET_KEY`), as medium; tests, examples and documentation are left out. A
token of a known form is left to `hardcoded-secret`.
)",
    .check = check,
};

static void check(const Literal& literal, Report& report) {
  if (literal.kind != Literal::Kind::Fallback || literal.in_test) return;
  if (literal.guessable && literal.in_example) return;
  Diagnostic& finding =
      literal.guessable
          ? report.at(literal.span,
                      "if `{}` is not set, whoever has read this can forge what it signs",
                      literal.key.text)
          : report.at(literal.span, "if `{}` is not set, a credential from the source is used",
                      literal.key.text);
  finding.suggest("take the fallback out, and stop with a message if the variable is not set");
  if (literal.guessable || literal.in_example) finding.as(Severity::Medium);
}

}  // namespace mcplint
