#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp218_sdk_mismatch = {
    .id = "MCP218",
    .name = "sdk-mismatch",
    .summary = "Server written for another version of its SDK than is required",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .doc = R"(
Version 2 of the Python SDK has no `mcp.server.fastmcp`, and version 1 no `MCPServer`. Version 3
of standalone FastMCP takes `host` and `port` in `run()` and refuses them in the constructor. A
requirement that lets an installer choose the other version gives a server that fails when it
starts.

Require the version that the code is written for (`mcp>=1.23,<2`), or write the code for the one
that is required.
)",
    .blind_spots = R"(
Versions that a lock file fixes. Without a manifest in the folder of the server or above it the
rule is silent on imports.
)",
    .check = check,
};

/// The requirement installs a line that the code cannot run with.
static void check_line(const Server& server, Report& report, std::set<const Dependency*>& seen) {
  if (server.sdk != Server::Sdk::Python || server.evidence != Server::Evidence::Code) return;
  // An installer takes the newest release that fits.
  const unsigned installed = server.installs();
  if (installed == 0 || installed == server.sdk_major) return;
  if (!seen.insert(server.requirement).second) return;
  const Span span = server.requirement->span;
  Diagnostic& finding = report.at(
      span, "`{}` installs a version of the SDK that the server does not run with", span.text);
  finding.note(server.evidence_span, server.line())
      .suggest(server.sdk_major == 1 ? "require `mcp<2`" : "require `mcp>=2`");
  if (server.locked == nullptr) return;
  finding.as(Severity::Medium)
      .note(server.locked->span, "who installs with the lock file gets `" +
                                     server.locked->pinned_version + "`; all others do not");
}

/// `host=` and `port=` where the constructor has no more such parameters.
static void check_constructor(const Server& server, Report& report) {
  if (server.network_argument.empty()) return;
  const std::string_view text = server.network_argument.text;
  if (server.sdk == Server::Sdk::Python && server.sdk_major == 2) {
    report
        .at(server.network_argument, "`{}` is refused by the constructor of version 2 of the SDK",
            text)
        .suggest("pass it to `run()`");
    return;
  }
  if (server.sdk != Server::Sdk::FastMcp || server.installs() < 3) return;
  Diagnostic& finding =
      report.at(server.network_argument, "`{}` is refused by the constructor of FastMCP 3", text);
  finding.note(server.requirement->span, "this lets version 3 be installed")
      .suggest("pass it to `run()`, or require `fastmcp<3`");
  if (server.locked == nullptr || server.evidence != Server::Evidence::Lock) return;
  if (server.sdk_major >= 3) return;
  finding.as(Severity::Medium)
      .note(server.locked->span, "who installs with the lock file gets `" +
                                     server.locked->pinned_version + "`; all others do not");
}

/// The variable that holds `server` in `code`; empty if none does.
static std::string_view variable_of(const Server& server, const Code& code) {
  std::string_view name;
  each_node(code.body, [&](const Node& node) {
    const bool holds_it = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Name) &&
                          node.parts().back().span().begin() == server.span.begin();
    if (holds_it) name = node.part(0).name();
  });
  return name;
}

/// `@mcp.tool` without parentheses, which standalone FastMCP takes and the official SDK does not.
static void check_decorators(const Server& server, Report& report) {
  if (server.sdk != Server::Sdk::Python) return;
  constexpr auto kDecorators = std::to_array<std::string_view>({"tool", "resource", "prompt"});
  for (const Code* code : server.codes) {
    const std::string_view variable = variable_of(server, *code);
    if (variable.empty()) continue;
    for (const Function& function : code->functions) {
      for (const Node& decorator : function.decorators) {
        if (!decorator.is(NodeKind::Attribute) || decorator.part(0).name() != variable) continue;
        if (std::ranges::find(kDecorators, decorator.name()) == kDecorators.end()) continue;
        report
            .at(decorator.span(), "`{}` raises TypeError: the official SDK needs parentheses",
                decorator.span().text)
            .note(server.span, server.line())
            .suggest("write `@" + std::string(decorator.span().text) + "()`");
      }
    }
  }
}

/// Imports of what FastMCP has taken out since (mcp-facts 2.4).
static void check_imports(const Server& server, Report& report, std::set<const char*>& seen) {
  if (server.sdk != Server::Sdk::FastMcp || server.installs() < 3) return;
  for (const Code* code : server.codes) {
    for (const Import& import : code->imports) {
      const bool is_gone = import.name == "BearerAuthProvider" ||
                           import.module == "fastmcp.server.auth.providers.bearer";
      if (!is_gone || !seen.insert(import.span.begin()).second) continue;
      report.at(import.span, "`{}` is no longer there in FastMCP 3", import.span.text)
          .note(server.requirement->span, "this lets version 3 be installed")
          .suggest("use `JWTVerifier` of `fastmcp.server.auth.providers.jwt`");
    }
  }
}

static void check(const Project& project, Report& report) {
  std::set<const Dependency*> seen;  // many servers may share a manifest
  std::set<const char*> imports;     // and files
  for (const Server& server : project.servers) {
    check_constructor(server, report);
    check_decorators(server, report);
    if (server.requirement == nullptr) continue;
    check_line(server, report, seen);
    check_imports(server, report, imports);
  }
}

}  // namespace mcplint
