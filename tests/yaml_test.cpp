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
      {"[1.2.3, 0x, 1e, '1', 22:22, 1_000, -, .]",
       "['1.2.3','0x','1e','1','22:22','1_000','-','.']"},
      {"a: !!str 1\nb: !secret x", "{a:'1',b:'x'}"},
      {"a: |\n  one\n  two\nb: >-\n  one\n  two\n", "{a:'one\ntwo\n',b:'one two'}"},
      {"a: one\n  two", "{a:'one two'}"},
      {"a: 1\na: 2", "{a:1,a:2}"},  // kept: clients disagree on which one wins
      {"\xEF\xBB\xBF"
       "a: 1",
       "{a:1}"},
      {"a: 1\r\nb: 2\r\n", "{a:1,b:2}"},
      {"? [x, y]\n: 1", "{[x, y]:1}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input) == c.expected);
  }
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
  CHECK(read("a: b: c").starts_with("1:5 is no YAML from here on: mapping values"));
  CHECK(read("\xC3\xA9: b: c").starts_with("1:6 is no YAML"));
  CHECK(read("a: [1").starts_with("1:6 is no YAML"));
  CHECK(read("a:\n\tb: 1").starts_with("2:1 is no YAML"));
  CHECK(read("a: \x01").starts_with("1:4 is no YAML from here on: control"));
  CHECK(read("a: 1\n---\nb: [").find("{a:1}") != std::string::npos);  // what was read is kept
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

  std::string tags;
  for (int i = 0; i < 50'000; ++i) tags += "%TAG !" + std::to_string(i) + "! tag:x\n";
  CHECK(read(tags).find("too many tag directives") != std::string::npos);
}
