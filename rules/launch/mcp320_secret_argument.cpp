#include <algorithm>
#include <functional>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp320_secret_argument = {
    .id = "MCP320",
    .name = "secret-argument",
    .summary = "Credential on the command line of a server",
    .severity = Severity::High,
    .cwe = 214,
    .owasp = "MCP01:2025",
    .doc = R"(
Every user of a machine can read the command lines of all its processes, and
they end up in logs and crash reports. A credential in `args` is there, besides
in the file.

Give it in `env`, from a variable or an input of the client, if the server takes
it from there. If it only takes an argument, start it from a script that reads
the credential from a place with restricted permissions.
)",
    .blind_spots = R"(
Credentials that a client puts into `args` from a variable.
)",
    .check = check,
};

static bool is_within(Span inner, Span outer) {
  return std::less_equal<>()(outer.begin(), inner.begin()) &&
         std::less_equal<>()(inner.end(), outer.end());
}

static void check(const Project& project, Report& report) {
  for (const Literal& literal : project.literals) {
    for (const Launch& launch : project.launches) {
      if (!is_within(literal.span, launch.span)) continue;
      const bool is_argument = std::ranges::any_of(
          launch.args, [&](const Text& word) { return is_within(literal.span, word.span); });
      if (!is_argument) continue;
      report
          .at(literal.span, "a credential in `{}` of `{}` is visible to every user of the machine",
              "args", launch.name.text)
          .suggest("give it in `env`, from a variable, if the server takes it from there");
    }
  }
}

}  // namespace mcplint
