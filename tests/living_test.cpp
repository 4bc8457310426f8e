// Living with the program: configuration from every side, files that changed, standard
// input, baselines, shards and merging.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "golden.h"
#include "program_run.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

static const char* const kBadServer =
    "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
    "@mcp.tool()\ndef f(path: str):\n    return open(path)\n";

static bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("command line, environment and configuration count in this order") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  folder.write("mcplint.toml", "fail-on = \"critical\"\nselect = [\"MCP101\"]\n");
  CHECK(run(folder.path(), ".").code == 0);
  CHECK(run(folder.path(), "--no-config .").code == 1);
  CHECK(run(folder.path(), ".", "MCPLINT_FAIL_ON=high").code == 1);
  CHECK(run(folder.path(), "--fail-on never .", "MCPLINT_FAIL_ON=high").code == 0);
  CHECK(run(folder.path(), "--config fail-on=high .").code == 1);
  CHECK(run(folder.path(), "--config fail-on=high --config rules.MCP101.severity=low .").code == 0);
  CHECK(run(folder.path(), "check .", "MCPLINT_NO_CONFIG=1").code == 1);
  CHECK(run(folder.path(), ".", "MCPLINT_NO_CONFIG=0").code == 0);
  CHECK(has(run(folder.path(), ".", "MCPLINT_FORMAT=concise").out, "server.py:5:"));
  CHECK(run(folder.path(), ".", "MCPLINT_IGNORE=MCP101,MCP2 MCPLINT_FAIL_ON=low").code == 0);

  const Ended wrong = run(folder.path(), ".", "MCPLINT_FAIL_ON=hihg");
  CHECK(wrong.code == 2);
  CHECK(has(wrong.err, "MCPLINT_FAIL_ON"));
  const Ended near = run(folder.path(), ".", "MCPLINT_FAILON=high");
  CHECK(near.code == 0);
  CHECK(has(near.err, "did you mean `MCPLINT_FAIL_ON`?"));
  CHECK(run(folder.path(), ".", "MCPLINT_UPDATE=1").err.empty());

  const Ended unknown = run(folder.path(), "--config fial-on=high .");
  CHECK(unknown.code == 2);
  CHECK(has(unknown.err, "--config:1:1: unknown key `fial-on`"));
  CHECK(has(unknown.err, "did you mean `fail-on`?"));
  CHECK(run(folder.path(), "--config a.toml --config b.toml .").code == 2);
  CHECK(has(run(folder.path(), "config shw").err, "did you mean `show`?"));
  CHECK(has(run(folder.path(), "baseline").err, "`write`, `prune`, `check`"));
}

TEST_CASE("rules can be added to those that are on") {
  const TemporaryFolder folder;
  folder.write("server.py", kBadServer);
  CHECK(run(folder.path(), "--select MCP6 --extend-select MCP101 .").code == 1);
  CHECK(run(folder.path(), "--select MCP6 .").code == 0);
  CHECK(run(folder.path(), "--extend-select MCP101x .").code == 2);
}

TEST_CASE("config show says what counts and who said so") {
  const TemporaryFolder folder;
  folder.write("base.toml", "persona = \"auditor\"\nfail-on = \"low\"\n");
  folder.write(
      "mcplint.toml",
      "extend = \"base.toml\"\nfail-on = \"medium\"\n[rules.no-timeout]\nseverity = \"low\"\n"
      "[[ignore]]\nrule = \"MCP301\"\npath = \"a\"\n");
  const Ended shown = run(folder.path(), "config show --config rules.no-timeout.severity=high",
                          "MCPLINT_MIN_SEVERITY=low");
  CHECK(shown.code == 0);
  CHECK(has(shown.out, "persona = \"auditor\""));
  CHECK(has(shown.out, "base.toml:1\n"));
  CHECK(!has(shown.out, "base.toml:2\n"));
  CHECK(has(shown.out, "fail-on = \"medium\""));
  CHECK(has(shown.out, "min-severity = \"low\""));
  CHECK(has(shown.out, "# MCPLINT_MIN_SEVERITY\n"));
  CHECK(has(shown.out, "[rules.no-timeout]\nseverity = \"high\""));
  CHECK(has(shown.out, "# --config\n"));
  CHECK(has(shown.out, "[[ignore]]\nrule = \"MCP301\""));
  CHECK(has(shown.out, "# default\n"));
  // What it prints is itself a configuration that says the same.
  folder.write("again/mcplint.toml", shown.out.substr(shown.out.find("fail-on")));
  CHECK(run(folder.path(), "config show again").code == 0);

  CHECK(has(run("/", "config show --no-config").out, "# no configuration file was found"));
  folder.write("mcplint.toml", "fial-on = 3\n");
  CHECK(run(folder.path(), "config show").code == 2);
}

TEST_CASE("the schema in the documentation is the one that is printed") {
  const Ended schema = run("/", "config schema");
  CHECK(schema.code == 0);
  check_golden(fs::path(MCPLINT_ROOT) / "docs" / "configuration.schema.json", schema.out);
  const TemporaryFolder folder;
  CHECK(run(folder.path(), "config init -o x").code == 2);
  folder.write("mcplint.toml", run(folder.path(), "config init").out);
  CHECK(run(folder.path(), "config show").code == 0);
}

TEST_CASE("standard input is linted as the file that it is said to be") {
  const TemporaryFolder folder;
  const Ended found =
      run(folder.path(), "--format concise --stdin-filename a/server.py -", {}, kBadServer);
  CHECK(found.code == 1);
  CHECK(has(found.out, "a/server.py:5:"));
  CHECK(run(folder.path(), "--stdin-filename a/server.py -", {}, "x = 1\n").code == 0);
  CHECK(run(folder.path(), "-", {}, "x = 1\n").code == 2);
  CHECK(run(folder.path(), "--stdin-filename x.py .").code == 2);
  CHECK(run(folder.path(), "--stdin-filename x.py - .").code == 2);

  // It stands for the file on the disk, and the project around it counts.
  fs::create_directory(folder.path() / ".git");
  folder.write("server.py", "broken = (\n");
  folder.write("helpers.py", "def load(p):\n    return open(p).read()\n");
  const std::string text =
      "from mcp.server.fastmcp import FastMCP\nfrom helpers import load\nmcp = FastMCP('x')\n"
      "@mcp.tool()\ndef f(path: str):\n    return load(path)\n";
  const Ended edited =
      run(folder.path(), "--format concise --select MCP001,MCP101 --stdin-filename server.py -", {},
          text);
  CHECK(!has(edited.out, "MCP001"));
  CHECK(has(edited.out, "read for context"));
  const Ended helper =
      run(folder.path(), "--format concise --select MCP101 --stdin-filename helpers.py -", {},
          "def load(p):\n    return open(p).read()\n");
  CHECK(!has(helper.out, "server.py:"));
}

TEST_CASE("files that are named are judged as parts of their project") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / ".git");
  folder.write("app/server.py",
               "from mcp.server.fastmcp import FastMCP\nfrom helpers import load\n"
               "mcp = FastMCP('x')\n@mcp.tool()\ndef f(path: str):\n    return load(path)\n");
  folder.write("app/helpers.py", "def load(p):\n    return open(p).read()\n");
  folder.write("app/other.py", kBadServer);
  folder.write("logo.png", std::string("\x89PNG\0\0", 6));

  const std::string usual = "--format concise --select MCP101 ";
  const Ended whole = run(folder.path(), usual + ".");
  CHECK(has(whole.out, "app/helpers.py:2"));
  CHECK(has(whole.out, "app/other.py:5"));
  // The helper is wrong only because of the server, which did not change.
  const Ended one = run(folder.path(), usual + "app/helpers.py");
  CHECK(one.code == 1);
  CHECK(has(one.out, "app/helpers.py:2"));
  CHECK(!has(one.out, "app/other.py"));
  CHECK(has(one.out, "1 file fully analysed"));
  CHECK(has(one.out, "2 other files read for context"));
  CHECK(run(folder.path(), usual + "--no-project app/helpers.py").code == 0);
  CHECK(run(folder.path() / "app", usual + "helpers.py").code == 1);
  CHECK(run("/", usual + "'" + (folder.path() / "app/helpers.py").string() + "'").code == 1);
  // What a hook names need not be of a kind that is linted.
  CHECK(run(folder.path(), usual + "logo.png").code == 0);
  CHECK(run(folder.path(), usual + "logo.png app/helpers.py").code == 1);
}

TEST_CASE("ignored and excluded files can be left out even if they are named") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / ".git");
  folder.write(".gitignore", "build/\n");
  folder.write("mcplint.toml", "exclude = [\"examples/\"]\n");
  for (const char* path : {"build/server.py", "examples/a/server.py", "node_modules/x/server.py"}) {
    folder.write(path, kBadServer);
    CAPTURE(path);
    CHECK(run(folder.path(), std::string("--select MCP101 ") + path).code == 1);
    const Ended left_out = run(folder.path(), std::string("--show-files --force-exclude ") + path);
    CHECK(left_out.code == 0);
    CHECK(has(left_out.out, std::string("skipped   ") + path));
  }
  folder.write("src/server.py", kBadServer);
  CHECK(run(folder.path(), "--force-exclude src/server.py build/server.py").code == 1);
}

TEST_CASE("a word that is a command and a file is a command, and that is said") {
  const TemporaryFolder folder;
  folder.write("rules/server.py", kBadServer);
  folder.write("src/server.py", "x = 1\n");
  const Ended command = run(folder.path(), "rules");
  CHECK(command.code == 0);
  CHECK(has(command.out, "MCP101"));
  CHECK(has(command.err, "write `./rules`"));
  CHECK(run(folder.path(), "./rules").code == 1);
  CHECK(run(folder.path(), "src rules").code == 1);
  CHECK(run(folder.path(), "check rules").code == 1);
  CHECK(run(folder.path(), "-- rules").code == 1);
  // The command of that name takes no paths, so these are two.
  CHECK(run(folder.path(), "--format concise rules src").code == 1);
  fs::create_directory(folder.path() / "check");
  CHECK(has(run(folder.path(), "check").err, "write `./check`"));
  CHECK(run(folder.path(), "src").err.empty());
}

TEST_CASE("a baseline is written, used, pruned and checked") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / ".git");
  folder.write("server.py", kBadServer);
  CHECK(run(folder.path(), "--baseline none.json .").code == 2);
  CHECK(run(folder.path(), "baseline check").code == 2);

  const Ended wrote = run(folder.path(), "baseline write .");
  CHECK(wrote.code == 0);
  CHECK(has(wrote.out, "write `baseline = \".mcplint-baseline.json\"` into mcplint.toml"));
  CHECK(run(folder.path(), ".").code == 1);
  folder.write("mcplint.toml", "baseline = \".mcplint-baseline.json\"\n");
  const Ended clean = run(folder.path(), "--show-suppressed --format concise .");
  CHECK(clean.code == 0);
  CHECK(has(clean.out, "in the baseline"));
  CHECK(has(clean.out, "in the baseline  server.py:5:"));
  CHECK(run(folder.path(), "--no-baseline .").code == 1);
  CHECK(run(folder.path(), "baseline check").code == 0);
  // From below and with another persona it is the same baseline.
  CHECK(run(folder.path(), "server.py").code == 0);
  CHECK(run(folder.path(), "--min-severity critical --persona auditor --select MCP1 .").code == 0);

  folder.write("server.py", "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n");
  const Ended stale = run(folder.path(), "--format concise .");
  CHECK(stale.code == 0);
  CHECK(has(stale.out, ".mcplint-baseline.json:"));
  CHECK(has(stale.out, "MCP003"));
  CHECK(run(folder.path(), "baseline check").code == 1);
  CHECK(has(run(folder.path(), "baseline check").out,
            "server.py: MCP101 in f is not found any more"));
  CHECK(run(folder.path(), "baseline prune").code == 0);
  CHECK(run(folder.path(), "baseline check").code == 0);
  CHECK(!has(run(folder.path(), "--format concise .").out, "MCP003"));
  // It only shrinks.
  folder.write("server.py", kBadServer);
  CHECK(run(folder.path(), "baseline prune").code == 0);
  CHECK(run(folder.path(), ".").code == 1);
}

TEST_CASE("the fingerprint is the same in SARIF, GitLab, JSON and the baseline") {
  const TemporaryFolder folder;
  const TemporaryFolder reports;
  folder.write("server.py", kBadServer);
  const std::string to = reports.path().string();
  CHECK(run(folder.path(), "--exit-zero --format sarif=" + to + "/a.sarif --format gitlab=" + to +
                               "/a.gitlab --format json=" + to + "/a.json .")
            .code == 0);
  CHECK(run(folder.path(), "baseline write --baseline " + to + "/baseline.json .").code == 0);
  const std::string baseline = read_file(reports.path() / "baseline.json");
  const std::string key = "\"fingerprint\": \"";
  std::size_t count = 0;
  for (std::size_t at = baseline.find(key); at != std::string::npos;
       at = baseline.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    const std::string print = baseline.substr(begin, baseline.find('"', begin) - begin);
    CHECK(has(read_file(reports.path() / "a.sarif"), "\"mcplint/v1\": \"" + print + "\""));
    CHECK(has(read_file(reports.path() / "a.gitlab"), key + print + "\""));
    CHECK(has(read_file(reports.path() / "a.json"), key + print + "\""));
    ++count;
  }
  CHECK(count > 0);
}

/// A deployment of many files, some of which are wrong because of others.
static void write_many(const TemporaryFolder& folder) {
  fs::create_directory(folder.path() / ".git");
  for (int i = 0; i < 20; ++i) {
    const std::string name = "part" + std::to_string(i);
    folder.write(name + "/helpers.py",
                 "def load" + std::to_string(i) + "(p):\n    return open(p).read()\n");
    folder.write(name + "/server.py",
                 "from mcp.server.fastmcp import FastMCP\nfrom helpers import load" +
                     std::to_string(i) +
                     "\nmcp = FastMCP('x')\n@mcp.tool()\ndef f(path: str):\n    print('x')\n    "
                     "return load" +
                     std::to_string(i) + "(path)\n");
    folder.write(name + "/.mcp.json",
                 R"({"mcpServers": {"a": {"command": "npx", "args": ["x"]}}})");
    folder.write(name + "/key.env",
                 "TOKEN=ghp_abcdefghijklmnopqrstuvwxyzABCDEF" + std::to_string(1000 + i) + "\n");
    folder.write(name + "/Dockerfile", "FROM python\n");
  }
  folder.write("part3/broken.py", "import mcp\nx = (\n");
  folder.write("odd [name] %20.json",
               "{\"mcpServers\": {\"a\": {\"command\": \"npx\", \"args\": [\"x\"]}}}");
}

TEST_CASE("the logs of all shards, merged, are the log of the single run") {
  const TemporaryFolder folder;
  const TemporaryFolder reports;  // not among what is linted
  write_many(folder);
  const auto report = [&](const std::string& name) { return (reports.path() / name).string(); };
  CHECK(run(folder.path(), "--exit-zero --format sarif=" + report("whole") + " .").code == 0);
  const std::string whole = read_file(report("whole"));
  CHECK(has(whole, "helpers.py"));
  for (const int parts : {1, 2, 3, 8, 50}) {
    CAPTURE(parts);
    std::string logs;
    for (int part = 1; part <= parts; ++part) {
      const std::string log = report(std::to_string(part));
      const std::string shard = std::to_string(part) + "/" + std::to_string(parts);
      const Ended ended =
          run(folder.path(), "--exit-zero --shard " + shard + " --format sarif=" + log + " .");
      CHECK(ended.code == 0);
      logs = log + " " + logs;  // in whatever order
    }
    const Ended merged = run(folder.path(), "merge " + logs);
    CHECK(merged.code == 1);
    CHECK(merged.out == whole);
    CHECK(run(folder.path(), "merge --fail-on never -o " + report("merged") + " " + logs).code ==
          0);
    CHECK(read_file(report("merged")) == whole);
  }
  CHECK(run("/", "merge " + report("whole")).out == whole);
  CHECK(run("/", "merge " + report("whole") + " " + report("whole")).out == whole);
  CHECK(run(folder.path(), "merge " + report("whole") + " part0/server.py").code == 2);
  CHECK(run(folder.path(), "merge none.sarif").code == 2);
  for (const char* wrong : {"0/2", "3/2", "1", "1/", "a/b", "1/2/3", "-1/2"})
    CHECK(run(folder.path(), std::string("--shard ") + wrong + " .").code == 2);
}

TEST_CASE("what was left out and every file can be listed in each format that has a place for it") {
  const TemporaryFolder folder;
  folder.write("server.py",
               "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\n"
               "def f(path: str):\n    return open(path)  # mcplint: ignore[path-traversal] -- "
               "only for us\n");
  for (const char* format :
       {"full", "concise", "json", "jsonl", "sarif", "github", "junit", "markdown"}) {
    CAPTURE(format);
    const std::string arguments = std::string("--select MCP101 --format ") + format;
    const Ended without = run(folder.path(), arguments + " .");
    CHECK(without.code == 0);
    CHECK(!has(without.out, "only for us"));
    const Ended with = run(folder.path(), arguments + " --show-suppressed --show-files .");
    CHECK(with.code == 0);
    CHECK(has(with.out, "only for us"));
    CHECK(has(with.out, "analysed"));
    CHECK(with.out.size() > without.out.size());
  }
}

TEST_CASE("completions and the manual page know every command") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Ended ended = run("/", std::string("completions ") + shell);
    CHECK(ended.code == 0);
    for (const char* word : {"explain", "baseline", "fail-on", "show-suppressed"})
      CHECK_MESSAGE(has(ended.out, word), shell << " " << word);
  }
  CHECK(run("/", "completions tcsh").code == 2);
  const TemporaryFolder folder;
  folder.write("mcplint.bash", run("/", "completions bash").out);
  const Ended completed = run_command(
      folder.path(),
      "bash -c 'source ./mcplint.bash; COMP_WORDS=(mcplint --fail-); COMP_CWORD=1; _mcplint; echo "
      "${COMPREPLY[@]}'");
  CHECK(completed.out == "--fail-on\n");
  CHECK(has(run("/", "manual").out, ".SH EXIT STATUS"));
}

TEST_CASE("the version is the same wherever it stands") {
  const fs::path root = MCPLINT_ROOT;
  const std::string said = run("/", "--version").out;
  const std::string version = said.substr(8, said.size() - 9);
  CHECK(has(read_file(root / "CMakeLists.txt"), "project(mcplint VERSION " + version + " "));
  CHECK(has(read_file(root / "package.json"), "\"version\": \"" + version + "\""));
  CHECK(has(read_file(root / "package.json"), "\"@mcplint/linux-x64\": \"" + version + "\""));
  CHECK(has(read_file(root / "package.json"), "\"@mcplint/linux-arm64\": \"" + version + "\""));
  CHECK(has(read_file(root / "pyproject.toml"), "version = \"" + version + "\""));
  CHECK(has(read_file(root / "action.yml"), "default: " + version + "\n"));
  CHECK(has(read_file(root / "README.md"), "rev: v" + version + "\n"));
}
