#include <doctest/doctest.h>
#include <simdjson.h>

#include <sstream>
#include <string>

#include "lint/text/json_writer.h"
#include "report_runs.h"

using namespace mcplint;

TEST_CASE("json_string() is safe to look at and loses nothing but broken bytes") {
  CHECK(json_string("plain") == R"("plain")");
  CHECK(json_string("a\"b\\c") == R"("a\"b\\c")");
  CHECK(json_string("\n\r\t\x1b\x7f") == R"("\n\r\t\u001b\u007f")");
  CHECK(json_string("東京 é") == "\"東京 é\"");
  CHECK(json_string("a\u202eb\u202c\ufeff") == R"("a\u202eb\u202c\ufeff")");
  CHECK(json_string("\U000E0041") == R"("\udb40\udc41")");
  CHECK(json_string("\xff\xe2\x82") == "\"\uFFFD\uFFFD\"");
  CHECK(json_string(std::string_view("\0", 1)) == R"("\u0000")");
}

TEST_CASE("JsonWriter nests and separates") {
  std::ostringstream out;
  JsonWriter json(out);
  json.object([&] {
    json.member("text", "a");
    json.member("number", 3U);
    json.member("truth", false);
    json.array("empty", [] {});
    json.array("list", [&] {
      json.value("x");
      json.object([&] { json.member("y", std::string("z")); });
      json.object([] {});
    });
  });
  CHECK(out.str() == R"({
  "text": "a",
  "number": 3,
  "truth": false,
  "empty": [],
  "list": [
    "x",
    {
      "y": "z"
    },
    {}
  ]
}
)");
}

TEST_CASE("the json format, whole") {
  RunBuilder builder;
  const Source& file = builder.file("a\tb.py", "x = '💥' + name\n", File::State::Partly, "python");
  builder.problem(span_of(file, "+"), "an operator");
  builder.report(kPathRule, span_of(file, "name"), "`{}` is `{}`", {"na\u202em\u202ce", "bad"})
      .note(span_of(file, "'💥'"), "this")
      .via({{span_of(file, "x"), "from here"}})
      .suggest("write `y`");
  builder.run.skipped_folders = 2;
  CHECK(written(builder, write_json) == R"({
  "schema_version": 1,
  "tool": {
    "name": "mcplint",
    "version": ")" MCPLINT_VERSION R"("
  },
  "findings": [
    {
      "rule": "MCP101",
      "name": "path-traversal",
      "severity": "high",
      "confidence": "high",
      "message": "`na\u202em\u202ce` is `bad`",
      "path": "a\tb.py",
      "line": 1,
      "column": 11,
      "end_line": 1,
      "end_column": 15,
      "help": "write `y`",
      "notes": [
        {
          "message": "this",
          "path": "a\tb.py",
          "line": 1,
          "column": 5,
          "end_line": 1,
          "end_column": 8
        }
      ],
      "flow": [
        {
          "message": "from here",
          "path": "a\tb.py",
          "line": 1,
          "column": 1,
          "end_line": 1,
          "end_column": 2
        }
      ],
      "url": "https://github.com/mcplint/mcplint/blob/main/docs/rules/MCP101.md",
      "fingerprint": "da01aa26971e41cd:1"
    }
  ],
  "coverage": {
    "analysed": 0,
    "partly": 1,
    "scanned": 0,
    "skipped": 0,
    "skipped_folders": 2,
    "suppressed": 0,
    "in_baseline": 0,
    "context_files": 0,
    "files": [
      {
        "path": "a\tb.py",
        "state": "partly",
        "detail": "python"
      }
    ],
    "problems": [
      {
        "message": "an operator",
        "path": "a\tb.py",
        "line": 1,
        "column": 9,
        "end_line": 1,
        "end_column": 10
      }
    ]
  }
}
)");
}

TEST_CASE("a clean run is an object too") {
  const std::string json = written(RunBuilder(), write_json);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  REQUIRE(parser.parse(json).get(root) == simdjson::SUCCESS);
  CHECK(simdjson::dom::array(root["findings"]).size() == 0);
  CHECK(simdjson::dom::array(root["coverage"]["files"]).size() == 0);
}
