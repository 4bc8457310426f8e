#include <algorithm>
#include <array>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp213_debug_enabled = {
    .id = "MCP213",
    .name = "debug-enabled",
    .summary = "Web application that answers failures with its source",
    .severity = Severity::Medium,
    .cwe = 489,
    .doc = R"(
In debug mode Starlette, FastAPI and FastMCP answer a failed request with the stack trace and
the source around it; Flask even offers a console that runs code.

Leave `debug` out, or read it from the environment with `False` as the default.
)",
    .blind_spots = R"(
Debug modes that settings files or environment variables switch on.
)",
    .check = check,
};

/// Whether `call` makes a server that no browser sees: over stdio there are no answers of HTTP.
static bool is_over_stdio(const Project& project, const Call& call) {
  return std::ranges::any_of(project.servers, [&](const Server& server) {
    return server.span.begin() == call.node->span().begin() &&
           server.serves(Server::Transport::Stdio) && !server.serves(Server::Transport::Http);
  });
}

static void check(const Project& project, Report& report) {
  constexpr auto kApplications = std::to_array<std::string_view>(
      {"starlette.applications.Starlette", "fastapi.FastAPI", "fastapi.applications.FastAPI",
       "mcp.server.fastmcp.FastMCP", "mcp.server.fastmcp.server.FastMCP", "flask.Flask.run"});
  for (const Call& call : project.calls) {
    if (!is_one_of(call.callee, kApplications) || !call.has("debug", "True")) continue;
    if (is_over_stdio(project, call)) continue;
    report.at(call.node->argument(-1, "debug")->span(), "`{}` runs in debug mode", call.callee)
        .suggest("leave `debug` out, or read it from the environment");
  }
}

}  // namespace mcplint
