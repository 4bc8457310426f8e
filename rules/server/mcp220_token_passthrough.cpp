#include <algorithm>
#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp220_token_passthrough = {
    .id = "MCP220",
    .name = "token-passthrough",
    .summary = "Token of the client is sent on to another service",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 441,
    .owasp = "MCP07:2025",
    .doc = R"(
The token that a client shows was issued for this server. The specification forbids to send it
on: the other service cannot tell the server from the client any more, its limits and its log
speak of the wrong party, and a server that accepts tokens made for others can be used by anyone
who stole one elsewhere.

Get a token of the server's own for the other service: from its environment, by token exchange
(RFC 8693), or through `OAuthProxy` of standalone FastMCP, which keeps both apart.
)",
    .blind_spots = R"(
Follows one function, and helpers of the project that give the token back: not objects that hold
it. Servers that speak of an exchange of
tokens, or use an OAuth proxy, are taken to do the right thing.
)",
    .check = check,
};

namespace {

/// What one function knows of the client's token. Order and branches do not count.
class Tokens {
 public:
  Tokens(const Function& function, const std::set<std::string_view>& givers) : givers_(givers) {
    // Once for each step of `token → header → headers`.
    for (int i = 0; i < 3; ++i) {
      each_node(function.body, [&](const Node& node) { note(node); });
    }
  }

  /// Whether `function` gives the token back to whoever calls it.
  [[nodiscard]] bool is_returned_by(const Function& function) const {
    bool found = false;
    each_node(function.body, [&](const Node& node) {
      const bool returns = node.is(NodeKind::Return) && !node.parts().empty();
      found = found || (returns && carries_token(node.part(0)));
    });
    return found;
  }

  /// Where `node` has the token in it; null if nowhere.
  [[nodiscard]] const Node* find_in(const Node& node) const {
    const Node* found = nullptr;
    each_node(node, [&](const Node& part) {
      if (found == nullptr && is_token(part)) found = &part;
    });
    return found;
  }

 private:
  static bool is_header_name(const Node& node) {
    const std::string_view name = node.is(NodeKind::String) ? node.value() : "";
    return name == "authorization" || name == "Authorization";
  }

  static bool holds_headers(const Node& node) {
    return node.span().text.find("headers") != std::string_view::npos;
  }

  /// `request.headers.get("authorization")`, `get_http_headers()["authorization"]`.
  static bool reads_header(const Node& node) {
    if (node.is(NodeKind::Subscript)) {
      return holds_headers(node.part(0)) && is_header_name(node.part(1));
    }
    if (!node.is(NodeKind::Call) || !node.part(0).is(NodeKind::Attribute)) return false;
    const Node* name = node.argument(0);
    return node.part(0).name() == "get" && name != nullptr && is_header_name(*name) &&
           holds_headers(node.part(0).part(0));
  }

  [[nodiscard]] bool is_object(const Node& node) const {
    if (node.is(NodeKind::Call)) return node.part(0).name() == "get_access_token";
    return node.is(NodeKind::Name) && objects_.contains(node.name());
  }

  [[nodiscard]] bool is_token(const Node& node) const {
    if (reads_header(node)) return true;
    if (node.is(NodeKind::Call)) return givers_.contains(node.part(0).name());
    if (node.is(NodeKind::Attribute)) return node.name() == "token" && is_object(node.part(0));
    return node.is(NodeKind::Name) && tokens_.contains(node.name());
  }

  void note(const Node& node) {
    if (!node.is(NodeKind::Assign)) return;
    const Node& value = node.parts().back();
    for (const Node& target : node.parts().first(node.parts().size() - 1)) {
      // `headers["Authorization"] = token` puts it into the whole.
      const Node& whole = target.is(NodeKind::Subscript) ? target.part(0) : target;
      if (!whole.is(NodeKind::Name)) continue;
      if (is_object(value)) objects_.insert(whole.name());
      if (carries_token(value)) tokens_.insert(whole.name());
    }
  }

  /// Whether `value` is the token, or text or a mapping with it: not what a call made of it.
  [[nodiscard]] bool carries_token(const Node& value) const {
    if (is_token(value)) return true;
    // `header[7:]`, `header.removeprefix("Bearer ")`
    if (value.is(NodeKind::Subscript)) return carries_token(value.part(0));
    constexpr auto kCuts = std::to_array<std::string_view>(
        {"removeprefix", "split", "partition", "replace", "strip", "lstrip"});
    if (value.is(NodeKind::Call) && value.part(0).is(NodeKind::Attribute)) {
      return std::ranges::find(kCuts, value.part(0).name()) != kCuts.end() &&
             carries_token(value.part(0).part(0));
    }
    constexpr auto kCarriers = std::to_array<NodeKind>(
        {NodeKind::Format, NodeKind::Binary, NodeKind::Mapping, NodeKind::Pair, NodeKind::Other,
         NodeKind::Conditional, NodeKind::Logical});
    return std::ranges::find(kCarriers, value.kind()) != kCarriers.end() &&
           std::ranges::any_of(value.parts(),
                               [&](const Node& part) { return carries_token(part); });
  }

  const std::set<std::string_view>& givers_;
  std::set<std::string_view> objects_;  // what get_access_token() gave
  std::set<std::string_view> tokens_;   // its text, or something with that in it
};

}  // namespace

/// Whether the server has tokens of its own for the services behind it.
static bool exchanges(const Project& project, const Code& code) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"oauthproxy", "oauth_proxy", "oidcproxy", "exchange", "on_behalf_of", "onbehalfof",
       "githubprovider", "googleprovider", "azureprovider", "auth0provider", "workosprovider",
       "awscognitoprovider", "discordprovider", "supabaseprovider", "upstream_token"});
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.runs(code) && server.mentions(kSigns);
  });
}

/// Functions of the project that give back the client's token, by names that no others have.
static std::set<std::string_view> find_givers(const Project& project) {
  const std::set<std::string_view> none;
  std::set<std::string_view> givers;
  std::set<std::string_view> others;
  for (const Code& code : project.codes) {
    const bool may = code.source->text.find("uthorization") != std::string::npos ||
                     code.source->text.find("get_access_token") != std::string::npos;
    for (const Function& function : code.functions) {
      const bool gives = may && Tokens(function, none).is_returned_by(function);
      (gives ? givers : others).insert(function.name);
    }
  }
  std::erase_if(givers, [&](std::string_view name) { return others.contains(name); });
  return givers;
}

/// Whether `call` asks who issued the token what it is worth, which is what it is there for.
static bool asks_issuer(const Call& call) {
  const Node* url = call.node->argument(0, "url");
  const std::string_view text = url == nullptr ? std::string_view() : url->span().text;
  return text.find("userinfo") != text.npos || text.find("introspect") != text.npos ||
         text.find("USERINFO") != text.npos || text.find("INTROSPECT") != text.npos;
}

static bool makes_client(const Call& call) {
  return call.callee == "httpx.AsyncClient" || call.callee == "httpx.Client" ||
         call.callee == "aiohttp.ClientSession";
}

static void check(const Project& project, Report& report) {
  const std::set<std::string_view> givers = find_givers(project);
  for (const Call& call : project.calls) {
    if (!call.in_tool() || !(call.sends_request() || makes_client(call))) continue;
    const Node* headers = call.node->argument(-1, "headers");
    if (headers == nullptr || asks_issuer(call)) continue;
    const Node* token = Tokens(*call.function, givers).find_in(*headers);
    if (token == nullptr || exchanges(project, *call.code)) continue;
    report
        .at(token->span(), "`{}` carries the client's own token to another service",
            token->span().text)
        .note(call.span(), "it is sent here")
        .suggest("send a token of the server's own: from its environment, or by token exchange");
  }
}

}  // namespace mcplint
