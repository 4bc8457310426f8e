// The formats that other programs read line by line, or as a list of issues.

#include <doctest/doctest.h>
#include <simdjson.h>

#include <sstream>
#include <string>

#include "report_runs.h"

using namespace mcplint;

/// One finding whose file name, message and help try to be more than text.
static void add_hostile(RunBuilder& builder) {
  const Source& file = builder.file("a,b:c%\n::error::x.py", "x\nopen(p)\n");
  builder.report(kPathRule, span_of(file, "open"), "`{}` was seen", {"\n::set-env::` | <b>]]>&\""})
      .suggest("see ##[error] and\n::warning::this");
}

TEST_CASE("github: one command a finding, and nothing of the input begins a line") {
  RunBuilder builder;
  add_hostile(builder);
  const std::string text = written(builder, write_github);
  CHECK(
      text.starts_with("::error file=a%2Cb%3Ac%25\\n%3A%3Aerror%3A%3Ax.py,line=2,endLine=2,col=1,"
                       "endColumn=5,title=MCP101 path-traversal::`\\n::set-env::"));
  CHECK(text.find("%0Ahelp: see ##[error] and\\n::warning::this\n") != std::string::npos);
  std::istringstream lines(text);
  int commands = 0;
  for (std::string line; std::getline(lines, line);) commands += line.starts_with("::") ? 1 : 0;
  CHECK(commands == 1);

  RunBuilder broken;
  const Source& file = broken.file("##[error]x.py", "x\n", File::State::Partly);
  broken.problem(file.start(), "is `##[add-path]y`");
  CHECK(written(broken, write_github).find("##[") == std::string::npos);
}

TEST_CASE("gitlab: a list of issues whose fingerprints survive moved lines") {
  const auto prints = [](const std::string& before) {
    RunBuilder builder;
    const Source& file = builder.file("a.py", before + "open(p)\nopen(p)\n");
    for (const int number : {0, 1}) {
      builder.report(kPathRule, span_of(file, "open", number), "`{}` was seen", {"open"});
    }
    simdjson::dom::parser parser;
    std::vector<std::string> result;
    for (const simdjson::dom::element issue :
         simdjson::dom::array(parser.parse(written(builder, write_gitlab)))) {
      CHECK(std::string_view(issue["severity"]) == "critical");
      CHECK(std::string_view(issue["location"]["path"]) == "a.py");
      result.emplace_back(std::string_view(issue["fingerprint"]));
    }
    return result;
  };
  const std::vector<std::string> first = prints("");
  REQUIRE(first.size() == 2);
  CHECK(first[0] != first[1]);
  CHECK(prints("import os\n\n") == first);
  CHECK(written(RunBuilder(), write_gitlab) == "[]\n");
}

TEST_CASE("jsonl: every line is an object, the last one says what was covered") {
  RunBuilder builder;
  add_hostile(builder);
  add_hostile(builder);
  std::istringstream lines(written(builder, write_jsonl));
  simdjson::dom::parser parser;
  std::string types;
  for (std::string line; std::getline(lines, line);) {
    types += std::string_view(parser.parse(line)["type"]);
    types += ' ';
  }
  CHECK(types == "finding finding coverage ");
}

TEST_CASE("junit and markdown: text of the input stays text") {
  RunBuilder builder;
  add_hostile(builder);
  const std::string xml = written(builder, write_junit);
  CHECK(xml.find("tests=\"1\" failures=\"1\"") != std::string::npos);
  CHECK(xml.find("&lt;b&gt;]]&gt;&amp;&quot;") != std::string::npos);
  CHECK(xml.find("<b>") == std::string::npos);
  CHECK(written(RunBuilder(), write_junit).find("tests=\"1\" failures=\"0\"") != std::string::npos);

  const std::string table = written(builder, write_markdown);
  CHECK(table.find("`\\n::set-env::' \\| <b>]]>&\"` was seen") != std::string::npos);
  CHECK(table.find("see \\#\\#\\[error\\] and") != std::string::npos);
}
