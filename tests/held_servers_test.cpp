// Which containers hold an MCP server, and how it is reached.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/container.h"
#include "mcplint/lint.h"
#include "temporary_folder.h"

using namespace mcplint;

namespace {

using Files = std::vector<std::pair<std::string, std::string_view>>;

/// The names of services, and the file names of images, that hold a server.
std::string holders(const Files& files) {
  const TemporaryFolder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  Options options;
  options.paths = {folder.path().string()};
  options.jobs = 1;
  const Run run = lint(options);
  std::string text;
  for (const Container& one : run.project.containers) {
    if (!one.holds_server) continue;
    const std::string& path = one.source->path;
    text += (text.empty() ? "" : " ") +
            (one.name.empty() ? path.substr(folder.path().string().size() + 1) : one.name);
    if (one.network) text += "(" + one.network->text + ")";
    if (one.stdio || one.speaks_stdio) text += "(stdio)";
    if (one.authenticates) text += "(asks)";
  }
  return text;
}

std::string holders_in_compose(std::string_view services) {
  return holders({{"compose.yaml", services}, {"requirements.txt", "flask==3.0.0\n"}});
}

constexpr std::string_view kHttpServer =
    "from fastmcp import FastMCP\nmcp = FastMCP('x')\n\n\ndef main():\n"
    "    mcp.run(transport='http')\n";
constexpr std::string_view kStdioServer =
    "from fastmcp import FastMCP\nmcp = FastMCP('x')\n\n\ndef main():\n    mcp.run()\n\n\n"
    "if __name__ == '__main__':\n    main()\n";

}  // namespace

TEST_CASE("services that speak of MCP hold a server, those beside it do not") {
  CHECK(
      holders_in_compose("services:\n"
                         "  notes-mcp: {image: \"x:1\"}\n"
                         "  fetch: {image: \"mcp/fetch:1\"}\n"
                         "  web: {image: \"x:1\", command: [node, dist/mcp-server.js]}\n"
                         "  named: {image: \"x:1\", environment: {MCP_TRANSPORT: sse}}\n"
                         "  redis: {image: \"redis:7\"}\n"
                         "  mcp-db: {image: \"postgres:16\"}\n"
                         "  mcp-frontend: {build: ./web}\n"
                         "  client: {image: \"x:1\", environment: {MCP_SERVER_URL: \"http://a\"}}\n"
                         "  tool: {image: \"x:1\", command: [app, --config, /etc/mcp/a.yaml]}\n") ==
      "notes-mcp fetch web named(sse)");
}

TEST_CASE("users, options and companions that are called after MCP are no server") {
  CHECK(holders_in_compose(
            "services:\n"
            "  gateway:\n    image: x:1\n    entrypoint: [sh, -c]\n"
            "    command: [\"chown -R mcp:mcp /data && su mcp -c 'python app.py'\"]\n") == "");
  CHECK(holders_in_compose(
            "services:\n"
            "  home-mcp: {build: .}\n"
            "  home-mcp-screenshots: {build: ./screenshots, image: home-mcp-screenshots}\n"
            "  home-mcp-second: {build: .}\n") == "home-mcp home-mcp-second");
  CHECK(holders_in_compose("services:\n"
                           "  notes-mcp:\n    image: x:1\n    depends_on:\n"
                           "      mcp-setup: {condition: service_completed_successfully}\n"
                           "  mcp-setup: {image: \"x:1\"}\n") == "notes-mcp");
}

TEST_CASE("an image that starts the file, module or script of a server holds it") {
  constexpr std::string_view kProject =
      "[project]\nname = \"notes\"\nversion = \"1\"\ndependencies = [\"fastmcp==3.0.0\"]\n"
      "[project.scripts]\nnotes = \"notes.app:main\"\n";
  for (std::string_view command :
       {R"(["python", "src/notes/app.py"])", R"(["python", "-m", "notes.app"])", R"(["notes"])",
        R"(["/app/.venv/bin/notes"])", R"(["uv", "run", "notes"])"}) {
    CAPTURE(command);
    const std::string image = "FROM python:3.13-slim\nCMD " + std::string(command) + "\n";
    CHECK(holders({{"src/notes/app.py", kStdioServer},
                   {"pyproject.toml", kProject},
                   {"docker/Dockerfile", image},
                   {"other/Dockerfile", "FROM nginx:1\nCMD [\"nginx\"]\n"}}) ==
          "docker/Dockerfile(stdio)");
  }
  CHECK(holders({{"server.py", kHttpServer},
                 {"Dockerfile", "FROM python:3.13-slim\nCMD [\"python\", \"server.py\"]\n"}}) ==
        "Dockerfile(mcp.run)");
}

TEST_CASE("the only image of a package that needs an SDK of MCP holds its server") {
  constexpr std::string_view kNode = "FROM node:24-slim\nCMD [\"node\", \"dist/index.js\"]\n";
  constexpr std::string_view kWithSdk =
      R"({"name": "notes", "dependencies": {"@modelcontextprotocol/sdk": "1.25.0"}})";
  CHECK(holders({{"package.json", kWithSdk}, {"Dockerfile", kNode}}) == "Dockerfile");
  CHECK(holders({{"package.json", kWithSdk}, {"Dockerfile", kNode}, {"web/Dockerfile", kNode}}) ==
        "");
  CHECK(holders({{"package.json", R"({"name": "bot", "dependencies": {"express": "5.1.0"}})"},
                 {"Dockerfile", kNode}}) == "");
  CHECK(holders({{"Dockerfile", kNode}}) == "Dockerfile");
  CHECK(holders({{"Dockerfile", kNode}, {"sub/Dockerfile", kNode}}) == "");
}

TEST_CASE("a service that runs something else than its image does is judged by that") {
  constexpr std::string_view kImage =
      "FROM python:3.13-slim\nCMD [\"notes-mcp\", \"--transport\", \"http\"]\n";
  CHECK(holders({{"Dockerfile", kImage},
                 {"compose.yaml",
                  "services:\n  a: {build: .}\n  b: {build: ., command: [celery, -A, app]}\n"
                  "  migrate: {build: .}\n"}}) == "Dockerfile(http) a(http)");
}

TEST_CASE("bridges, variables and credentials") {
  CHECK(holders_in_compose(
            "services:\n"
            "  a-mcp: {image: \"x:1\", command: [supergateway, --stdio, a, --port, \"80\"]}\n"
            "  b-mcp: {image: \"x:1\", command: [mcp-proxy, --port, \"80\", --, b]}\n"
            "  c-mcp: {image: \"x:1\", command: [c, --transport=stdio]}\n"
            "  d-mcp: {image: \"x:1\", environment: [D_TRANSPORT=stdio]}\n"
            "  e-mcp: {image: \"x:1\", environment: [E_MCP_API_KEY=x]}\n"
            "  sk-agent: {image: \"mcp/sk:1\", environment: [SK_AGENT_API_KEY=x]}\n"
            "  f-mcp: {image: \"x:1\", environment: [MCP_HTTP_TOKEN=x, MCP_SERVER_MODE=http]}\n"
            "  g-mcp: {image: \"x:1\", environment: [SLACK_API_KEY=x]}\n") ==
        "a-mcp(supergateway)(stdio) b-mcp(mcp-proxy) c-mcp(stdio) d-mcp(stdio) e-mcp(asks) "
        "sk-agent(asks) f-mcp(http)(asks) g-mcp");
}
