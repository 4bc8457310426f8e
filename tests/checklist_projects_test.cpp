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

/// Makes unreadable what the line rests upon: what its evidence names, and what it is silent
/// about. Returns what was there.
static std::map<std::string, std::string> take_away(const Filled& filled, const Line& line) {
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
    std::ofstream(file.path, std::ios::binary) << std::string("\0\0", 2);
  }
  return kept;
}

TEST_CASE("a line is unknown once the files that settle it cannot be read") {
  const TemporaryFolder folder;
  const fs::path copy = copied(folder);
  const Filled before = fill(copy);
  for (const Line& line : before.list.lines) {
    if (line.verdict.status != Status::Pass) continue;
    std::map<std::string, std::string> kept = take_away(before, line);
    CHECK_MESSAGE(!kept.empty(), line.item->name << " rests on no file");
    // Where one piece of evidence is gone, another may still speak for it.
    Filled after = fill(copy);
    for (int rounds = 0; rounds < 4 && after.of(line.item->name).status == Status::Pass; ++rounds) {
      kept.merge(take_away(after, line));
      after = fill(copy);
    }
    const Verdict& verdict = after.of(line.item->name);
    CHECK_MESSAGE(verdict.status == Status::Unknown,
                  line.item->name << " is " << to_string(verdict.status) << evidence_of(verdict));
    for (const auto& [path, text] : kept) std::ofstream(path, std::ios::binary) << text;
  }
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

TEST_CASE("each line comes out in each status that it can have") {
  std::map<std::string_view, std::set<Status>> seen;
  const auto note = [&](const Filled& filled) {
    for (const auto& [name, status] : filled.statuses()) seen[name].insert(status);
  };
  const TemporaryFolder folder;
  note(fill(project("ready_server")));
  note(fill(project("unready_server")));

  // Nothing but code that is no server.
  folder.write("empty/rename.py", "print(1)\n");
  folder.write("empty/mcplint.toml", "");
  note(fill(folder.path() / "empty"));

  // A server and nothing else; its file cannot be read.
  folder.write("bare/mcplint.toml", "[checklist]\nkinds = [\"api\", \"files\", \"containers\"]\n");
  folder.write("bare/server.py",
               "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP(\"notes\")\nmcp.run()\n");
  note(fill(folder.path() / "bare"));
  for (const char* path : {"server.py", "README.md", "tests/test_server.py", "compose.yaml"})
    folder.write(std::string("bare/") + path, std::string("\0\0", 2));
  note(fill(folder.path() / "bare"));

  // Everything attested, and attested too long ago.
  std::string attested = "[checklist]\nkinds = [\"api\", \"files\", \"containers\"]\n";
  for (const Item& item : all_items())
    attested += "[[checklist.attest]]\nitem = \"" + std::string(item.name) +
                "\"\nby = \"Ada\"\non = 2027-01-01\nvalid-for = \"30 days\"\n";
  folder.write("bare/mcplint.toml", attested);
  note(fill(folder.path() / "bare"));
  note(fill(folder.path() / "bare", "2028-01-01"));

  for (const Item& item : all_items()) {
    const std::set<Status>& statuses = seen[item.name];
    std::set<Status> wanted = {Status::Attested, Status::Expired};
    if (item.is_found()) wanted.insert({Status::Pass, Status::Unknown});
    if (!item.is_found()) wanted.insert(Status::Missing);
    for (const Status status : wanted)
      CHECK_MESSAGE(statuses.contains(status), item.name << " is never " << to_string(status));
    const bool falls_short = statuses.contains(Status::Fail) || statuses.contains(Status::Missing);
    CHECK_MESSAGE(falls_short, item.name << " neither fails nor is missing");
    const bool is_of_a_kind = item.applies != Applies::Always;
    if (is_of_a_kind)
      CHECK_MESSAGE(statuses.contains(Status::NotApplicable), item.name << " always applies");
  }
}
