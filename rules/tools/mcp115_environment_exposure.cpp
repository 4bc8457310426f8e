#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

/// What brings the environment into a program, and the calls that take the name of a variable.
static constexpr Callable kVariables[] = {
    {"os.environ", kResult},      {"os.getenv", kResult},        {"os.environ.get", kResult},
    {"os.environ.copy", kResult}, {"os.environ.items", kResult}, {"os.environ.values", kResult},
    {"os.getenv", 0, "key"},      {"os.environ.get", 0, "key"},
};

constinit const Rule rules::mcp115_environment_exposure = {
    .id = "MCP115",
    .name = "environment-exposure",
    .summary = "Tool that returns credentials or the environment of its server",
    .severity = Severity::High,
    .cwe = 200,
    .owasp = "MCP01:2025",
    .doc = R"(
The environment of a server holds the keys that it works with, and often those of everything
else that its user runs. What a tool returns goes to the model, to the provider of the model, into
the history of the conversation, and to whatever tool is called next.

Return what was asked for and nothing else: that a key is set, not which one it is; the settings
that are no secret, by name. A tool for looking at the environment needs a list of the variables
that it may show.
)",
    .blind_spots = R"(
Variables whose names do not say that they hold a credential, credentials that come from a vault or
a file, and results that are made of an object's fields.
)",
    .sinks = kVariables,
    .check = check,
};

/// Whether the caller of the tool chose which variable was looked up in `data`.
static bool is_chosen(const Tool& tool, const Returned& data) {
  constexpr auto kSettling =
      std::to_array<Proof>({{"in", 0, Outcome::True}, {"==", 0, Outcome::True}});
  return std::ranges::any_of(tool.tainted_calls, [&](const TaintedCall& call) {
    return data.is_chosen_by(call) && !call.proved_by(kSettling);
  });
}

/// The message about returning `data`; empty if nothing is wrong with it.
static std::string_view flaw(const Tool& tool, const Returned& data) {
  if (!data.key.empty()) return names_credential(data.key) ? "`{}` returns a credential" : "";
  const bool is_lookup = data.callee == "os.getenv" || data.callee == "os.environ.get";
  if (!is_lookup) return "`{}` returns all variables of its server's environment";
  return is_chosen(tool, data) ? "`{}` returns whichever variable its caller names" : "";
}

static void check(const Tool& tool, Report& report) {
  std::vector<const char*> seen;
  for (const Returned& data : tool.returned) {
    if (std::ranges::find(kVariables, data.callee, &Callable::name) == std::end(kVariables)) {
      continue;
    }
    const std::string_view message = flaw(tool, data);
    const char* place = data.span().begin();
    if (message.empty() || std::ranges::find(seen, place) != seen.end()) continue;
    seen.push_back(place);
    report.at(data.span(), message, tool.name)
        .note(tool.span, "of this " + std::string(to_string(tool.kind)))
        .via(data.flow)
        .suggest("return that it is set, or those variables that are no secret, by name");
  }
}

}  // namespace mcplint
