#include <doctest/doctest.h>

#include <string>

#include "lint/report/wrap.h"
#include "report_runs.h"

using namespace mcplint;

/// What is printed of the findings: all but the closing line and pages' links.
static std::string findings(const RunBuilder& builder, unsigned width = 80) {
  Style style;
  style.width = width;
  const std::string text = written(builder, write_full, style);
  std::string kept = "\n";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at + 1);
    if (end + 1 < text.size() && line.find("= page: ") == std::string::npos) kept += line;
    at = end + 1;
  }
  while (kept.ends_with("\n\n")) kept.pop_back();
  return kept;
}

TEST_CASE("a finding with its line, its neighbours, notes and help") {
  RunBuilder builder;
  const Source& file = builder.file("server.py",
                                    "@mcp.tool()\n"
                                    "def read(name: str) -> str:\n"
                                    "    \"\"\"Read a file.\"\"\"\n"
                                    "\n"
                                    "    return open(name).read()\n"
                                    "\n"
                                    "end\n");
  builder
      .report(kPathRule, span_of(file, "open"), "`{}` opens what the caller of `{}` names",
              {"open", "read"})
      .note(span_of(file, "name"), "the model sets this")
      .suggest(
          "resolve the path and require it to be below a root, such as `Path(\"/srv/files\")`");
  Style style;
  style.width = 80;
  CHECK(written(builder, write_full, style) ==
        R"(high[MCP101 path-traversal]: `open` opens what the caller of `read` names
 --> server.py:5:12
  |
2 | def read(name: str) -> str:
  |          ---- the model sets this
...
5 |     return open(name).read()
  |            ^^^^
  |
  = help: resolve the path and require it to be below a root, such as
          `Path("/srv/files")`
  = page: https://github.com/mcplint/mcplint/blob/main/docs/rules/MCP101.md

1 finding · 1 file fully analysed
)");
}

TEST_CASE("a clean run says so") {
  RunBuilder builder;
  builder.file("a.py", "x");
  CHECK(written(builder, write_full) == "no findings · 1 file fully analysed\n");
}

TEST_CASE("a long message goes on below itself") {
  RunBuilder builder;
  const Source& file = builder.file("a", "x\n");
  builder.report(kHealthRule, span_of(file, "x"),
                 "`{}` is seen in a message that says more than a line can hold", {"x y z"});
  CHECK(findings(builder, 50) == R"(
low[MCP401 no-healthcheck]: `x y z` is seen in a
  message that says more than a line can hold
 --> a:1:1
  |
1 | x
  | ^
  |
)");
}

TEST_CASE("several marks in one line") {
  RunBuilder builder;
  const Source& file = builder.file("run.py", "    run(command, shell=True, env=env)\n");
  builder.report(kPathRule, span_of(file, "shell=True"), "`{}`", {"run"})
      .note(span_of(file, "command"), "the caller chooses this")
      .note(span_of(file, "run(command, shell=True, env=env)"), "")
      .note(span_of(file, "env=env"), "and this");
  CHECK(findings(builder) == R"(
high[MCP101 path-traversal]: `run`
 --> run.py:1:18
  |
1 |     run(command, shell=True, env=env)
  |     -------------^^^^^^^^^^----------
  |         |                    |
  |         |                    and this
  |         the caller chooses this
  |
)");
}

TEST_CASE("texts of marks that stand side by side go below, the last first") {
  RunBuilder builder;
  const Source& file = builder.file("a", "one two three\n");
  builder.report(kPathRule, span_of(file, "three"), "`{}`", {"x"})
      .note(span_of(file, "one"), "the first")
      .note(span_of(file, "two"), "the second");
  CHECK(findings(builder) == R"(
high[MCP101 path-traversal]: `x`
 --> a:1:9
  |
1 | one two three
  | --- --- ^^^^^
  | |   |
  | |   the second
  | the first
  |
)");
}

TEST_CASE("a text that does not fit beside its mark goes below it, in lines") {
  RunBuilder builder;
  const Source& file = builder.file("a", std::string(30, 'x') + "here\n");
  builder.report(kPathRule, span_of(file, "x"), "`{}`", {"x"})
      .note(span_of(file, "here"), "a text that is longer than what is left of the line");
  CHECK(findings(builder, 50) == R"(
high[MCP101 path-traversal]: `x`
 --> a:1:1
  |
1 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxhere
  | ^                             ----
  |                               |
  |               a text that is longer than what
  |               is left of the line
  |
)");
}

TEST_CASE("marks of several lines have a bar") {
  RunBuilder builder;
  const Source& file =
      builder.file("Dockerfile", "FROM a\nRUN one \\\n    two \\\n    three\nEXPOSE 80\n");
  const Span run = span_of(file, "RUN one \\\n    two \\\n    three\n");
  builder.report(kHealthRule, run, "`{}`", {"RUN"}).note(span_of(file, "FROM a"), "in this");
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `RUN`
 --> Dockerfile:2:1
  |
1 |   FROM a
  |   ------ in this
2 | / RUN one \
3 | |     two \
4 | |     three
  | |_________^
5 |   EXPOSE 80
  |
)");
}

TEST_CASE("a block that begins and ends within lines, with a text, and one inside it") {
  RunBuilder builder;
  const Source& file =
      builder.file("a.json", "{\n  \"a\": {\n    \"b\": [\n      1\n    ]\n  }\n}\n");
  builder.report(kHealthRule, span_of(file, "[\n      1\n    ]"), "`{}`", {"b"})
      .note(span_of(file, "{\n    \"b\": [\n      1\n    ]\n  }"), "in this entry");
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `b`
 --> a.json:3:10
  |
2 |       "a": {
  |  __________-
3 | |       "b": [
  | |  __________^
4 | | |       1
5 | | |     ]
  | | |_____^
6 | |     }
  | |_____- in this entry
  |
)");
}

TEST_CASE("the middle of a long block is left out") {
  RunBuilder builder;
  std::string text = "[\n";
  for (int i = 0; i < 98; ++i) text += "  " + std::to_string(i) + ",\n";
  text += "]";
  const Source& file = builder.file("a.json", text);
  builder.report(kHealthRule, file.all(), "`{}`", {"x"});
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `x`
   --> a.json:1:1
    |
  1 | / [
  2 | |   0,
  3 | |   1,
...   |
 99 | |   97,
100 | | ]
    | |_^
    |
)");
}

TEST_CASE("files of notes follow that of the finding") {
  RunBuilder builder;
  const Source& one = builder.file("one.py", "a\n");
  const Source& two = builder.file("folder/two.py", std::string(99, '\n') + "b\n");
  builder.report(kHealthRule, span_of(one, "a"), "`{}`", {"a"})
      .note(span_of(two, "b"), "because of this");
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `a`
   --> one.py:1:1
    |
  1 | a
    | ^
    |
   ::: folder/two.py:100:1
    |
100 | b
    | - because of this
    |
)");
}

TEST_CASE("the way of data is numbered, across files") {
  RunBuilder builder;
  const Source& one = builder.file("server.py", "def read(name):\n    load(name)\n");
  const Source& two = builder.file("lib/files.py", "def load(path):\n\n\topen(path)\n");
  builder.report(kPathRule, span_of(two, "path", 1), "`{}`", {"open"})
      .note(span_of(one, "name"), "the model sets this")
      .via({{span_of(one, "name"), "set by the caller"},
            {span_of(one, "name", 1), "passed to `load`"},
            {span_of(two, "path"), ""},
            {span_of(two, "path", 1), "opened"}});
  CHECK(findings(builder) == R"(
high[MCP101 path-traversal]: `open`
 --> lib/files.py:3:7
  |
3 |     open(path)
  |          ^^^^
  |
 ::: server.py:1:10
  |
1 | def read(name):
  |          ---- the model sets this
  |
  = data flow:
    1. server.py:1     def read(name):
                                ---- set by the caller
    2. server.py:2     load(name)
                            ---- passed to `load`
    3. lib/files.py:1  def load(path):
                                ----
    4. lib/files.py:3  open(path)
                            ---- opened
)");
}

TEST_CASE("a flow that the snippet shows already is not repeated") {
  RunBuilder builder;
  const Source& file = builder.file("a.py", "def read(name):\n    open(name)\n");
  const Span from = span_of(file, "name");
  const Span to = span_of(file, "name", 1);
  builder.report(kPathRule, to, "`{}`", {"open"})
      .note(from, "set by the caller")
      .via({{from, "set by the caller"}, {to, "opened"}});
  CHECK(findings(builder).find("data flow") == std::string::npos);
}

TEST_CASE("long paths in a flow stand above their lines; long flows lose their middle") {
  RunBuilder builder;
  const Source& file = builder.file("a/very/long/path/to/a/file/that/has/a/name.py", "a b\n");
  std::vector<Label> flow(20, Label{span_of(file, "b"), ""});
  builder.report(kPathRule, span_of(file, "a"), "`{}`", {"x"}).via(flow);
  const std::string text = findings(builder);
  CHECK(text.find("     1. a/very/long/path/to/a/file/that/has/a/name.py:1\n"
                  "        a b\n"
                  "          -\n") != std::string::npos);
  CHECK(text.find("     8. a/very/long/path/to/a/file/that/has/a/name.py:1\n"
                  "        a b\n"
                  "          -\n"
                  "        … 4 steps more\n"
                  "    13. a/very/") != std::string::npos);
}

TEST_CASE("tabs, wide characters, marks and escapes keep underlines in place") {
  RunBuilder builder;
  const Source& file =
      builder.file("a", "\tx\t= \"東京\" + e\u0301 + 👍🏽 + \u202e + \xff + here\n");
  builder.report(kHealthRule, span_of(file, "here"), "`{}`", {"x"})
      .note(span_of(file, "\"東京\""), "")
      .note(span_of(file, "👍🏽"), "");
  CHECK(findings(builder) ==
        "\nlow[MCP401 no-healthcheck]: `x`\n"
        " --> a:1:31\n"
        "  |\n"
        "1 |     x   = \"東京\" + e\u0301 + 👍🏽 + \\u202e + \\xff + here\n"
        "  |           ------       --                   ^^^^\n"
        "  |\n");
}

TEST_CASE("a byte order mark and carriage returns are not shown") {
  RunBuilder builder;
  const Source& file = builder.file("a", "\xEF\xBB\xBFone\r\ntwo\r\nthree\r\n");
  builder.report(kHealthRule, span_of(file, "two\r\n"), "`{}`", {"x"});
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `x`
 --> a:2:1
  |
1 | one
2 | two
  | ^^^
3 | three
  |
)");
}

TEST_CASE("a file without text has no snippet") {
  RunBuilder builder;
  const Source& file = builder.file("empty", "");
  builder.report(kHealthRule, file.start(), "`{}`", {"x"}).suggest("write something");
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `x`
 --> empty:1:1
  = help: write something
)");
}

TEST_CASE("a place without text is one column wide") {
  RunBuilder builder;
  const Source& file = builder.file("a", "one\n");
  builder.report(kHealthRule, {std::string_view(file.text).substr(3, 0)}, "`{}`", {"x"});
  CHECK(findings(builder) == R"(
low[MCP401 no-healthcheck]: `x`
 --> a:1:4
  |
1 | one
  |    ^
  |
)");
}

TEST_CASE("very long lines are cut around what is marked") {
  RunBuilder builder;
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "\"key" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  const Source& file = builder.file("a.json", "{" + text + "}");
  builder.report(kHealthRule, span_of(file, "\"key500\""), "`{}`", {"x"})
      .note(span_of(file, "\"key999\""), "near the end")
      .note(span_of(file, "\"key0\""), "at the beginning");
  CHECK(findings(builder, 60) == R"(
low[MCP401 no-healthcheck]: `x`
 --> a.json:1:6282
  |
1 | {"key0":0,"key1":1,"key2":2,"key3":3,"key4":4,"key5":5,…
  |  ------ at the beginning
1 | …"key499":499,"key500":500,"key501":501,"key502":502,"k…
  |               ^^^^^^^^
1 | …5,"key996":996,"key997":997,"key998":998,"key999":999,}
  |                                           --------
  |                                           near the end
  |
)");
}

TEST_CASE("a mark that is longer than the line shows how it begins") {
  RunBuilder builder;
  const Source& file = builder.file("a", "x = '" + std::string(500, 'y') + "'\n");
  builder.report(kHealthRule, span_of(file, "'" + std::string(500, 'y') + "'"), "`{}`", {"x"});
  CHECK(findings(builder, 40) == R"(
low[MCP401 no-healthcheck]: `x`
 --> a:1:5
  |
1 | x = 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
)");
}

TEST_CASE("credentials are hidden, and marks stay in place") {
  RunBuilder builder;
  const Source& file = builder.file("a", "key = 'ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789' + x\n");
  const Span token = span_of(file, "ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789");
  builder.secret(token);
  builder.report(kSecretRule, token, "`{}`", {"x"}).note(span_of(file, "+ x"), "and this");
  CHECK(findings(builder) == R"(
critical[MCP601 hardcoded-secret]: `x`
 --> a:1:8
  |
1 | key = 'ghp_****' + x
  |        ^^^^^^^^  --- and this
  |
)");
}

TEST_CASE("colours follow severity, and nothing but colours differs") {
  RunBuilder builder;
  const Source& file = builder.file("a", "one two\n");
  builder.report(kSecretRule, span_of(file, "two"), "`{}`", {"x"})
      .note(span_of(file, "one"), "note");
  Style style;
  style.color = true;
  std::string text = written(builder, write_full, style);
  CHECK(
      text.starts_with("\x1b[1;35mcritical[MCP601 hardcoded-secret]\x1b[0m\x1b[1m: `x`\x1b[0m\n"));
  CHECK(text.find("\x1b[1;34m---\x1b[0m \x1b[1;35m^^^\x1b[0m\n") != std::string::npos);
  CHECK(text.find("\x1b[1;34mnote\x1b[0m\n") != std::string::npos);

  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  CHECK(text == written(builder, write_full));
}

TEST_CASE("wrap() breaks at spaces, and seldom in code") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("", 10, 10) == Lines{""});
  CHECK(wrap("one two three", 7, 10) == Lines{"one two", "three"});
  CHECK(wrap("one `two three` four", 10, 12) == Lines{"one", "`two three`", "four"});
  CHECK(wrap("one `two three four five` six", 10, 12) ==
        Lines{"one `two", "three four", "five` six"});
  CHECK(wrap("a `b c", 4, 4) == Lines{"a `b", "c"});
  CHECK(wrap("unbreakable", 4, 4) == Lines{"unbreakable"});
  CHECK(wrap("東京 都 x", 4, 4) == Lines{"東京", "都 x"});
}
