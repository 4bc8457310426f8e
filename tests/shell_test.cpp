// Shell scripts into commands: how they are joined, and what their words hold.

#include "lint/syntax/shell.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace mcplint;
using Kind = ShellCommand::Kind;
using Joint = ShellCommand::Joint;

static std::string to_string(const std::vector<ShellCommand>& commands);

/// A word in brackets is not known.
static std::string to_string(const ShellWord& word) {
  std::string text = word.known ? word.text : "[" + word.text + "]";
  if (!word.substitutions.empty()) text += "$(" + to_string(word.substitutions) + ")";
  return text;
}

static std::string to_string(const ShellCommand& command) {
  constexpr std::string_view kJoints[] = {"; ", "& ", "&& ", "|| ", "| "};
  constexpr std::string_view kKinds[] = {"",      "pipe ", "sub ",  "group ", "if ",
                                         "case ", "loop ", "func ", "test "};
  std::string text(kJoints[static_cast<std::size_t>(command.joint)]);
  if (command.negated) text += "! ";
  text += kKinds[static_cast<std::size_t>(command.kind)];
  for (const ShellAssignment& one : command.assignments) {
    text += one.name.text + "=" + to_string(one.value) + " ";
  }
  for (const ShellWord& word : command.words) text += to_string(word) + " ";
  for (const ShellRedirection& one : command.redirections) {
    text += one.descriptor + one.operation + to_string(one.target);
    if (one.operation.starts_with("<<") && one.operation != "<<<") {
      text += "{" + to_string(one.body) + "}";
    }
    text += " ";
  }
  if (!command.parts.empty()) text += "(" + to_string(command.parts) + ")";
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

static std::string to_string(const std::vector<ShellCommand>& commands) {
  std::string text;
  for (const ShellCommand& command : commands)
    text += (text.empty() ? "" : " ") + to_string(command);
  return text;
}

static std::string read(std::string_view script) {
  const ShellScript read = parse_shell(script);
  return to_string(read.commands) + (read.error.empty() ? "" : " ERROR");
}

TEST_CASE("lists") {
  CHECK(read("a && b || c; d & e") == "; a && b || c ; d & e");
  CHECK(read("set -eux;   a;  b;") == "; set -eux ; a ; b");
  CHECK(read("a\nb # c\n\n# d\ne") == "; a ; b ; e");
  CHECK(read("! a && b") == "; ! a && b");
  CHECK(read("") == "");
}

TEST_CASE("pipelines bind closer than lists") {
  CHECK(read("a && b x | c > f || d") == "; a && pipe (; b x | c >f) || d");
  CHECK(read("a | b |& c") == "; pipe (; a | b | c)");
  CHECK(read("! a | b") == "; ! pipe (; a | b)");
  CHECK(read("curl x | (cd /; bash)") == "; pipe (; curl x | sub (; cd / ; bash))");
}

TEST_CASE("commands made of others") {
  CHECK(read("(a; b) && { c; } > f") == "; sub (; a ; b) && group >f (; c)");
  CHECK(read("if [ -f x ]; then a; elif b; then c; else d; fi | e") ==
        "; pipe (; if (; test -f x ; a ; b ; c ; d) | e)");
  CHECK(read("for i in a $b; do c $i; done") == "; loop i a [$b] (; c [$i])");
  CHECK(read("while read -r x; do a; done < f") == "; loop <f (; read -r x ; a)");
  CHECK(read("case x in a) b;; *) d;; esac") == "; case x (; b ; d)");
  CHECK(read("f() { a; }; f") == "; func f (; group (; a)) ; f");
}

TEST_CASE("words: quotes and escapes") {
  CHECK(read(R"(a 'b c' "d \"e\" \n" f\ g "" $'h\ti')") == "; a b c d \"e\" \\n f g  h\ti");
  CHECK(read("a \\\n b \"d\\\ne\"") == "; a b de");
  CHECK(read(R"(a pre'fix'"ed")") == "; a prefixed");
  CHECK(read("a '$b' \"c\\$d\" \\$e") == "; a $b c$d $e");
}

TEST_CASE("words: what a shell fills in is not known") {
  CHECK(read("a $b ${c} \"x  $d y\" e$f $((1+2))") == "; a [$b] [${c}] [x  $d y] [e$f] [$((1+2))]");
  CHECK(read("rm -rf /x/* ~/y \"*\" ~x a~b") == "; rm -rf [/x/*] [~/y] * [~x] a~b");
  CHECK(read("a {b,c} x{1..3} {} {d}") == "; a [{b,c}] [x{1..3}] {} {d}");
  const ShellScript script = parse_shell("a \"$b/${c:-$d}\"");
  CHECK(script.commands[0].words[1].variables == std::vector<std::string>{"b", "c", "d"});
  CHECK(script.commands[0].words[1].quoted);
}

TEST_CASE("commands in words") {
  CHECK(read("sh -c \"$(curl -fsSL https://x)\"") ==
        "; sh -c [$(curl -fsSL https://x)]$(; curl -fsSL https://x)");
  CHECK(read("bash <(curl x | y)") == "; bash [<(curl x | y)]$(; pipe (; curl x | y))");
  CHECK(read("a=`b c` d") == "; a=[`b c`]$(; b c) d");
  CHECK(read("[ \"$(a)\" = b ] && c") == "; test [$(a)]$(; a) b && c");
}

TEST_CASE("assignments") {
  CHECK(read("A=1 B= c") == "; A=1 B= c");
  CHECK(read("A=x") == "; A=x");
  CHECK(read("export A=1 B") == "; A=1 export B");
  CHECK(read("PATH=$PATH:/x a") == "; PATH=[$PATH:/x] a");
}

TEST_CASE("redirections") {
  CHECK(read("a > f b c 2>&1 >> g < h") == "; a b c >f 2>&1 >>g <h");
  CHECK(read("> f a") == "; a >f");
  CHECK(read("a <<< 'b c'") == "; a <<<b c");
  CHECK(read("> f") == "; >f");
}

TEST_CASE("here-documents") {
  CHECK(read("cat <<EOF > /x a\n1 $b\nEOF\nc") == "; cat a >/x <<EOF{[1 $b\n]} ; c");
  CHECK(read("python - <<'EOF'\nimport x\nEOF") == "; python - <<'EOF'{import x\n}");
  CHECK(read("cat <<EOF | sh && c\nx\nEOF\nd") == "; pipe (; cat <<EOF{x\n} | sh) && c ; d");
}

TEST_CASE("what makes no sense is reported with its place") {
  const std::string text = "a && && b";
  const ShellScript script = parse_shell(text);
  CHECK(script.error.begin() - text.data() == 2);
  CHECK(parse_shell("a; (b").error.empty() == false);
  CHECK(parse_shell("echo 'a").error.empty() == false);
}

TEST_CASE("places of words in a script that its file encodes") {
  const std::string file = "RUN a \\\n# no b\n  && b \"c\"\n";
  const Text joined = {"a   && b \"c\"", {std::string_view(file).substr(4, 21)}};
  const ShellScript script = parse_shell(joined);
  REQUIRE(script.commands.size() == 2);
  CHECK(script.commands[1].span.begin() - file.data() == 20);
  CHECK(script.commands[1].words[1].span.text == "\"c\"");

  const std::string json = R"("a \"b c\" && d\n\ne")";
  const ShellScript decoded = parse_shell(Text{"a \"b c\" && d\n\ne", {json}});
  REQUIRE(decoded.commands.size() == 3);
  CHECK(decoded.commands[1].span.text == "d");
  CHECK(decoded.commands[2].span.text == "e");

  const std::string yaml = "|\n    a \\\n      b\n    c";
  const ShellScript block = parse_shell(Text{"a \\\n  b\nc", {yaml}});
  REQUIRE(block.commands.size() == 2);
  CHECK(block.commands[0].words[1].span.begin() - yaml.data() == 16);
  CHECK(block.commands[1].span.begin() - yaml.data() == 22);
}

TEST_CASE("simple commands, wherever they stand") {
  const ShellScript script =
      parse_shell("a $(b) | (c && { /usr/bin/d; }) > $(e); if f; then g; fi");
  std::string names;
  for (const ShellCommand* one : script.simple_commands())
    names += std::string(one->program()) + " ";
  CHECK(names == "b a e c d f g ");
}

TEST_CASE("programs that only start another one") {
  const auto rest = [](std::string_view text) {
    const ShellScript script = parse_shell(text);
    std::string words;
    for (const ShellWord& word : script.commands[0].without_wrappers()) words += word.text + " ";
    return words;
  };
  CHECK(rest("sudo -E -u app env A=b pip install x") == "pip install x ");
  CHECK(rest("exec timeout -k 5 30 /usr/bin/node server.js") == "/usr/bin/node server.js ");
  CHECK(rest("a b") == "a b ");
  CHECK(rest("exec") == "");
}

TEST_CASE("long and deep scripts") {
  std::string chain = "a";
  for (int i = 0; i < 20'000; ++i) chain += " && a";
  CHECK(parse_shell(chain).commands.size() == 20'001);

  std::string redirected = "a > x";
  for (int i = 0; i < 100; ++i) redirected += " && a > x";
  const ShellScript script = parse_shell(redirected);
  CHECK(script.commands.size() == 101);
  CHECK(script.error.empty());

  for (const char* opening : {"(", "$(", "{ ", "a \"$(", "if ", "<(", "${a:-"}) {
    std::string deep;
    for (int i = 0; i < 20'000; ++i) deep += opening;
    CHECK_FALSE(parse_shell(deep).error.empty());
  }
}
