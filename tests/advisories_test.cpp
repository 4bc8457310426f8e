// The table of advisories that is built in, and those that people bring.

#include "lint/facts/advisories.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "mcplint/assessment.h"
#include "mcplint/lint.h"
#include "mcplint/version.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

static ReadAdvisories read(std::string_view text) {
  const Source source("advisories.json", std::string(text));
  return read_advisories(source);
}

/// A version that the interval holds.
static std::string version_in(const VersionInterval& interval) {
  if (interval.last) return interval.to;
  return interval.from.empty() ? "0.0.1" : interval.from;
}

TEST_CASE("each row affects what it names, and not the version that mends it") {
  const Advisories& table = built_in_advisories();
  CHECK(table.rows.size() > 80);
  std::set<std::string> seen;
  for (const Advisory& row : table.rows) {
    CAPTURE(row.id);
    CAPTURE(row.package);
    CHECK(seen.insert(row.id + row.ecosystem + row.package).second);
    CHECK(row.read.size() == 10);
    CHECK(!row.source.empty());
    CHECK(!row.summary.empty());
    for (const std::string& fixed : row.fixed) CHECK(!affects(row, fixed));
    for (const std::string& version : row.versions) CHECK(affects(row, version));
    const bool is_ours = row.ecosystem == "npm" || row.ecosystem == "PyPI";
    for (const VersionInterval& interval : row.affected) {
      if (is_ours) CHECK(affects(row, version_in(interval)));
      if (is_ours && !interval.to.empty() && !interval.last) CHECK(!affects(row, interval.to));
    }
    if (row.affected.empty() && row.versions.empty()) CHECK(!affects(row, "0.0.1"));
    const Assessment found = assess_version(table, row.ecosystem, row.package, "0.0.1");
    if (row.unverified && found.rows.size() == 1) CHECK(found.severity <= Severity::Low);
  }
}

TEST_CASE("each row is found by the version before its fix, and not by its fix") {
  const Advisories& table = built_in_advisories();
  for (const Advisory& row : table.rows) {
    if (row.malicious || row.affected.empty()) continue;
    if (row.ecosystem != "npm" && row.ecosystem != "PyPI") continue;
    CAPTURE(row.id);
    const auto has = [&](std::string_view version) {
      const Assessment found = assess_version(table, row.ecosystem, row.package, version);
      return std::ranges::find(found.rows, &row) != found.rows.end();
    };
    CHECK(has(version_in(row.affected.front())));
    for (const std::string& fixed : row.fixed) CHECK(!has(fixed));
  }
}

TEST_CASE("versions are matched as the data forces it") {
  const Advisories& table = built_in_advisories();
  const struct {
    std::string_view ecosystem;
    std::string_view package;
    std::string_view version;
    bool affected;
  } cases[] = {
      // Dates came before the versions that mend them, and are larger numbers.
      {"npm", "@modelcontextprotocol/server-filesystem", "2026.8.31", true},
      {"npm", "@modelcontextprotocol/server-filesystem", "2025.7.1", true},
      {"npm", "@modelcontextprotocol/server-filesystem", "0.6.2", true},
      {"npm", "@modelcontextprotocol/server-filesystem", "2.3.0", true},
      {"npm", "@modelcontextprotocol/server-filesystem", "2.4.0", false},
      {"npm", "@modelcontextprotocol/server-everything", "2026.8.31", true},
      {"npm", "@modelcontextprotocol/server-everything", "2.3.1", false},
      // Dates as Python compares them.
      {"PyPI", "mcp-server-git", "2026.11.11", true},
      {"PyPI", "mcp-server-git", "2026.11.18", false},
      {"PyPI", "mcp-server-git", "2026.011.018", false},
      // Two lines of releases, both maintained.
      {"PyPI", "mcp", "1.29.9", true},
      {"PyPI", "mcp", "1.30.0", false},
      {"PyPI", "mcp", "2.1.0", true},
      {"PyPI", "mcp", "2.2.0", false},
      {"PyPI", "mcp", "1.30.0rc1", true},
      // Namesakes.
      {"npm", "mcp", "1.0.0", false},
      {"RubyGems", "mcp", "0.1.0", false},  // its versions are not read here
      {"npm", "mcp-kubernetes-server", "0.1.11", false},
      {"PyPI", "mcp-kubernetes-server", "0.1.11", true},
      {"npm", "fastmcp", "1.0.0", false},
      {"PyPI", "kubectl-mcp-server", "1.2.0", true},
      {"PyPI", "kubectl-mcp-server", "1.2.1", false},
      {"npm", "mcp-remote", "0.0.4", false},
      {"npm", "mcp-remote", "0.0.5", true},
      {"npm", "mcp-remote", "latest", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.package);
    CAPTURE(c.version);
    CHECK(assess_version(table, c.ecosystem, c.package, c.version).empty() != c.affected);
  }
  CHECK(assess_version(table, "PyPI", "mcp", "1.9.0").fixed == "1.30.0");
  CHECK(assess_version(table, "PyPI", "mcp", "2.0.0").fixed == "2.2.0");
  CHECK(assess_version(table, "PyPI", "mcp-kubernetes-server", "0.1.11").fixed.empty());
}

TEST_CASE("a range is affected if all that fits it is") {
  const Advisories& table = built_in_advisories();
  const auto affected = [&](std::string_view ecosystem, std::string_view package,
                            std::string_view range) {
    return !assess_range(table, ecosystem, package, range).empty();
  };
  CHECK(affected("npm", "@modelcontextprotocol/sdk", "^0.6.0"));
  CHECK(affected("npm", "@modelcontextprotocol/sdk", "~1.20.0"));
  CHECK(!affected("npm", "@modelcontextprotocol/sdk", "^1.2.0"));
  CHECK(!affected("npm", "@modelcontextprotocol/sdk", ">=0.5"));
  CHECK(!affected("npm", "@modelcontextprotocol/sdk", "*"));
  CHECK(!affected("npm", "@modelcontextprotocol/sdk", "latest"));
  CHECK(affected("PyPI", "mcp", ">=1.2,<1.9"));
  CHECK(!affected("PyPI", "mcp", ">=1.2"));
  CHECK(affected("PyPI", "mcp", "~=1.9.0"));
  CHECK(affected("PyPI", "excel-mcp-server", "==0.1.*") == false);
  CHECK(!assess_malice(table, "npm", "postmark-mcp", "").empty());
  CHECK(!assess_malice(table, "npm", "postmark-mcp", "1.0.12").empty());
  CHECK(assess_malice(table, "PyPI", "postmark-mcp", "").empty());
}

static constexpr std::string_view kRecord =
    R"({"id": "GHSA-0", "aliases": ["CVE-0"], "modified": "2026-12-24T10:00:00Z", "summary": "x",
"affected": [{"package": {"ecosystem": "npm", "name": "thing"},
 "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0"},
   {"introduced": "2.0.0"}, {"last_affected": "2.1.0"}]},
  {"type": "GIT", "events": [{"introduced": "0"}]}], "versions": ["3.0.0"]},
 {"package": {"ecosystem": "PyPI", "name": "Thing_Two"}, "versions": ["1.0"]}],
"database_specific": {"severity": "MODERATE"}})";

TEST_CASE("records of OSV are read") {
  const std::string record(kRecord);
  std::string line = record;
  std::erase(line, '\n');
  for (const std::string& text :
       {record, "[" + record + "]", "{\"vulns\": [" + record + "]}", line + "\n" + line + "\n"}) {
    const ReadAdvisories found = read(text);
    CHECK(found.error.empty());
    CHECK(!found.is_table);
    CHECK(found.advisories.date == "2026-12-24");
    REQUIRE(found.advisories.about("npm", "thing").size() > 0);
    const Advisory& row = found.advisories.about("npm", "thing").front();
    CHECK(row.severity == Severity::Medium);
    CHECK(affects(row, "1.1.9"));
    CHECK(!affects(row, "1.2.0"));
    CHECK(affects(row, "2.1.0"));
    CHECK(!affects(row, "2.1.1"));
    CHECK(affects(row, "3.0.0"));
    CHECK(fixed_versions(row, "1.0.0") == "1.2.0");
    CHECK(found.advisories.about("PyPI", "thing-two").size() > 0);
  }
  CHECK(
      read(R"({"id": "A", "withdrawn": "2026-01-01", "affected": [{}]})").advisories.rows.empty());
  const ReadAdvisories malware =
      read(R"({"id": "MAL-1", "affected": [{"package": {"ecosystem": "npm", "name": "bad"},
"ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]})");
  REQUIRE(malware.advisories.rows.size() == 1);
  CHECK(malware.advisories.rows[0].malicious);
  CHECK(affects(malware.advisories.rows[0], "9.9.9"));
}

TEST_CASE("what is no table is said to be none") {
  CHECK(!read("{").error.empty());
  CHECK(!read("{}").error.empty());
  CHECK(!read("[").error.empty());
  CHECK(!read(R"({"advisories": [{"id": "x"}], "date": "2026-01-01"})").error.empty());
  CHECK(!read(R"({"advisories": []})").error.empty());
  CHECK(read(R"({"advisories": [], "date": "2026-01-01"})").error.empty());
}

TEST_CASE("newer records take the place of older rows") {
  Advisories table = built_in_advisories();
  const std::size_t before = table.rows.size();
  merge(table, read(R"({"id": "GHSA-6xpm-ggf7-wc3p", "modified": "2027-01-01T00:00:00Z",
"affected": [{"package": {"ecosystem": "npm", "name": "mcp-remote"},
"ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "0.9.0"}]}]}]})")
                   .advisories);
  CHECK(table.rows.size() == before);
  CHECK(table.date == "2027-01-01");
  CHECK(!assess_version(table, "npm", "mcp-remote", "0.8.0").empty());
}

TEST_CASE("days are counted across months and years") {
  CHECK(days_between("2026-11-22", "2026-11-22") == 0);
  CHECK(days_between("2026-11-22", "2027-02-20") == 90);
  CHECK(days_between("2027-02-28", "2027-03-01") == 1);
  CHECK(days_between("2027-03-01", "2027-02-28") == -1);
  CHECK(days_between("yesterday", "2027-02-28") == 0);
}

/// A run of MCP504 on a folder with these requirements.
static Run vulnerable(std::string_view requirements, const Advisories* advisories,
                      std::string_view day = {}) {
  const TemporaryFolder folder;
  folder.write("requirements.txt", requirements);
  const Rule* rules[] = {&rules::mcp504_vulnerable_dependency};
  Options options;
  options.paths = {folder.path().string()};
  options.rules = rules;
  options.known = all_rules();
  options.advisories = advisories;
  options.today = day;
  return lint(options);
}

TEST_CASE("a table is old after ninety days, and the run says so") {
  Advisories table = built_in_advisories();
  table.date = "2026-11-22";
  CHECK(vulnerable("mcp==1.30.0\n", &table, "2026-11-22").old_advisories.empty());
  CHECK(vulnerable("mcp==1.30.0\n", &table, "2027-02-20").old_advisories.empty());
  CHECK(vulnerable("mcp==1.30.0\n", &table, "2027-02-21").old_advisories == "2026-11-22");
  CHECK(vulnerable("mcp==1.30.0\n", &table).old_advisories.empty());  // nobody knows the day
}

TEST_CASE("what no primary source confirms is low at most, whatever its row says") {
  const ReadAdvisories table = read(
      R"({"date": "2026-11-22", "advisories": [
{"id": "A-1", "ecosystem": "PyPI", "package": "one", "affected": [{"before": "2"}],
 "fixed": ["2"], "severity": "critical", "unverified": true, "summary": "x", "source": "y"},
{"id": "A-2", "ecosystem": "PyPI", "package": "two", "affected": [{"before": "2"}],
 "fixed": ["2"], "severity": "critical", "summary": "x", "source": "y"},
{"id": "A-3", "ecosystem": "PyPI", "package": "two", "affected": [{"before": "2"}],
 "fixed": ["2"], "severity": "critical", "unverified": true, "summary": "x", "source": "y"}]})");
  REQUIRE(table.error.empty());
  const Run run = vulnerable("one==1.0\ntwo==1.0\n", &table.advisories);
  REQUIRE(run.diagnostics.size() == 2);
  CHECK(run.diagnostics[0].severity == Severity::Low);
  CHECK(run.diagnostics[0].message().find("may be affected by `A-1`, which nobody has confirmed") !=
        std::string::npos);
  CHECK(run.diagnostics[1].severity == Severity::Critical);

  // Each row of ours that is not confirmed, at a version that it names.
  const Advisories& ours = built_in_advisories();
  std::size_t unverified = 0;
  for (const Advisory& row : ours.rows) {
    if (!row.unverified || row.malicious) continue;
    Advisories alone;
    alone.rows = {row};
    alone.date = ours.date;
    const std::string version = row.affected.empty() ? "0.0.1" : version_in(row.affected.front());
    const Assessment found = assess_version(alone, row.ecosystem, row.package, version);
    CHECK_MESSAGE(found.severity <= Severity::Low, row.id);
    CHECK(!found.confirmed);
    ++unverified;
  }
  CHECK(unverified > 5);
}
