#include "lint/facts/sdk_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "mcplint/nodes.h"

namespace mcplint {

/// How near a requirement is to a server; 0: it says nothing of it.
static std::size_t nearness(const Dependency& one, const Source& home) {
  if (one.source == nullptr || !one.url.empty() || one.need != Dependency::Need::Running) return 0;
  if (one.from != Dependency::From::Requirements && one.from != Dependency::From::Manifest) {
    return 0;
  }
  if (one.source == &home) return 2 * home.path.size() + 2;  // PEP 723: nearer than any
  const bool is_script = one.manifest != nullptr && one.manifest->kind == Manifest::Kind::Script;
  const std::string_view manifest = one.source->path;
  const std::size_t folder = manifest.rfind('/') + 1;  // npos + 1 is 0
  // What tests need says nothing of how the server is installed.
  const std::string_view file = manifest.substr(folder);
  const bool is_for_others =
      file.find("test") != file.npos || file.find("dev") != file.npos || is_script;
  if (is_for_others || !std::string_view(home.path).starts_with(manifest.substr(0, folder))) {
    return 0;
  }
  // Of two in one folder, the manifest is what an installer reads.
  return 2 * folder + (one.from == Dependency::From::Manifest ? 2 : 1);
}

void find_requirement(const Project& project, const Source& home, Server& server) {
  const std::string_view name = server.sdk == Server::Sdk::FastMcp ? "fastmcp" : "mcp";
  std::size_t nearest = 0;
  for (const Dependency& one : project.dependencies) {
    if (one.ecosystem != "PyPI" || one.name != name) continue;
    const std::size_t near = nearness(one, home);
    if (near <= nearest) continue;
    server.requirement = &one;
    nearest = near;
  }
  if (server.requirement == nullptr || server.requirement->locked.empty()) return;
  server.locked = server.requirement->locked.front();
}

static unsigned major_of(std::string_view version) {
  unsigned major = 0;
  std::from_chars(version.data(), version.data() + version.size(), major);
  return major;
}

/// Whether `version` is the first of its major line: "2", "2.0.0", "2.0.0a1".
static bool is_first_of_line(std::string_view version) {
  version = version.substr(0, version.find_first_not_of("0123456789."));
  const std::size_t dot = std::min(version.find('.'), version.size());
  return version.find_first_of("123456789", dot) == std::string_view::npos;
}

/// Whether a clause such as `<2`, `~=1.4`, `^1.2` or `==1.2.3` lets a release of `major` in.
static bool clause_allows(std::string_view clause, unsigned major) {
  const std::size_t digit = clause.find_first_of("0123456789");
  if (digit == std::string_view::npos) return true;
  const std::string_view op = clause.substr(0, digit);
  const std::string_view version = clause.substr(digit);
  const unsigned bound = major_of(version);
  if (op == "<") return major < bound || (major == bound && !is_first_of_line(version));
  if (op == "<=") return major <= bound;
  if (op == ">" || op == ">=") return major >= bound;
  if (op == "!=") return true;
  return major == bound;
}

bool Server::lets_in(unsigned major) const {
  if (requirement == nullptr) return true;
  std::string_view rest = requirement->specifier;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    if (!clause_allows(rest.substr(0, comma), major)) return false;
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return true;
}

/// The newest line that installers take by themselves: FastMCP 4 is in beta (mcp-facts 2).
static unsigned newest_line(Server::Sdk sdk) { return sdk == Server::Sdk::FastMcp ? 3 : 2; }

unsigned Server::installs() const {
  if (requirement == nullptr) return 0;
  // Who asks for a later one by name gets it, finished or not.
  for (unsigned major = 9; major > 0; --major) {
    const bool is_asked_for = major <= newest_line(sdk) || !lets_in(newest_line(sdk));
    if (is_asked_for && lets_in(major)) return major;
  }
  return 0;
}

std::string Server::line() const {
  const std::string line =
      (sdk == Sdk::FastMcp ? "version " + std::to_string(sdk_major) + " of FastMCP"
                           : "version " + std::to_string(sdk_major) + " of the SDK");
  switch (evidence) {
    case Evidence::None:
      return "nothing says which version of the SDK it uses";
    case Evidence::Code:
      return line + ", as its imports and calls show";
    case Evidence::Lock:
      return line + ", as the lock file says";
    case Evidence::Requirement:
      return line + ", as the manifest says";
    case Evidence::Assumed:
      break;
  }
  return line + " is assumed: " +
         (requirement == nullptr ? "no manifest says which"
                                 : "the newest that the manifest lets in");
}

/// What only one line of the low-level server has (mcp-facts 2.3); 0 if that was not seen.
static unsigned line_of_low_level(const Server& server, Span& where) {
  constexpr auto kDecorators =
      std::to_array<std::string_view>({"list_tools", "call_tool", "list_resources", "read_resource",
                                       "list_prompts", "get_prompt", "list_resource_templates"});
  for (const Code* code : server.codes) {
    for (const Function& function : code->functions) {
      for (const Node& decorator : function.decorators) {
        if (!decorator.is(NodeKind::Call) || !decorator.part(0).is(NodeKind::Attribute)) continue;
        const std::string_view name = decorator.part(0).name();
        if (std::ranges::find(kDecorators, name) == kDecorators.end()) continue;
        where = decorator.part(0).span();
        return 1;
      }
    }
  }
  return 0;
}

static bool is_low_level(const Server& server) {
  const std::string_view text = server.span.text;
  const std::string_view callee = text.substr(0, text.find('('));
  return callee.ends_with("Server") && !callee.ends_with("MCPServer");
}

/// The line that the code itself is written for; 0 if it would do with any.
static unsigned line_of_code(const Server& server, Span& where) {
  where = server.span;
  if (server.sdk_major != 0 || server.sdk != Server::Sdk::Python) return server.sdk_major;
  if (!is_low_level(server)) return 0;
  if (server.span.text.find("on_call_tool=") != std::string_view::npos ||
      server.span.text.find("on_list_tools=") != std::string_view::npos) {
    return 2;
  }
  return line_of_low_level(server, where);
}

void find_sdk_line(Server& server) {
  Span where;
  if (const unsigned major = line_of_code(server, where)) {
    server.sdk_major = major;
    server.evidence = Server::Evidence::Code;
    server.evidence_span = where;
    return;
  }
  if (server.locked != nullptr && !server.locked->pinned_version.empty()) {
    server.sdk_major = major_of(server.locked->pinned_version);
    server.evidence = Server::Evidence::Lock;
    server.evidence_span = server.locked->span;
    return;
  }
  server.evidence_span = server.requirement == nullptr ? server.span : server.requirement->span;
  server.sdk_major = server.installs();
  const bool is_only_one = server.sdk_major > 1 ? !server.lets_in(server.sdk_major - 1) : true;
  const bool is_said = server.requirement != nullptr && is_only_one && server.sdk_major != 0;
  server.evidence = is_said ? Server::Evidence::Requirement : Server::Evidence::Assumed;
  if (server.sdk_major == 0) server.sdk_major = newest_line(server.sdk);
}

}  // namespace mcplint
