#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>

#include "config_reading.h"
#include "lint/syntax/parse.h"
#include "mcplint/text.h"

using namespace mcplint;

static std::string read(std::string_view text) { return read_config(parse_yaml, text); }

/// The text of the value at `path`, as it stands in the file.
static std::string place(std::string_view text, std::string_view path) {
  return place_in_config(parse_yaml, text, path);
}

TEST_CASE("YAML becomes values") {
  const struct {
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {"", ""},
      {"# only a comment\n", ""},
      {"a: 1", "{a:1}"},
      {"a: 1\nb:\n  - x\n  - y: z\n", "{a:1,b:['x',{y:'z'}]}"},
      {"{a: [1, 'two', \"th\\u0072ee\"]}", "{a:[1,'two','three']}"},
      {"a:\nb: ~\nc: null\nd: ''", "{a:,b:~,c:null,d:''}"},
      {"a: true\nb: yes\nc: False\nd: 'true'", "{a:true,b:'yes',c:False,d:'true'}"},
      {"[1, -2, 0x1F, 0o17, 1.5, .5, 1e3, .inf, -.INF, .nan]",
       "[1,-2,0x1F,0o17,1.5,.5,1e3,.inf,-.INF,.nan]"},
      {"[1.2.3, 0x, 1e, '1', 22:22, 1_000, .]", "['1.2.3','0x','1e','1','22:22','1_000','.']"},
      {"a: !!str 1\nb: !secret x", "{a:'1',b:'x'}"},
      {"[!!int 1, !!bool true, !!float x, !!int '1', !!null ]", "[1,true,'x','1',]"},
      {"a: |\n  one\n  two\nb: >-\n  one\n  two\n", "{a:'one\ntwo\n',b:'one two'}"},
      {"a: one\n  two", "{a:'one two'}"},
      {"a: 1\na: 2", "{a:1,a:2}"},  // kept: clients disagree on which one wins
      {"\xEF\xBB\xBF"
       "a: 1",
       "{a:1}"},
      {"a: 1\r\nb: 2\r\n", "{a:1,b:2}"},
      {"? [x, y]\n: 1", "{[x, y]:1}"},
      {"a: 1\rb: 2\r", "{a:1,b:2}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input) == c.expected);
  }
}

TEST_CASE("YAML 1.2 is read where it differs from 1.1") {
  const struct {
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {": x", "{:'x'}"},  // a key may be empty
      {"{: x, y: , z}", "{:'x',y:,z:}"},
      {"[: x]", "[{:'x'}]"},
      {"{\"url\":http://a, b: [\"c\":d]}", "{url:'http://a',b:[{c:'d'}]}"},
      {"[a: b, ? c : d, ? e]", "[{a:'b'},{c:'d'},{e:}]"},
      {"{one\n two: 3}", "{one two:3}"},  // a key in braces may go over lines
      {"[:x, ?x, -x, a:b]", "[':x','?x','-x','a:b']"},
      {"a:\tb\n\t\nc:\n \td", "{a:'b',c:'d'}"},  // tabs part, but do not indent
      {"-\ta", "['a']"},
      {"&a.b/c x: 1\ny: *a.b/c", "{x:1,y:'x'}"},
      {"&a: x: 1\ny: *a:", "{x:1,y:'x'}"},
      {"%FUTURE thing\n---\na", "'a'"},
      {"%YAML 1.2 # why\n---\na", "'a'"},
      {"a: |\n  %not a directive\n", "{a:'%not a directive\n'}"},
      {"--- |\ntext\n", "'text\n'"},
      {"...\n# nothing\n...\na: 1", "{a:1}"},
      {"'a\xC2\x85z'", "'a\xC2\x85z'"},  // no line break since 1.2
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input) == c.expected);
  }
}

TEST_CASE("text in YAML is folded as it stands there") {
  const struct {
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {"a\n b\n\n\n c", "'a b\n\nc'"},
      {"'a  \n  b\n\n  c'", "'a b\nc'"},
      {"\"a\\\n   b \\\n\n  c\\t \n d\"", "'ab \nc\t d'"},
      {"\"\\x41\\u00e9\\U0001F600\\/\\_\"", "'A\xC3\xA9\xF0\x9F\x98\x80/\xC2\xA0'"},
      {"|\n a\n  b\n\n c\n\n\n", "'a\n b\n\nc\n'"},
      {"|+\n a\n\n\n", "'a\n\n\n'"},
      {"|-\n a\n\n", "'a'"},
      {"|+\n\n\n", "'\n\n'"},
      {"|1-\n  a\n b", "' a\nb'"},
      {">\n a\n b\n\n c\n\n   d\n   e\n\n f\n", "'a b\nc\n\n  d\n  e\n\nf\n'"},
      {">\r\n a\r\n b\r\n", "'a b\n'"},
      {"- |\n a\n# end\n- b", "['a\n','b']"},
      {"- |", "['']"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input) == c.expected);
  }
}

TEST_CASE("anchors and tags belong to what follows them") {
  CHECK(read("&m\n&k a: &v b\nx: *k\ny: *v") == "{a:'b',x:'a',y:'b'}");
  CHECK(read("- &a !!str 1\n- !!str\n  &b 2\n- [*a, *b]") == "['1','2',['1','2']]");
  CHECK(read("a: &n\nb: *n\nc: !!str") == "{a:,b:,c:''}");
  CHECK(read("a: &list\n- 1\nb: *list") == "{a:[1],b:[1]}");
  CHECK(read("%TAG !e! tag:x,1:\n---\na: !e!t 1\nb: !<tag:y> 2") == "{a:'1',b:'2'}");
  CHECK(read("!!merge <<: {a: 1}") == "{a:1}");
}

TEST_CASE("aliases are copies, and merges add what is missing") {
  CHECK(read("a: &x [1]\nb: *x") == "{a:[1],b:[1]}");
  CHECK(read("x: &x {p: 1, q: 2}\ny:\n  <<: *x\n  q: 3") == "{x:{p:1,q:2},y:{q:3,p:1}}");
  CHECK(read("x: &x {p: 1}\ny: &y {p: 2, q: 2}\nz: {<<: [*x, *y]}") ==
        "{x:{p:1},y:{p:2,q:2},z:{p:1,q:2}}");
  CHECK(read("a: {'<<': 1}") == "{a:{<<:1}}");
  CHECK(read("a: *x") == "1:4 is an alias of nothing; ");
  CHECK(read("a: &x [*x]") == "1:8 is an alias of nothing; ");
  CHECK(read("a: &x 1\n---\nb: *x") == "3:4 is an alias of nothing; {a:1}");
}

TEST_CASE("every document of a YAML file is read") {
  Sources sources;
  const Source& source = sources.add("a.yaml", "a: 1\n---\nb: 2\n--- # nothing\n---\n- c\n...\n");
  Parsed parsed;
  parse_yaml(source, parsed);
  REQUIRE(parsed.config);
  CHECK(debug(parsed.config->root) == "{a:1}");
  REQUIRE(parsed.config->further.size() == 3);
  CHECK(debug(parsed.config->further[0]) == "{b:2}");
  CHECK(debug(parsed.config->further[1]) == "");
  CHECK(debug(parsed.config->further[2]) == "['c']");
}

TEST_CASE("places in YAML are exact") {
  const struct {
    std::string_view input;
    std::string_view path;
    std::string_view expected;
  } cases[] = {
      {"a: one # why\nb: 2", "a", "one"},
      {"a: 'it''s'  \nb: 2", "a", "'it''s'"},
      {"a: \"x\\n\"", "a", "\"x\\n\""},
      {"\xC3\xA9: \xE2\x82\xAC\nb: two", "b", "two"},
      {"a: \xF0\x9F\x98\x80 x\nb: two", "a", "\xF0\x9F\x98\x80 x"},
      {"\xEF\xBB\xBF"
       "a: one",
       "a", "one"},
      {"a: |\n  one\n  two\n\n\nb: 2", "a", "|\n  one\n  two"},
      {"a: >-\n  one\n", "a", ">-\n  one"},
      {"a: &name !!str one", "a", "one"},
      {"a: &name\n  # why\n  b: 1\nc: 2", "a", "b: 1"},
      {"a:\n  b: 1\n  c: 2\n\n# end\nd: 3", "a", "b: 1\n  c: 2"},
      {"a:\n  - 1\n  - x: 2\n\nd: 3", "a", "- 1\n  - x: 2"},
      {"a:\n  b: &x 1\n  c: *x\nd: 3", "a", "b: &x 1\n  c: *x"},
      {"a:\n  b:\n  c:\nd: 3", "a", "b:\n  c"},
      {"a: { b: [1, 2 ] } # why", "a", "{ b: [1, 2 ] }"},
      {"a: { b: [1, 2 ] } # why", "a.b", "[1, 2 ]"},
      {"x: &x {p: 1}\ny:\n  <<: *x\n  q: 3", "y.p", "1"},
      {"a:\nb: 1", "a", ""},
      {"a: [b: c, {d: e} ]", "a", "[b: c, {d: e} ]"},
      {"a: [b: c , {d: e} ]", "a.*", "b: c"},
      {"a: [*x , y]", "a", "(nothing read)"},
      {"x: &x 1\na: [*x , y]\n", "a", "[*x , y]"},
      {"a: \"one\n  two\\\n  three\"\nb: 2", "a", "\"one\n  two\\\n  three\""},
      {"a: one\n\n  two \n\nb: 2", "a", "one\n\n  two"},
      {"a: |+2\n    one\n\n  \nb: 2", "a", "|+2\n    one"},
      {"a:\r\n  b: 1\r\n  c: >\r\n    d\r\ne: 1", "a", "b: 1\r\n  c: >\r\n    d"},
      {"a:\n- b\n-\nc: 1", "a", "- b\n-"},
      {"? a\n: - b\n  - c\nd: 1", "a", "- b\n  - c"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(place(c.input, c.path) == c.expected);
  }
}

TEST_CASE("a tag that says something is kept") {
  Sources sources;
  const Source& source = sources.add("a.yaml", "ports: !override\n  - 1\nx: &a !reset null\n");
  Parsed parsed;
  parse_yaml(source, parsed);
  REQUIRE(parsed.config);
  const Value& root = parsed.config->root;
  CHECK(root.get("ports")->tag.text == "!override");
  CHECK(root.get("ports")->span.text == "- 1");
  CHECK(root.get("x")->tag.text == "!reset");
}

TEST_CASE("what is wrong with a YAML file is placed") {
  const struct {
    std::string_view input;
    std::string_view expected;  // how it begins
  } cases[] = {
      {"a: b: c", "1:5 is no YAML from here on: mapping values"},
      {"\xC3\xA9: b: c", "1:6 is no YAML"},
      {"a: [1", "1:4 is no YAML from here on: a bracket or brace that nothing closes"},
      {"a: 'b\n---\n", "1:4 is no YAML from here on: a quote that nothing closes"},
      {"a: [1 2}", "1:8 is no YAML from here on: a comma or `]` is missing"},
      {"[a, , b]", "1:5 is no YAML from here on: nothing stands in front of this comma"},
      {"[-]", "1:2 is no YAML from here on: a value cannot begin with `-`"},
      {"a:\n\tb: 1", "2:1 is no YAML from here on: a tab cannot indent"},
      {"a:\n  b: 1\n  \tc: 1", "3:3 is no YAML from here on: a tab cannot indent"},
      {"-\t- a", "1:3 is no YAML from here on: a tab cannot indent"},
      {"a: 1\n  b: 2", "2:4 is no YAML from here on: mapping values"},
      {"a:\n  b: 1\n c: 2", "3:2 is no YAML from here on: this is indented more"},
      {"a: - b", "1:4 is no YAML from here on: a list or map must begin on a line"},
      {"a: 1\nb\nc: 2", "2:1 is no YAML from here on: no colon behind a key"},
      {"a: 1\n'b\n c': 2", "2:1 is no YAML from here on: a key must stand on one line"},
      {"a: 1\nb #\n", "2:1 is no YAML from here on: no colon behind a key"},
      {"a: \"\\.\"", "1:5 is no YAML from here on: an escape that YAML does not have"},
      {"a: \"\\xg\"", "1:7 is no YAML from here on: this escape takes 2"},
      {"a: | b", "1:6 is no YAML from here on: only a comment may follow"},
      {"a: &b &c d", "1:7 is no YAML from here on: a second anchor"},
      {"a: &b c\nd: &e *b", "2:7 is no YAML from here on: an alias takes no"},
      {"a: !x!y z", "1:4 is no YAML from here on: a tag whose beginning"},
      {"a: @b", "1:4 is no YAML from here on: a value cannot begin with `@`"},
      {"%YAML 1.2\na: 1", "2:1 is no YAML from here on: no `---` behind"},
      {"a: \x01", "1:4 is no YAML from here on: control"},
      {"a: \xFF", "1:4 is no YAML from here on: no UTF-8"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input).substr(0, c.expected.size()) == c.expected);
  }
  CHECK(read("a: 1\n---\nb: [").find("{a:1}") != std::string::npos);  // what was read is kept
}

TEST_CASE("what some programs refuse is said, and read") {
  const struct {
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {"a: [1,# why\n 2]",
       "1:7 is no YAML to every program: a comment needs a blank in front of it"},
      {"a: [\n1]", "2:1 is no YAML to every program: what is in brackets"},
      {"a: 'x\ny'", "2:1 is no YAML to every program: the lines of a value"},
      {"a: |\n   \n  x", "3:3 is no YAML to every program: an empty line before"},
      {"%YAML 1.2\n%YAML 1.2\n---\na: 1", "2:1 is no YAML to every program: a second `%YAML`"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    const std::string said = read(c.input);
    CHECK(said.substr(0, c.expected.size()) == c.expected);
    CHECK(said.find("{a:") != std::string::npos);
  }
  CHECK(read("a: [\n  1\n]") == "{a:[1]}");  // the bracket itself may stand where everybody puts it
}

TEST_CASE("YAML made to hurt is refused in little time") {
  CHECK(read(std::string(1'000'000, '[')).find("is nested too deeply") != std::string::npos);
  std::string steps;
  for (int i = 0; i < 300; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(read(steps).find("is nested too deeply") != std::string::npos);

  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int j = 0; j < 9; ++j) laughs += ", " + last;
    laughs += "]\n";
  }
  CHECK(read(laughs).find("aliases stand for too much") != std::string::npos);

  for (const std::string_view line :
       {"%TAG !a! tag:x\n", "---\n", "- |\n", "\n", " \t\n", "...\n"}) {
    std::string lines = "a: |\n";
    for (int i = 0; i < 100'000; ++i) lines += line;
    CHECK_NOTHROW(read(lines));
    CHECK_NOTHROW(read(lines.substr(5)));
  }
  std::string keys;  // each may be the key of what is around it, and is read once
  for (int i = 0; i < 150; ++i) keys += "[";
  for (int i = 0; i < 150; ++i) keys += "]: x";
  CHECK_NOTHROW(read(keys));
  CHECK(
      read("[" + std::string(500'000, ' ') + "a" + std::string(500'000, ',') + "]").find("comma") !=
      std::string::npos);
}
