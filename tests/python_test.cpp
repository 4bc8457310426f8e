// Python into Code: what each construct becomes.

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "lint/syntax/parse.h"

using namespace mcplint;

static std::string_view kind_name(NodeKind kind) {
  constexpr std::string_view kNames[] = {
      "name",     "attribute", "call",   "keyword",   "spread",  "string",        "number",
      "constant", "format",    "binary", "compare",   "logical", "not",           "conditional",
      "sequence", "mapping",   "pair",   "subscript", "lambda",  "comprehension", "generator",
      "filter",   "await",     "yield",  "other",     "block",   "assign",        "augment",
      "return",   "raise",     "assert", "jump",      "if",      "for",           "while",
      "try",      "handler",   "with",   "item",      "match",   "case",          "function",
      "class"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// A Node in one line: `(call os.path.join (name x))`.
static std::string to_string(const Node& node) {
  std::string text = "(" + std::string(kind_name(node.kind()));
  const bool has_index =
      node.is(NodeKind::Lambda) || node.is(NodeKind::Function) || node.is(NodeKind::Class);
  if (!node.name().empty()) text += " " + std::string(node.name());
  if (node.is(NodeKind::String)) text += " '" + std::string(node.value()) + "'";
  if (node.is(NodeKind::Number) || node.is(NodeKind::Constant)) {
    text += " " + std::string(node.span().text);
  }
  if (has_index) text += " #" + std::to_string(node.index());
  for (const Node& part : node.parts()) text += " " + to_string(part);
  return text + ")";
}

namespace {

/// A parsed file and its text, kept together.
struct File {
  explicit File(std::string text) : source(std::make_unique<Source>("test.py", std::move(text))) {
    parse_python(*source, parsed);
  }
  [[nodiscard]] const Code& code() const { return *parsed.code; }

  std::unique_ptr<Source> source;
  Parsed parsed;
};

struct Row {
  const char* input;
  const char* expected;
};

}  // namespace

TEST_CASE("expressions") {
  const Row rows[] = {
      {"x", "(name x)"},
      {"a.b.c", "(attribute c (attribute b (name a)))"},
      {"f(1, *a, k=2, **d)",
       "(call (name f) (number 1) (spread * (name a)) (keyword k (number 2)) (spread ** (name "
       "d)))"},
      {"'a\\n\\x41'", "(string 'a\nA')"},
      {"r'a\\n'", "(string 'a\\n')"},
      {"'a' \"b\"", "(string 'ab')"},
      {"f'a{x}b{y!r:>{w}}'", "(format (string 'a') (name x) (string 'b') (name y))"},
      {"f\"{f'{x}'}\"", "(format (format (name x)))"},
      {"'a' f'{x}'", "(format (string 'a') (format (name x)))"},
      {"a / b + c", "(binary + (binary / (name a) (name b)) (name c))"},
      {"a not in b", "(compare not in (name a) (name b))"},
      {"a < b <= c", "(logical (compare < (name a) (name b)) (compare <= (name b) (name c)))"},
      {"a and b and c", "(logical and (name a) (name b) (name c))"},
      {"not a or b", "(logical or (not (name a)) (name b))"},
      {"a if c else b", "(conditional (name c) (name a) (name b))"},
      {"[a, *b]", "(sequence (name a) (spread * (name b)))"},
      {"{'a': 1, **b}", "(mapping (pair (string 'a') (number 1)) (spread ** (name b)))"},
      {"a['k'][0]", "(subscript (subscript (name a) (string 'k')) (number 0))"},
      {"[f(x) for x in y if x]",
       "(comprehension (call (name f) (name x)) (generator (name x) (name y)) (filter (name x)))"},
      {"sum(x for x in y)",
       "(call (name sum) (comprehension (name x) (generator (name x) (name y))))"},
      {"await f()", "(await (call (name f)))"},
      {"(y := f())", "(assign (name y) (call (name f)))"},
      {"lambda x: x", "(lambda #0)"},
      {"None", "(constant None)"},
      {"((x))", "(name x)"},
  };
  for (const Row& row : rows) {
    const File file(row.input);
    REQUIRE(file.parsed.problems.empty());
    REQUIRE_MESSAGE(file.code().body.parts().size() == 1, row.input);
    CHECK_MESSAGE(to_string(file.code().body.part(0)) == row.expected, row.input);
  }
}

TEST_CASE("statements") {
  const Row rows[] = {
      {"a = b = 1", "(assign (name a) (name b) (number 1))"},
      {"a, b = c", "(assign (sequence (name a) (name b)) (name c))"},
      {"a: str = b", "(assign (name a) (name b))"},
      {"a += 1", "(augment += (name a) (number 1))"},
      {"return", "(return)"},
      {"raise E from e", "(raise (name E) (name e))"},
      {"assert a, b", "(assert (name a) (name b))"},
      {"if a:\n  b\nelif c:\n  d\nelse:\n  e",
       "(if (name a) (block (name b)) (block (if (name c) (block (name d)) (block (name e)))))"},
      {"for a in b:\n  break\nelse:\n  c",
       "(for (name a) (name b) (block (jump break)) (block (name c)))"},
      {"while a:\n  continue", "(while (name a) (block (jump continue)) (block))"},
      {"try:\n  a\nexcept E as e:\n  b\nexcept:\n  c\nelse:\n  d\nfinally:\n  f",
       "(try (block (name a)) (block (name d)) (block (name f)) "
       "(handler e (block (name b)) (name E)) (handler (block (name c))))"},
      {"with a() as b, c:\n  d",
       "(with (item (call (name a)) (name b)) (item (name c)) (block (name d)))"},
      {"async with a as b:\n  c", "(with (item (name a) (name b)) (block (name c)))"},
      {"match a:\n  case 'x':\n    b\n  case y if c:\n    d",
       "(match (name a) (case (string 'x') (other) (block (name b))) "
       "(case (name y) (name c) (block (name d))))"},
      {"async def f(): pass", "(function #0)"},
      {"@d\nclass C(B): pass", "(class #0)"},
  };
  for (const Row& row : rows) {
    const File file(row.input);
    REQUIRE_MESSAGE(file.parsed.problems.empty(), row.input);
    REQUIRE_MESSAGE(file.code().body.parts().size() == 1, row.input);
    CHECK_MESSAGE(to_string(file.code().body.part(0)) == row.expected, row.input);
  }
}

TEST_CASE("functions: parameters, decorators, nesting, methods") {
  const File file(
      "@mcp.tool(name='x')\n"
      "async def f(a, b: int = 1, /, *args: str, c: Annotated[str, Field()] = None, **rest):\n"
      "    def inner(): pass\n"
      "class C:\n"
      "    x: str = 'd'\n"
      "    def m(self, *, y): pass\n");
  const Code& code = file.code();
  REQUIRE(code.functions.size() == 3);
  const Function& f = code.functions[0];
  CHECK(f.name == "f");
  CHECK(f.is_async);
  REQUIRE(f.decorators.size() == 1);
  CHECK(to_string(f.decorators[0]) ==
        "(call (attribute tool (name mcp)) (keyword name (string 'x')))");
  REQUIRE(f.parameters.size() == 5);
  CHECK(f.parameters[1].annotation.span().text == "int");
  CHECK(f.parameters[1].has_default());
  CHECK(f.parameters[2].stars == 1);
  CHECK(f.parameters[2].name == "args");
  CHECK(f.parameters[3].keyword_only);
  CHECK(f.parameters[3].annotation.span().text == "Annotated[str, Field()]");
  CHECK(f.parameters[4].stars == 2);
  CHECK(code.functions[1].parent == 0);
  CHECK(code.functions[2].enclosing_class == 0);
  CHECK(code.functions[2].parameters[1].keyword_only);
  REQUIRE(code.classes.size() == 1);
  REQUIRE(code.classes[0].fields.size() == 1);
  CHECK(code.classes[0].fields[0].name == "x");
  CHECK(code.classes[0].methods == std::vector<std::uint32_t>{2});
}

TEST_CASE("imports") {
  const File file(
      "import a.b, c as d\n"
      "from .e import (f, g as h)\n"
      "from i import *\n"
      "def later():\n    import j\n");
  std::string text;
  for (const Import& one : file.code().imports) {
    text += one.module + "|" + one.name + "|" + std::string(one.alias) + "\n";
  }
  CHECK(text == "a.b||a\nc||d\n.e|f|f\n.e|g|h\ni|*|\nj||j\n");
}

TEST_CASE("the language as of Python 3.12") {
  const File file(
      "type Pair[T] = tuple[T, T]\n"
      "def first[T](pair: Pair[T]) -> T:\n    return pair[0]\n"
      "try:\n    pass\nexcept* ValueError as group:\n    pass\n"
      "print(f'{', '.join(names)}')\n");
  CHECK(file.parsed.problems.empty());
  CHECK(file.code().functions.size() == 1);
}

TEST_CASE("a syntax error is reported where it is; the sound parts are read") {
  const File file("def before(): pass\n\nx = = 1\n\ndef after(): pass\n");
  REQUIRE(file.parsed.problems.size() == 1);
  CHECK(file.parsed.problems[0].what == "syntax error");
  CHECK(file.parsed.problems[0].span.begin() >= file.source->text.data() + 20);
  CHECK(file.code().functions.size() == 2);
}
