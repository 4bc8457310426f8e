#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp219_test_only_auth = {
    .id = "MCP219",
    .name = "test-only-auth",
    .summary = "Credentials checked by something that is meant for tests",
    .severity = Severity::Critical,
    .cwe = 287,
    .owasp = "MCP07:2025",
    .doc = R"(
`DebugTokenVerifier` without a check of its own accepts every token that is not empty.
`StaticTokenVerifier` holds its tokens in the source, and `InMemoryOAuthProvider` approves
everybody: FastMCP marks all of them as meant for tests. A `JWTVerifier` without `audience`
accepts tokens that were issued for another service, which the specification forbids.

Verify tokens with `JWTVerifier(jwks_uri=…, issuer=…, audience=…)`, or use the provider that
FastMCP has for your vendor.
)",
    .blind_spots = R"(
Verifiers that the project writes itself.
)",
    .check = check,
};

/// Whether the tokens themselves stand in the source.
static bool has_literal_tokens(const Call& call) {
  const Node* tokens = call.node->argument(0, "tokens");
  if (tokens == nullptr || !tokens->is(NodeKind::Mapping)) return false;
  return std::ranges::any_of(tokens->parts(), [](const Node& pair) {
    return pair.is(NodeKind::Pair) && pair.part(0).is(NodeKind::String);
  });
}

static void check(const Call& call, Report& report) {
  const std::string_view callee = call.callee;
  if (!callee.starts_with("fastmcp.server.auth.") || call.has_spread()) return;
  const std::string_view name = callee.substr(callee.rfind('.') + 1);
  const bool is_debug =
      name == "DebugTokenVerifier" && call.node->argument(0, "validate") == nullptr;
  const bool is_static = name == "StaticTokenVerifier" && has_literal_tokens(call);
  if (is_debug || is_static || name == "InMemoryOAuthProvider") {
    report.at(call.span(), "`{}` is meant for tests", name)
        .suggest("verify tokens with `JWTVerifier(jwks_uri=…, issuer=…, audience=…)`");
    return;
  }
  if (name != "JWTVerifier" || call.node->argument(-1, "audience") != nullptr) return;
  report.at(call.span(), "`{}` accepts tokens that were issued for other services", name)
      .as(Severity::High)
      .suggest("pass `audience=` with the name of this server");
}

}  // namespace mcplint
