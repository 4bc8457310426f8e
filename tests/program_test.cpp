// The program as users meet it: exit codes, streams, options, mistakes.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "golden.h"
#include "program_run.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

static const char* const kBadServer =
    "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
    "@mcp.tool(description='Opens')\ndef f(path: str):\n    return open(path)\n";

TEST_CASE("exit codes: 0 clean, 1 findings, 2 cannot, 3 incomplete") {
  const TemporaryFolder folder;
  folder.write("bad/server.py", kBadServer);
  folder.write("good/server.py", "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n");
  folder.write("broken/server.py", "import mcp\nx = (\n");
  fs::create_directory(folder.path() / "empty");

  CHECK(run(folder.path(), "good").code == 0);
  CHECK(run(folder.path(), "bad").code == 1);
  CHECK(run(folder.path(), "check bad").code == 1);
  CHECK(run(folder.path(), "nowhere").code == 2);
  CHECK(run(folder.path(), "empty").code == 3);
  CHECK(run(folder.path(), "--strict broken").code == 3);
  CHECK(run(folder.path(), "broken").code == 1);
  CHECK(run(folder.path(), "--fail-on critical bad").code == 0);
  CHECK(run(folder.path(), "--fail-on never bad").code == 0);
  CHECK(run(folder.path(), "--exit-zero bad").code == 0);
  CHECK(run(folder.path(), "--ignore path-traversal bad").code == 0);
  CHECK(run(folder.path(), "--min-severity critical bad").code == 0);
  for (const char* format : {"full", "concise", "json", "sarif"}) {
    CHECK(run(folder.path(), std::string("--format ") + format + " bad").code == 1);
    CHECK(run(folder.path(), std::string("--format ") + format + " good").code == 0);
  }
}

TEST_CASE("the report goes to standard output, everything else to standard error") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  const Ended found = run(folder.path(), ".");
  CHECK(found.out.find("MCP101") != std::string::npos);
  CHECK(found.err.empty());
  const Ended wrong = run(folder.path(), "nowhere");
  CHECK(wrong.out.empty());
  CHECK(wrong.err.find("`nowhere` does not exist") != std::string::npos);
}

TEST_CASE("mistakes are answered with what was probably meant") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  const auto complaint = [&](const std::string& arguments) {
    const Ended ended = run(folder.path(), arguments);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    return ended.err;
  };
  CHECK(complaint("--select path-traversel .").find("did you mean `path-traversal`?") !=
        std::string::npos);
  CHECK(complaint("--ignore MCP110x .").find("unknown rule `MCP110x`") != std::string::npos);
  CHECK(complaint("--formta json .").find("did you mean `--format`?") != std::string::npos);
  CHECK(complaint("--format sarfi .").find("did you mean `sarif`?") != std::string::npos);
  CHECK(complaint("--fail-on severe .").find("severe") != std::string::npos);
  CHECK(complaint("--persona boss .").find("boss") != std::string::npos);
  CHECK(complaint("explain path-travers").find("did you mean `path-traversal`?") !=
        std::string::npos);
  CHECK(complaint("--jobs 0 .").find("jobs") != std::string::npos);
  CHECK(complaint("--format json --format sarif .").find("only one format") != std::string::npos);
}

TEST_CASE("rules are chosen by name, id, beginning of ids, category and all") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  for (const char* wish : {"path-traversal", "MCP101", "mcp101", "MCP1", "tools", "all"}) {
    CHECK_MESSAGE(run(folder.path(), std::string("--select ") + wish + " .").code == 1, wish);
    CHECK_MESSAGE(run(folder.path(), std::string("--ignore ") + wish + " .").code == 0, wish);
  }
  CHECK(run(folder.path(), "--select secrets,MCP101 .").code == 1);
  CHECK(run(folder.path(), "--select secrets,MCP4 .").code == 0);
}

TEST_CASE("several formats in one run, each to its own file") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  const Ended ended =
      run(folder.path(), "--format concise --format sarif=a.sarif --format json=b.json server.py");
  CHECK(ended.code == 1);
  CHECK(ended.out.find("server.py:5:17: error: ") == 0);
  CHECK(read_file(folder.path() / "a.sarif").starts_with("{"));
  CHECK(read_file(folder.path() / "b.json").starts_with("{"));
  CHECK(run(folder.path(), "--format sarif -o c.sarif server.py").out.empty());
  CHECK(read_file(folder.path() / "c.sarif") == read_file(folder.path() / "a.sarif"));
  CHECK(run(folder.path(), "-o nowhere/c.sarif server.py").code == 2);
}

TEST_CASE("colours: --color, then NO_COLOR, then FORCE_COLOR, then the terminal") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  const auto colored = [&](const std::string& arguments, const std::string& environment = {}) {
    return run(folder.path(), arguments + " .", environment).out.find('\x1b') != std::string::npos;
  };
  CHECK_FALSE(colored(""));
  CHECK(colored("--color always"));
  CHECK(colored("", "FORCE_COLOR=1"));
  CHECK(colored("", "CLICOLOR_FORCE=1"));
  CHECK_FALSE(colored("", "NO_COLOR=1 FORCE_COLOR=1"));
  CHECK(colored("--color always", "NO_COLOR=1"));
  CHECK_FALSE(colored("--color never", "FORCE_COLOR=1"));
}

TEST_CASE("help, version, rules and explain are worth reading") {
  const TemporaryFolder folder;
  CHECK(run(folder.path(), "--version").out == "mcplint " MCPLINT_VERSION "\n");
  const std::string help = run(folder.path(), "--help").out;
  for (const char* word : {"--select", "--format", "--fail-on", "Exit codes", "Examples"}) {
    CHECK_MESSAGE(help.find(word) != std::string::npos, word);
  }
  CHECK(run(folder.path(), "rules").out.find("path-traversal") != std::string::npos);
  CHECK(run(folder.path(), "explain MCP101").out.find("is_relative_to") != std::string::npos);
  CHECK(run(folder.path(), "explain path-traversal").out ==
        run(folder.path(), "explain MCP101").out);
}

TEST_CASE("what .gitignore leaves out is not read, unless it is named or asked for") {
  const TemporaryFolder folder;
  folder.write(".gitignore", "generated/\n*.gen.py\n!keep.gen.py\n");
  folder.write("generated/server.py", kBadServer);
  folder.write("a.gen.py", kBadServer);
  folder.write("sub/.gitignore", "/local.py\n");
  folder.write("sub/local.py", kBadServer);
  folder.write("node_modules/x/server.py", kBadServer);
  folder.write("env/pyvenv.cfg", "");
  folder.write("env/lib/server.py", kBadServer);
  folder.write("clean.py", "x = 1\n");
  CHECK(run(folder.path(), ".").code == 0);
  CHECK(run(folder.path(), ".").out.find("3 folders left out") != std::string::npos);
  CHECK(run(folder.path(), "generated/server.py").code == 1);
  CHECK(run(folder.path(), "--no-respect-gitignore .").code == 1);
  folder.write("keep.gen.py", kBadServer);
  CHECK(run(folder.path(), ".").code == 1);
}

TEST_CASE("--show-files says what became of each file, and why") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  folder.write("notes.txt", "hello\n");
  folder.write("logo.png", "x");
  const std::string out = run(folder.path(), "--show-files .").out;
  for (const char* word : {"server.py", "notes.txt", "logo.png", "a binary format", "python"}) {
    CHECK_MESSAGE(out.find(word) != std::string::npos, word);
  }
}

TEST_CASE("advisories are listed, and newer ones taken") {
  const TemporaryFolder folder;
  folder.write("work/requirements.txt", "thing==1.0.0\nmcp==1.9.0\n");
  folder.write("osv/one.json", R"({"id": "GHSA-0", "modified": "2026-12-24T10:00:00Z",
"affected": [{"package": {"ecosystem": "PyPI", "name": "thing"},
"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}]}]}]})");
  folder.write("osv/two.json", R"([{"id": "GHSA-1", "affected": []}])");
  folder.write("old.json", R"({"date": "2020-01-01", "advisories": []})");
  folder.write("wrong.json", "{");
  const std::string check = "--select MCP504 --format concise work ";

  const Ended built_in = run(folder.path(), check);
  CHECK(built_in.out.find("`mcp` `1.9.0`") != std::string::npos);
  CHECK(built_in.out.find("`thing`") == std::string::npos);
  const Ended added = run(folder.path(), check + "--advisories osv");
  CHECK(added.out.find("`mcp` `1.9.0`") != std::string::npos);
  CHECK(added.out.find("`thing` `1.0.0` is affected by `GHSA-0`") != std::string::npos);

  // Several files, of which one has a record a line.
  folder.write("lines.jsonl", R"({"id": "GHSA-2", "modified": "2026-12-25T10:00:00Z", "affected": )"
                              R"([{"package": {"ecosystem": "PyPI", "name": "mcp"}, )"
                              R"("versions": ["1.9.0"]}]})"
                              "\n");
  const Ended several =
      run(folder.path(), check + "--advisories osv/one.json --advisories lines.jsonl");
  CHECK(several.out.find("`thing` `1.0.0` is affected by `GHSA-0`") != std::string::npos);
  CHECK(run(folder.path(), "advisories --advisories osv/one.json --advisories lines.jsonl")
            .out.find("GHSA-2") != std::string::npos);

  const Ended old = run(folder.path(), check + "--advisories old.json");
  CHECK(old.code == 0);
  CHECK(old.out.find("advisories of 2020-01-01 are old") != std::string::npos);
  CHECK(run(folder.path(), check + "--advisories wrong.json").code == 2);
  CHECK(run(folder.path(), check + "--advisories nowhere.json").err.find("nowhere.json") !=
        std::string::npos);

  const Ended list = run(folder.path(), "advisories");
  CHECK(list.code == 0);
  CHECK(list.out.find("CVE-2025-6514") != std::string::npos);
  CHECK(run(folder.path(), check + "--advisories osv/one.json").code == 1);
  folder.write("table.json", run(folder.path(), "advisories --format json").out);
  CHECK(run(folder.path(), check + "--advisories table.json").out == built_in.out);
}
