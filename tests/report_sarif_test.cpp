#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "lint/report/sarif_message.h"
#include "lint/report/sarif_place.h"
#include "report_runs.h"

using namespace mcplint;

namespace {

/// A log, parsed; `run["results"]` and so on.
struct Log {
  explicit Log(const RunBuilder& builder) : text(written(builder, write_sarif)) {
    REQUIRE(parser.parse(text).get(root) == simdjson::SUCCESS);
    REQUIRE(simdjson::dom::array(root["runs"]).size() == 1);
    run = root["runs"].at(0);
  }

  [[nodiscard]] simdjson::dom::element at(const std::string& pointer) const {
    simdjson::dom::element value;
    CAPTURE(pointer);
    REQUIRE(run.at_pointer(pointer).get(value) == simdjson::SUCCESS);
    return value;
  }
  [[nodiscard]] bool has(const std::string& pointer) const {
    return run.at_pointer(pointer).error() == simdjson::SUCCESS;
  }
  [[nodiscard]] std::string json(const std::string& pointer) const {
    return simdjson::minify(at(pointer));
  }

  std::string text;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::element run;
};

}  // namespace

TEST_CASE("a clean run lists its rules and no results") {
  RunBuilder builder;
  const Log log(builder);
  CHECK(log.json("/results") == "[]");
  CHECK(simdjson::dom::array(log.at("/tool/driver/rules")).size() == builder.run.rules.size());
  CHECK(log.json("/invocations") ==
        R"([{"executionSuccessful":true,"toolExecutionNotifications":[]}])");
  CHECK(log.json("/columnKind") == R"("utf16CodeUnits")");
  CHECK(log.json("/tool/driver/semanticVersion") == "\"" MCPLINT_VERSION "\"");
  CHECK(!log.has("/originalUriBaseIds/%SRCROOT%/uri"));
  CHECK(!log.has("/versionControlProvenance"));
  CHECK(!log.has("/automationDetails"));
  CHECK(log.text.starts_with("{"));
}

TEST_CASE("a rule in SARIF") {
  const Log log((RunBuilder()));
  CHECK(
      log.json("/tool/driver/rules/0") ==
      R"({"id":"MCP101","name":"PathTraversal",)"
      R"("shortDescription":{"text":"Tool parameter used as a file path without confinement"},)"
      R"("fullDescription":{"text":"Whoever can put words in front of the model can choose the arguments."},)"
      R"("help":{"text":"Whoever can put words in front of the model\ncan choose the arguments.\n\n)"
      R"(Resolve the path, then require it to be below a root.\n\n)"
      R"(What it does not see: Paths that are built in another process.",)"
      R"("markdown":"Whoever can put words in front of the model\ncan choose the arguments.\n\n)"
      R"(Resolve the path, then require it to be below a root.\n\n)"
      R"(What it does not see: Paths that are built in another process."},)"
      R"("helpUri":"https://github.com/mcplint/mcplint/blob/main/docs/rules/MCP101.md",)"
      R"("defaultConfiguration":{"level":"error"},)"
      R"("properties":{"tags":["security","external/cwe/cwe-022","external/owasp/mcp05-2025"],)"
      R"("precision":"high","security-severity":"8.1"}})");
  CHECK(log.json("/tool/driver/rules/1/properties") ==
        R"({"tags":["maintainability"],"precision":"medium","problem.severity":"recommendation"})");
  CHECK(log.json("/tool/driver/rules/2/properties") ==
        R"({"tags":["security","external/cwe/cwe-494"],"precision":"high"})");
  CHECK(log.json("/tool/driver/rules/3/properties/security-severity") == R"("9.5")");
}

TEST_CASE("rule names have the form that the validator accepts") {
  CHECK(pascal_case("path-traversal") == "PathTraversal");
  CHECK(pascal_case("xml-external-entity") == "XmlExternalEntity");
  CHECK(pascal_case("x-frame") == "Xframe");
  CHECK(pascal_case("no-2fa") == "No2fa");
  CHECK(pascal_case("no-x-frame") == "NoXframe");
}

TEST_CASE("a result, whole") {
  RunBuilder builder;
  const Source& file = builder.file("src/a b.py", "# 💥\nx = '💥'; open(name)\nend\n");
  builder.report(kPathRule, span_of(file, "name"), "`{}` opens what `{}` names", {"open", "x"})
      .note(span_of(file, "x"), "set here")
      .via({{span_of(file, "x"), "from here"}, {span_of(file, "name"), ""}})
      .suggest("write `y`");
  const Log log(builder);
  CHECK(log.json("/tool/driver/rules/0/messageStrings") ==
        R"({"opens-what-names":{"text":"'{0}' opens what '{1}' names."}})");
  const std::string base = R"("artifactLocation":{"uri":"src/a%20b.py","uriBaseId":"%SRCROOT%"})";
  const std::string x = R"({"startLine":2,"startColumn":1,"endLine":2,"endColumn":2,)"
                        R"("snippet":{"text":"x"}})";
  const std::string name = R"({"startLine":2,"startColumn":16,"endLine":2,"endColumn":20,)"
                           R"("snippet":{"text":"name"}})";
  CHECK(
      log.json("/results/0") ==
      R"({"ruleId":"MCP101","ruleIndex":0,"level":"error",)"
      R"("message":{"id":"opens-what-names","arguments":["open","x"],)"
      R"("text":"'open' opens what 'x' names."},)"
      R"("locations":[{"physicalLocation":{)" +
          base + R"(,"region":)" + name +
          R"(,"contextRegion":{"startLine":1,"endLine":3,"snippet":{"text":"# 💥\nx = '💥'; open(name)\nend\n"}}}}],)"
          R"("relatedLocations":[{"id":1,"message":{"text":"set here"},"physicalLocation":{)" +
          base + R"(,"region":)" + x +
          R"(}}],)"
          R"("codeFlows":[{"threadFlows":[{"locations":[)"
          R"({"location":{"message":{"text":"from here"},"physicalLocation":{)" +
          base + R"(,"region":)" + x +
          R"(}}},)"
          R"({"location":{"physicalLocation":{)" +
          base + R"(,"region":)" + name +
          R"(}}}]}]}],)"
          R"("partialFingerprints":{"primaryLocationLineHash":"17a1a81ff4428be2:1",)"
          R"("mcplint/v1":"958ffc0ecc1b9949:1"},)"
          R"("properties":{"severity":"high","help":"write `y`"}})");
}

TEST_CASE("a context is more than its region") {
  struct Case {
    std::string text;
    std::string marked;
    std::string context;
  };
  const std::string long_line(9000, 'x');
  const Case cases[] = {
      {"", "", R"({"startLine":1,"endLine":1,"snippet":{"text":""}})"},
      {"{}", "{}", R"({"startLine":1,"endLine":1,"snippet":{"text":"{}"}})"},
      {"{}", "}", R"({"startLine":1,"endLine":1,"snippet":{"text":"{}"}})"},
      {"a\n", "a\n", R"({"startLine":1,"endLine":1,"snippet":{"text":"a\n"}})"},
      {"a\r\nb\r\nc\r\nd", "b",
       R"({"startLine":1,"endLine":3,"snippet":{"text":"a\r\nb\r\nc\r\n"}})"},
      {"a\nb\nc", "a\nb\nc", R"({"startLine":1,"endLine":3,"snippet":{"text":"a\nb\nc"}})"},
      {long_line + "Y" + long_line, "Y",
       R"({"startLine":1,"startColumn":8745,"endLine":1,"endColumn":9258,"snippet":{"text":")" +
           std::string(256, 'x') + "Y" + std::string(256, 'x') + R"("}})"},
      {"a\n" + long_line + "\nb", long_line,  // too long to be copied
       R"({"startLine":1,"startColumn":1,"endLine":3,"endColumn":2,"snippet":{}})"},
      {long_line, long_line, R"({"startLine":1,"endLine":1,"snippet":{}})"},
  };
  for (const Case& test : cases) {
    RunBuilder builder;
    const Source& file = builder.file("a", test.text);
    builder.report(kInfoRule, span_of(file, test.marked), "`{}`", {"x"});
    CHECK(Log(builder).json("/results/0/locations/0/physicalLocation/contextRegion") ==
          test.context);
  }
}

TEST_CASE("message ids are made of the message, whatever else was reported") {
  RunBuilder builder;
  const Source& file = builder.file("a", "x");
  builder.report(kHealthRule, file.all(), "exposes `{}` without `HEALTHCHECK`", {"80"});
  builder.report(kHealthRule, file.all(), "`{}`", {"x"});
  builder.report(kHealthRule, file.all(), "exposes, `{}` without HEALTHCHECK", {"81"});
  builder.report(kHealthRule, file.all(), "exposes `{}` without `HEALTHCHECK`", {"${PORT} {0}"});
  const Log log(builder);
  CHECK(log.json("/tool/driver/rules/1/messageStrings") ==
        R"({"default":{"text":"'{0}'."},)"
        R"("exposes-without-healthcheck":{"text":"exposes '{0}' without 'HEALTHCHECK'."},)"
        R"("exposes-without-healthcheck-2":{"text":"exposes, '{0}' without HEALTHCHECK."}})");
  CHECK(log.json("/results/2/message/id") == R"("exposes-without-healthcheck-2")");
  CHECK(log.json("/results/3/message") ==
        R"({"id":"exposes-without-healthcheck","arguments":["${PORT} {0}"],)"
        R"("text":"exposes '${PORT} {0}' without 'HEALTHCHECK'."})");
}

TEST_CASE("text of linted files cannot become a link") {
  CHECK(without_links("[a](b)") == "[a]\\(b)");
  CHECK(without_links("[a](b) [c](d)](") == "[a]\\(b) [c]\\(d)]\\(");
  CHECK(without_links("[a\\](b)") == "[a\\]\\(b)");
  CHECK(without_links("[a] (b)") == "[a] (b)");

  RunBuilder builder;
  const Source& file = builder.file("[a](b)", "x", File::State::Partly);
  builder.problem(file.all(), "[c](d)");
  builder.report(kHealthRule, file.all(), "`{}` and `{}`", {"[e](f)", "](g)"})
      .note(file.all(), "[h](i)");
  CHECK(Log(builder).text.find("](") == std::string::npos);
}

TEST_CASE("paths are percent-encoded") {
  struct Case {
    std::string_view path;
    std::string_view uri;
  };
  constexpr Case kCases[] = {
      {"src/a-b_c.~d/9.py", "src/a-b_c.~d/9.py"},
      {"./a", "a"},
      {"a b#c?d%e:f[g]h'i\"j\\k", "a%20b%23c%3Fd%25e%3Af%5Bg%5Dh%27i%22j%5Ck"},
      {"é/東", "%C3%A9/%E6%9D%B1"},
      {"-x", "-x"},
      {"a\nb\xff", "a%0Ab%FF"},
      {"../other/a.py", "../other/a.py"},
      {"/srv/a b.py", "file:///srv/a%20b.py"},
  };
  for (const Case& test : kCases) CHECK(uri_of(test.path) == test.uri);
}

TEST_CASE("files that were not fully analysed are notifications") {
  RunBuilder builder;
  const Source& file = builder.file("a.py", "x\n(\n", File::State::Partly, "python");
  builder.problem(span_of(file, "("), "is not closed");
  builder.problem(span_of(file, "x"), "is odd");
  builder.file("b.py", "");
  builder.run.files.push_back({"c.bin", File::State::Skipped, "a device"});
  const Log log(builder);
  const std::string list = "/invocations/0/toolExecutionNotifications";
  CHECK(simdjson::dom::array(log.at(list)).size() == 2);
  CHECK(log.json(list + "/0/message/text") == R"("a.py:1:1 is odd, and 1 problem more.")");
  CHECK(log.json(list + "/0/descriptor") == R"({"id":"PARTLY","index":0})");
  CHECK(log.json(list + "/0/level") == R"("warning")");
  CHECK(log.json(list + "/0/locations/0/physicalLocation/region/startLine") == "1");
  CHECK(log.json(list + "/1") == R"({"descriptor":{"id":"SKIPPED","index":1},"level":"note",)"
                                 R"("message":{"text":"c.bin: a device."},)"
                                 R"("locations":[{"physicalLocation":{"artifactLocation":)"
                                 R"({"uri":"c.bin","uriBaseId":"%SRCROOT%"}}}]})");
  CHECK(log.json("/tool/driver/notifications/1/id") == R"("SKIPPED")");
}

TEST_CASE("the repository is named if it is known") {
  RunBuilder builder;
  builder.run.repository = Repository{"https://git.example.com/a/b", "9403051a", ""};
  CHECK(Log(builder).json("/versionControlProvenance") ==
        R"([{"repositoryUri":"https://git.example.com/a/b","revisionId":"9403051a",)"
        R"("mappedTo":{"uriBaseId":"%SRCROOT%"}}])");
}

TEST_CASE("a fingerprint is left out where a credential went into it") {
  RunBuilder builder;
  const Source& file =
      builder.file("a", "first\npassword = 'correct-horse'\n" + std::string(100, 'x') + "\nlast\n");
  builder.secret(span_of(file, "correct-horse"), "");
  for (const char* text : {"first", "password", "xxx", "last"}) {
    builder.report(kInfoRule, span_of(file, text), "`{}`", {"x"});
  }
  const Log log(builder);
  CHECK(!log.has("/results/0/partialFingerprints/primaryLocationLineHash"));  // the next hundred
                                                                              // characters hold it
  CHECK(!log.has("/results/1/partialFingerprints/primaryLocationLineHash"));
  CHECK(log.has("/results/2/partialFingerprints/primaryLocationLineHash"));
  CHECK(log.has("/results/3/partialFingerprints/primaryLocationLineHash"));
  CHECK(log.json("/redactionTokens") == R"(["****"])");
}

TEST_CASE("a rule that reports without being listed is listed all the same") {
  RunBuilder builder;
  builder.run.rules = {&kSecretRule};
  const Source& file = builder.file("a", "x");
  builder.report(kPathRule, file.all(), "`{}`", {"x"});
  const Log log(builder);
  CHECK(log.json("/tool/driver/rules/0/id") == R"("MCP101")");
  CHECK(log.json("/results/0/ruleIndex") == "0");
}
