#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Code& code, Report& report);

constinit const Rule rules::mcp221_predictable_identifier = {
    .id = "MCP221",
    .name = "predictable-identifier",
    .summary = "Session or token made of something that can be guessed",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 330,
    .persona = Persona::Pedantic,
    .doc = R"(
Whoever can guess the identifier of a session can take it over. The time, a counter and `random`
can be guessed; the specification asks for identifiers from a secure source of randomness.

Use `secrets.token_urlsafe()` or `uuid.uuid4()`.
)",
    .blind_spots = R"(
Identifiers that are made in a helper, and names other than those of sessions, tokens and
nonces.
)",
    .check = check,
};

static bool is_identifier(std::string_view name) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"session_id", "sessionid", "session_token", "access_token",
                                       "auth_token", "csrf_token", "nonce", "oauth_state"});
  return std::ranges::any_of(kNames, [&](std::string_view one) { return name.ends_with(one); });
}

static bool names_session(std::string_view name) {
  return name.ends_with("session_id") || name.ends_with("sessionid");
}

/// Whether something is kept under it: `sessions[session_id]`. Names of runs in a log are not.
static bool finds_something(const Code& code, const Node& target) {
  const std::string key = "[" + std::string(target.span().text) + "]";
  return code.source->text.find(key) != std::string::npos;
}

/// The call in `value` whose result can be guessed; null if something in it cannot be.
static const Node* guessable(const Node& value) {
  constexpr auto kGuessable = std::to_array<std::string_view>(
      {"time.time", "time.time_ns", "datetime.now", "datetime.datetime.now", "datetime.utcnow",
       "random.randint", "random.random", "random.choice", "random.choices", "random.getrandbits",
       "uuid.uuid1"});
  const Node* found = nullptr;
  bool is_random = false;
  each_node(value, [&](const Node& node) {
    if (!node.is(NodeKind::Call)) return;
    const std::string_view text = node.part(0).span().text;
    if (std::ranges::find(kGuessable, text) != kGuessable.end()) found = &node;
    const bool is_secure = text.ends_with("uuid4") || text.starts_with("secrets.") ||
                           text.ends_with("urandom") || text.ends_with("SystemRandom");
    is_random = is_random || is_secure;
  });
  return is_random ? nullptr : found;
}

static void check(const Code& code, Report& report) {
  for (const Function& function : code.functions) {
    if (!function.in_tool) continue;
    each_node(function.body, [&](const Node& node) {
      if (!node.is(NodeKind::Assign) || node.parts().size() != 2) return;
      const Node& target = node.part(0);
      const bool is_named = target.is(NodeKind::Name) || target.is(NodeKind::Attribute);
      if (!is_named || !is_identifier(target.name())) return;
      if (names_session(target.name()) && !finds_something(code, target)) return;
      const Node* call = guessable(node.part(1));
      if (call == nullptr) return;
      report.at(call->part(0).span(), "`{}` can be guessed", call->part(0).span().text)
          .note(target.span(), "it identifies somebody")
          .suggest("use `secrets.token_urlsafe()`");
    });
  }
}

}  // namespace mcplint
