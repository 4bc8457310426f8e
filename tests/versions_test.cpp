// Versions, ranges, requirements and markers against the values that the reference
// implementations test themselves with: tests/data/packaging.jsonl from pypa/packaging
// (tests/test_{version,specifiers,requirements,markers}.py at 053c884, read 2026-11-24) and
// tests/data/node_semver.jsonl from npm/node-semver (test/fixtures at 6e05b76, the same day).
// Values alone, no code. Where the reference tests all combinations of some values, the values
// are rows and the test makes the combinations.
//
// Left out of packaging, as nothing here answers it: versions that are refused because an option
// switches prereleases off (here they count, as advisories do), relations between two specifiers
// (subsets, intersections, whether any version fits), parts replaced in a version, how objects
// are printed, hashed, pickled and compared with other types; numbers of 5,000 digits that Python
// cannot convert; white space other than a blank or a tab (two rows).
// Left out of node-semver: what raises, truncates, coerces and cleans versions, what intersects
// ranges, the rows of version-not-gt and version-not-lt, which say no more than that a version
// lies on no one side of a range, and values that are no text (three rows).

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "golden.h"
#include "lint/syntax/markers.h"
#include "lint/syntax/parse.h"
#include "lint/syntax/pep440.h"
#include "lint/syntax/pep508.h"
#include "lint/syntax/semver.h"
#include "lint/text/bytes.h"
#include "mcplint/version.h"

using namespace mcplint;

/// The rows of a file of JSON lists, one a line, that begin with `kind`.
static std::vector<std::vector<std::string>> rows(std::string_view file, std::string_view kind) {
  static std::map<std::string, std::vector<std::vector<std::string>>, std::less<>> read;
  auto found = read.find(file);
  if (found == read.end()) {
    const std::string text =
        read_file(std::string(MCPLINT_ROOT "/tests/data/") + std::string(file));
    std::string list = "[" + text + "]";
    for (std::size_t at = 1; at + 2 < list.size(); ++at) {
      if (list[at] == '\n' && list[at + 1] == '[') list[at] = ',';
    }
    const Source source("x.json", list);
    Parsed parsed;
    parse_json(source, parsed);
    REQUIRE(parsed.config);
    std::vector<std::vector<std::string>> all;
    for (const Value& item : parsed.config->root.items) {
      std::vector<std::string>& row = all.emplace_back();
      for (const Value& field : item.items) {
        row.push_back(field.text);
        for (const Value& inner : field.items) row.back() += inner.text + ",";
      }
    }
    found = read.emplace(file, std::move(all)).first;
  }
  std::vector<std::vector<std::string>> some;
  std::ranges::copy_if(found->second, std::back_inserter(some),
                       [&](const auto& row) { return row.front() == kind; });
  REQUIRE(some.size() > 1);
  return some;
}

static constexpr std::string_view kPackaging = "packaging.jsonl";
static constexpr std::string_view kSemver = "node_semver.jsonl";

TEST_CASE("versions of Python are read and ordered as packaging does") {
  const auto ascending = rows(kPackaging, "ascending");
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    const auto left = pep440::read_version(ascending[i][1]);
    REQUIRE_MESSAGE(left, ascending[i][1]);
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      const auto right = pep440::read_version(ascending[j][1]);
      CHECK_MESSAGE(pep440::compare(*left, *right) == (i <=> j),
                    ascending[i][1] << " and " << ascending[j][1]);
    }
  }
  for (const auto& row : rows(kPackaging, "no version"))
    CHECK_MESSAGE(!pep440::read_version(row[1]), row[1]);
  for (const auto& row : rows(kPackaging, "normal form")) {
    const auto version = pep440::read_version(row[1]);
    REQUIRE_MESSAGE(version, row[1]);
    CHECK(version->text() == row[2]);
  }
}

TEST_CASE("specifiers of Python let in what packaging lets in") {
  for (const auto& row : rows(kPackaging, "specifier"))
    CHECK_MESSAGE(pep440::fits("1.0", row[1]).has_value(), row[1]);
  for (const auto& row : rows(kPackaging, "no specifier"))
    CHECK_MESSAGE(!pep440::fits("1.0", row[1]).has_value(), row[1]);
  for (const bool expected : {true, false}) {
    for (const auto& row : rows(kPackaging, expected ? "fits" : "does not fit")) {
      const std::optional<bool> fits = pep440::fits(row[2], row[1]);
      REQUIRE_MESSAGE(fits.has_value(), row[1]);
      CHECK_MESSAGE(*fits == expected, row[2] << " in " << row[1]);
    }
  }
}

TEST_CASE("versions of Python come apart as packaging takes them apart") {
  for (const auto& row : rows(kPackaging, "parts")) {
    CAPTURE(row[1]);
    const auto version = pep440::read_version(row[1]);
    REQUIRE(version);
    CHECK(version->epoch == row[2]);
    std::string release;
    for (const std::string& number : version->release)
      release += (release.empty() ? "" : ".") + number;
    CHECK(release == row[3]);
    const std::string kind =
        version->pre ? (version->pre->first == 'r' ? "rc" : std::string(1, version->pre->first))
                     : "";
    CHECK((version->pre ? kind + version->pre->second : "") == row[4]);
    CHECK(version->post.value_or("") == row[5]);
    CHECK(version->dev.value_or("") == row[6]);
    std::string local;
    for (const std::string& part : version->local) local += (local.empty() ? "" : ".") + part;
    CHECK(local == row[7]);
  }
  for (const auto& row : rows(kPackaging, "prerelease")) {
    const auto version = pep440::read_version(row[1]);
    REQUIRE_MESSAGE(version, row[1]);
    CHECK_MESSAGE(version->is_prerelease() == (row[2] == "true"), row[1]);
  }
}

static std::string joined(std::vector<std::string> extras) {
  std::ranges::sort(extras);
  std::string all;
  for (const std::string& extra : extras) all += extra + ",";
  return all;
}

static void check_requirement(const std::string& text, std::string_view name,
                              std::string_view extras, std::string_view wanted,
                              std::string_view url) {
  CAPTURE(text);
  const Requirement read = read_requirement(text);
  CHECK(read.error.empty());
  CHECK(read.name == name);
  CHECK(joined({read.extras.begin(), read.extras.end()}) == extras);
  std::string specifier(read.specifier);
  std::erase_if(specifier, [](char c) { return c == ' ' || c == '\t'; });
  CHECK(specifier == wanted);
  CHECK(read.url == url);
}

/// `text` with `blank` for each `{ws}`.
static std::string spaced(std::string text, std::string_view blank) {
  for (std::size_t at = text.find("{ws}"); at != text.npos; at = text.find("{ws}", at))
    text.replace(at, 4, blank);
  return text;
}

/// The parts of one requirement, and what is read of them.
static void check_combination(const std::string& name, std::string_view extras,
                              const std::vector<std::string>& place, const std::string& marker,
                              std::string_view blank) {
  std::vector<std::string> parts = {name};
  std::string list(extras.substr(0, extras.size() - (extras.empty() ? 0 : 1)));
  for (std::size_t at = list.find(','); at != list.npos; at = list.find(',', at + 9))
    list.replace(at, 1, "{ws},{ws}");
  if (!list.empty()) parts.insert(parts.end(), {"[", spaced(list, blank), "]"});
  if (!place[2].empty()) parts.push_back(spaced(place[2], blank));
  if (!place[1].empty()) parts.insert(parts.end(), {"@", place[1]});
  if (!marker.empty())
    parts.insert(parts.end(), {place[1].empty() ? ";" : " ;", spaced(marker, blank)});
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(blank)) + part;
  std::string specifier = spaced(place[2], "");
  std::erase_if(specifier, [](char c) { return c == '(' || c == ')'; });
  check_requirement(text, name, extras, specifier, place[1]);
}

TEST_CASE("requirements in every combination that packaging tries") {
  const auto markers = rows(kPackaging, "requirement: marker");
  const auto places = rows(kPackaging, "requirement: place");
  for (const auto& name : rows(kPackaging, "requirement: name")) {
    for (const auto& extras : rows(kPackaging, "requirement: extras")) {
      for (const auto& place : places) {
        for (const auto& marker : markers) {
          for (const std::string_view blank : {"", " ", "\t"})
            check_combination(name[1], extras[1], place, marker[1], blank);
        }
      }
    }
  }
}

TEST_CASE("requirements and markers are those that packaging takes") {
  for (const auto& row : rows(kPackaging, "requirement"))
    check_requirement(row[1], row[2], row[3], row[4], row[5]);
  for (const auto& row : rows(kPackaging, "no requirement"))
    CHECK_MESSAGE(!read_requirement(row[1]).error.empty(), row[1]);
  for (const auto& row : rows(kPackaging, "marker"))
    CHECK_MESSAGE(read_marker(row[1]).error.empty(), row[1]);
  for (const auto& row : rows(kPackaging, "no marker"))
    CHECK_MESSAGE(!read_marker(row[1]).error.empty(), row[1]);
  for (const auto& variable : rows(kPackaging, "marker: variable")) {
    for (const auto& op : rows(kPackaging, "marker: operator")) {
      for (const auto& value : rows(kPackaging, "marker: value")) {
        for (const std::string& marker : {variable[1] + " " + op[1] + " " + value[1],
                                          value[1] + " " + op[1] + " " + variable[1]})
          CHECK_MESSAGE(read_marker(marker).error.empty(), marker);
      }
    }
  }
}

/// `name=value`, one a line.
static MarkerEnvironment environment_of(std::string_view lines) {
  MarkerEnvironment environment;
  while (!lines.empty()) {
    const std::string_view line = take_until(lines, '\n');
    const std::size_t equals = line.find('=');
    environment.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return environment;
}

static std::string truth(std::string_view marker, const MarkerEnvironment& environment) {
  const std::optional<bool> holds = marker_holds(marker, environment);
  return !holds ? "unknown" : *holds ? "true" : "false";
}

TEST_CASE("markers hold where packaging lets them hold") {
  for (const auto& row : rows(kPackaging, "marker holds")) {
    CAPTURE(row[2]);
    CHECK_MESSAGE(truth(row[1], environment_of(row[2])) == row[3], row[1]);
  }
}

TEST_CASE("what is not known of an environment decides nothing by itself") {
  const MarkerEnvironment linux_only = {{"sys_platform", "linux"}};
  const struct {
    std::string_view marker;
    std::string_view expected;
  } cases[] = {
      {"python_version < '3'", "unknown"},
      {"sys_platform == 'win32' and python_version < '3'", "false"},
      {"sys_platform == 'linux' and python_version < '3'", "unknown"},
      {"sys_platform == 'linux' or python_version < '3'", "true"},
      {"sys_platform == 'win32' or python_version < '3'", "unknown"},
      {"python_version < '3' or (sys_platform == 'linux' and extra == 'x')", "unknown"},
      {"(python_version < '3' and sys_platform == 'win32') or sys_platform == 'linux'", "true"},
      {"os_name == sys_platform", "unknown"},
      {"'linux' in sys_platform", "true"},
      {"'lin' 'ux'", "unknown"},
      {"", "unknown"},
  };
  for (const auto& c : cases) CHECK_MESSAGE(truth(c.marker, linux_only) == c.expected, c.marker);
}

static semver::Options options_of(std::string_view words) {
  return {.loose = words.starts_with("loose"), .with_prereleases = words.ends_with("pre")};
}

TEST_CASE("versions of npm are read and ordered as node-semver does") {
  for (const auto& row : rows(kSemver, "greater")) {
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    const auto left = semver::read_version(row[1], options_of(row[3]));
    const auto right = semver::read_version(row[2], options_of(row[3]));
    REQUIRE((left && right));
    CHECK(semver::compare(*left, *right) > 0);
    CHECK(semver::compare(*right, *left) < 0);
    CHECK(semver::compare(*left, *left) == 0);
  }
  for (const auto& row : rows(kSemver, "equal")) {
    CAPTURE(row[2]);
    const auto left = semver::read_version(row[1], options_of(row[3]));
    const auto right = semver::read_version(row[2], options_of(row[3]));
    REQUIRE((left && right));
    CHECK(semver::compare(*left, *right) == 0);
  }
  for (const auto& row : rows(kSemver, "no version"))
    CHECK_MESSAGE(!semver::read_version(row[1], options_of(row[2])), row[1]);
  for (const auto& row : rows(kSemver, "version")) {
    const auto version = semver::read_version(row[1], options_of(row[3]));
    REQUIRE_MESSAGE(version, row[1]);
    CHECK(version->text() == row[2]);
  }
}

TEST_CASE("ranges of npm let in what node-semver lets in") {
  for (const auto& row : rows(kSemver, "range")) {
    const auto range = semver::read_range(row[1], options_of(row[3]));
    REQUIRE_MESSAGE(range, row[1]);
    CHECK_MESSAGE(semver::text_of(*range) == row[2], row[1]);
  }
  for (const auto& row : rows(kSemver, "no range"))
    CHECK_MESSAGE(!semver::read_range(row[1], options_of(row[2])), row[1]);
  for (const bool expected : {true, false}) {
    for (const auto& row : rows(kSemver, expected ? "fits" : "does not fit")) {
      const semver::Options options = options_of(row[3]);
      const auto range = semver::read_range(row[1], options);
      const auto version = semver::read_version(row[2], options);
      REQUIRE_MESSAGE(range, row[1]);
      const bool fits = version && semver::fits(*version, *range, options);
      CHECK_MESSAGE(fits == expected, row[2] << " in " << row[1]);
    }
  }
}

TEST_CASE("what names one version is told from what does not") {
  const struct {
    std::string_view ecosystem;
    std::string_view range;
    std::string_view expected;
  } cases[] = {
      {"npm", "1.2.3", "1.2.3"},
      {"npm", "=1.2.3", "1.2.3"},
      {"npm", "v1.2.3-rc.1", "1.2.3-rc.1"},
      {"npm", "^1.2.3", ""},
      {"npm", "1.2", ""},
      {"npm", "latest", ""},
      {"npm", "1.2.3 || 1.2.4", ""},
      {"PyPI", "==1.2.3", "1.2.3"},
      {"PyPI", "=== 1.2", "1.2"},
      {"PyPI", "==1.2.*", ""},
      {"PyPI", ">=1.2", ""},
      {"PyPI", "==1,==1", ""},
      {"PyPI", "1.2", ""},
      {"Go", "1.2.3", ""},
  };
  for (const auto& c : cases) CHECK(exact_version(c.ecosystem, c.range) == c.expected);
}
