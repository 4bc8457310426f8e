#include "lint/facts/authentication.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

/// Whether a class is called what those that ask for credentials are.
static bool is_named_like_authentication(std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"Auth", "ApiKey", "APIKey", "Token", "Bearer", "Jwt", "JWT", "auth", "token", "api_key"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return contains(name, word); });
}

/// Whether `call` refuses a client: an answer of status 401 or 403.
static bool refuses(const Call& call) {
  return std::ranges::any_of(call.node->parts().subspan(1), [](const Node& part) {
    const Node& value = part.is(NodeKind::Keyword) ? part.part(0) : part;
    const std::string_view text = value.span().text;
    return text == "401" || text == "403" || contains(text, "HTTP_401") ||
           contains(text, "HTTP_403") || contains(text, "UNAUTHORIZED");
  });
}

bool shows_authentication(const Call& call) {
  if (refuses(call)) return true;
  const std::string_view callee = call.callee;
  if (callee.ends_with("compare_digest")) return true;
  if (callee.ends_with("HTTPBearer") || callee.ends_with("APIKeyHeader")) return true;
  const bool adds = callee.ends_with(".add_middleware") || callee.ends_with(".Middleware");
  if (adds && call.node->parts().size() > 1) {
    return is_named_like_authentication(call.node->part(1).span().text);
  }
  const bool is_header = callee.ends_with(".get") && contains(call.span().text, "headers");
  const Node* header = is_header ? call.node->argument(0) : nullptr;
  return header != nullptr && is_named_like_authentication(header->value());
}

bool sets_authentication(const Code& code) {
  if (!contains(code.source->text, ".auth = ")) return false;
  bool found = false;
  const auto look = [&](const Node& body) {
    each_node(body, [&](const Node& node) {
      if (!node.is(NodeKind::Assign) || !node.part(0).is(NodeKind::Attribute)) return;
      const std::string_view owner = node.part(0).part(0).span().text;
      const bool is_server = owner.ends_with("mcp") || owner.ends_with("server");
      if (node.part(0).name() == "auth" && is_server) found = true;
    });
  };
  look(code.body);
  for (const Function& function : code.functions) look(function.body);
  return found;
}

}  // namespace mcplint
