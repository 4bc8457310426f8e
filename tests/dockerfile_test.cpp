#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/dockerfile_variables.h"
#include "lint/syntax/parse.h"

using namespace mcplint;

namespace {

/// An input, and what the parser makes of it in one line.
struct Case {
  std::string_view input;
  std::string_view expected;
};

/// A file and what it says, kept together because one points into the other.
struct File {
  explicit File(std::string text)
      : source(std::make_unique<Source>("Dockerfile", std::move(text))) {
    parse_dockerfile(*source, parsed);
  }
  std::unique_ptr<Source> source;
  Parsed parsed;
};

}  // namespace

/// `RUN --mount=x [words]`, `json` for exec form, heredocs in braces.
static std::string debug(const Instruction& instruction) {
  std::string line = (instruction.on_build ? "ONBUILD " : "") + instruction.keyword;
  for (const Flag& flag : instruction.flags) {
    line += " --" + flag.name.text + (flag.value.text.empty() ? "" : "=" + flag.value.text);
  }
  for (const Text& word : instruction.words) line += " [" + word.text + "]";
  if (instruction.json) line += " json";
  for (const Heredoc& heredoc : instruction.heredocs) {
    line += " {" + heredoc.name + (heredoc.expand ? "" : " raw") +
            (heredoc.strip_tabs ? " -" : "") + "|" + std::string(heredoc.body.text) + "}";
  }
  return line;
}

static std::string debug(const File& file) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  if (file.parsed.dockerfile) {
    for (const Instruction& argument : file.parsed.dockerfile->arguments) add(debug(argument));
    for (const Stage& stage : file.parsed.dockerfile->stages) {
      add(debug(stage.from));
      for (const Instruction& instruction : stage.instructions) add(debug(instruction));
    }
  }
  for (const Problem& problem : file.parsed.problems) add("! " + problem.what);
  return text;
}

static void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(debug(File(std::string(c.input))) == c.expected);
  }
}

TEST_CASE("lines are continued, commented and directed as BuildKit has it") {
  check_all({
      {"FROM a\nRUN b\n", "FROM [a]; RUN [b]"},
      {"FROM a\r\nRUN b \\\r\n  c\r\n", "FROM [a]; RUN [b   c]"},
      {"\xEF\xBB\xBF# escape=`\nFROM a\nRUN b `\nc", "FROM [a]; RUN [b c]"},
      {"from a\n  rUn b\n", "FROM [a]; RUN [b]"},
      {"FROM a\n\t\xC2\xA0RUN b\xC2\xA0\n", "FROM [a]; RUN [b]"},
      // Comments and empty lines inside an instruction are not part of it.
      {"FROM a\nRUN b \\\n# no\n  # neither \\\n\n   \n  c\n", "FROM [a]; RUN [b   c]"},
      {"FROM a\nRUN b # stays\n", "FROM [a]; RUN [b # stays]"},
      // White space may follow the escape character; another one before it may not stand.
      {"FROM a\nRUN b \\ \t\nc\n", "FROM [a]; RUN [b c]"},
      {"FROM a\nRUN b \\\\\nRUN c\n", "FROM [a]; RUN [b \\\\]; RUN [c]"},
      {"FROM a\nRUN b \\", "FROM [a]; RUN [b]"},
      {"FROM \\\n  a\\\nb\n", "FROM [ab]"},
      {"\\\nFROM a\n\\\n", "FROM [a]"},
      // Directives count only at the very top.
      {"# syntax=docker/dockerfile:1\n# Escape = `\nFROM a\nRUN b\\\nUSER c",
       "FROM [a]; RUN [b\\]; USER [c]"},
      {"#\n# escape=`\nFROM a\nRUN b\\\nc", "FROM [a]; RUN [bc]"},
      {"# hello\n# escape=`\nFROM a\nRUN b\\\nc", "FROM [a]; RUN [bc]"},
      {"# key=value\n# escape=`\nFROM a\nRUN b\\\nc", "FROM [a]; RUN [bc]"},
      {"# escape=x\nFROM a\n", "FROM [a]; ! an escape character other than backslash and backtick"},
      {"# escape=`\n# escape=\\\nFROM a\n", "FROM [a]; ! a second escape directive"},
  });
}

TEST_CASE("words are split as each keyword splits") {
  check_all({
      {"FROM --platform=$BUILDPLATFORM a AS b\n", "FROM --platform=$BUILDPLATFORM [a] [AS] [b]"},
      {"FROM a\nCOPY --from=b --chown=\"c d\" --link e\\ f g\n",
       "FROM [a]; COPY --from=b --chown=c d --link [e\\] [f] [g]"},
      {"FROM a\nRUN --mount=type=cache,target=/c --network=none -- --x y\n",
       "FROM [a]; RUN --mount=type=cache,target=/c --network=none [--x y]"},
      {"FROM a\nENV b=c d=\"e f\" g='h i' j=k\\ l m=\n",
       R"(FROM [a]; ENV [b=c] [d="e f"] [g='h i'] [j=k\ l] [m=])"},
      {"FROM a\nENV b  c  d=e \n", "FROM [a]; ENV [b] [c  d=e]"},
      {"FROM a\nENV b=c\\\n  d=e\\\n", "FROM [a]; ENV [b=c] [d=e]"},
      {"FROM a\nENV b='c\\' d=e\\\\\n", R"(FROM [a]; ENV [b='c\'] [d=e\\])"},
      {"FROM a\nENV b=c d\n", "FROM [a]; ENV [b=c]; ! d without a value"},
      {"FROM a\nENV b\n", "FROM [a]; ENV; ! b without a value"},
      {"FROM a\nLABEL b.c=\"d e\" f=g\n", "FROM [a]; LABEL [b.c=\"d e\"] [f=g]"},
      {"ARG a b=c d=\"e f\"\nFROM $a\n", "ARG [a] [b=c] [d=\"e f\"]; FROM [$a]"},
      {"FROM a\nEXPOSE 80/tcp  443\n", "FROM [a]; EXPOSE [80/tcp] [443]"},
      {"FROM a\nUSER b c\n", "FROM [a]; USER [b c]"},
      {"FROM a\nHEALTHCHECK --interval=5s CMD curl -f x || exit 1\n",
       "FROM [a]; HEALTHCHECK --interval=5s [CMD] [curl -f x || exit 1]"},
      {"FROM a\nHEALTHCHECK NONE\n", "FROM [a]; HEALTHCHECK [NONE]"},
      {"FROM a\nONBUILD copy --from=b . .\n", "FROM [a]; ONBUILD COPY --from=b [.] [.]"},
      {"FROM a\nONBUILD ONBUILD RUN b\nONBUILD FROM b\n",
       "FROM [a]; ! ONBUILD behind ONBUILD; ! FROM behind ONBUILD"},
  });
}

TEST_CASE("the exec form is a JSON array of strings, and anything else is the shell form") {
  check_all({
      {"FROM a\nCMD [\"b\", \"c\\u0041\\n\"]\n", "FROM [a]; CMD [b] [cA\n] json"},
      {"FROM a\nCMD []\n", "FROM [a]; CMD json"},
      {"FROM a\nCMD ['b']\n", "FROM [a]; CMD [['b']]"},
      {"FROM a\nCMD [\"b\",]\n", "FROM [a]; CMD [[\"b\",]]"},
      {"FROM a\nCMD [\"b\"] c\n", "FROM [a]; CMD [[\"b\"] c]"},
      {"FROM a\nCMD [\"b\", 1]\n",
       "FROM [a]; CMD [[\"b\", 1]]; ! a JSON form with something other than strings in it"},
      {"FROM a\nCOPY [\"b c\", \"d\"]\n", "FROM [a]; COPY [b c] [d] json"},
      {"FROM a\nRUN [\"b\", \\\n  # no\n  \"c\"]\n", "FROM [a]; RUN [b] [c] json"},
      {"FROM a\nHEALTHCHECK CMD [\"b\", \"c\"]\n", "FROM [a]; HEALTHCHECK [CMD] [b] [c] json"},
      {"FROM a\nWORKDIR [\"b\"]\n", "FROM [a]; WORKDIR [[\"b\"]]"},
  });
}

TEST_CASE("heredocs belong to RUN, COPY and ADD") {
  check_all({
      {"FROM a\nRUN <<EOF\nUSER root\nEOF\nUSER b\n",
       "FROM [a]; RUN [<<EOF] {EOF|USER root\n}; USER [b]"},
      {"FROM a\nCOPY <<X <<\"Y\" /d/\n1\nX\n2\nY\n",
       "FROM [a]; COPY [<<X] [<<\"Y\"] [/d/] {X|1\n} {Y raw|2\n}"},
      {"FROM a\nRUN cat <<-EOF > /b\n\tc\n\tEOF\n",
       "FROM [a]; RUN [cat <<-EOF > /b] {EOF -|\tc\n}"},
      {"FROM a\nRUN 3<< EOF c\nEOF\n", "FROM [a]; RUN [3<< EOF c] {EOF|}"},
      {"FROM a\r\nRUN <<EOF\r\nb\r\nEOF\r\n", "FROM [a]; RUN [<<EOF] {EOF|b\r\n}"},
      {"FROM a\nONBUILD RUN <<EOF\nb\nEOF\n", "FROM [a]; ONBUILD RUN [<<EOF] {EOF|b\n}"},
      {"FROM a\nRUN \"<<EOF\"\nRUN b <<<c\nRUN b<<c\n",
       "FROM [a]; RUN [\"<<EOF\"]; RUN [b <<<c]; RUN [b<<c]"},
      {"FROM a\nUSER <<EOF\n", "FROM [a]; USER [<<EOF]"},
      {"FROM a\nRUN [\"<<EOF\"]\n", "FROM [a]; RUN [<<EOF] json"},
      // One without an end hides nothing of what follows.
      {"FROM a\nRUN echo $((1 << 4))\nUSER b\nnonsense\n",
       "FROM [a]; RUN [echo $((1 << 4))]; USER [b]; ! a heredoc without an end"},
  });
}

TEST_CASE("what BuildKit refuses is a problem, and reading goes on") {
  check_all({
      {"", "! no instructions"},
      {" \n# nothing\n\n", "! no instructions"},
      {"ARG a=b\n", "! no FROM"},
      {"RUN a\nUSER b\n", "! no FROM"},
      {"FORM a\nRUN b\n", "! no FROM; ! unknown instruction FORM"},
      {"FROM a\nnpm ci\nUSER b\n", "FROM [a]; USER [b]; ! unknown instruction npm"},
      {"FROM a\nONBUILD npm ci\n", "FROM [a]; ! unknown instruction npm"},
      {"RUN a\nARG b\nFROM c\n", "ARG [b]; FROM [c]; ! RUN before any FROM"},
      {"FROM a # newest\n", "FROM [a] [#] [newest]; ! FROM takes an image, or an image AS a name"},
      {"FROM\n", "FROM; ! FROM takes an image, or an image AS a name"},
      {"FROM a AS 1b\n", "FROM [a] [AS] [1b]; ! a stage name that BuildKit refuses"},
  });
  const File file("FROM a\nEXPSE 80\n");
  CHECK(file.parsed.problems.at(0).help == "write `EXPOSE`");
  CHECK(file.parsed.problems.at(0).span.text == "EXPSE");
}

TEST_CASE("a file with many mistakes lists only the first of them") {
  std::string text = "FROM a\n";
  for (int i = 0; i < 1000; ++i) text += "nonsense\n";
  CHECK(File(text).parsed.problems.size() <= 20);

  text = "FROM a\n";
  for (int i = 0; i < 1000; ++i) text += "RUN <<A\n";
  text += "USER b\n";
  const File unterminated(text);
  CHECK(unterminated.parsed.problems.size() <= 20);
  CHECK(unterminated.parsed.dockerfile->image().has("USER"));

  const File long_line("FROM a\nRUN " + std::string(70000, 'b') + "\n");
  REQUIRE(long_line.parsed.problems.size() == 1);
  CHECK(long_line.parsed.problems[0].what == "a line of more than 65535 bytes");
}

/// Where a span stands: "line:column text", line breaks shown.
static std::string where(const File& file, Span span) {
  const std::string_view text = file.source->text;
  const auto offset = static_cast<std::size_t>(span.begin() - text.data());
  const auto line_start = text.rfind('\n', offset == 0 ? 0 : offset - 1) + 1;
  const auto line = std::count(text.begin(), text.begin() + static_cast<long>(offset), '\n') + 1;
  return std::to_string(line) + ":" + std::to_string(offset - (offset == 0 ? 0 : line_start) + 1) +
         " " + std::string(span.text);
}

TEST_CASE("spans point at what was written, on continuation lines too") {
  const File file(
      "ARG v=1\n"
      "FROM a:$v \\\n  # which\n  AS b\n"
      "COPY --from=c \\\n     d /e\n"
      "ENV f=\"g h\" \\\n    i=j\n"
      "CMD [\"k\", \\\n  \"l\"]\n"
      "RUN <<EOF\nm\nEOF\n"
      "USER n\\\no \n");
  REQUIRE(file.parsed.dockerfile);
  const Stage& stage = file.parsed.dockerfile->image();
  CHECK(where(file, stage.from.span) == "2:1 FROM a:$v \\\n  # which\n  AS b");
  CHECK(where(file, stage.image.span) == "2:6 a:$v");
  CHECK(stage.image.text == "a:1");
  CHECK(where(file, stage.from.words.at(2).span) == "4:6 b");

  const Instruction& copy = stage.instructions.at(0);
  CHECK(where(file, copy.flags.at(0).name.span) == "5:8 from");
  CHECK(where(file, copy.flags.at(0).value.span) == "5:13 c");
  CHECK(where(file, copy.arguments) == "6:6 d /e");
  CHECK(where(file, copy.words.at(1).span) == "6:8 /e");

  const Instruction& env = stage.instructions.at(1);
  CHECK(where(file, env.assignments.at(0).value->span) == "7:7 \"g h\"");
  CHECK(where(file, env.assignments.at(1).name.span) == "8:5 i");

  const Instruction& cmd = stage.instructions.at(2);
  CHECK(where(file, cmd.words.at(0).span) == "9:6 \"k\"");
  CHECK(where(file, cmd.words.at(1).span) == "10:3 \"l\"");

  const Instruction& run = stage.instructions.at(3);
  CHECK(where(file, run.span) == "11:1 RUN <<EOF\nm\nEOF");
  CHECK(where(file, run.heredocs.at(0).body) == "12:1 m\n");

  const Instruction& user = stage.instructions.at(4);
  CHECK(user.words.at(0).text == "no");
  CHECK(where(file, user.words.at(0).span) == "14:6 n\\\no");
}

TEST_CASE("stages know what they are built on, also after a move") {
  File file(
      "ARG BASE=python\nARG TAG=\nFROM ${BASE}:${TAG:-3.12} AS Builder\nUSER a\n"
      "FROM scratch AS other\nFROM BUILDER AS Last\nONBUILD USER b\nCMD c\nCMD d\n");
  REQUIRE(file.parsed.dockerfile);
  Dockerfile moved = std::move(*file.parsed.dockerfile);
  std::vector<Dockerfile> all;
  all.push_back(std::move(moved));

  const Dockerfile& dockerfile = all.back();
  REQUIRE(dockerfile.stages.size() == 3);
  CHECK(dockerfile.stages[0].name == "builder");
  CHECK(dockerfile.stages[0].image.text == "python:3.12");
  CHECK(dockerfile.stages[0].base == nullptr);
  CHECK(dockerfile.stages[1].base == nullptr);
  CHECK(dockerfile.image().name == "last");
  CHECK(dockerfile.image().base == dockerfile.stages.data());
  CHECK(dockerfile.image().base->has("USER"));
  CHECK_FALSE(dockerfile.image().has("USER"));
  REQUIRE(dockerfile.image().last("CMD"));
  CHECK(dockerfile.image().last("CMD")->words.at(0).text == "d");
  CHECK(dockerfile.image().last("EXPOSE") == nullptr);
}

TEST_CASE("a stage does not build on itself or on a later one") {
  const File file("FROM a AS a\nFROM b\nFROM c AS b\nFROM a\n");
  const std::vector<Stage>& stages = file.parsed.dockerfile->stages;
  CHECK(stages[0].base == nullptr);
  CHECK(stages[1].base == nullptr);
  CHECK(stages[3].base == stages.data());
}

TEST_CASE("variables are filled in as BuildKit's shell lexer does") {
  Variables variables;
  variables.set("set", "value", {});
  variables.set("empty", "", {});
  variables.declare("declared");
  variables.forget("unknown");
  const std::vector<Case> cases = {
      {"$set", "value"},
      {"a${set}b", "avalueb"},
      {"$set-$set.", "value-value."},
      {R"("$set" '$set' \$set)", "value $set $set"},
      {R"("a\b\"c\$d")", R"(a\b"c$d)"},
      {"${set:-x}${set-x}${set:?x}", "valuevaluevalue"},
      {"${empty:-x}|${empty-x}|${declared:-x}|${declared-x}", "x||x|x"},
      {"${set:+x}|${empty:+x}|${empty+x}|${declared+x}", "x||x|"},
      {"${declared:-${set}/\"a b\"}", "value/a b"},
      {"$.", "$."},
      {"a\\", "a"},
      // What has no value stays as it is written.
      {"$declared", "? $declared"},
      {"$nothing${nothing}", "? $nothing${nothing}"},
      {"${nothing:-x}", "x"},
      {"${unknown:-x}${unknown+x}", "? ${unknown:-x}${unknown+x}"},
      {"$TARGETARCH-${TARGETARCH:-x}", "? $TARGETARCH-${TARGETARCH:-x}"},
      {"${declared:?x}", "? ${declared:?x}"},
      {"${set#v}", "? ${set#v}"},
      {"${set/a/b}", "? ${set/a/b}"},
      // What does not close is left alone.
      {"'a", "? 'a"},
      {"\"a", "? \"a"},
      {"${set", "? ${set"},
      {"${}", "? ${}"},
      {"${set:x}", "? ${set:x}"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const Expansion expansion = expand(c.input, variables, '\\');
    CHECK((expansion.resolved ? "" : "? ") + expansion.text == c.expected);
  }
  CHECK(expand("`$set", variables, '`').text == "$set");
  variables.inherit_unknown();
  CHECK_FALSE(expand("${nothing:-x}", variables, '\\').resolved);
  CHECK(expand("${declared:-x}", variables, '\\').text == "x");
}

TEST_CASE("variables that grow, or nest, without end are given up on") {
  Variables variables;
  std::string text = "xxxxxxxxxxxxxxxx";
  for (int i = 0; i < 100; ++i) {
    variables.set("a", text, {});
    text = expand("$a$a$a$a", variables, '\\').text;
  }
  CHECK(text.size() < 5000);

  std::string nested;
  for (int i = 0; i < 10000; ++i) nested += "${b:-";
  nested += "x" + std::string(10000, '}');
  const Expansion expansion = expand(nested, variables, '\\');
  CHECK_FALSE(expansion.resolved);
  CHECK(expansion.text == nested);
}

TEST_CASE("strings are split into words as a shell does") {
  Variables variables;
  variables.set("two", "a b", {});
  const std::vector<Case> cases = {
      {"a  b\tc", "a|b|c"},
      {R"(a\ b 'c d' "e f")", "a b|c d|e f"},
      {"$two \"$two\"c", "a|b|a bc"},
      {"x$two", "xa|b"},
      {"'' a", "a"},
      {"<< EOF x", "<< EOF|x"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const auto words = split_words(c.input, variables, '\\');
    REQUIRE(words);
    std::string joined;
    for (const SplitWord& word : *words) joined += (joined.empty() ? "" : "|") + word.text;
    CHECK(joined == c.expected);
  }
  CHECK_FALSE(split_words("a 'b", variables, '\\'));
}
