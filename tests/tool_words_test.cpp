// What tools say of themselves, and what runs for each.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "mcplint/lint.h"
#include "mcplint/rule.h"
#include "temporary_folder.h"

using namespace mcplint;

static Run run_on(const TemporaryFolder& folder) {
  Options options;
  options.paths = {folder.path().string()};
  return lint(options);
}

static const Tool* tool_called(const Run& run, std::string_view name) {
  const auto it = std::ranges::find(run.project.tools, name, &Tool::name);
  return it == run.project.tools.end() ? nullptr : &*it;
}

TEST_CASE("a description is found however it is given") {
  const struct {
    const char* registration;
    const char* description;  // "?" if it is there and not written out, "" if there is none
  } cases[] = {
      {"@mcp.tool()\ndef t():\n    'Docs'\n", "Docs"},
      {"@mcp.tool(description='Given')\ndef t():\n    'Docs'\n", "Given"},
      {"D = 'Given'\n@mcp.tool(description=D)\ndef t(): pass\n", "Given"},
      {"@mcp.tool(description='a ' 'b')\ndef t(): pass\n", "a b"},
      {"@mcp.tool(description='a' + ' b')\ndef t(): pass\n", "a b"},
      {"@mcp.tool(description=f'in {x}')\ndef t(): pass\n", "in {}"},
      {"@mcp.tool(description=textwrap.dedent('a'))\ndef t(): pass\n", "a"},
      {"class N:\n    T = 'Given'\n@mcp.tool(description=N.T)\ndef t(): pass\n", "Given"},
      {"@mcp.tool(description=load())\ndef t(): pass\n", "?"},
      {"@mcp.tool(**options)\ndef t(): pass\n", "?"},
      {"def t():\n    'Docs'\nmcp.add_tool(t)\n", "Docs"},
      {"def t(): pass\nmcp.add_tool(t, description='Given')\n", "Given"},
      {"D = 'a'\nD = 'b'\n@mcp.tool(description=D)\ndef t(): pass\n", "?"},
      {"@mcp.tool()\ndef t(): pass\n", ""},
      {"@mcp.tool(description='')\ndef t(): pass\n", ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.registration);
    const TemporaryFolder folder;
    folder.write("server.py", std::string("from fastmcp import FastMCP\nmcp = FastMCP('x')\n") +
                                  one.registration);
    const Run run = run_on(folder);
    const Tool* tool = tool_called(run, "t");
    REQUIRE(tool != nullptr);
    CHECK(tool->described == (std::string_view(one.description) != ""));
    CHECK(tool->description == (std::string_view(one.description) == "?" ? "" : one.description));
  }
}

TEST_CASE("parameters are described, bounded, or handed in by the SDK") {
  const struct {
    const char* parameter;
    const char* expected;
  } cases[] = {
      {"x: str", ""},
      {"x: Annotated[str, Field(description='d')]", "described"},
      {"x: str = Field(description='d', pattern='^a$')", "described bounded"},
      {"x: Annotated[str, 'what it is for']", "described"},
      {"x: Annotated[str, Field(max_length=3)]", "bounded"},
      {"x: Literal['a', 'b']", "bounded"},
      {"x: Color", "described bounded"},
      {"x: Model", "described"},
      {"x: Context", "injected"},
      {"x: 'Context'", "injected"},
      {"x: Context[A, B] = None", "injected"},
      {"x: str = Depends(y)", "injected"},
      {"described: str", "described"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.parameter);
    const TemporaryFolder folder;
    folder.write("server.py",
                 "from enum import Enum\nfrom fastmcp import FastMCP\nfrom pydantic import "
                 "BaseModel\nmcp = FastMCP('x')\n"
                 "class Color(str, Enum):\n    RED = 'red'\n"
                 "class Model(BaseModel):\n    a: int\n"
                 "@mcp.tool()\ndef t(" +
                     std::string(one.parameter) + "):\n    '''D.\n\n    Args:\n" +
                     "        described (str): d\n        xy: d\n    '''\n");
    const Run run = run_on(folder);
    const Tool* tool = tool_called(run, "t");
    REQUIRE(tool != nullptr);
    REQUIRE(tool->parameters.size() == 1);
    const Parameter& parameter = tool->parameters.front();
    std::string found = parameter.described ? "described" : "";
    if (parameter.bounded) found += found.empty() ? "bounded" : " bounded";
    if (!parameter.from_client) found = "injected";
    CHECK(found == one.expected);
  }
}

/// What the rules list for these tests: what brings in data.
static constexpr Callable kBringers[] = {
    {"os.environ", kResult}, {"os.getenv", kResult}, {"open", kResult}, {"httpx.get", kResult}};

static void check_nothing(const Tool& /*tool*/, Report& /*report*/) {}

static constinit const Rule kAsking = {.id = "MCP999",
                                       .name = "asking",
                                       .summary = "Asks what is returned",
                                       .severity = Severity::Low,
                                       .doc = "",
                                       .sinks = kBringers,
                                       .check = check_nothing};

TEST_CASE("what a tool returns of what nobody gave it") {
  const struct {
    const char* body;
    const char* expected;
  } cases[] = {
      {"return os.getenv('A_KEY')", "os.getenv A_KEY"},
      {"return os.environ['A_KEY']", "os.environ A_KEY"},
      {"return dict(os.environ)", "os.environ"},
      {"return {'key': os.getenv('A_KEY')}", "os.getenv A_KEY"},
      {"x = os.getenv('A_KEY')\n    return f'key {x}'", "os.getenv A_KEY"},
      {"return os.getenv(name)", "os.getenv"},
      {"return KEY", "os.getenv A_KEY"},
      {"return helper()", "os.getenv A_KEY"},
      {"return Holder().key", "os.getenv A_KEY"},
      {"with open(name) as f:\n        return f.read()", "open"},
      {"return httpx.get(name).json()['x']", "httpx.get"},
      {"return os.getenv('A_KEY')[:4]", ""},
      {"return len(os.getenv('A_KEY'))", ""},
      {"return os.getenv('A_KEY') is None", ""},
      {"return 'set' if os.getenv('A_KEY') else 'missing'", ""},
      {"return httpx.get(name).status_code", ""},
      {"with open(name) as f:\n        return f.read(10)", ""},
      {"return httpx.post(name, headers={'A': os.getenv('A_KEY')}).text", ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.body);
    const TemporaryFolder folder;
    folder.write("server.py",
                 "import os\nimport httpx\nfrom fastmcp import FastMCP\nmcp = FastMCP('x')\n"
                 "KEY = os.getenv('A_KEY')\n"
                 "def helper():\n    return KEY\n"
                 "class Holder:\n    def __init__(self):\n        self.key = os.getenv('A_KEY')\n"
                 "@mcp.tool()\ndef t(name: str):\n    " +
                     std::string(one.body) + "\n");
    const Rule* const rules[] = {&kAsking};
    Options options;
    options.paths = {folder.path().string()};
    options.rules = rules;
    options.known = rules;
    const Run run = lint(options);
    const Tool* tool = tool_called(run, "t");
    REQUIRE(tool != nullptr);
    std::string found;
    for (const Returned& data : tool->returned) {
      if (!found.empty()) found += ", ";
      found += data.callee + (data.key.empty() ? "" : " " + data.key);
    }
    CHECK(found == one.expected);
  }
}

TEST_CASE("a listed tool is told apart from the others of its handler") {
  const TemporaryFolder folder;
  folder.write("server.py", R"(
import os
import mcp.types as types
from mcp.server import Server
server = Server("x")
WRITE = "write"

@server.list_tools()
async def list_tools():
    return [
        types.Tool(name="read", description="Reads", inputSchema={
            "type": "object",
            "properties": {"path": {"type": "string", "description": "which", "pattern": "^a"}},
        }, annotations=types.ToolAnnotations(readOnlyHint=True)),
        types.Tool(name=WRITE, description="Writes", inputSchema=SCHEMA),
    ]

def read(path):
    return os.listdir(path)

def write(path):
    os.remove(path)

@server.call_tool()
async def call_tool(name, arguments):
    if name == "read":
        return read(arguments["path"])
    elif name == WRITE:
        os.mkdir(arguments["path"])
        return write(arguments["path"])
)");
  const Run run = run_on(folder);
  const Tool* read = tool_called(run, "read");
  const Tool* write = tool_called(run, "write");
  REQUIRE(read != nullptr);
  REQUIRE(write != nullptr);
  CHECK(read->description == "Reads");
  REQUIRE(read->hint("readOnlyHint") != nullptr);
  CHECK(read->hint("readOnlyHint")->value);
  CHECK(write->hint("readOnlyHint") == nullptr);
  REQUIRE(read->parameters.size() == 1);
  CHECK(read->parameters.front().type == "string");
  CHECK(read->parameters.front().bounded);

  std::string made;
  for (const Call& call : run.project.calls) {
    if (!call.callee.starts_with("os.")) continue;
    made += call.callee + (read->makes(call) ? " read" : "") + (write->makes(call) ? " write" : "");
    made += "; ";
  }
  CHECK(made == "os.listdir read; os.remove write; os.mkdir write; ");
}
