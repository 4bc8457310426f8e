#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp223_unbounded_request_body = {
    .id = "MCP223",
    .name = "unbounded-request-body",
    .summary = "Request of any size is read into memory",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 770,
    .doc = R"(
Custom routes stand outside the protocol: the SDK neither authenticates them nor limits what they
read, and Starlette has no limit of its own. One request of a few gigabytes then ends the server
for everybody.

Look at `Content-Length` first and refuse with 413, or read `request.stream()` and stop at a limit.
Leave `max_request_body_size` of the official SDK at its 4 MiB, or set what is needed.
)",
    .blind_spots = R"(
Limits of a proxy in front. Routes that turn some callers away with 401 or 403, and servers whose
middleware does. Handlers whose name several files have. A server that speaks of `Content-Length`
or of a largest body anywhere in its code is taken to check it.
)",
    .check = check,
};

/// Whether `call`, of a route, lets clients send something.
static bool takes_bodies(const Node& call) {
  const Node* named = call.argument(-1, "methods");
  // `custom_route(path, methods)`, `Route(path, endpoint, methods=…)`
  const Node* methods = named == nullptr ? call.argument(1) : named;
  if (methods == nullptr || !methods->is(NodeKind::Sequence)) return false;
  const std::string_view text = methods->span().text;
  return text.find("POST") != text.npos || text.find("PUT") != text.npos ||
         text.find("PATCH") != text.npos;
}

/// The call in `function` that reads the whole body of its request; null if none does.
static const Node* find_read(const Function& function) {
  const Node* found = nullptr;
  // A method has `self` in front of it.
  const auto request = std::ranges::find_if(
      function.parameters, [](const FunctionParameter& one) { return one.name != "self"; });
  if (request == function.parameters.end()) return nullptr;
  each_node(function.body, [&](const Node& node) {
    if (found != nullptr || !node.is(NodeKind::Await) || !node.part(0).is(NodeKind::Call)) return;
    const Node& callee = node.part(0).part(0);
    if (!callee.is(NodeKind::Attribute) || callee.part(0).name() != request->name) return;
    const bool whole =
        callee.name() == "body" || callee.name() == "json" || callee.name() == "form";
    if (whole) found = &callee;
  });
  return found;
}

static bool is_limited(const Project& project, const Code& code) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"content-length", "content_length", "max_body", "max_request", "body_size", "bodysize",
       "max_upload", "max_content", "request_limit", "413"});
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.runs(code) && server.mentions(kSigns);
  });
}

/// Whether a middleware of the server turns callers away before a route sees them.
static bool has_gatekeeper(const Project& project, const Code& code) {
  constexpr auto kMiddleware = std::to_array<std::string_view>({"add_middleware"});
  constexpr auto kRefusals = std::to_array<std::string_view>({"401", "403", "unauthorized"});
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.runs(code) && server.mentions(kMiddleware) && server.mentions(kRefusals);
  });
}

static bool is_served(const Project& project, const Code& code) {
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.runs(code) && server.serves(Server::Transport::Http);
  });
}

static void check_handler(const Project& project, const Code& code, const Function& function,
                          Span route, Report& report) {
  const Node* read = find_read(function);
  const std::string_view text = function.body.span().text;
  const bool asks_who = text.find("401") != text.npos || text.find("403") != text.npos;
  if (read == nullptr || asks_who || !is_served(project, code)) return;
  if (is_limited(project, code) || has_gatekeeper(project, code)) return;
  report.at(read->span(), "`{}` reads a body of any size", read->span().text)
      .note(route, "everybody who reaches the port can ask for this route")
      .suggest("refuse a `Content-Length` above a limit with 413 before reading");
}

static void check_routes(const Project& project, const Code& code, Report& report) {
  for (const Function& function : code.functions) {
    for (const Node& decorator : function.decorators) {
      const bool is_route = decorator.is(NodeKind::Call) && takes_bodies(decorator) &&
                            decorator.part(0).name() == "custom_route";
      if (is_route) check_handler(project, code, function, decorator.span(), report);
    }
  }
}

/// Checks what `handler` names: a function of the same file, or of the one file that has it.
static void check_named(const Project& project, const Code& code, const Node* handler, Span route,
                        Report& report) {
  if (handler == nullptr || !handler->is(NodeKind::Name)) return;
  const auto is_it = [&](const Function& one) { return one.name == handler->name(); };
  const auto has_it = [&](const Code& one) { return std::ranges::any_of(one.functions, is_it); };
  const Code* home = &code;
  if (!has_it(code)) {
    if (std::ranges::count_if(project.codes, has_it) != 1) return;
    home = &*std::ranges::find_if(project.codes, has_it);
  }
  check_handler(project, *home, *std::ranges::find_if(home->functions, is_it), route, report);
}

/// `Route("/hook", hook, methods=["POST"])` of Starlette.
static void check_route(const Project& project, const Call& call, Report& report) {
  if (call.callee != "starlette.routing.Route" || !takes_bodies(*call.node)) return;
  const Node* handler = call.node->argument(1, "endpoint");
  check_named(project, *call.code, handler, call.node->span(), report);
}

/// `mcp.custom_route("/hook", methods=["POST"])(hook)`
static void check_applied(const Project& project, const Code& code, Report& report) {
  if (code.source->text.find("custom_route(") == std::string::npos) return;
  const auto look = [&](const Node& body) {
    each_node(body, [&](const Node& node) {
      if (!node.is(NodeKind::Call) || !node.part(0).is(NodeKind::Call)) return;
      const Node& route = node.part(0);
      if (route.part(0).name() != "custom_route" || !takes_bodies(route)) return;
      check_named(project, code, node.argument(0), route.span(), report);
    });
  };
  look(code.body);
  for (const Function& function : code.functions) look(function.body);
}

static void check(const Project& project, Report& report) {
  for (const Code& code : project.codes) {
    check_routes(project, code, report);
    check_applied(project, code, report);
  }
  for (const Call& call : project.calls) {
    check_route(project, call, report);
    if (!call.has("max_request_body_size", "None")) continue;
    const Node* limit = call.node->argument(-1, "max_request_body_size");
    report.at(limit->span(), "`{}` switches the limit on request bodies off", "None")
        .suggest("leave it at its 4 MiB, or give the size in bytes that is needed");
  }
}

}  // namespace mcplint
