// Two deployments, one that passes every line of the checklist and one that passes none; and
// what each line can come to when something is taken away from the first.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/checklist/checklist.h"
#include "lint/engine/configuration.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
using namespace mcplint::checklist;
namespace fs = std::filesystem;

namespace {

/// A line's name and what it came to.
using Statuses = std::map<std::string_view, Status>;

struct Filled {
  ReadConfiguration read;
  Run run;
  Checklist list;

  [[nodiscard]] Statuses statuses() const {
    Statuses all;
    for (const Line& line : list.lines) all[line.item->name] = line.verdict.status;
    return all;
  }
  [[nodiscard]] const Verdict& of(std::string_view name) const {
    const auto line =
        std::ranges::find(list.lines, name, [](const Line& one) { return one.item->name; });
    REQUIRE_MESSAGE(line != list.lines.end(), name);
    return line->verdict;
  }
};

}  // namespace

static constexpr std::string_view kToday = "2027-01-15";

static Filled fill(const fs::path& folder, std::string_view today = kToday) {
  Filled filled{.read = read_configuration((folder / "mcplint.toml").string(), all_rules()),
                .run = {},
                .list = {}};
  for (const Problem& error : filled.read.errors) FAIL(error.what);
  Options options;
  options.paths = {folder.string()};
  options.rules = all_rules();
  options.known = all_rules();
  options.configuration = &filled.read.configuration;
  options.jobs = 1;
  options.today = today;
  filled.run = lint(options);
  filled.list = fill_in(filled.run, filled.read.configuration.checklist, today);
  return filled;
}

static fs::path project(std::string_view name) {
  return fs::path(MCPLINT_ROOT) / "fixtures" / "projects" / name;
}

/// A copy of the deployment that passes, to take things away from.
static fs::path copied(const TemporaryFolder& folder) {
  const fs::path copy = folder.path() / "ready_server";
  fs::copy(project("ready_server"), copy, fs::copy_options::recursive);
  return copy;
}

static std::string evidence_of(const Verdict& verdict) {
  std::string text = verdict.reason;
  for (const Evidence& one : verdict.evidence) text += "\n    " + one.text;
  return text;
}

TEST_CASE("one deployment passes every line") {
  const Filled filled = fill(project("ready_server"));
  for (const Line& line : filled.list.lines) {
    const Status wanted = line.item->is_found() ? Status::Pass : Status::Attested;
    CHECK_MESSAGE(line.verdict.status == wanted, line.item->name << " is "
                                                                 << to_string(line.verdict.status)
                                                                 << evidence_of(line.verdict));
  }
  CHECK_FALSE(filled.list.blocked());
}

TEST_CASE("another passes none") {
  const Filled filled = fill(project("unready_server"));
  for (const Line& line : filled.list.lines) {
    CHECK_MESSAGE(blocks(line.verdict.status), line.item->name << " is "
                                                               << to_string(line.verdict.status)
                                                               << evidence_of(line.verdict));
  }
}

/// Whether the line passed by this file, for all that its evidence says.
static bool rests_on(const Filled& filled, const Verdict& verdict, const std::string& path) {
  return std::ranges::any_of(verdict.evidence, [&](const Evidence& one) {
    if (!one.span.empty()) return filled.run.sources.source_of(one.span).path == path;
    return one.text.find(path) != std::string::npos;
  });
}

static void make_unreadable(const fs::path& file) {
  std::ofstream(file, std::ios::binary) << std::string("\0\0", 2);
}

/// Writes something in place of the file that is read only up to a bound: of the depth of code
/// and data, of the size of everything else.
static void make_boundless(const fs::path& file) {
  static constexpr std::size_t kDeep = 3000;
  static constexpr std::uintmax_t kLarge = (16U << 20U) + 1;
  const std::string kind = file.extension().string();
  if (file.filename() == "server.py") {
    std::ofstream(file) << "import fastmcp\n\nx = " << std::string(kDeep, '(') << '1'
                        << std::string(kDeep, ')') << '\n';
  } else if (kind == ".toml") {
    std::ofstream(file) << "x = " << std::string(kDeep, '[') << std::string(kDeep, ']') << '\n';
  } else if (file.filename() == "compose.yaml") {
    std::ofstream(file) << "x: " << std::string(kDeep, '[') << std::string(kDeep, ']') << '\n';
  } else {
    std::ofstream(file) << "x\n";
    fs::resize_file(file, kLarge);
  }
}

/// Takes away, by `spoil`, what the line rests upon: what its evidence names, and what it is
/// silent about. Returns what was there.
static std::map<std::string, std::string> take_away(const Filled& filled, const Line& line,
                                                    void (*spoil)(const fs::path&)) {
  static constexpr std::string_view kSubjects[] = {"server.py", "pyproject.toml", "compose.yaml"};
  std::map<std::string, std::string> kept;
  const Verdict& verdict = filled.of(line.item->name);
  for (const File& file : filled.run.files) {
    const bool is_subject = line.item->subject != Subject::None &&
                            std::ranges::any_of(kSubjects, [&](std::string_view name) {
                              return file.path.ends_with(name);
                            });
    if (!is_subject && !rests_on(filled, verdict, file.path)) continue;
    kept[file.path] = read_file(file.path);
    spoil(file.path);
  }
  return kept;
}

/// Takes away what each line that passes rests upon, line by line: none may go on passing, or say
/// that there is nothing.
static void spoil_each_line(void (*spoil)(const fs::path&)) {
  const TemporaryFolder folder;
  const fs::path copy = copied(folder);
  const Filled before = fill(copy);
  for (const Line& line : before.list.lines) {
    if (line.verdict.status != Status::Pass) continue;
    std::map<std::string, std::string> kept = take_away(before, line, spoil);
    CHECK_MESSAGE(!kept.empty(), line.item->name << " rests on no file");
    // Where one piece of evidence is gone, another may still speak for it.
    Filled after = fill(copy);
    for (int rounds = 0; rounds < 4 && after.of(line.item->name).status == Status::Pass; ++rounds) {
      kept.merge(take_away(after, line, spoil));
      after = fill(copy);
    }
    const Verdict& verdict = after.of(line.item->name);
    CHECK_MESSAGE(verdict.status == Status::Unknown,
                  line.item->name << " is " << to_string(verdict.status) << evidence_of(verdict));
    for (const auto& [path, text] : kept) std::ofstream(path, std::ios::binary) << text;
  }
}

TEST_CASE("a line is unknown once the files that settle it cannot be read") {
  spoil_each_line(make_unreadable);
}

TEST_CASE("a line is unknown once the files that settle it are read up to a bound only") {
  spoil_each_line(make_boundless);
}

TEST_CASE("reports that are too old no longer count") {
  const Filled filled = fill(project("ready_server"), "2027-03-15");
  for (const char* name :
       {"response-time", "memory-usage", "cpu-usage", "error-rate", "load-test", "load-testing"}) {
    CHECK_MESSAGE(filled.of(name).status == Status::Missing, name << evidence_of(filled.of(name)));
    CHECK_MESSAGE(evidence_of(filled.of(name)).find("older than 30 days") != std::string::npos,
                  name);
  }
  // CI still runs them.
  CHECK(filled.of("tests-passing").status == Status::Pass);
}

/// Reports of runs that went wrong, and documents that leave things out.
static void make_wrong(const fs::path& copy) {
  const auto write = [&](const char* path, std::string_view text) {
    std::ofstream(copy / path) << text;
  };
  write("reports/junit.xml",
        "<testsuite name=\"pytest\" errors=\"0\" failures=\"1\" tests=\"2\" "
        "timestamp=\"2027-01-10T09:12:44\"/>\n");
  write("reports/coverage.xml",
        "<coverage timestamp=\"1799572364120\" lines-valid=\"10\" lines-covered=\"5\" "
        "line-rate=\"0.5\"/>\n");
  write("reports/pip-audit.json",
        R"({"dependencies": [{"name": "httpx", "version": "0.28.1",
            "vulns": [{"id": "PYSEC-2027-1", "fix_versions": ["0.28.2"]}]}], "fixes": []})");
  write("reports/ruff.sarif",
        R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "ruff"}},
            "results": [{"message": {"text": "unused"}}]}]})");
  write("reports/mypy.sarif",
        R"({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "mypy"}},
            "results": [{"message": {"text": "no int"}}]}]})");
  write("reports/load-test.json",
        R"({"mcplint_load_test": 1, "date": "2027-01-10T11:00:00Z", "concurrency": 2,
            "requests": 50, "errors": 5, "tools": [{"name": "read_note", "p95_ms": 450}],
            "memory_mb": {"peak": 900}, "cpu_percent": {"idle": 25, "active": 98}})");
  write("CHANGELOG.md", "# Changelog\n\n## [1.1.0] - 2026-11-20\n\n* Writes notes.\n");
  write("README.md", "# Notes\n\nIt has the tool `read_note`, and reads `NOTES_FOLDER`.\n");
  for (const char* path : {"claude_desktop_config.json", ".env.example", "compose.yaml"})
    fs::remove(copy / path);
}

/// A server on the network, of which nothing says that it is limited, asked how it is, or cares
/// for the library that it calls.
static constexpr std::string_view kOpenServer =
    "import argparse\n\nimport stripe\nfrom mcp.server.fastmcp import FastMCP\n\n"
    "mcp = FastMCP(\"notes\")\n\n\n@mcp.tool()\ndef pay(amount: int) -> str:\n"
    "    \"\"\"Pays.\"\"\"\n    return stripe.Charge.create(amount=amount)\n\n\n"
    "parser = argparse.ArgumentParser()\nparser.add_argument(\"--transport\")\n"
    "parser.add_argument(\"--host\")\narguments = parser.parse_args()\n"
    "if arguments.transport == \"http\":\n    mcp.settings.host = arguments.host\n"
    "    mcp.run(transport=\"streamable-http\")\nelse:\n    mcp.run()\n";

namespace {

/// Which statuses each line was seen in.
class Seen {
 public:
  void note(const Filled& filled) {
    for (const auto& [name, status] : filled.statuses()) seen_[name].insert(status);
  }
  [[nodiscard]] std::string of(std::string_view name) const {
    std::string text;
    for (const Status status : seen_.at(name))
      (text += text.empty() ? "" : ", ") += to_string(status);
    return text;
  }

 private:
  std::map<std::string_view, std::set<Status>> seen_;
};

}  // namespace

static constexpr std::string_view kAllKinds =
    "[checklist]\nkinds = [\"api\", \"files\", \"containers\", \"http\"]\n";

/// A server and hardly anything else, which is all that a line may need; then its files cannot
/// be read; then everything is attested, and attested too long ago.
static void note_bare(Seen& seen, const TemporaryFolder& folder) {
  const fs::path bare = folder.path() / "bare";
  folder.write("bare/mcplint.toml", kAllKinds);
  folder.write("bare/server.py",
               "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP(\"notes\")\nmcp.run()\n");
  seen.note(fill(bare));
  for (const char* path : {"server.py", "README.md", "tests/test_server.py", "compose.yaml"})
    folder.write(std::string("bare/") + path, std::string("\0\0", 2));
  seen.note(fill(bare));

  std::string attested(kAllKinds);
  for (const Item& item : all_items())
    attested += "[[checklist.attest]]\nitem = \"" + std::string(item.name) +
                "\"\nby = \"Ada\"\non = 2027-01-01\nvalid-for = \"30 days\"\n";
  folder.write("bare/mcplint.toml", attested);
  seen.note(fill(bare));
  seen.note(fill(bare, "2028-01-01"));
}

TEST_CASE("each line comes out in each status that it can have, and in no other") {
  Seen seen;
  const TemporaryFolder folder;
  seen.note(fill(project("ready_server")));
  seen.note(fill(project("unready_server")));
  const fs::path wrong = copied(folder);
  make_wrong(wrong);
  seen.note(fill(wrong));
  note_bare(seen, folder);

  // Nothing but code that is no server.
  folder.write("empty/rename.py", "print(1)\n");
  folder.write("empty/mcplint.toml", "");
  seen.note(fill(folder.path() / "empty"));

  folder.write("open/mcplint.toml", kAllKinds);
  folder.write("open/.mcp.json",
               R"({"mcpServers": {"files": {"command": "npx", "args":
                   ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/"]}}})");
  folder.write("open/server.py", kOpenServer);
  folder.write("open/Dockerfile",
               "FROM python:3.12-slim\nCOPY server.py .\nEXPOSE 8000\nCMD [\"python\", "
               "\"server.py\"]\n");
  seen.note(fill(folder.path() / "open"));

  for (const Item& item : all_items()) {
    std::set<Status> wanted = {Status::Attested, Status::Expired};
    for (const Status status : statuses_of(item)) wanted.insert(status);
    std::string text;
    for (const Status status : wanted) (text += text.empty() ? "" : ", ") += to_string(status);
    CHECK_MESSAGE(seen.of(item.name) == text, item.name);
  }
}
