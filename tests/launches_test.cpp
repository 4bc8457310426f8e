#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/facts.h"
#include "lint/facts/launch/resolution.h"

using namespace mcplint;

static std::vector<Launch> launches_of(Sources& sources, std::string path, std::string text) {
  const Source& source = sources.add(std::move(path), std::move(text));
  Parsed parsed;
  const Parser* parser = parser_for(source.path);
  REQUIRE(parser != nullptr);
  parser->parse(source, parsed);
  REQUIRE(parsed.config);
  Facts facts;
  find_launches(*parsed.config, facts);
  for (Launch& launch : facts.launches) launch.entry = nullptr;  // its Config goes
  return std::move(facts.launches);
}

TEST_CASE("places of parts are exact") {
  Sources sources;
  const std::vector<Launch> launches = launches_of(sources, ".mcp.json", R"({"mcpServers": {"a": {
  "command": "docker",
  "args": ["run", "--volume=/:/x", "--mount", "type=bind\u002csrc=/", "img:1", "--config=./a.json"]
}}})");
  REQUIRE(launches.size() == 1);
  const Launch& launch = launches[0];
  REQUIRE(launch.image);
  CHECK(launch.image->span.text == "\"img:1\"");
  CHECK(launch.image->options[0].name.span.text == "volume");
  CHECK(launch.image->options[0].value.span.text == "/:/x");
  CHECK(launch.image->options[1].value.span.text == "\"type=bind\\u002csrc=/\"");
  CHECK(launch.server_args[0].span.text == "\"--config=./a.json\"");
}

TEST_CASE("clients are told apart by path and content") {
  const struct {
    std::string_view path;
    std::string_view text;
    std::string_view expected;  // client and name of every launch
  } cases[] = {
      {"claude_desktop_config.json", R"({"mcpServers": {"a": {"command": "x"}}})",
       "Claude Desktop a; "},
      {"docs/claude_desktop_config.example.json", R"({"mcpServers": {"a": {}}})",
       "Claude Desktop a; "},
      {".mcp.json", R"({"mcpServers": {"a": {}, "b": {}}})", "Claude Code a; Claude Code b; "},
      {"sub/.mcp.json", R"({"mcpServers": {"a": {}}})", "Claude Code a; "},
      {".mcp.json", R"({"servers": {"a": {}}})", "Visual Studio a; "},
      {".mcp.json", R"({"servers": {"a": {}}, "mcpServers": {"b": {}}})",
       "Claude Code b; Visual Studio a; "},
      {".claude.json",
       R"({"mcpServers": {"a": {}}, "projects": {"/x/y.z": {"mcpServers": {"b": {}}}, "/q": {}}})",
       "Claude Code a; Claude Code b; "},
      {"etc/managed-mcp.json", R"({"mcpServers": {"a": {}}})", "Claude Code a; "},
      {"p/.claude-plugin/plugin.json", R"({"name": "p", "mcpServers": {"a": {}}})",
       "Claude Code plugin a; "},
      {"p/.claude-plugin/plugin.json", R"({"name": "p", "mcpServers": "./.mcp.json"})", ""},
      {".vscode/mcp.json", R"({"servers": {"a": {}}, "inputs": []})", "VS Code a; "},
      {"Code/User/mcp.json", R"({"servers": {"a": {}}})", "VS Code a; "},
      {".vscode/settings.json", R"({"mcp": {"servers": {"a": {}}}})", "VS Code a; "},
      {"x.code-workspace", R"({"settings": {"mcp": {"servers": {"a": {}}}}})", "VS Code a; "},
      {".cursor/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Cursor a; "},
      {".cursor/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Cursor a; "},
      {".codeium/windsurf/mcp_config.json", R"({"mcpServers": {"a": {"command": "x"}}})",
       "Windsurf a; "},
      {".codeium/mcp_config.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Windsurf a; "},
      {".gemini/antigravity/mcp_config.json", R"({"mcpServers": {"a": {"command": "x"}}})",
       "Antigravity a; "},
      {".agents/mcp_config.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Antigravity a; "},
      {"settings/cline_mcp_settings.json", R"({"mcpServers": {"a": {"command": "x"}}})",
       "Cline a; "},
      {".roo/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Roo Code a; "},
      {".kilocode/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Kilo Code a; "},
      {".continue/mcpServers/x.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Continue a; "},
      {".gemini/settings.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Gemini CLI a; "},
      {"gemini-extension.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Gemini CLI a; "},
      {".lmstudio/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "LM Studio a; "},
      {".junie/mcp/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Junie a; "},
      {".amazonq/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Amazon Q a; "},
      {".aws/amazonq/cli-agents/x.json", R"({"mcpServers": {"a": {"command": "x"}}})",
       "Amazon Q a; "},
      {".kiro/settings/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Kiro a; "},
      {".copilot/mcp-config.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Copilot CLI a; "},
      {".github/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "Copilot CLI a; "},
      {"github-copilot/intellij/mcp.json", R"({"servers": {"a": {"url": "https://x.example"}}})",
       "GitHub Copilot for JetBrains a; "},
      {".zed/settings.json", R"({"context_servers": {"a": {"command": "x"}}})", "Zed a; "},
      {"opencode.json", R"({"mcp": {"a": {"type": "local", "command": ["x"]}}})", "opencode a; "},
      {".codex/config.toml", "model = \"x\"\n[mcp_servers.a]\ncommand = \"x\"\n", "Codex a; "},
      {".config/goose/config.yaml", "extensions:\n  a:\n    cmd: x\n    type: stdio\n",
       "Goose a; "},
      {".continue/config.yaml", "mcpServers:\n  - name: a\n    command: x\n", "Continue a; "},
      {".continue/mcpServers/n.yaml", "mcpServers:\n  - name: a\n    command: x\n", "Continue a; "},
      {"mcp_agent.config.yaml", "mcp:\n  servers:\n    a:\n      command: x\n", "mcp-agent a; "},
      {"manifest.json",
       R"({"manifest_version": "0.3", "name": "a", "server": {"mcp_config": {"command": "x"}}})",
       "MCP bundle a; "},
      {"manifest.json",
       R"({"manifest_version": 3, "name": "a", "server": {"mcp_config": {"command": "x"}}})", ""},
      {"anything.json", R"({"mcpServers": {"a": {"url": "https://x.example"}, "b": {}, "c": 1}})",
       "unknown client a; "},
      {".vscode/mcp.json", R"({"mcpServers": {"a": {"command": "x"}}})", "VS Code a; "},
      {"package.json", R"({"name": "p", "mcpServers": {"a": {"command": "x"}}})", ""},
      {"server.json", R"({"name": "io.x/y", "packages": [{"identifier": "x"}]})",
       "MCP registry io.x/y; "},
      {"server.json", R"({"name": "y", "packages": [{"identifier": "x"}]})", ""},
      {"schema.json", R"({"properties": {"mcpServers": {"a": {"command": "x"}}}})", ""},
      {"servers.json", R"({"servers": {"a": {"command": "x"}}})", ""},
      {"not.mcp.json", R"({"servers": {"a": {"command": "x"}}})", ""},
      {".mcp.json", R"([{"mcpServers": {"a": {"command": "x"}}}])", ""},
      {".mcp.json", R"({"mcpServers": []})", ""},
      {".mcp.json", R"({"mcpServers": {"a": null, "a": {}, "a": {}}})",
       "Claude Code a; Claude Code a; "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    CAPTURE(c.text);
    Sources sources;
    std::string found;
    for (const Launch& launch : launches_of(sources, std::string(c.path), std::string(c.text)))
      found += std::string(to_string(launch.client)) + " " + launch.name.text + "; ";
    CHECK(found == c.expected);
  }
}

TEST_CASE("every field has its place") {
  Sources sources;
  const std::vector<Launch> launches = launches_of(sources, ".vscode/mcp.json", R"({"servers": {
  "a\u0062": {
    "type": "stdio", "command": "npx", "args": ["-y", "pkg@1.0.0"], "cwd": "/x",
    "env": {"A": "b", "N": 1, "X": null}
  },
  "c": {"type": "http", "url": "https://x.example", "headers": {"H": "v"}}
}})");
  REQUIRE(launches.size() == 2);
  const Launch& a = launches[0];
  CHECK(a.name.text == "ab");
  CHECK(a.name.span.text == R"("a\u0062")");
  CHECK(a.span.text.starts_with("{\n    \"type\""));
  CHECK(a.type->span.text == "\"stdio\"");
  CHECK(a.command->span.text == "\"npx\"");
  CHECK(a.cwd->text == "/x");
  REQUIRE(a.args.size() == 2);
  REQUIRE(a.packages.size() == 1);
  CHECK(a.packages[0].span.text == "\"pkg@1.0.0\"");
  CHECK(sources.locate(a.packages[0].span).line == 3);
  REQUIRE(a.env.size() == 2);
  CHECK(a.env[0].name.text == "A");
  CHECK(a.env[1].value.text == "1");
  const Launch& c = launches[1];
  CHECK(c.url->text == "https://x.example");
  REQUIRE(c.headers.size() == 1);
  CHECK(c.headers[0].value.span.text == "\"v\"");
}

TEST_CASE("values of the wrong type are left out") {
  Sources sources;
  const std::vector<Launch> launches = launches_of(sources, ".mcp.json", R"({"mcpServers": {
  "a": {"command": ["npx"], "args": "-y", "env": 1, "cwd": null, "url": {}, "headers": []},
  "b": {"command": "npx", "args": [1, "-y", null, "pkg", {}], "env": {"A": [], "B": "c"}}
}})");
  REQUIRE(launches.size() == 2);
  CHECK_FALSE(launches[0].command);
  CHECK(launches[0].args.empty());
  CHECK(launches[0].env.empty());
  CHECK(launches[1].args.size() == 2);
  CHECK(launches[1].env.size() == 1);
  REQUIRE(launches[1].packages.size() == 1);
  CHECK(launches[1].packages[0].name == "pkg");
}

TEST_CASE("names are kept as written, and normalised") {
  Sources sources;
  const std::vector<Launch> launches = launches_of(sources, ".mcp.json", R"({"mcpServers": {
  "a": {"command": "uvx", "args": ["--from", "My_Pkg.Name[cli]>=1", "--with", "b[x]@1.0", "bin"]}
}})");
  REQUIRE(launches.size() == 1);
  const std::vector<LaunchedPackage>& packages = launches[0].packages;
  REQUIRE(packages.size() == 2);
  CHECK(packages[0].name == "my-pkg-name");
  CHECK(packages[0].spelling == "My_Pkg.Name[cli]");
  CHECK(packages[1].spelling == "b[x]");
}

TEST_CASE("long command lines take no longer than they are") {
  for (const std::string_view word :
       {"--directory", "--with", "-p", "--", "./x", "--config", "-v"}) {
    for (const std::string_view command : {"uv", "npx", "docker", "env", "node", "srv"}) {
      Launch launch;
      launch.command = Text{std::string(command), {}};
      launch.args.push_back({"run", {}});
      for (int i = 0; i < 20'000; ++i) launch.args.push_back({std::string(word), {}});
      resolve(launch);
      CHECK(launch.paths.size() <= launch.args.size());
    }
  }
}
