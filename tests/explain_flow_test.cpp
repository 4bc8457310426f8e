// `mcplint explain-flow FILE:LINE`: what it says of calls that are and are not reported.

#include <doctest/doctest.h>

#include <string>

#include "program_run.h"
#include "temporary_folder.h"

using namespace mcplint;

static const char* const kServer =
    "from pathlib import Path\n"                                                        // 1
    "from mcp.server.fastmcp import FastMCP\n"                                          // 2
    "mcp = FastMCP('x')\n"                                                              // 3
    "ROOT = Path('/srv')\n"                                                             // 4
    "@mcp.tool(description='Reads')\n"                                                  // 5
    "def read(path: str) -> str:\n"                                                     // 6
    "    return open(path).read()\n"                                                    // 7
    "@mcp.tool(description='Reads safely')\n"                                           // 8
    "def read_safely(path: str) -> str:\n"                                              // 9
    "    target = (ROOT / path).resolve()\n"                                            // 10
    "    if not target.is_relative_to(ROOT):\n"                                         // 11
    "        raise ValueError('outside')\n"                                             // 12
    "    return target.read_text()\n"                                                   // 13
    "@mcp.tool(description='Reads badly')\n"                                            // 14
    "def read_badly(path: str) -> str:\n"                                               // 15
    "    if '..' in path:\n"                                                            // 16
    "        raise ValueError('outside')\n"                                             // 17
    "    return open(path).read()\n"                                                    // 18
    "@mcp.tool(description='Counts')\n"                                                 // 19
    "def count(number: int) -> str:\n"                                                  // 20
    "    return open('/srv/' + str(number)).read()\n"                                   // 21
    "def unused(path):\n"                                                               // 22
    "    return open(path).read()\n"                                                    // 23
    "open('/srv/log')\n"                                                                // 24
    "@mcp.tool(description='Reads what is accepted')\n"                                 // 25
    "def read_accepted(path: str) -> str:\n"                                            // 26
    "    return open(path).read()  # mcplint: ignore[path-traversal] -- on purpose\n";  // 27

static std::string explained(const std::string& place) {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  const Ended ended = run(folder.path(), "explain-flow " + place);
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  return ended.out;
}

static bool has(const std::string& text, const std::string& part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE("not found: " << part << "\nin:\n" << text);
  return found;
}

TEST_CASE("a reported call: its source, its way, and that nothing was checked") {
  const std::string text = explained("server.py:7");
  CHECK(has(text, "server.py:7: `open` gets `path`, which the caller of `read` chooses"));
  CHECK(has(text, "server.py:6"));
  CHECK(has(text, "nothing is checked on every way here"));
  CHECK(has(text, "MCP101 path-traversal: reported"));
}

TEST_CASE("a call that is not reported: the check that counted") {
  const std::string text = explained("server.py:13");
  CHECK(has(text, "server.py:11  `pathlib.Path.is_relative_to` was true: counts for MCP101"));
  CHECK(has(text, "MCP101 path-traversal: not reported, because of what was checked"));
}

TEST_CASE("a weak check counts for one rule and brings up another") {
  const std::string text = explained("server.py:18");
  CHECK(has(text,
            "server.py:16  `in` was false, with `..`: counts for MCP101, MCP110; weak: MCP108"));
  CHECK(has(text, "MCP101 path-traversal: not reported"));
  CHECK(has(text, "MCP108 weak-path-check: reported"));
}

TEST_CASE("calls that no data of a caller gets into, and why") {
  CHECK(has(explained("server.py:21"), "`count` (number: int)"));
  CHECK(has(explained("server.py:23"), "no tool leads to `unused`"));
  CHECK(has(explained("server.py:24"), "runs when the file is imported"));
  CHECK(has(explained("server.py:10"), "no rule about data asks about a call of this line"));
}

TEST_CASE("a call that is left out, and by what") {
  CHECK(has(explained("server.py:27"), "MCP101 path-traversal: wrong, but left out by a comment"));
  CHECK(has(explained("server.py:7 --config rules.path-traversal.enabled=false"),
            "MCP101 path-traversal: wrong, but the rule is off"));
}

TEST_CASE("a place must be a file and a line of it") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("other.py", "open('x')\n");
  for (const char* place : {"server.py", "server.py:", "server.py:x", "server.py:0"}) {
    const Ended ended = run(folder.path(), std::string("explain-flow ") + place);
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "a file and a line"));
  }
  CHECK(run(folder.path(), "explain-flow nowhere.py:1").code == 2);
}
