// Findings in configurations: the same in every syntax, each at the thing that is
// wrong and nothing more.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/engine/select.h"
#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

/// "MCP301 `npx` runs `x` without a version @ \"x\"; ": what is found in a file of
/// that name, by these rules, and the text that is marked.
static std::string found(std::string_view path, std::string_view text,
                         const std::vector<const Rule*>& selected) {
  const TemporaryFolder folder;
  folder.write(std::string(path), text);
  Options options;
  options.paths = {folder.path().string()};
  options.rules = selected;
  options.known = all_rules();
  options.persona = Persona::Auditor;
  options.jobs = 1;
  const Run run = lint(options);
  std::string all;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    all += std::string(diagnostic.rule->id) + " ";
    for (const std::string& word : diagnostic.words) all += word + " ";
    all += "@ " + std::string(diagnostic.span.text) + "; ";
  }
  return all;
}

TEST_CASE("the same mistake is the same finding in every syntax") {
  const std::vector<const Rule*> rules = {
      &rules::mcp301_unpinned_launch, &rules::mcp306_plain_http_remote,
      &rules::mcp310_dangerous_environment, &rules::mcp320_secret_argument};
  const struct {
    std::string_view path;
    std::string_view text;
  } cases[] = {
      {".cursor/mcp.json", R"({
  "mcpServers": {
    "notes": {
      "command": "npx",
      "args": ["-y", "notes-server", "--token", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
      "env": { "LD_PRELOAD": "/tmp/x.so" }
    },
    "far": { "url": "http://notes.example.com/mcp" }
  }
})"},
      {".continue/config.yaml", R"(mcpServers:
  - name: notes
    command: npx
    args:
      - -y
      - "notes-server"
      - --token
      - "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    env:
      "LD_PRELOAD": /tmp/x.so
  - name: far
    url: "http://notes.example.com/mcp"
)"},
      {".codex/config.toml", R"([mcp_servers.notes]
command = "npx"
args = ["-y", "notes-server", "--token", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"]
env = { "LD_PRELOAD" = "/tmp/x.so" }

[mcp_servers.far]
url = "http://notes.example.com/mcp"
)"},
      {"README.md", R"(# Notes

1. Write this into your client's file:

   ```json
   {
     "mcpServers": {
       "notes": {
         "command": "npx",
         "args": ["-y", "notes-server", "--token", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
         "env": { "LD_PRELOAD": "/tmp/x.so" }
       },
       "far": { "url": "http://notes.example.com/mcp" }
     }
   }
   ```
)"},
  };
  const std::string expected = found(cases[0].path, cases[0].text, rules);
  CHECK(expected ==
        "MCP301 npx notes-server @ \"notes-server\"; "
        "MCP320 args notes @ ghp_16C7e42F292c6912E7710c838347Ae178B4a; "
        "MCP310 LD_PRELOAD notes @ \"LD_PRELOAD\"; "
        "MCP306 far notes.example.com @ \"http://notes.example.com/mcp\"; ");
  for (const auto& c : cases) {
    CAPTURE(c.path);
    CHECK(found(c.path, c.text, rules) == expected);
  }
}

TEST_CASE("a finding marks the string, key or number alone") {
  const auto only = [&](std::string_view id) {
    return std::vector<const Rule*>{find_rule(all_rules(), id)};
  };
  const struct {
    std::string_view rule;
    std::string_view path;
    std::string_view text;
    std::string_view marked;
  } cases[] = {
      // Minified JSON.
      {"MCP301", ".mcp.json", R"({"mcpServers":{"a":{"command":"npx","args":["-y","b"]}}})",
       "MCP301 npx b @ \"b\"; "},
      {"MCP308", ".cursor/mcp.json", R"({"mcpServers":{"a":{"serverUrl":"https://a.example"}}})",
       "MCP308 serverUrl Cursor @ \"serverUrl\"; "},
      {"MCP312", ".mcp.json", R"({"mcpServers":{"a":{"command":"b","args":["c",8080,true]}}})",
       "MCP312 8080 a @ 8080; "},
      {"MCP309", ".mcp.json", R"({"mcpServers":{"a":{"command":"b","env":{"C":"${env:C}"}}}})",
       "MCP309 ${env:C} Claude Code @ \"${env:C}\"; "},
      // Block scalars and plain ones.
      {"MCP301", ".continue/config.yaml",
       "mcpServers:\n  - name: a\n    command: npx\n    args:\n      - >-\n        b\n      - c\n",
       "MCP301 npx b @ >-\n        b; "},
      {"MCP301", ".config/goose/config.yaml",
       "extensions:\n  a: {type: stdio, cmd: uvx, args: [b]}\n", "MCP301 uvx b @ b; "},
      {"MCP301", "smithery.yaml",
       "startCommand:\n  type: stdio\n  commandFunction: |\n    (c) => ({command: 'npx', args: "
       "['-y', 'b']})\n",
       "MCP301 npx b @ b; "},
      // JSON in Markdown in a list in a quote.
      {"MCP301", "README.md",
       "> - Write:\n>\n>   ```json\n>   {\"mcpServers\":\n>     {\"a\": {\"command\": \"npx\", "
       "\"args\": [\"b\"]}}}\n>   ```\n",
       "MCP301 npx b @ \"b\"; "},
      // Words of a command line in a string.
      {"MCP301", ".mcp.json",
       R"({"mcpServers":{"a":{"command":"sh","args":["-c","cd /x && npx -y b"]}}})",
       "MCP301 npx b @ b; "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    CAPTURE(c.text);
    CHECK(found(c.path, c.text, only(c.rule)) == c.marked);
  }
}
