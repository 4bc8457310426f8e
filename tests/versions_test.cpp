// Versions, ranges, requirements and markers against the values that the reference
// implementations test themselves with: tests/data/packaging.jsonl from pypa/packaging
// (tests/test_{version,specifiers,requirements,markers}.py at 053c884, read 2026-11-24; of
// its products of values one in eight or twelve) and tests/data/node_semver.jsonl from
// npm/node-semver (test/fixtures at 6e05b76, the same day). Values alone, no code.
//
// Left out, as nothing here asks for it: prereleases switched off by an option, Version
// objects in place of text, numbers of 5,000 digits that Python cannot convert, white space
// that is not ASCII (one row), and the evaluation of markers.

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "golden.h"
#include "lint/syntax/parse.h"
#include "lint/syntax/pep440.h"
#include "lint/syntax/pep508.h"
#include "lint/syntax/semver.h"
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

TEST_CASE("requirements and markers are those that packaging takes") {
  for (const auto& row : rows(kPackaging, "requirement")) {
    CAPTURE(row[1]);
    const Requirement read = read_requirement(row[1]);
    CHECK(read.error.empty());
    CHECK(read.name == row[2]);
    std::vector<std::string> extras(read.extras.begin(), read.extras.end());
    std::ranges::sort(extras);
    std::string joined;
    for (const std::string& extra : extras) joined += extra + ",";
    CHECK(joined == row[3]);
    std::string specifier(read.specifier);
    std::erase_if(specifier, [](char c) { return c == ' ' || c == '\t'; });
    CHECK(specifier == row[4]);
    CHECK(read.url == row[5]);
  }
  for (const auto& row : rows(kPackaging, "no requirement"))
    CHECK_MESSAGE(!read_requirement(row[1]).error.empty(), row[1]);
  for (const auto& row : rows(kPackaging, "marker"))
    CHECK_MESSAGE(read_marker(row[1]).error.empty(), row[1]);
  for (const auto& row : rows(kPackaging, "no marker"))
    CHECK_MESSAGE(!read_marker(row[1]).error.empty(), row[1]);
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
