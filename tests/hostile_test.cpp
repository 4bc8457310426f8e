// Input that is broken, or made to break us: each kind gets a clear line in the
// report, and none takes the run with it.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "lint/report/format.h"
#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

static Run lint_folder(const fs::path& folder) {
  Options options;
  options.paths = {folder.string()};
  options.rules = all_rules();
  options.jobs = 2;
  return lint(options);
}

/// The places of path-traversal: the one thing that is wrong with the servers here.
static std::vector<Location> traversals(const Run& run) {
  std::vector<Location> places;
  for (const Diagnostic& one : run.diagnostics) {
    if (one.rule->id == "MCP101") places.push_back(run.sources.locate(one.span));
  }
  return places;
}

static std::string report(const Run& run) {
  Style style;
  style.show_files = true;
  std::ostringstream out;
  write_full(run, style, out);
  return out.str();
}

/// The problems of a run, as text.
static std::string problems(const Run& run) {
  std::string text;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    if (diagnostic.rule->id != "MCP001") continue;
    const Location at = run.sources.locate(diagnostic.span);
    text += fs::path(at.source->path).filename().string() + ":" + std::to_string(at.line) + ":" +
            std::to_string(at.column) + " " + diagnostic.message() + "\n";
  }
  return text;
}

static bool says(const Run& run, std::string_view what) {
  const std::string text = problems(run);
  CHECK_MESSAGE(text.find(what) != std::string::npos, text);
  return !text.empty();
}

static const char* const kServer = "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n";

TEST_CASE("truncated JSON") {
  const TemporaryFolder folder;
  folder.write(".mcp.json", R"({"mcpServers": {"a": {"command": "npx", "args": ["-y", "pkg)");
  says(lint_folder(folder.path()), ".mcp.json:1:");
}

TEST_CASE("a hundred thousand nested brackets") {
  const TemporaryFolder folder;
  folder.write(".mcp.json", "{\"mcpServers\": " + std::string(100'000, '['));
  folder.write("server.py", kServer + ("x = " + std::string(100'000, '(')));
  const Run run = lint_folder(folder.path());
  says(run, ".mcp.json:1:");
  says(run, "server.py:");
}

TEST_CASE("nested deeper than code is, but well-formed") {
  const TemporaryFolder folder;
  folder.write("server.py",
               kServer + ("x = " + std::string(5'000, '(') + "1" + std::string(5'000, ')') + "\n"));
  says(lint_folder(folder.path()), "nested more than 1,000 levels deep");
}

TEST_CASE("formatted strings nested in each other") {
  const TemporaryFolder folder;
  std::string text = "x";
  for (int i = 0; i < 40; ++i) text = "f'{" + text + "}'";
  folder.write("server.py", kServer + ("y = " + text + "\n"));
  CHECK(problems(lint_folder(folder.path())).empty());
}

TEST_CASE("a binary under the name of a Python file") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string_view("\x7f"
                                             "ELF\0\0\0\1",
                                             8));
  says(lint_folder(folder.path()), "holds NUL bytes");
}

TEST_CASE("a line of 50 MB") {
  const TemporaryFolder folder;
  folder.write("server.py", "x = '" + std::string(50U << 20U, 'a') + "'\n");
  says(lint_folder(folder.path()), "is 50 MB large; the limit is 16 MB");
}

TEST_CASE("a source file over the limit for parsing") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer + ("x = '" + std::string(2U << 20U, 'a') + "'\n"));
  says(lint_folder(folder.path()), "larger than 1 MB");
}

TEST_CASE("an unclosed string before much text, which the grammar takes quadratic time for") {
  const TemporaryFolder folder;
  std::string text = std::string(kServer) + "x = \"\"\"\n";
  while (text.size() < 250'000) text += "some words (of text) that 'go on' and on\n";
  folder.write("server.py", text);
  says(lint_folder(folder.path()), "server.py:");
}

TEST_CASE("text that is not UTF-8") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer) + "name = 'caf\xe9'\n");
  folder.write(".mcp.json",
               "{\"mcpServers\": {\"caf\xe9\": {\"command\": \"npx\", \"args\": [\"x\"]}}}");
  const Run run = lint_folder(folder.path());
  says(run, "server.py:3:12 not fully analysed: `not UTF-8");
  says(run, ".mcp.json:1:");
  CHECK(run.project.launches.size() == 1);  // read all the same
}

TEST_CASE("byte order marks, carriage returns and empty files are no problem") {
  const TemporaryFolder folder;
  folder.write("server.py",
               "\xEF\xBB\xBF"
               "from mcp.server.fastmcp import FastMCP\r\nmcp = FastMCP('x')\r\n"
               "@mcp.tool()\r\ndef f(path: str):\r\n    return open(path)\r\n");
  folder.write("empty.py", "");
  folder.write("requirements.txt", "\xEF\xBB\xBFhttpx==1.0\r\n");
  folder.write(".mcp.json",
               "\xEF\xBB\xBF{\r\n\"mcpServers\": {\"a\": {\"command\": \"/bin/a\"}}\r\n}\r\n");
  const Run run = lint_folder(folder.path());
  CHECK(problems(run).empty());
  CHECK(run.project.tools.size() == 1);
  CHECK(run.project.launches.size() == 1);
  REQUIRE(traversals(run).size() == 1);
  CHECK(traversals(run)[0].line == 5);
}

TEST_CASE("UTF-16, as PowerShell writes it") {
  const TemporaryFolder folder;
  std::string text = "\xFF\xFE";
  for (const char c : std::string("httpx\r\nmcp==1.0\r\n")) text += std::string({c, '\0'});
  folder.write("requirements.txt", text);
  const Run run = lint_folder(folder.path());
  CHECK(problems(run).empty());
  CHECK(run.project.dependencies.size() == 2);
}

TEST_CASE("an empty configuration file") {
  const TemporaryFolder folder;
  folder.write("Dockerfile", "");
  says(lint_folder(folder.path()), "Dockerfile:1:1");
}

TEST_CASE("a loop of symbolic links, and one that leads out") {
  const TemporaryFolder folder;
  const TemporaryFolder outside;
  outside.write("server.py", "API_KEY = 'k3Hq9ZtW2mXv7LpR4cYs8NbF'\n");
  folder.write("a/server.py", kServer);
  fs::create_directory_symlink(folder.path() / "a", folder.path() / "a" / "again");
  fs::create_directory_symlink(outside.path(), folder.path() / "out");
  fs::create_symlink("loop", folder.path() / "loop");
  const Run run = lint_folder(folder.path());
  CHECK(run.count(File::State::Analysed) == 1);
  CHECK(run.count(File::State::Skipped) == 3);
  CHECK(report(run).find("a symbolic link") != std::string::npos);
}

TEST_CASE("a FIFO does not make us wait") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  REQUIRE(mkfifo((folder.path() / "pipe.py").c_str(), 0600) == 0);
  const Run run = lint_folder(folder.path());
  CHECK(report(run).find("a FIFO, not a file") != std::string::npos);
}

TEST_CASE("a file that may not be read") {
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(folder.write("server.py", kServer), fs::perms::none);
  const bool is_root = geteuid() == 0;  // who may read everything
  if (is_root) REQUIRE(seteuid(65534) == 0);
  const Run run = lint_folder(folder.path());
  if (is_root) REQUIRE(seteuid(0) == 0);
  says(run, "cannot be read: Permission denied");
}

TEST_CASE("file names with newlines, escape sequences and invalid bytes") {
  const TemporaryFolder folder;
  for (const char* name : {"new\nline.py", "\x1b[31mred.py", "caf\xe9.py", "right\u202eleft.py"}) {
    folder.write(name,
                 std::string(kServer) + "@mcp.tool()\ndef f(path: str):\n    return open(path)\n");
  }
  const Run run = lint_folder(folder.path());
  CHECK(traversals(run).size() == 4);
  for (const Format& format : all_formats()) {
    Style style;
    style.show_files = true;
    std::ostringstream out;
    format.write(run, style, out);
    const std::string text = out.str();
    CHECK_MESSAGE(text.find('\x1b') == std::string::npos, format.name);
    CHECK_MESSAGE(text.find("new\nline") == std::string::npos, format.name);
    CHECK_MESSAGE(text.find("caf\xe9") == std::string::npos, format.name);
    CHECK_MESSAGE(text.find("\u202e") == std::string::npos, format.name);
  }
}

TEST_CASE("folders nested deeper than any tree, and a cycle of recursive functions") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer) +
                                "def a(x):\n    return b(x)\n"
                                "def b(x):\n    return a(x)\n"
                                "def c(x):\n    x = not x\n    if x:\n        return c(x)\n"
                                "@mcp.tool()\ndef f(path: str):\n    c(path)\n"
                                "    return open(a(path))\n");
  const Run run = lint_folder(folder.path());
  CHECK(problems(run).empty());
}

TEST_CASE("a decorator that decorates its own wrapper, and a long line of decorators") {
  const TemporaryFolder folder;
  std::string text = std::string(kServer) +
                     "def d(f):\n    @d\n    def w(path):\n        return f(path)\n    return w\n"
                     "@mcp.tool()\n@d\ndef t(path: str):\n    return open(path)\n";
  for (int i = 0; i < 3000; ++i) {
    const std::string next = std::to_string(i + 1);
    text += "def d" + std::to_string(i) + "(f):\n    @d" + next +
            "\n    def w(path):\n        return f(path)\n    return w\n";
  }
  text += "@mcp.tool()\n@d0\ndef u(path: str):\n    return open(path)\n";
  folder.write("server.py", text);
  const Run run = lint_folder(folder.path());
  CHECK(run.project.tools.size() == 2);
}

TEST_CASE("a function with more branches than can be followed one by one") {
  const TemporaryFolder folder;
  std::string text = std::string(kServer) + "@mcp.tool()\ndef f(path: str):\n";
  for (int i = 0; i < 3000; ++i) {
    text += "    if path == '" + std::to_string(i) + "':\n        x = path\n";
  }
  text += "    return open(path)\n";
  folder.write("server.py", text);
  const Run run = lint_folder(folder.path());
  CHECK(run.project.tools.size() == 1);
}
