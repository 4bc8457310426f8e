// What rules about servers say of each line of the SDKs, and of code and deployment together.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

static Run run_rule(const TemporaryFolder& folder, std::string_view id) {
  static std::vector<const Rule*> rules;
  rules.clear();
  std::ranges::copy_if(all_rules(), std::back_inserter(rules),
                       [&](const Rule* rule) { return rule->id == id; });
  Options options;
  options.paths = {folder.path().string()};
  options.rules = rules;
  options.known = all_rules();
  return lint(options);
}

/// "server.py:4": the file without its folder.
static std::string place(const Run& run, Span span) {
  const Location at = run.sources.locate(span);
  const std::string& path = at.source->path;
  return path.substr(path.rfind('/') + 1) + ":" + std::to_string(at.line);
}

/// Each finding with its severity, its place and the places that explain it.
static std::string findings(const TemporaryFolder& folder, std::string_view id) {
  const Run run = run_rule(folder, id);
  std::string text;
  for (const Diagnostic& one : run.diagnostics) {
    if (!text.empty()) text += "; ";
    text += std::string(to_string(one.severity)) + " " + place(run, one.span);
    for (const Label& note : one.notes) text += " " + place(run, note.span);
  }
  return text;
}

static constexpr std::string_view kImage =
    "FROM python:3.12-slim\nCOPY . .\nCMD [\"python\", \"server.py\"]\n";

TEST_CASE("each line of the SDKs loses or breaks what is printed in its own way") {
  constexpr std::string_view kTool =
      "@mcp.tool()\ndef f() -> str:\n    print('x')\n    return ''\n\nmcp.run()\n";
  const struct {
    const char* server;
    const char* requirement;
    const char* expected;
  } cases[] = {
      {"from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n", "mcp<2", "high"},
      {"from mcp.server import MCPServer\nmcp = MCPServer('x')\n", "mcp>=2", "info"},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\n", "fastmcp<3", "high"},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\n", "fastmcp>=3,<4", "high"},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\n", "fastmcp==4.0.0b3", "low"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("requirements.txt", std::string(c.requirement) + "\n");
    folder.write("server.py", std::string(c.server) + std::string(kTool));
    const Run run = run_rule(folder, "MCP201");
    REQUIRE_MESSAGE(run.diagnostics.size() == 1, c.requirement);
    CHECK_MESSAGE(to_string(run.diagnostics.front().severity) == c.expected, c.requirement);
  }
}

TEST_CASE("each line of the SDKs looks at origins in its own way") {
  const struct {
    const char* code;
    const char* requirement;
    bool is_open;
  } cases[] = {
      {"from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
       "mcp.run(transport='streamable-http')\n",
       "mcp<2", false},
      {"from mcp.server import MCPServer\nmcp = MCPServer('x')\n"
       "mcp.run(transport='streamable-http')\n",
       "mcp>=2", false},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\nmcp.run(transport='http')\n", "fastmcp<3",
       true},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\nmcp.run(transport='http')\n",
       "fastmcp>=3,<4", true},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\nmcp.run(transport='http')\n",
       "fastmcp==4.0.0b3", true},
      {"from mcp.server.fastmcp import FastMCP\nimport uvicorn\nmcp = FastMCP('x', "
       "host='0.0.0.0')\n"
       "uvicorn.run(mcp.streamable_http_app(), host='127.0.0.1')\n",
       "mcp<2", true},
      {"from mcp.server import MCPServer\nimport uvicorn\nmcp = MCPServer('x')\n"
       "uvicorn.run(mcp.streamable_http_app(host='0.0.0.0'), host='127.0.0.1')\n",
       "mcp>=2", true},
      {"from mcp.server import MCPServer\nimport uvicorn\nmcp = MCPServer('x')\n"
       "uvicorn.run(mcp.streamable_http_app(), host='127.0.0.1')\n",
       "mcp>=2", false},
      {"from mcp.server import Server\nimport uvicorn\ns = Server('x', on_call_tool=f)\n"
       "uvicorn.run(s.streamable_http_app(), host='127.0.0.1')\n",
       "mcp>=2", false},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("requirements.txt", std::string(c.requirement) + "\n");
    folder.write("server.py", c.code);
    CHECK_MESSAGE(run_rule(folder, "MCP211").diagnostics.empty() != c.is_open, c.requirement
                                                                                   << "\n"
                                                                                   << c.code);
  }
}

TEST_CASE("a finding about a container says what the code and what the deployment do") {
  constexpr std::string_view kOpen =
      "import os\nfrom fastmcp import FastMCP\nmcp = FastMCP('x')\n"
      "mcp.run(transport='http', host=os.getenv('BIND', '127.0.0.1'), port=8000)\n";
  const TemporaryFolder folder;
  folder.write("Dockerfile", kImage);
  folder.write("server.py", kOpen);

  // The variable, where the server starts, where the code leaves the host open, the port.
  folder.write("compose.yaml",
               "services:\n  a:\n    build: .\n    ports: ['8000:8000']\n"
               "    environment:\n      BIND: 0.0.0.0\n");
  CHECK(findings(folder, "MCP210") ==
        "high compose.yaml:6 server.py:4 server.py:4 compose.yaml:4 server.py:3");

  // The variable, the port that is published to loopback, the server.
  folder.write("compose.yaml",
               "services:\n  a:\n    build: .\n    ports: ['127.0.0.1:8000:8000']\n"
               "    environment:\n      BIND: 0.0.0.0\n");
  CHECK(findings(folder, "MCP210").empty());
  CHECK(findings(folder, "MCP211") == "medium compose.yaml:6 compose.yaml:4 server.py:3");

  // The network of the host makes loopback of the container that of the host.
  folder.write("compose.yaml", "services:\n  a:\n    build: .\n    network_mode: host\n");
  CHECK(findings(folder, "MCP211") == "medium server.py:4 compose.yaml:4 server.py:3");
}

TEST_CASE("an address that a container needs is none that the host needs") {
  constexpr std::string_view kServer =
      "import os\nfrom fastmcp import FastMCP\n"
      "from fastmcp.server.auth.providers.jwt import JWTVerifier\n"
      "mcp = FastMCP('x', auth=JWTVerifier(jwks_uri='https://a.example/k', audience='x'))\n"
      "mcp.run(transport='http', host=os.getenv('BIND', '127.0.0.1'), port=8000)\n";
  const TemporaryFolder folder;
  folder.write("Dockerfile", kImage);
  folder.write("server.py", kServer);
  folder.write("compose.yaml",
               "services:\n  a:\n    build: .\n    ports: ['8000:8000']\n"
               "    environment:\n      BIND: 0.0.0.0\n");
  CHECK(findings(folder, "MCP209").empty());

  // The variable, where the server starts, where the code leaves the host open, the network.
  folder.write("compose.yaml",
               "services:\n  a:\n    build: .\n    network_mode: host\n"
               "    environment:\n      BIND: 0.0.0.0\n");
  CHECK(findings(folder, "MCP209") == "low compose.yaml:6 server.py:5 server.py:5 compose.yaml:4");
}
