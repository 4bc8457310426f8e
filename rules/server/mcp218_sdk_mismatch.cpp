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
of standalone FastMCP takes `host` and `port` in `run()` and refuses them in the constructor;
version 4 has no `as_proxy`, no `import_server` and no `mount(prefix=…)`. A requirement that lets
an installer choose the other version gives a server that fails when it starts.

Require the version that the code is written for (`mcp>=1.23,<2`), or write the code for the one
that is required.
)",
    .blind_spots = R"(
Versions that a lock file fixes. Without a manifest in the folder of the server or above it the
rule is silent on imports, as it is in files that expect one to fail.
)",
    .check = check,
};

/// Whether a file has another way where an import fails: it is written for both lines.
static bool expects_failure(const Code& code) {
  const std::string_view text = code.source->text;
  return text.find("ImportError") != text.npos || text.find("ModuleNotFoundError") != text.npos;
}

/// Whether the server takes its class from whichever line is installed.
static bool takes_either(const Server& server) {
  return std::ranges::any_of(server.codes, [](const Code* code) {
    const std::string_view text = code->source->text;
    return expects_failure(*code) && text.find("mcp.server.fastmcp") != text.npos &&
           text.find("import MCPServer") != text.npos;
  });
}

/// The requirement installs a line that the code cannot run with.
static void check_line(const Server& server, Report& report, std::set<const Dependency*>& seen) {
  if (server.sdk != Server::Sdk::Python || server.evidence != Server::Evidence::Code) return;
  if (takes_either(server)) return;
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

namespace {

/// What a line of an SDK no longer has (mcp-facts 2.2 and 2.4).
struct Gone {
  Server::Sdk sdk;
  unsigned since;              // the first line without it
  std::string_view where;      // the module that had it, or the method
  std::string_view name;       // what is imported, or the argument; empty: all of it
  std::string_view what_then;  // instead
};

using Sdk = Server::Sdk;

constexpr auto kGoneImports = std::to_array<Gone>(
    {{Sdk::FastMcp, 3, "fastmcp.server.auth.providers.bearer", "",
      "use `JWTVerifier` of `fastmcp.server.auth.providers.jwt`"},
     {Sdk::FastMcp, 3, "fastmcp.server.auth", "BearerAuthProvider",
      "use `JWTVerifier` of `fastmcp.server.auth.providers.jwt`"},
     {Sdk::Python, 2, "mcp.server.websocket", "", "serve `streamable-http`"},
     {Sdk::Python, 2, "mcp.shared.exceptions", "McpError", "it is called `MCPError`"},
     {Sdk::Python, 2, "mcp", "McpError", "it is called `MCPError`"}});

constexpr auto kGoneCalls = std::to_array<Gone>(
    {{Sdk::FastMcp, 4, "as_proxy", "", "use `create_proxy()`"},
     {Sdk::FastMcp, 4, "import_server", "", "use `mount()`"},
     {Sdk::FastMcp, 4, "mount", "prefix", "pass `namespace=`"},
     {Sdk::FastMcp, 4, "tool", "exclude_args", "leave it out: take the value from the context"},
     {Sdk::FastMcp, 4, "tool", "serializer", "return the text that the tool should give"},
     {Sdk::Python, 2, "run", "mount_path", "mount the application of `streamable_http_app()`"},
     {Sdk::Python, 2, "sse_app", "mount_path", "mount the application where it belongs"}});

}  // namespace

/// Whether `server` runs with a line that has no `gone` any more: the one its code shows, its
/// lock file holds, or an installer takes.
static bool lacks(const Server& server, const Gone& gone) {
  if (server.sdk != gone.sdk) return false;
  if (server.evidence == Server::Evidence::Code) return server.sdk_major >= gone.since;
  return server.requirement != nullptr && server.installs() >= gone.since;
}

/// Says that the SDK of `server` lacks what stands at `span`.
static void report_gone(const Server& server, const Gone& gone, Span span, Report& report) {
  report
      .at(span, "`{}` is no longer there in `{}`", span.text,
          (gone.sdk == Sdk::FastMcp ? "fastmcp " : "mcp ") + std::to_string(gone.since))
      .note(server.requirement != nullptr && server.evidence != Server::Evidence::Code
                ? server.requirement->span
                : server.evidence_span,
            server.line())
      .suggest(std::string(gone.what_then));
}

static void check_imports(const Server& server, Report& report, std::set<const char*>& seen) {
  for (const Code* code : server.codes) {
    if (expects_failure(*code)) continue;
    for (const Import& import : code->imports) {
      for (const Gone& gone : kGoneImports) {
        const bool is_it =
            import.module == gone.where && (gone.name.empty() || import.name == gone.name);
        if (!is_it || !lacks(server, gone) || !seen.insert(import.span.begin()).second) continue;
        report_gone(server, gone, import.span, report);
      }
    }
  }
}

/// Whether `call` is of a method called `method` of an SDK's server.
static bool is_method(const Call& call, std::string_view method) {
  const std::size_t dot = call.callee.rfind('.');
  if (dot == std::string::npos || std::string_view(call.callee).substr(dot + 1) != method) {
    return false;
  }
  const std::string_view object = std::string_view(call.callee).substr(0, dot);
  return object.ends_with(".FastMCP") || object.ends_with(".MCPServer");
}

/// `name=…` among the arguments of `call`.
static Span keyword_of(const Node& call, std::string_view name) {
  for (const Node& part : call.parts()) {
    if (part.is(NodeKind::Keyword) && part.name() == name) return part.span();
  }
  return call.span();
}

static void check_calls(const Project& project, const Server& server, Report& report,
                        std::set<const char*>& seen) {
  for (const Call& call : project.calls) {
    for (const Gone& gone : kGoneCalls) {
      if (!is_method(call, gone.where) || !lacks(server, gone) || !server.runs(*call.code))
        continue;
      const bool is_given = call.node->argument(-1, gone.name) != nullptr;
      if (!gone.name.empty() && !is_given) continue;
      const Span span = gone.name.empty() ? call.span() : keyword_of(*call.node, gone.name);
      if (seen.insert(span.begin()).second) report_gone(server, gone, span, report);
    }
  }
}

static void check(const Project& project, Report& report) {
  std::set<const Dependency*> seen;  // many servers may share a manifest
  std::set<const char*> gone;        // and files
  for (const Server& server : project.servers) {
    check_constructor(server, report);
    check_decorators(server, report);
    check_imports(server, report, gone);
    check_calls(project, server, report, gone);
    if (server.requirement != nullptr) check_line(server, report, seen);
  }
}

}  // namespace mcplint
