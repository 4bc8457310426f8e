// Which source files matter, and which files stand behind imports.

#include "lint/facts/reach.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace mcplint;

static std::string reached(const std::vector<Module>& modules) {
  std::string text;
  const std::vector<bool> answer = reachable(modules);
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (answer[i]) text += modules[i].path + " ";
  }
  return text;
}

static Module module(std::string path, std::string_view text, bool may_be_root = true) {
  return {std::move(path), may_be_root, outline_python(text)};
}

TEST_CASE("import lines are read without parsing") {
  const Outline outline = outline_python(
      "import os, a.b as c\n"
      "from .d import (\n    e,\n    f as g,\n)\n"
      "if x:\n    from mcp.server import Server\n"
      "text = 'import nothing'\n");
  CHECK(outline.uses_sdk);
  CHECK(outline.modules == std::vector<std::string>{"os", "a.b", ".d", ".d.e", ".d.f", "mcp.server",
                                                    "mcp.server.Server"});
  CHECK_FALSE(outline_python("import mcpx\n").uses_sdk);
  CHECK(outline_python("@app.tool()\ndef f(): pass\n").registers);
}

TEST_CASE("a server, what it imports, and what imports it") {
  const std::vector<Module> modules = {
      module("pkg/__init__.py", ""),
      module("pkg/__main__.py", "from .server import main\n"),
      module("pkg/helpers.py", "from . import deep\n"),
      module("pkg/deep.py", ""),
      module("pkg/server.py", "import fastmcp\nfrom pkg.helpers import f\n"),
      module("pkg/tools.py", "from x import app\n@app.tool()\ndef f(): pass\n"),
      module("other/job.py", "import os\n"),
      module("tests/test_server.py", "import fastmcp\n", false),
  };
  CHECK(reached(modules) ==
        "pkg/__init__.py pkg/__main__.py pkg/helpers.py pkg/deep.py pkg/server.py pkg/tools.py ");
}

TEST_CASE("a src folder, and packages that import each other") {
  const std::vector<Module> modules = {
      module("main.py", "import mcp\nimport app.core\n"),
      module("src/app/__init__.py", ""),
      module("src/app/core.py", "from .. import nothing\nfrom .util import x\n"),
      module("src/app/util.py", "from app import core\n"),
  };
  CHECK(reached(modules) == "main.py src/app/__init__.py src/app/core.py src/app/util.py ");
}

TEST_CASE("nothing is reached where no SDK is used") {
  CHECK(reached({module("a.py", "@app.tool()\ndef f(): pass\n"), module("b.py", "import a\n")})
            .empty());
}
