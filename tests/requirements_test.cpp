// What parse_requirements makes of the shapes that pip's documentation and the
// tests of Python's `packaging` have.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/syntax/pep508.h"

using namespace mcplint;

namespace {

struct Case {
  std::string_view input;
  std::string_view expected;
};

}  // namespace

/// One line: `name[extras]|specifier|=pinned|;marker|@url|#|-e`, what is empty left out.
static std::string to_string(const Dependency& dependency) {
  std::string text = dependency.name;
  for (std::size_t i = 0; i < dependency.extras.size(); ++i) {
    text += (i == 0 ? "[" : ",") + dependency.extras[i];
  }
  if (!dependency.extras.empty()) text += "]";
  if (!dependency.specifier.empty()) text += "|" + dependency.specifier;
  if (!dependency.pinned_version.empty()) text += "|=" + dependency.pinned_version;
  if (!dependency.marker.empty()) text += "|;" + dependency.marker;
  if (!dependency.url.empty()) text += "|@" + dependency.url;
  if (dependency.has_hash) text += "|#";
  if (dependency.editable) text += "|-e";
  return text;
}

static std::string to_string(const PackageIndex& index) {
  static constexpr std::string_view kKinds[] = {"index", "extra-index", "find-links",
                                                "trusted-host"};
  return std::string(kKinds[static_cast<std::size_t>(index.kind)]) + " " + index.url;
}

static std::string to_string(const Include& include) {
  return (include.as == Dependency::From::Constraints ? "-c " : "-r ") + include.path;
}

/// Problems as `line:column what`, places as they were written.
static std::string to_string(const Problem& problem, const Sources& sources) {
  const Location at = sources.locate(problem.span);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + problem.what;
}

static void append_line(std::string& text, const std::string& line) {
  text += (text.empty() ? "" : "\n") + line;
}

/// Everything that a file says, one thing a line.
static std::string read(std::string_view text, std::string path = "requirements.txt") {
  Sources sources;
  const Source& source = sources.add(std::move(path), std::string(text));
  Parsed parsed;
  parse_requirements(source, parsed);

  std::string result;
  bool all_well = true;
  for (const Dependency& dependency : parsed.dependencies) {
    all_well = all_well && dependency.ecosystem == "PyPI" && dependency.source == &source &&
               &sources.source_of(dependency.span) == &source;
    append_line(result, to_string(dependency));
  }
  for (const PackageIndex& index : parsed.indexes) append_line(result, to_string(index));
  for (const Include& include : parsed.includes) append_line(result, to_string(include));
  for (const Problem& problem : parsed.problems) {
    all_well = all_well && !problem.help.empty();
    append_line(result, to_string(problem, sources));
  }
  CHECK(all_well);
  return result;
}

static void check_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.input);
    CHECK(read(one.input) == one.expected);
  }
}

TEST_CASE("names, extras and versions are read as PEP 508 has them") {
  check_all({
      {"mcp", "mcp"},
      {"Flask_SQLAlchemy", "flask-sqlalchemy"},
      {"zope.interface--x==5", "zope-interface-x|==5|=5"},
      {"mcp==1.12.4", "mcp|==1.12.4|=1.12.4"},
      {"mcp == 1.12.4", "mcp|==1.12.4|=1.12.4"},
      {"mcp===1.0-custom+x", "mcp|===1.0-custom+x|=1.0-custom+x"},
      {"mcp==1.*", "mcp|==1.*"},
      {"mcp>=1.2, <2", "mcp|>=1.2,<2"},
      {"mcp>=1,", "mcp|>=1"},
      {"mcp (>=1.2,<2)", "mcp|>=1.2,<2"},
      {"mcp(==1.2)", "mcp|==1.2|=1.2"},
      {"mcp==1.2,!=1.3", "mcp|==1.2,!=1.3"},
      {"mcp~=1.4.2", "mcp|~=1.4.2"},
      {"mcp!=1.5", "mcp|!=1.5"},
      {"mcp[cli]", "mcp[cli]"},
      {"mcp [cli, ws] ==1.2", "mcp[cli,ws]|==1.2|=1.2"},
      {"mcp[]", "mcp"},
      {"mcp()", "mcp"},
      {"\tmcp\t>=1\t", "mcp|>=1"},
  });
}

TEST_CASE("versions are those of PEP 440") {
  for (std::string_view version :
       {"1", "v1.0", "1!2.3", "2024.1.15", "1.0a1", "1.0.alpha-2", "1.0rc", "1.0.post3", "1.0-1",
        "1.0.dev4", "1.0rc1.post2.dev3", "1.0+ubuntu.1", "1.0+Local_2"}) {
    CAPTURE(version);
    CHECK(version_length(version) == version.size());
  }
  CHECK(version_length("") == 0);
  CHECK(version_length("x1") == 0);
  CHECK(version_length("1.0.org1") == 3);
  CHECK(version_length("1.0+") == 3);
  CHECK(version_length("1..2") == 1);
}

TEST_CASE("markers are checked and kept as written") {
  check_all({
      {"mcp; python_version < '3.11'", "mcp|;python_version < '3.11'"},
      {"mcp>=1;os_name=='nt'", "mcp|>=1|;os_name=='nt'"},
      {"mcp ; (os.name == \"nt\" or sys_platform=='win32') and extra == 'x'",
       "mcp|;(os.name == \"nt\" or sys_platform=='win32') and extra == 'x'"},
      {"mcp; '3' not in python_version", "mcp|;'3' not in python_version"},
      {"mcp;", "mcp"},
      {"mcp; nonsense", "1:6 not a requirement: expected a marker variable or a string in quotes"},
      {"mcp; python_version '3'", "1:21 not a requirement: expected an operator in the marker"},
      {"mcp; '3' notin python_version",
       "1:10 not a requirement: expected an operator in the marker"},
      {"mcp; os_name == 'nt", "1:17 not a requirement: the marker's string is not closed"},
      {"mcp; (os_name == 'nt'", "1:21 not a requirement: the marker's parenthesis is not closed"},
      {"mcp; os_name == 'nt' os_name",
       "1:22 not a requirement: expected and, or or nothing after the marker"},
  });
}

TEST_CASE("URLs, paths and version control") {
  check_all({
      {"mcp @ https://example.org/mcp-1.2.zip", "mcp|@https://example.org/mcp-1.2.zip"},
      {"mcp@https://example.org/m.whl#sha256=ab12", "mcp|@https://example.org/m.whl#sha256=ab12|#"},
      {"mcp[cli] @ git+https://example.org/mcp@v1 ; os_name == 'nt'",
       "mcp[cli]|;os_name == 'nt'|@git+https://example.org/mcp@v1"},
      {"https://example.org/files/fast_mcp-2.1-py3-none-any.whl",
       "fast-mcp|@https://example.org/files/fast_mcp-2.1-py3-none-any.whl"},
      {"https://example.org/a.zip?x=1#egg=thing&subdirectory=sub",
       "thing|@https://example.org/a.zip?x=1#egg=thing&subdirectory=sub"},
      {"https://example.org/main.zip", "|@https://example.org/main.zip"},
      {"git+ssh://git@example.org/a/b.git@0123abc#egg=b[c]",
       "b[c]|@git+ssh://git@example.org/a/b.git@0123abc#egg=b[c]"},
      {"./wheels/mcp-1.2-py3-none-any.whl", "mcp|@./wheels/mcp-1.2-py3-none-any.whl"},
      {"mcp-1.2.tar.gz", "mcp|@mcp-1.2.tar.gz"},
      {"../shared[dev, test]", "[dev,test]|@../shared"},
      {".", "|@."},
      {"packages/core", "|@packages/core"},
      {"-e .", "|@.|-e"},
      {"-e ./server[cli]", "[cli]|@./server|-e"},
      {"--editable=git+https://example.org/a.git#egg=a",
       "a|@git+https://example.org/a.git#egg=a|-e"},
      {"-e \"a @ git+https://example.org/a.git\"", "a|@git+https://example.org/a.git|-e"},
      {"-e git+https://example.org/a.git",
       "|@git+https://example.org/a.git|-e\n1:4 an editable URL without a name"},
      {"-e https://example.org/a.zip",
       "|@https://example.org/a.zip|-e\n"
       "1:4 an editable requirement is a folder or a version control URL"},
      {"wrong-1.2.whl", "|@wrong-1.2.whl\n1:1 not the file name of a wheel"},
  });
}

TEST_CASE("lines are joined and comments dropped as pip does") {
  check_all({
      {"# only a comment\n\n   # and another\n", ""},
      {"mcp # why\n", "mcp"},
      {"mcp#x", "1:4 not a requirement: expected a version operator, a ; or nothing"},
      {"https://example.org/a-1.zip#sha256=ab # why", "a|@https://example.org/a-1.zip#sha256=ab|#"},
      {"mcp==1.0 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\nhttpx\n",
       "mcp|==1.0|=1.0|#\nhttpx"},
      {"mcp\\\n==1.0", "mcp|==1.0|=1.0"},
      {"mcp==1.0 \\\n# a comment ends it\n--hash=sha256:aa\nhttpx", "mcp|==1.0|=1.0\nhttpx"},
      {"mcp # swallows \\\nhttpx\nrich", "mcp\nrich"},
      {"mcp \\", "mcp"},
      {"\xef\xbb\xbfmcp\r\nhttpx==1\r\nrich\\\r\n==2\r\n", "mcp\nhttpx|==1|=1\nrich|==2|=2"},
      {"mcp\rhttpx", "mcp\nhttpx"},
  });
}

TEST_CASE("options say where packages come from and what else is read") {
  check_all({
      {"-r base.txt\n--requirement=more.txt\n-rshort.txt",
       "-r base.txt\n-r more.txt\n-r short.txt"},
      {"-c constraints.txt\n--constraint c.txt", "-c constraints.txt\n-c c.txt"},
      {"-i https://example.org/simple", "index https://example.org/simple"},
      {"--index-url \"https://example.org/simple\"", "index https://example.org/simple"},
      {"--extra-index-url=https://${USER}:${TOKEN}@example.org/simple",
       "extra-index https://${USER}:${TOKEN}@example.org/simple"},
      {"--extra-index https://example.org/s", "extra-index https://example.org/s"},
      {"-f wheels --no-index --pre", "find-links wheels"},
      {"--trusted-host example.org", "trusted-host example.org"},
      {"--prefer-binary --only-binary=:all: --use-feature x", ""},
      {"mcp==1 --config-settings=\"--build-option=x\" --global-option a", "mcp|==1|=1"},
      {"mcp==1 --index-url https://example.org", "mcp|==1|=1"},  // pip drops it as well
      {"--wrong", "1:1 pip knows no option --wrong"},
      {"--no", "1:1 pip knows no option --no"},
      {"mcp -x", "mcp\n1:5 pip knows no option -x"},
      {"--index-url", "1:1 --index-url needs a value"},
      {"--pre=yes", "1:1 --pre takes no value"},
      {"mcp==1 --hash=md5:aa", "mcp|==1|=1\n1:8 a hash begins with sha256:, sha384: or sha512:"},
      {"-r 'base.txt", "1:1 a quote is not closed"},
  });
}

TEST_CASE("what pip refuses is a problem at its place, and reading goes on") {
  check_all({
      {"mcp==\nhttpx", "httpx\n1:5 not a requirement: expected a version after =="},
      {"mcp=1.0", "1:4 not a requirement: = is no operator, == is"},
      {"mcp 1.0", "1:5 not a requirement: expected a version operator, a ; or nothing"},
      {"mcp>=1.0 <2", "1:10 not a requirement: expected a comma, a ; or nothing after the version"},
      {"==1.0", "1:1 not a requirement: expected a package name"},
      {"mcp>=1.*", "1:7 not a requirement: .* may only follow == and !="},
      {"mcp==1.0.post1.*", "1:15 not a requirement: .* may only follow a release"},
      {"mcp>=1.0+local", "1:9 not a requirement: a local version may only follow == and !="},
      {"mcp~=1", "1:6 not a requirement: ~= wants a version of two parts or more"},
      {"mcp==1.0.org1",
       "1:9 not a requirement: expected a comma, a ; or nothing after the version"},
      {"mcp[a b]", "1:7 not a requirement: expected a comma between extras"},
      {"mcp[a,]", "1:7 not a requirement: expected an extra's name"},
      {"mcp[a", "1:5 not a requirement: extras are not closed"},
      {"mcp (>=1.0", "1:10 not a requirement: the parenthesis is not closed"},
      {"mcp @ ", "1:5 not a requirement: expected a URL after @"},
      {"mcp \\\n  1.0", "2:3 not a requirement: expected a version operator, a ; or nothing"},
  });
}

TEST_CASE("variables are what the environment says: neither judged nor refused") {
  check_all({
      {"mcp==${MCP_VERSION}", "mcp|==${MCP_VERSION}|=${MCP_VERSION}"},
      {"mcp>=${MCP_VERSION}", "mcp|>=${MCP_VERSION}"},
      {"${PACKAGE}==1.0", ""},
      {"mcp @ https://${TOKEN}@example.org/m.zip", "mcp|@https://${TOKEN}@example.org/m.zip"},
      {"mcp==$VERSION", "1:6 not a requirement: expected a version after =="},
  });
}

TEST_CASE("spans are the narrowest places, also over continuation lines") {
  Sources sources;
  const Source& source = sources.add(
      "requirements.txt", "mcp[cli] >=1, \\\n <2 ; os_name == 'nt' --hash=sha256:a # c\n");
  Parsed parsed;
  parse_requirements(source, parsed);
  REQUIRE(parsed.dependencies.size() == 1);
  const Dependency& mcp = parsed.dependencies[0];
  CHECK(mcp.name_span.text == "mcp");
  CHECK(mcp.specifier_span.text == ">=1, \\\n <2");
  CHECK(mcp.specifier == ">=1,<2");
  CHECK(mcp.span.text == "mcp[cli] >=1, \\\n <2 ; os_name == 'nt'");
  CHECK(mcp.has_hash);
}

TEST_CASE("a file called constraints holds constraints") {
  auto from = [](std::string path) {
    Sources sources;
    const Source& source = sources.add(std::move(path), "mcp==1.0");
    Parsed parsed;
    parse_requirements(source, parsed);
    return parsed.dependencies.at(0).from;
  };
  CHECK(from("constraints.txt") == Dependency::From::Constraints);
  CHECK(from("deploy/prod-constraints.txt") == Dependency::From::Constraints);
  CHECK(from("requirements.txt") == Dependency::From::Requirements);
  CHECK(from("constraints/base.txt") == Dependency::From::Requirements);
}

TEST_CASE("prose is given up on") {
  std::string prose;
  for (int i = 0; i < 1000; ++i) prose += "The server must answer quickly.\n";
  const std::string result = read(prose);
  CHECK(std::ranges::count(result, '\n') == 20);
  CHECK(result.find("not read from here on") != std::string::npos);
}

TEST_CASE("lines, requirements and markers without end are cut off, and say so") {
  CHECK(read("a" + std::string(1U << 20U, 'x') + "\nmcp") ==
        "mcp\n1:1 line is too long to be a requirement");

  std::string continued;
  for (int i = 0; i < 100'000; ++i) continued += "a\\\n";
  CHECK(read(continued + "\nmcp") == "mcp\n1:1 line is too long to be a requirement");

  std::string many;
  for (int i = 0; i < 20'001; ++i) many += "a\n";
  CHECK(read(many).ends_with("20001:1 more requirements than are read"));

  CHECK(read("mcp; " + std::string(10'000, '(')).ends_with("the marker is nested too deeply"));
  CHECK(read(std::string("\xff\xfe\0mcp", 6)).find("not a requirement") != std::string::npos);
}
