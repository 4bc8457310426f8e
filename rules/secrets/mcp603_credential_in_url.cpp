#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Literal& literal, Report& report);

constinit const Rule rules::mcp603_credential_in_url = {
    .id = "MCP603",
    .name = "credential-in-url",
    .summary = "Password or key in a URL",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 522,
    .owasp = "MCP01:2025",
    .doc = R"(
A URL is copied, logged, shown and sent on as no other text is: proxies and
servers keep it whole, error messages quote it, browsers remember it. A password
before the host and a key in the query go with it, besides standing in the file.

Change the credential where it is valid, and let the server read the new one
from its environment or from a secret store: put a database's URL together from
parts there, and send an API key in an `Authorization` header. The specification
of MCP says that access tokens must not be in a query.
)",
    .blind_spots = R"(
A password made of words is reported only if the host has a name of its own:
`postgres:postgres@localhost` is every developer's database. In tests, examples
and documentation it is never reported, nor are the keys in addresses of
pictures, which are for all who see the page, and of downloads that are signed
for some minutes. A token of a known form is left to `hardcoded-secret`.
)",
    .check = check,
};

static void check(const Literal& literal, Report& report) {
  if (literal.kind != Literal::Kind::InUrl || literal.in_test) return;
  const bool is_password = literal.format == "password";
  Diagnostic& finding =
      is_password
          ? report.at(literal.span, "password in a `{}` URL", literal.key.text)
          : report.at(literal.span, "credential in the query of a URL, as `{}`", literal.key.text);
  finding.suggest(is_password ? "change the password; then take the whole URL from the "
                                "environment or a secret store"
                              : "make a new key; then send it in a header, from the environment "
                                "or a secret store");
  if (literal.in_example) finding.as(Severity::Medium);
}

}  // namespace mcplint
