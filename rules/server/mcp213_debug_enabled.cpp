#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

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

static void check(const Call& call, Report& report) {
  constexpr auto kApplications = std::to_array<std::string_view>(
      {"starlette.applications.Starlette", "fastapi.FastAPI", "fastapi.applications.FastAPI",
       "mcp.server.fastmcp.FastMCP", "mcp.server.fastmcp.server.FastMCP", "flask.Flask.run"});
  if (std::ranges::find(kApplications, call.callee) == kApplications.end()) return;
  if (!call.has("debug", "True")) return;
  const Span span = call.node->argument(-1, "debug")->span();
  report.at(span, "`{}` runs in debug mode", call.callee)
      .suggest("leave `debug` out, or read it from the environment");
}

}  // namespace mcplint
