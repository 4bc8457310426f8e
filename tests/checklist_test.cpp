// The production checklist: what settles its lines, and what never may.

#include "lint/checklist/checklist.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "golden.h"
#include "lint/checklist/format.h"
#include "lint/checklist/rollback.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
using namespace mcplint::checklist;
namespace fs = std::filesystem;

namespace {

struct Filled {
  Run run;
  Checklist list;

  [[nodiscard]] const Verdict& of(std::string_view name) const {
    const auto line =
        std::ranges::find(list.lines, name, [](const Line& one) { return one.item->name; });
    REQUIRE_MESSAGE(line != list.lines.end(), name);
    return line->verdict;
  }
  [[nodiscard]] std::string status(std::string_view name) const {
    return std::string(checklist::to_string(of(name).status));
  }
};

}  // namespace

static constexpr std::string_view kToday = "2027-01-15";

static Filled fill(const TemporaryFolder& folder, const Configuration::Checklist& wishes = {}) {
  Options options;
  options.paths = {folder.path().string()};
  options.rules = all_rules();
  options.known = all_rules();
  options.jobs = 1;
  options.today = kToday;
  Configuration configuration;
  configuration.checklist = wishes;
  options.configuration = &configuration;
  Run run = lint(options);
  Checklist list = fill_in(run, wishes, kToday);
  return {std::move(run), std::move(list)};
}

static constexpr std::string_view kServer =
    "import os\n\nfrom mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP(\"notes\")\n"
    "TOKEN = os.getenv(\"NOTES_TOKEN\")\n\n\n@mcp.tool()\ndef greet(name: str) -> str:\n"
    "    \"\"\"Greets.\"\"\"\n    return name\n\n\nmcp.run()\n";

TEST_CASE("every line is there, once, and can be explained") {
  std::set<std::string_view> names;
  for (const Item& item : all_items()) {
    CHECK_MESSAGE(names.insert(item.name).second, item.name);
    CHECK(!item.line.empty());
    CHECK(!item.settles.empty());
    CHECK_MESSAGE(item.settles.size() <= 100, item.name);
  }
  // What ../docs/checklist.md counts: the list has this many boxes, targets, procedures,
  // signatures.
  CHECK(all_items().size() == 59);
}

TEST_CASE("rules that a line names exist") {
  for (const Item& item : all_items()) {
    for (const std::string_view id : rules_of(item)) {
      const auto found = std::ranges::find(all_rules(), id, [](const Rule* r) { return r->id; });
      CHECK_MESSAGE(found != all_rules().end(), item.name << " names " << id);
    }
  }
}

TEST_CASE("lines about what CI runs") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  CHECK(fill(folder).status("tests-passing") == "missing");
  folder.write("tests/test_server.py", "def test_greets():\n    assert True\n");
  folder.write(".github/workflows/ci.yml",
               "jobs:\n  a:\n    steps:\n      - run: uv run pytest --cov --cov-fail-under=85\n"
               "      - run: uvx ruff check\n      - run: uv run mypy .\n");
  const Filled filled = fill(folder);
  CHECK(filled.status("tests-passing") == "pass");
  CHECK(filled.of("tests-passing").evidence.front().text == "GitHub Actions runs `pytest`");
  CHECK(filled.status("coverage") == "pass");
  CHECK(filled.status("linting") == "pass");
  CHECK(filled.status("type-checking") == "pass");
  folder.write(".github/workflows/ci.yml",
               "jobs:\n  a:\n    steps:\n      - run: pytest --cov-fail-under=60\n");
  CHECK(fill(folder).status("coverage") == "fail");
}

TEST_CASE("lines about documents") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("pyproject.toml", "[project]\nname = \"notes\"\nversion = \"1.2.0\"\n");
  Filled before = fill(folder);
  CHECK(before.status("readme-updated") == "missing");
  CHECK(before.status("changelog-updated") == "missing");
  CHECK(before.status("environment-documented") == "missing");
  folder.write("README.md",
               "# Notes\n\n`greet` greets. Set NOTES_TOKEN.\n\n## Troubleshooting\n\nRestart.\n\n"
               "## Rollback\n\nStop the server, restore the previous configuration, restart the "
               "client, verify.\n\n## Support\n");
  folder.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n## [1.2.0] - 2027-01-02\n\n* x\n");
  const Filled after = fill(folder);
  CHECK(after.status("readme-updated") == "pass");
  CHECK(after.status("changelog-updated") == "pass");
  CHECK(after.status("environment-documented") == "pass");
  CHECK(after.status("troubleshooting-guide") == "pass");
  CHECK(after.status("quick-rollback") == "pass");
  CHECK(after.status("full-rollback") == "missing");
  CHECK(after.status("support-contacts") == "missing");  // the section says nothing
  folder.write("CHANGELOG.md", "# Changelog\n\n## 1.1.0\n\n* x\n");
  CHECK(fill(folder).status("changelog-updated") == "fail");
}

TEST_CASE("lines that rules settle") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  const Filled clean = fill(folder);
  CHECK(clean.status("api-keys-in-environment") == "pass");
  CHECK(clean.status("authentication") == "not applicable");
  CHECK(clean.status("file-access-sandboxed") == "not applicable");
  CHECK(clean.status("health-checks") == "not applicable");
  CHECK(clean.status("container-limits") == "not applicable");
  folder.write("Dockerfile", "FROM python:3.13-slim\nUSER app\nCMD [\"python\", \"server.py\"]\n");
  CHECK(fill(folder).status("container-limits") == "missing");
  folder.write("notes.py", "KEY = \"" + std::string("AKIA") + "Q3EGRJ5XW2M7PZ4L\"\n");
  CHECK(fill(folder).status("api-keys-in-environment") == "fail");
}

TEST_CASE("no line passes, or is missing, for want of looking") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("broken.py",
               "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP(\"x\")\ndef (:\n");
  const Filled filled = fill(folder);
  REQUIRE(filled.run.count(File::State::Partly) == 1);
  for (const Line& line : filled.list.lines) {
    if (!line.item->is_found()) continue;  // nothing in files could settle it
    const bool is_of_code = line.item->subject == Subject::Tools;
    if (!is_of_code) continue;  // checklist_projects_test.cpp takes each line by itself
    CHECK_MESSAGE(line.verdict.status != Status::Missing, line.item->name);
  }
  CHECK(filled.status("input-validation") == "unknown");
}

TEST_CASE("a person's word counts where files are silent, for as long as it says") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  Configuration::Checklist wishes;
  const auto attest = [&](std::string item, std::string on, unsigned days) {
    Configuration::Attestation one;
    one.item = std::move(item);
    one.by = "Ada";
    one.on = std::move(on);
    one.valid_days = days;
    wishes.attestations.push_back(one);
  };
  attest("load-testing", "2027-01-01", 30);
  attest("alerts", "2026-01-01", 30);
  attest("security-review", "2026-01-01", 0);
  attest("api-documentation", "2027-01-01", 0);
  const Filled filled = fill(folder, wishes);
  CHECK(filled.status("load-testing") == "attested");
  CHECK(filled.status("alerts") == "expired");
  CHECK(filled.status("security-review") == "attested");
  // A rule found a parameter without a description: that is not talked away.
  CHECK(filled.status("api-documentation") == "fail");
}

TEST_CASE("kinds of server can be said, and lines made optional") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  CHECK(fill(folder).status("key-rotation") == "not applicable");
  Configuration::Checklist wishes;
  wishes.kinds = {"api"};
  CHECK(fill(folder, wishes).status("key-rotation") == "missing");
  for (const Item& item : all_items()) wishes.optional.emplace_back(item.name);
  CHECK(fill(folder).list.blocked());
  CHECK_FALSE(fill(folder, wishes).list.blocked());
}

TEST_CASE("every format names every line, and nothing breaks out of it") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("README.md", "# <script>alert(1)</script>\n\n## Troubleshooting <b>\x1b[31m\n\nx\n");
  const Filled filled = fill(folder);
  const TitleBlock heading{"2027-01-15", "<Ada>", "1.2.0"};
  for (const ChecklistFormat& format : all_checklist_formats()) {
    std::ostringstream out;
    format.write(show(filled.list, filled.run), heading, {}, out);
    const std::string text = out.str();
    CHECK_MESSAGE(text.find('\x1b') == std::string::npos, format.name);
    if (format.name == "html") {
      CHECK(text.find("<script") == std::string::npos);
      CHECK(text.find("&lt;Ada&gt;") != std::string::npos);
    }
    for (const Item& item : all_items()) {
      const bool by_name = text.find(item.name) != std::string::npos;
      const bool by_words = text.find(item.line.substr(0, 12)) != std::string::npos;
      CHECK_MESSAGE((by_name || by_words), format.name << " " << item.name);
    }
  }
}

TEST_CASE("the rollback plan that is written is one") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  CHECK(fill(folder).status("quick-rollback") == "missing");
  std::ostringstream plan;
  write_rollback(fill(folder).run, plan);
  CHECK(plan.str().find("# Rolling back notes\n\n## Quick rollback\n\n1. Stop") == 0);
  CHECK(plan.str().find("call `greet`") != std::string::npos);
  CHECK(plan.str().find('\\') == std::string::npos);
  folder.write("docs/rollback.md", plan.str());
  const Filled filled = fill(folder);
  CHECK(filled.status("rollback-plan") == "pass");
  CHECK(filled.status("quick-rollback") == "pass");
  CHECK(filled.status("full-rollback") == "pass");
}

TEST_CASE("docs/checklist.md says what settles each line") {
  std::ostringstream page;
  write_items_page(page);
  check_golden(fs::path(MCPLINT_ROOT) / "docs" / "checklist.md", page.str());
}
