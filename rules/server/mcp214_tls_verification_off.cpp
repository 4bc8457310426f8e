#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp214_tls_verification_off = {
    .id = "MCP214",
    .name = "tls-verification-off",
    .summary = "Connection that accepts any certificate",
    .severity = Severity::High,
    .cwe = 295,
    .doc = R"(
A connection that does not verify certificates is encrypted, but to whom nobody knows: whoever
is on the way can read the tokens that the server sends and change the answers that its tools
return.

Leave verification on. For a service with a certificate of your own, pass the file of its
authority: `verify="/etc/ssl/our-ca.pem"`.
)",
    .blind_spots = R"(
Switches that variables and settings hold, and `SSLContext` objects that are changed after they
are made.
)",
    .check = check,
};

/// The argument that switches verification off; null if none does.
static const Node* off_switch(const Call& call) {
  const auto off = [&](std::string_view keyword) {
    return call.has(keyword, "False") ? call.node->argument(-1, keyword) : nullptr;
  };
  const std::string_view callee = call.callee;
  if (callee.starts_with("requests.") || callee.starts_with("httpx.")) return off("verify");
  if (!callee.starts_with("aiohttp.")) return nullptr;
  const Node* found = off("ssl");
  return found != nullptr ? found : off("verify_ssl");
}

/// Whether the function that `call` stands in asks a setting first: `if not verify_ssl`.
static bool is_decided_by_user(const Call& call) {
  if (call.function == nullptr) return false;
  const std::string_view text = call.function->body.span().text;
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"not verify", "not self.verify", "verify_ssl", "ssl_verify", "insecure", "skip_verify"});
  return std::ranges::any_of(
      kSigns, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

static void check(const Call& call, Report& report) {
  const Node* argument = off_switch(call);
  const bool is_unverified =
      call.callee == "ssl._create_unverified_context" && !is_decided_by_user(call);
  if (argument == nullptr && !is_unverified) return;
  const Span span = argument != nullptr ? argument->span() : call.span();
  report.at(span, "`{}` accepts any certificate", call.callee)
      .suggest("leave verification on; name your own authority with `verify=\"ca.pem\"`");
}

}  // namespace mcplint
