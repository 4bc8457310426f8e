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
