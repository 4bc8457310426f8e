// Where servers listen, and who told them to.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "mcplint/lint.h"
#include "temporary_folder.h"

using namespace mcplint;

static std::string listeners(const TemporaryFolder& folder) {
  Options options;
  options.paths = {folder.path().string()};
  const Run run = lint(options);
  std::string text;
  for (const Server& server : run.project.servers) {
    for (const Listener& listener : server.listeners) {
      if (!text.empty()) text += "; ";
      text += listener.host.empty() ? "?" : listener.host;
      if (listener.by_default) text += " by default";
      if (!listener.settled) text += ", perhaps";
    }
  }
  return text;
}

TEST_CASE("a host is found where it is written") {
  constexpr std::string_view kSettings = R"(
from dataclasses import dataclass, field
import os
from pydantic import Field
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    host: str = "0.0.0.0"
    bind: str = Field(default="::", description="address")
    given: str = Field("127.0.0.1")
    from_env: str = os.getenv("H", "0.0.0.0")
    required: str
settings = Settings()
HOST = "0.0.0.0"
def get_settings():
    return settings
)";
  const struct {
    const char* start;
    const char* expected;
  } cases[] = {
      {"mcp.run(transport='http', host='0.0.0.0')", "0.0.0.0"},
      {"mcp.run(transport='http')", "127.0.0.1"},
      {"mcp.run(transport='stdio')", ""},
      {"mcp.run()", ""},
      {"mcp.run(transport=os.getenv('T', 'stdio'), host='0.0.0.0')", "0.0.0.0, perhaps"},
      {"mcp.run(transport='http', host=os.getenv('HOST', '0.0.0.0'))", "0.0.0.0 by default"},
      {"mcp.run(transport='http', host=os.environ['HOST'])", "?"},
      {"mcp.run(transport='http', host=os.environ.get('HOST') or '::')", ":: by default"},
      {"mcp.run(transport='http', host=HOST)", "0.0.0.0"},
      {"mcp.run(transport='http', host=settings.host)", "0.0.0.0 by default"},
      {"mcp.run(transport='http', host=settings.bind)", ":: by default"},
      {"mcp.run(transport='http', host=settings.given)", "127.0.0.1 by default"},
      {"mcp.run(transport='http', host=settings.from_env)", "0.0.0.0 by default"},
      {"mcp.run(transport='http', host=settings.required)", "?"},
      {"mcp.run(transport='http', host=settings.unknown)", "?"},
      {"mcp.run(transport='http', host=get_settings().host)", "0.0.0.0 by default"},
      {"mine = Settings()\nmcp.run(transport='http', host=mine.host)", "0.0.0.0 by default"},
      {"mcp.settings.host = '0.0.0.0'\nmcp.run(transport='sse')", "0.0.0.0"},
      {"mcp.run(transport='http', **options)", "?"},
      {"uvicorn.run(mcp.http_app(), host='0.0.0.0', port=1)", "0.0.0.0"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("config.py", kSettings);
    folder.write("server.py",
                 "import os\nimport uvicorn\nfrom fastmcp import FastMCP\n"
                 "from config import HOST, Settings, get_settings, settings\n"
                 "mcp = FastMCP('x')\n" +
                     std::string(c.start) + "\n");
    CHECK_MESSAGE(listeners(folder) == c.expected, c.start);
  }
}

TEST_CASE("flags say where to listen") {
  const TemporaryFolder folder;
  folder.write("server.py", R"(
import argparse
from mcp.server.fastmcp import FastMCP
parser = argparse.ArgumentParser()
parser.add_argument("--transport", choices=["stdio", "sse"], default="stdio")
parser.add_argument("--bind-host", default="0.0.0.0")
args = parser.parse_args()
mcp = FastMCP("x", host=args.bind_host)
mcp.run(transport=args.transport)
)");
  CHECK(listeners(folder) == "0.0.0.0 by default, perhaps");
}

TEST_CASE("fastmcp.json starts the server that it names, and no other") {
  constexpr std::string_view kServer = "from fastmcp import FastMCP\nmcp = FastMCP('x')\n";
  const TemporaryFolder folder;
  folder.write("app/server.py", kServer);
  folder.write("app/other.py", kServer);
  folder.write("fastmcp.json",
               R"({"source": {"path": "app/server.py:mcp"},
                   "deployment": {"transport": "http", "host": "0.0.0.0"}})");
  CHECK(listeners(folder) == "0.0.0.0");
  folder.write("fastmcp.json", R"({"source": {"path": "./app/server.py"},
                                   "deployment": {"transport": "stdio", "host": "0.0.0.0"}})");
  CHECK(listeners(folder).empty());
  folder.write("fastmcp.json", R"({"source": {"path": "app/server.py"},
                                   "deployment": {"transport": "http"}})");
  CHECK(listeners(folder) == "127.0.0.1");
}

TEST_CASE("a container says what code leaves open") {
  constexpr std::string_view kServer =
      "import os\nfrom fastmcp import FastMCP\nmcp = FastMCP('x')\n"
      "mcp.run(transport='http', host=os.getenv('BIND', '127.0.0.1'),\n"
      "        port=int(os.getenv('PORT', '8000')))\n";
  constexpr std::string_view kImage =
      "FROM python:3.12\nCOPY . .\nCMD [\"python\", \"server.py\"]\n";
  const struct {
    const char* compose;
    const char* expected;
  } cases[] = {
      {"services:\n  a:\n    build: .\n    ports: ['8000:8000']\n", "127.0.0.1 by default"},
      {"services:\n  a:\n    build: .\n    environment:\n      BIND: 0.0.0.0\n"
       "    ports: ['8000:8000']\n",
       "0.0.0.0, published"},
      {"services:\n  a:\n    build: .\n    environment: [BIND=0.0.0.0]\n"
       "    ports: ['127.0.0.1:8000:8000']\n",
       "0.0.0.0, published to loopback"},
      {"services:\n  a:\n    build: .\n    environment: [BIND=0.0.0.0, PORT=9000]\n"
       "    ports: ['127.0.0.1:9000:9000', '8080:80']\n",
       "0.0.0.0, published to loopback"},
      {"services:\n  a:\n    build: .\n    environment: [BIND=0.0.0.0]\n",
       "0.0.0.0, for neighbours"},
      {"services:\n  a:\n    build: .\n    network_mode: host\n"
       "    environment: [BIND=0.0.0.0]\n",
       "0.0.0.0"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("server.py", kServer);
    folder.write("Dockerfile", kImage);
    folder.write("compose.yaml", c.compose);
    Options options;
    options.paths = {folder.path().string()};
    const Run run = lint(options);
    REQUIRE(run.project.servers.size() == 1);
    REQUIRE(run.project.servers.front().listeners.size() == 1);
    const Listener& listener = run.project.servers.front().listeners.front();
    std::string text = listener.host;
    if (listener.by_default) text += " by default";
    if (listener.on_all_interfaces() && !listener.published.empty()) text += ", published";
    if (listener.only_to_loopback) text += " to loopback";
    if (listener.on_all_interfaces() && listener.only_to_neighbours) text += ", for neighbours";
    CHECK_MESSAGE(text == c.expected, c.compose);
  }
}
