#include <doctest/doctest.h>

#include <string>

#include "report_runs.h"

using namespace mcplint;

TEST_CASE("the concise format is one line for each finding") {
  RunBuilder builder;
  const Source& file = builder.file("src/a b.py", "x\n\"日本\" + open(p)\n");
  auto report = [&](std::string_view text, Severity severity, const std::string& word) {
    builder.report(kPathRule, span_of(file, text), "`{}` was seen", {word}).as(severity);
  };
  report("open", Severity::Critical, "a");
  report("open", Severity::High, "b\nc");
  report("p)", Severity::Medium, "\x1b[31m\xff");
  report("x", Severity::Low, "d");
  report("x", Severity::Info, "e");
  CHECK(written(builder, write_concise) ==
        "src/a b.py:2:8: error: `a` was seen [MCP101]\n"
        "src/a b.py:2:8: error: `b\\nc` was seen [MCP101]\n"
        "src/a b.py:2:13: warning: `\\x1b[31m\\xff` was seen [MCP101]\n"
        "src/a b.py:1:1: note: `d` was seen [MCP101]\n"
        "src/a b.py:1:1: note: `e` was seen [MCP101]\n"
        "5 findings · 1 file fully analysed\n");
}

TEST_CASE("a byte order mark is not counted") {
  RunBuilder builder;
  const Source& file = builder.file("a.json", "\xEF\xBB\xBF{}\n");
  builder.report(kPathRule, span_of(file, "{"), "`{}`", {"x"});
  CHECK(written(builder, write_concise).starts_with("a.json:1:1: "));
}

TEST_CASE("very long words are cut between characters") {
  RunBuilder builder;
  const Source& file = builder.file("a", "x");
  std::string word = "é";
  while (word.size() < 500) word += word;
  builder.report(kPathRule, file.all(), "`{}` was seen", {"a" + word});
  const std::string text = written(builder, write_concise);
  CHECK(text.find("é…` was seen [MCP101]") != std::string::npos);
  CHECK(text.find("\\x") == std::string::npos);
}
