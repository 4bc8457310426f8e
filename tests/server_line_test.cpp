// Which line of its SDK a server uses, and who says so.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "mcplint/lint.h"
#include "temporary_folder.h"

using namespace mcplint;

static std::string line_of(const TemporaryFolder& folder) {
  Options options;
  options.paths = {folder.path().string()};
  const Run run = lint(options);
  return run.project.servers.empty() ? "no server" : run.project.servers.front().line();
}

TEST_CASE("code says the line where only one has what it uses") {
  const struct {
    const char* code;
    const char* expected;
  } cases[] = {
      {"from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n",
       "version 1 of the SDK, as its imports and calls show"},
      {"from mcp.server import MCPServer\nmcp = MCPServer('x')\n",
       "version 2 of the SDK, as its imports and calls show"},
      {"from mcp.server import Server\ns = Server('x')\n@s.call_tool()\n"
       "async def f(name, arguments):\n    return []\n",
       "version 1 of the SDK, as its imports and calls show"},
      {"from mcp.server import Server\ns = Server('x', on_call_tool=f)\n",
       "version 2 of the SDK, as its imports and calls show"},
      {"from fastmcp import FastMCP\nmcp = FastMCP('x')\n",
       "version 3 of FastMCP is assumed: no manifest says which"},
      {"from mcp.server import Server\ns = Server('x')\n",
       "version 2 of the SDK is assumed: no manifest says which"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("server.py", c.code);
    CHECK_MESSAGE(line_of(folder) == c.expected, c.code);
  }
}

TEST_CASE("manifests and lock files say it otherwise") {
  constexpr std::string_view kServer = "from fastmcp import FastMCP\nmcp = FastMCP('x')\n";
  const struct {
    const char* file;
    const char* text;
    const char* expected;
  } cases[] = {
      {"requirements.txt", "fastmcp>=2.5,<3\n", "version 2 of FastMCP, as the manifest says"},
      {"requirements.txt", "fastmcp==3.4.7\n", "version 3 of FastMCP, as the manifest says"},
      {"requirements.txt", "fastmcp>=2.5\n",
       "version 3 of FastMCP is assumed: the newest that the manifest lets in"},
      {"requirements.txt", "fastmcp==4.0.0b3\n", "version 4 of FastMCP, as the manifest says"},
      {"pyproject.toml", "[project]\nname = 'y'\ndependencies = ['fastmcp~=2.14']\n",
       "version 2 of FastMCP, as the manifest says"},
      {"requirements-dev.txt", "fastmcp==2.1\n",
       "version 3 of FastMCP is assumed: no manifest says which"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("server.py", kServer);
    folder.write(c.file, c.text);
    CHECK_MESSAGE(line_of(folder) == c.expected, c.text);
  }
  const TemporaryFolder script;
  script.write("requirements.txt", "fastmcp==3.4.7\n");
  script.write("server.py", "# /// script\n# dependencies = [\"fastmcp>=2,<3\"]\n# ///\n" +
                                std::string(kServer));
  CHECK(line_of(script) == "version 2 of FastMCP, as the manifest says");

  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("pyproject.toml", "[project]\nname = 'y'\ndependencies = ['fastmcp>=2']\n");
  folder.write("uv.lock",
               "version = 1\n[[package]]\nname = 'y'\nversion = '1'\nsource = { virtual = '.' }\n"
               "[[package]]\nname = 'fastmcp'\nversion = '2.14.1'\n"
               "source = { registry = 'https://pypi.org/simple' }\n");
  CHECK(line_of(folder) == "version 2 of FastMCP, as the lock file says");
}
