#include <doctest/doctest.h>

#include <string>

#include "lint/report/coverage.h"
#include "report_runs.h"

using namespace mcplint;

static std::string last_line(const RunBuilder& builder) {
  std::string text = written(builder, write_concise);
  text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

/// A run of that many files of each state.
static RunBuilder run_of(int analysed, int partly, int scanned, int skipped) {
  RunBuilder builder;
  auto add = [&](int count, const std::string& name, File::State state) {
    for (int i = 0; i < count; ++i) {
      builder.run.files.push_back({name + std::to_string(i), state, ""});
    }
  };
  add(analysed, "analysed", File::State::Analysed);
  for (int i = 0; i < partly; ++i) {
    const Source& file = builder.file("p" + std::to_string(i), "x\ny (", File::State::Partly);
    builder.problem(span_of(file, "("), "is not closed");
  }
  add(scanned, "scanned", File::State::Scanned);
  add(skipped, "skipped", File::State::Skipped);
  return builder;
}

TEST_CASE("the closing line says what was covered, in good English") {
  struct Case {
    int analysed, partly, scanned, skipped;
    std::string_view line;
  };
  constexpr Case kCases[] = {
      {0, 0, 0, 0, "nothing to lint was found"},
      {1, 0, 0, 0, "no findings · 1 file fully analysed"},
      {2, 0, 0, 0, "no findings · 2 files fully analysed"},
      {41, 1, 0, 0, "no findings · 41 of 42 files fully analysed (1 not: p0:2:3 is not closed)"},
      {0, 1, 0, 0, "no findings · 0 of 1 file fully analysed (1 not: p0:2:3 is not closed)"},
      {39, 3, 0, 0,
       "no findings · 39 of 42 files fully analysed (3 not: p0:2:3 is not closed, and 2 more)"},
      {41, 0, 1162, 0, "no findings · 1,203 files scanned, 41 analysed"},
      {40, 1, 1162, 0,
       "no findings · 1,203 files scanned, 40 of 41 fully analysed (1 not: p0:2:3 is not closed)"},
      {0, 0, 12, 0,
       "no findings · 12 files scanned for credentials, none of them part of an MCP deployment"},
      {1, 0, 0, 1, "no findings · 1 file fully analysed · 1 file skipped (skipped0)"},
      {0, 0, 0, 3, "no findings · 3 files skipped"},
  };
  for (const Case& test : kCases) {
    CHECK(last_line(run_of(test.analysed, test.partly, test.scanned, test.skipped)) == test.line);
  }
}

TEST_CASE("the closing line counts findings and folders") {
  RunBuilder builder = run_of(1, 0, 0, 0);
  const Source& file = builder.file("a", "x");
  builder.report(kHealthRule, file.all(), "`{}`", {"x"});
  CHECK(last_line(builder) == "1 finding · 2 files fully analysed");
  builder.run.skipped_folders = 1;
  for (int i = 0; i < 1499; ++i) builder.report(kHealthRule, file.all(), "`{}`", {"x"});
  CHECK(last_line(builder) == "1,500 findings · 2 files fully analysed · 1 folder left out");
}

TEST_CASE("the first problem of a file is named, escaped and without credentials") {
  RunBuilder builder;
  const Source& file = builder.file("a\nb", "hunter2-hunter2 x y", File::State::Partly);
  builder.problem(span_of(file, "y"), "the second");
  builder.problem(span_of(file, "x"), "not \x1b[0m hunter2-hunter2");
  builder.secret(span_of(file, "hunter2-hunter2"), "");
  CHECK(last_line(builder) ==
        "no findings · 0 of 1 file fully analysed (1 not: a\\nb:1:17 not \\x1b[0m ****)");
}

TEST_CASE("a file that could not be read at all has no place in it") {
  RunBuilder builder;
  const Source& file = builder.file("huge.py", "", File::State::Partly, "larger than 10 MB");
  builder.problem(file.start(), "larger than 10 MB");
  CHECK(last_line(builder) ==
        "no findings · 0 of 1 file fully analysed (1 not: huge.py larger than 10 MB)");
}

TEST_CASE("every file is listed when asked for") {
  RunBuilder builder;
  builder.run.files.push_back({"a.py", File::State::Analysed, "python"});
  const Source& file = builder.file("b.py", "x (", File::State::Partly, "python");
  builder.problem(span_of(file, "("), "is not closed");
  builder.run.files.push_back({"c.txt", File::State::Scanned, ""});
  builder.run.files.push_back({"d\x1b.bin", File::State::Skipped, "a device"});
  Style style;
  style.show_files = true;
  CHECK(written(builder, write_full, style) ==
        "analysed  a.py  (python)\n"
        "partly    b.py:1:3 is not closed\n"
        "scanned   c.txt\n"
        "skipped   d\\x1b.bin  (a device)\n"
        "\n"
        "no findings · 3 files scanned, 1 of 2 fully analysed (1 not: b.py:1:3 is not closed)\n"
        "1 file skipped (d\\x1b.bin: a device)\n");
}
