#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "config_reading.h"
#include "lint/syntax/parse.h"

using namespace mcplint;

static std::string read(std::string_view text) { return read_config(parse_toml, text); }

TEST_CASE("TOML becomes values, in the order of the file") {
  const struct {
    std::string_view input;
    std::string_view expected;
  } cases[] = {
      {"", "{}"},
      {"b = 1\na = 'x'", "{b:1,a:'x'}"},
      {"a = [1, 2.5, true, \"\\u0041\"]", "{a:[1,2.5,true,'A']}"},
      {"[z]\nx = 1\n[a.b]\ny = 2", "{z:{x:1},a:{b:{y:2}}}"},
      {"a.b.c = 1", "{a:{b:{c:1}}}"},
      {"a = {b = 1, \"c d\" = []}", "{a:{b:1,c d:[]}}"},
      {"[[a]]\nx = 1\n[[a]]\nx = 2", "{a:[{x:1},{x:2}]}"},
      {"until = 2027-06-30", "{until:'2027-06-30'}"},
      {"n = 0xFF\nm = 1_000", "{n:0xFF,m:1_000}"},
      {"a = '''\none\ntwo'''", "{a:'one\ntwo'}"},
      {"\xEF\xBB\xBF"
       "a = 1\r\nb = 2\r\n",
       "{a:1,b:2}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(read(c.input) == c.expected);
  }
}

TEST_CASE("places in TOML are exact") {
  const struct {
    std::string_view input;
    std::string_view path;
    std::string_view expected;
  } cases[] = {
      {"a = 'x' # why\n", "a", "'x'"},
      {"a = \"\"\"\none\"\"\"\nb = 1", "a", "\"\"\"\none\"\"\""},
      {"'\xC3\xA9' = 1\na = '\xE2\x82\xAC'", "a", "'\xE2\x82\xAC'"},
      {"'\xE2\x82\xAC' = 1\r\nb = 22 ", "b", "22"},
      {"a = [ 'x', 'y' ]", "a", "[ 'x', 'y' ]"},
      {"a = { b = 1 } # why", "a", "{ b = 1 }"},
      {"[a.b]\nx = 1\ny = 'z'\n\n[c]\n", "a.b", "[a.b]\nx = 1\ny = 'z'"},
      {"[a]\nx = 1\n[a.b]\ny = 2", "a", "[a]\nx = 1\n[a.b]\ny = 2"},
      {"\xEF\xBB\xBF"
       "a = 'x'",
       "a", "'x'"},
      {"d = 2027-06-30", "d", "2027-06-30"},
      {"t = true", "t", "true"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    CHECK(place_in_config(parse_toml, c.input, c.path) == c.expected);
  }
}

TEST_CASE("what is wrong with a TOML file is placed") {
  CHECK(read("a = 1\na = 2").starts_with("2:"));
  CHECK(read("a = \n").starts_with("1:"));
  CHECK(read("a = 1\n[b\n").starts_with("2:"));
  CHECK(read("a = " + std::string(100'000, '[')).find("is no TOML") != std::string::npos);
}
