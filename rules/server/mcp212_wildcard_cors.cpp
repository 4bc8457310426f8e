#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp212_wildcard_cors = {
    .id = "MCP212",
    .name = "wildcard-cors",
    .summary = "Every web page may read what the server answers",
    .severity = Severity::Medium,
    .cwe = 942,
    .doc = R"(
`allow_origins=["*"]` tells browsers that any web page may call this server and read what it
answers. A page that the user of the machine happens to visit can then list its tools and run
them.

Name the origins that need it, `allow_origins=["https://app.example.com"]`, or leave CORS out:
clients other than web pages do not need it. A server whose SDK refuses strange origins anyway, as
the official one does on loopback, is not reported.
)",
    .blind_spots = R"(
Lists of origins that come from variables or settings, and CORS headers that are set by hand.
)",
    .check = check,
};

/// Whether a page needs a token of its own to get anything from a server in `code`.
static bool asks_for_token(const Project& project, const Code& code) {
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.runs(code) && server.authenticates;
  });
}

/// Whether every server in `code` turns pages of strange origins away by itself.
static bool refuses_origins(const Project& project, const Code& code) {
  bool any = false;
  for (const Server& server : project.servers) {
    if (!server.runs(code)) continue;
    for (const Listener& listener : server.listeners) {
      if (!listener.checks_origin || !listener.check_off.empty()) return false;
      any = true;
    }
  }
  return any;
}

static void check_call(const Project& project, const Call& call, Report& report) {
  const Node* first = call.node->argument(0, "middleware_class");
  const bool is_cors = call.callee.ends_with("CORSMiddleware") ||
                       (first != nullptr && first->span().text.ends_with("CORSMiddleware"));
  const Node* origins = is_cors ? call.node->argument(-1, "allow_origins") : nullptr;
  if (origins == nullptr || !origins->is(NodeKind::Sequence)) return;
  const Node* credentials = call.node->argument(-1, "allow_credentials");
  const bool sends_cookies = credentials != nullptr && credentials->span().text == "True";
  if (!sends_cookies && refuses_origins(project, *call.code)) return;
  for (const Node& origin : origins->parts()) {
    if (!origin.is(NodeKind::String) || origin.value() != "*") continue;
    Diagnostic& finding =
        report.at(origin.span(), "`{}` lets every web page call the server", origin.span().text);
    finding.suggest("name the origins that need it, or leave CORS out");
    // Without cookies, a page has nothing to show to a server that asks for a token.
    if (!sends_cookies && asks_for_token(project, *call.code)) finding.only_for(Persona::Pedantic);
    if (!sends_cookies) continue;
    finding.as(Severity::High).note(credentials->span(), "and to send the user's cookies with it");
  }
}

static void check(const Project& project, Report& report) {
  for (const Call& call : project.calls) check_call(project, call, report);
}

}  // namespace mcplint
