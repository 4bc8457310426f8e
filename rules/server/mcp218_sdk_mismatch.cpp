#include <charconv>
#include <set>

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

static unsigned major_of(std::string_view version) {
  unsigned major = 0;
  std::from_chars(version.data(), version.data() + version.size(), major);
  return major;
}

/// Whether a clause such as `<2`, `~=1.4` or `==1.2.3` lets a release of `major` in.
static bool clause_allows(std::string_view clause, unsigned major) {
  const std::size_t digit = clause.find_first_of("0123456789");
  if (digit == std::string_view::npos) return true;
  const std::string_view op = clause.substr(0, digit);
  const std::string_view version = clause.substr(digit);
  const unsigned bound = major_of(version);
  if (op == "<") {
    const bool is_first =
        version.find_first_of("123456789", std::to_string(bound).size()) == std::string_view::npos;
    return major < bound || (major == bound && !is_first);
  }
  if (op == "<=") return major <= bound;
  if (op == ">" || op == ">=") return major >= bound;
  if (op == "!=") return true;
  return major == bound;
}

static bool allows(const Dependency& requirement, unsigned major) {
  std::string_view rest = requirement.specifier;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    if (!clause_allows(rest.substr(0, comma), major)) return false;
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return true;
}

static bool is_import_broken(const Server& server) {
  const bool is_other = !allows(*server.requirement, server.sdk_major);
  // An installer takes the newest release that fits.
  return is_other || (server.sdk_major == 1 && allows(*server.requirement, 2));
}

static void report_import(const Server& server, Report& report) {
  const Span span = server.requirement->span;
  const bool is_first = server.sdk_major == 1;
  report.at(span, "`{}` installs a version of the SDK that the server cannot import", span.text)
      .note(server.span,
            is_first ? "written for version 1 of the SDK" : "written for version 2 of the SDK")
      .suggest(is_first ? "require `mcp<2`" : "require `mcp>=2`");
}

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
  if (server.sdk != Server::Sdk::FastMcp || server.requirement == nullptr) return;
  if (!allows(*server.requirement, 3) && !allows(*server.requirement, 4)) return;
  report.at(server.network_argument, "`{}` is refused by the constructor of FastMCP 3", text)
      .note(server.requirement->span, "this lets version 3 be installed")
      .suggest("pass it to `run()`, or require `fastmcp<3`");
}

static void check(const Project& project, Report& report) {
  std::set<const Dependency*> seen;  // many servers may share a manifest
  for (const Server& server : project.servers) {
    check_constructor(server, report);
    const bool has_line = server.sdk == Server::Sdk::Python && server.sdk_major != 0;
    if (!has_line || server.requirement == nullptr || !is_import_broken(server)) continue;
    if (seen.insert(server.requirement).second) report_import(server, report);
  }
}

}  // namespace mcplint
