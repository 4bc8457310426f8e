#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Dependency& dependency, Report& report);

constinit const Rule rules::mcp512_lookalike_name = {
    .id = "MCP512",
    .name = "lookalike-name",
    .summary = "Package that is called almost like a well-known MCP package",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 506,
    .owasp = "MCP04:2025",
    .doc = R"(
Packages with a letter swapped, doubled or left out are published so that people install
them by mistake. They work like the original, and send elsewhere what passes through: the
first of MCP's, `postmark-mcp`, copied every mail. The same holds for a name that a
well-known server has on the other registry, where anybody may have taken it.

Compare the name with the project's own documentation, letter by letter, and correct it. If
it is the package you mean, leave the finding out with a comment that says so.
)",
    .blind_spots = R"(
Names with two letters changed, short names, and packages that are not in the rule's list of
well-known ones.
)",
    .check = check,
};

/// A package that many deployments use, and where it is published.
struct Known {
  std::string_view ecosystem;
  std::string_view name;
  bool only_there = false;  // a package of that name elsewhere is somebody else's
};

static constexpr auto kKnown = std::to_array<Known>({
    {"PyPI", "arxiv-mcp-server"},
    {"PyPI", "basic-memory"},
    {"PyPI", "blender-mcp"},
    {"PyPI", "chroma-mcp"},
    {"PyPI", "duckduckgo-mcp-server"},
    {"PyPI", "elevenlabs-mcp"},
    {"PyPI", "excel-mcp-server"},
    {"PyPI", "fastapi-mcp"},
    {"PyPI", "fastmcp"},
    {"PyPI", "langchain-mcp-adapters"},
    {"PyPI", "markitdown-mcp"},
    {"PyPI", "mcp-atlassian"},
    {"PyPI", "mcp-clickhouse"},
    {"PyPI", "mcp-kubernetes-server"},
    {"PyPI", "mcp-obsidian"},
    {"PyPI", "mcp-server-fetch", true},
    {"PyPI", "mcp-server-git", true},
    {"PyPI", "mcp-server-motherduck"},
    {"PyPI", "mcp-server-qdrant"},
    {"PyPI", "mcp-server-sqlite"},
    {"PyPI", "mcp-server-time", true},
    {"PyPI", "mysql-mcp-server"},
    {"PyPI", "office-powerpoint-mcp-server"},
    {"PyPI", "office-word-mcp-server"},
    {"PyPI", "postgres-mcp"},
    {"PyPI", "redis-mcp-server"},
    {"PyPI", "workspace-mcp"},
    {"npm", "@apify/actors-mcp-server"},
    {"npm", "@browserbasehq/mcp"},
    {"npm", "@executeautomation/playwright-mcp-server"},
    {"npm", "@modelcontextprotocol/client"},
    {"npm", "@modelcontextprotocol/inspector"},
    {"npm", "@modelcontextprotocol/sdk"},
    {"npm", "@modelcontextprotocol/server"},
    {"npm", "@modelcontextprotocol/server-brave-search"},
    {"npm", "@modelcontextprotocol/server-everything"},
    {"npm", "@modelcontextprotocol/server-filesystem"},
    {"npm", "@modelcontextprotocol/server-gdrive"},
    {"npm", "@modelcontextprotocol/server-github"},
    {"npm", "@modelcontextprotocol/server-gitlab"},
    {"npm", "@modelcontextprotocol/server-google-maps"},
    {"npm", "@modelcontextprotocol/server-memory"},
    {"npm", "@modelcontextprotocol/server-postgres"},
    {"npm", "@modelcontextprotocol/server-puppeteer"},
    {"npm", "@modelcontextprotocol/server-redis"},
    {"npm", "@modelcontextprotocol/server-sequential-thinking"},
    {"npm", "@modelcontextprotocol/server-slack"},
    {"npm", "@notionhq/notion-mcp-server"},
    {"npm", "@playwright/mcp"},
    {"npm", "@sentry/mcp-server"},
    {"npm", "@smithery/cli"},
    {"npm", "@supabase/mcp-server-supabase"},
    {"npm", "@upstash/context7-mcp"},
    {"npm", "@wonderwhy-er/desktop-commander"},
    {"npm", "chrome-devtools-mcp", true},
    {"npm", "exa-mcp-server", true},
    {"npm", "figma-developer-mcp", true},
    {"npm", "firecrawl-mcp"},
    {"npm", "mcp-framework"},
    {"npm", "mcp-remote", true},
    {"npm", "mcp-server-kubernetes"},
    {"npm", "mongodb-mcp-server", true},
    {"npm", "supergateway", true},
    {"npm", "task-master-ai", true},
    {"npm", "tavily-mcp", true},
    {"npm", "xcodebuildmcp", true},
});

/// Near one of those, and known to be other projects in their own right (PyPI's and npm's
/// lists of names, November 2026).
static constexpr auto kOthers = std::to_array<std::string_view>(
    {"chrome-mcp", "fastacp", "fastcp", "fastgcp", "fastmap", "fastmp", "fastmpp", "fastapi-mpp",
     "fastapi-mvp", "gworkspace-mcp", "mcp-clickhousex", "mcp-server-kit", "mssql-mcp-server",
     "mcp-server-sqlite3", "mcp-remotes", "workspace-map"});

/// A name that is shorter is near too many others.
static constexpr std::size_t kShortest = 7;

/// Whether one letter more, less, changed, or two swapped make `b` of `a`.
static bool is_one_step(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto differs = std::ranges::mismatch(a, b);
  const auto left = static_cast<std::size_t>(differs.in1 - a.begin());
  std::string_view rest_a = a.substr(left);
  std::string_view rest_b = b.substr(left);
  if (a.size() < b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.empty()) return false;
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
         rest_a.substr(2) == rest_b.substr(2);
}

static bool is_known(const Dependency& dependency) {
  return std::ranges::any_of(kKnown, [&](const Known& known) {
    return known.name == dependency.name && known.ecosystem == dependency.ecosystem;
  });
}

static void check(const Dependency& dependency, Report& report) {
  const std::string& name = dependency.name;
  const bool is_judged = dependency.ecosystem == "npm" || dependency.ecosystem == "PyPI";
  if (!is_judged || !dependency.from_index() || name.size() < kShortest) return;
  if (is_known(dependency) || std::ranges::find(kOthers, name) != kOthers.end()) return;
  for (const Known& known : kKnown) {
    const bool is_here = known.ecosystem == dependency.ecosystem;
    if (is_here && is_one_step(name, known.name)) {
      report.at(dependency.name_span, "`{}` is called almost like `{}`", name, known.name)
          .suggest("write `" + std::string(known.name) + "` if that is what you mean");
      return;
    }
    if (is_here || !known.only_there || name != known.name) continue;
    report
        .at(dependency.name_span, "the known `{}` is a package of `{}`, and this is `{}`'s", name,
            known.ecosystem, dependency.ecosystem)
        .suggest(known.ecosystem == "npm" ? "start it with `npx -y " + name + "@<version>`"
                                          : "start it with `uvx " + name + "@<version>`")
        .as(Severity::Medium);
    return;
  }
}

}  // namespace mcplint
