#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

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
clients other than web pages do not need it.
)",
    .blind_spots = R"(
Lists of origins that come from variables or settings, and CORS headers that are set by hand.
)",
    .check = check,
};

static void check(const Call& call, Report& report) {
  const Node* first = call.node->argument(0, "middleware_class");
  const bool is_cors = call.callee.ends_with("CORSMiddleware") ||
                       (first != nullptr && first->span().text.ends_with("CORSMiddleware"));
  const Node* origins = is_cors ? call.node->argument(-1, "allow_origins") : nullptr;
  if (origins == nullptr || !origins->is(NodeKind::Sequence)) return;
  for (const Node& origin : origins->parts()) {
    if (!origin.is(NodeKind::String) || origin.value() != "*") continue;
    Diagnostic& finding =
        report.at(origin.span(), "`{}` lets every web page call the server", origin.span().text);
    finding.suggest("name the origins that need it, or leave CORS out");
    const Node* credentials = call.node->argument(-1, "allow_credentials");
    if (credentials == nullptr || credentials->span().text != "True") continue;
    finding.as(Severity::High).note(credentials->span(), "and to send the user's cookies with it");
  }
}

}  // namespace mcplint
