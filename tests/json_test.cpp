#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>

#include "config_reading.h"
#include "lint/syntax/parse.h"
#include "mcplint/text.h"

using namespace mcplint;

static std::string read(std::string_view text) { return read_config(parse_json, text); }

/// Whether every span in `value` is the text it should be: what a second parse
/// of the span alone gives again.
static void check_spans(const Source& source, const Value& value) {
  REQUIRE(value.span.begin() >= source.text.data());
  REQUIRE(value.span.end() <= source.text.data() + source.text.size());
  CHECK(read(std::string(value.span.text)) == debug(value));
  for (const Value& item : value.items) check_spans(source, item);
  for (const Member& member : value.members) {
    CHECK(read(std::string(member.key.span.text)) == "'" + member.key.text + "'");
    check_spans(source, member.value);
  }
}

namespace {

struct Case {
  std::string_view input;
  std::string_view expected;
};

}  // namespace

static void check(std::span<const Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(read(std::string(c.input)) == c.expected);
  }
}

TEST_CASE("JSON becomes values") {
  const Case cases[] = {
      {R"({})", "{}"},
      {R"([])", "[]"},
      {R"( [ ] )", "[]"},
      {R"({"a": 1, "b": [true, false, null]})", "{a:1,b:[true,false,null]}"},
      {R"({"a": {"b": {"c": []}}, "d": {}})", "{a:{b:{c:[]}},d:{}}"},
      {R"([[], [[]], {}, ""])", "[[],[[]],{},'']"},
      {R"("only a string")", "'only a string'"},
      {R"(-1.5e+10)", "-1.5e+10"},
      {R"( null )", "null"},
      {R"({"a": 1, "a": 2})", "{a:1,a:2}"},  // kept: clients disagree on which one wins
      {R"(["\"\\\/\b\f\n\r\t"])", "['\"\\/\b\f\n\r\t']"},
      {R"(["\u0041\u00e9\u20AC"])", "['A\u00e9\u20ac']"},
      {R"(["\ud83d\ude00"])", "['\U0001F600']"},
      {R"(["\ud83d"])", "['\uFFFD']"},  // half a pair, as JavaScript would keep it
      {R"(["\ud83d\u0041"])", "['\uFFFDA']"},
      {R"(["\ude00\ud83d"])", "['\uFFFD\uFFFD']"},
      {R"({"\u0061": 1})", "{a:1}"},
      {R"([123456789012345678901234567890, 1e999])", "[123456789012345678901234567890,1e999]"},
      {"\xEF\xBB\xBF{}", "{}"},
      {"{\"a\":\r\n1}", "{a:1}"},
  };
  check(cases);
}

TEST_CASE("comments and trailing commas are read, and noted") {
  const struct {
    std::string_view input;
    std::string_view value;
    std::string_view comment;
    std::string_view comma;
  } cases[] = {
      {"{\"a\": 1} // end", "{a:1}", "// end", ""},
      {"/* one */ {} /* two */", "{}", "/* one */", ""},
      {"// \xE2\x82\xAC \"\n[1, // one\r\n 2]", "[1,2]", "// \xE2\x82\xAC \"", ""},
      {"[1, /* , */ 2,]", "[1,2]", "/* , */", ","},
      {"{\"a\": [1,],}", "{a:[1]}", "", ","},
      {"{\"a\": 1, // why\n}", "{a:1}", "// why", ","},
      {"[\"// no comment\", \"/*\"]", "['// no comment','/*']", "", ""},
      {"[1] //", "[1]", "//", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.input);
    Sources sources;
    const Source& source = sources.add("a.json", std::string(c.input));
    Parsed parsed;
    parse_json(source, parsed);
    REQUIRE(parsed.config);
    const Config& config = *parsed.config;
    CHECK(debug(config.root) == c.value);
    CHECK(config.comment.text == c.comment);
    CHECK(config.trailing_comma.text == c.comma);
    CHECK((config.syntax == Syntax::Json) == (c.comment.empty() && c.comma.empty()));
    check_spans(source, config.root);
  }
}

TEST_CASE("the first comment and comma are the ones noted") {
  Sources sources;
  const Source& source = sources.add("a.json", "[[1,], /*a*/ [2,], /*b*/ 3,]");
  Parsed parsed;
  parse_json(source, parsed);
  REQUIRE(parsed.config);
  CHECK(sources.locate(parsed.config->comment).column == 8);
  CHECK(sources.locate(parsed.config->trailing_comma).column == 4);
}

TEST_CASE("places are those of the file, quotes and brackets included") {
  Sources sources;
  const Source& source = sources.add("a.json", R"({
  // servers
  "mcp\u0053ervers": {
    "one": { "command": "npx", "args": [ "-y", "a\\b", ], },
    "two": {}
  }
})");
  Parsed parsed;
  parse_json(source, parsed);
  REQUIRE(parsed.config);
  const Value& root = parsed.config->root;
  check_spans(source, root);
  CHECK(root.span.text == source.text);

  const Value* one = root.find("mcpServers.one").at(0);
  CHECK(one->span.text == R"({ "command": "npx", "args": [ "-y", "a\\b", ], })");
  CHECK(one->get("args")->span.text == R"([ "-y", "a\\b", ])");
  CHECK(one->get("args")->items[1].span.text == R"("a\\b")");
  CHECK(root.members[0].key.span.text == R"("mcp\u0053ervers")");
  CHECK(sources.locate(one->get("command")->span).line == 4);
  CHECK(sources.locate(one->get("command")->span).column == 25);
}

TEST_CASE("mistakes are reported where they are") {
  const Case cases[] = {
      {"", "1:1 file is empty; "},
      {" \n\t", "1:1 file is empty; "},
      {"// nothing\n", "1:1 file is empty; "},
      {"\xEF\xBB\xBF", "1:1 file is empty; "},
      {"{\n  \"a\": 1\n  \"b\": 2\n}", "3:3 comma is missing before this; "},
      {"[1 2]", "1:4 comma is missing before this; "},
      {"{\"a\" 1}", "1:6 colon is missing before this; "},
      {"{\"a\": }", "1:7 value is missing before this; "},
      {"{\"a\"}", "1:5 value is missing before this; "},
      {"{\"a\", \"b\"}", "1:5 value is missing before this; "},
      {"[,]", "1:2 value is missing before this; "},
      {"[1,,]", "1:4 value is missing before this; "},
      {"{,}", "1:2 value is missing before this; "},
      {"{a: 1}", "1:2 key is not in double quotes; "},
      {"{'a': 1}", "1:2 key is not in double quotes; "},
      {"[1, 'a']", "1:5 string is not in double quotes; "},
      {"{\"a\": \"b\n}", "1:7 string is not closed; "},
      {"[\"abc", "1:2 string is not closed; "},
      {"[\"abc\\", "1:2 string is not closed; "},
      {"[\"abc\\\n\"]", "1:2 string is not closed; "},
      {"[\"a\tb\"]", "1:4 control character in a string; "},
      {"[\"C:\\Users\"]", "1:5 escape that JSON does not have; "},
      {"[\"\\u12\"]", "1:3 \\u without four hexadecimal digits; "},
      {"{\n\"a\": [\n1, 2}", "3:5 } does not close the [ of line 2; "},
      {"{\n\"a\": [\n1", "3:1 file ends, but the [ of line 2 is not closed; "},
      {"{\"a\": 1,\n", "1:8 file ends, but the { of line 1 is not closed; "},
      {"]", "1:1 ] closes nothing; "},
      {"{}}", "1:3 } closes nothing; "},
      {"{} {}", "1:4 text follows the end of the JSON; "},
      {"{},", "1:3 text follows the end of the JSON; "},
      {"[tru]", "1:2 unexpected text instead of a value; "},
      {"[NaN]", "1:2 unexpected text instead of a value; "},
      {"[01]", "1:2 number that JSON does not have; "},
      {"[1.]", "1:2 number that JSON does not have; "},
      {"[.5]", "1:2 number that JSON does not have; "},
      {"[+1]", "1:2 number that JSON does not have; "},
      {"[1e]", "1:2 number that JSON does not have; "},
      {"[-]", "1:2 number that JSON does not have; "},
      {"[1] # one", "1:5 # begins no comment in JSON; "},
      {"# one\n[1]", "1:1 # begins no comment in JSON; "},
      {"[1 /* one", "1:4 comment is not closed; "},
      {"[1 / 2]", "1:4 unexpected /; "},
      {"{{ cookiecutter }}", "1:2 key is not in double quotes; "},
  };
  check(cases);
}

TEST_CASE("bytes that are not UTF-8 are reported, and the rest is read") {
  CHECK(read("{\"a\": \"x\xFFy\", \"b\": 1}") == "1:9 text is not UTF-8; {a:'x?y',b:1}");
  CHECK(read("[\"\xC3\"]") == "1:3 text is not UTF-8; ['?']");
  CHECK(read("\xFF\xFE") == "1:1 text is not UTF-8; 1:1 unexpected text instead of a value; ");
}

TEST_CASE("NUL bytes are mistakes like others") {
  using namespace std::string_literals;
  CHECK(read("{\"a\0\": 1}"s) == "1:4 control character in a string; ");
  CHECK(read("{\"a\": 1}\0"s) == "1:9 text follows the end of the JSON; ");
  CHECK(read("\0"s) == "1:1 unexpected text instead of a value; ");
  CHECK(read("[\"\\\0\"]"s) == "1:3 escape that JSON does not have; ");
}

TEST_CASE("what cannot be bounded is not read") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(read(nested(1'024)) == nested(1'024));
  CHECK(read(nested(1'025)) == "1:1025 brackets are nested deeper than 1,024 levels; ");
  CHECK(read(std::string(100'000, '[')) == "1:1025 brackets are nested deeper than 1,024 levels; ");
  CHECK(read(std::string(100'000, '{')) == "1:2 key is not in double quotes; ");

  std::string many = "[0";
  while (many.size() < 600'000) many += ",0";
  CHECK(read(many + "]").find("file holds more than 250,000 values") != std::string::npos);
  CHECK(read(std::string((std::size_t{16} << 20) + 1, ' ')) == "1:1 file is larger than 16 MiB; ");
}

TEST_CASE("maps in maps are bounded as lists in lists are") {
  std::string text;
  for (int i = 0; i < 1'024; ++i) text += "{\"a\":";
  text += "1" + std::string(1'024, '}');
  const std::string read_back = read(text);
  CHECK(read_back.starts_with("{a:{a:"));
  CHECK(read_back.ends_with("1" + std::string(1'024, '}')));
}

static constexpr std::string_view kSample = R"({
  // the servers
  "mcpServers": {
    "a\u00e9\ud83d\ude00": { "command": "C:\\npx", "args": ["-y", "x@1.2", -1.5e3, null,], },
    /* off */ "b": [[], {}, true, "€"]
  }
} // end
)";

TEST_CASE("cut off anywhere, a file is a value or a problem") {
  CHECK(read(std::string(kSample)).starts_with("{mcpServers:"));
  for (std::size_t size = 0; size < kSample.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(read(std::string(kSample.substr(0, size))).empty());
  }
}

TEST_CASE("broken anywhere, a file is a value or a problem") {
  for (std::size_t at = 0; at < kSample.size(); ++at) {
    CAPTURE(at);
    for (const char with : {'\0', '"', '\\', '{', ']', ',', '/', '\xFF'}) {
      std::string broken(kSample);
      broken[at] = with;
      CHECK_FALSE(read(broken).empty());
    }
  }
}

TEST_CASE("values are found by key and by path") {
  Sources sources;
  const Source& source = sources.add(
      "a.json",
      R"({"a": {"x": {"k": 1}, "y": {"k": 2}, "z": 3}, "l": [{"k": 4}], "d": 5, "d": 6})");
  Parsed parsed;
  parse_json(source, parsed);
  REQUIRE(parsed.config);
  const Value& root = parsed.config->root;

  const auto found = [&](std::string_view path) {
    std::string text;
    for (const Value* value : root.find(path)) text += debug(*value) + " ";
    return text;
  };
  CHECK(found("a.*.k") == "1 2 ");
  CHECK(found("a.x") == "{k:1} ");
  CHECK(found("l.*.k") == "4 ");
  CHECK(found("*.*.k") == "1 2 4 ");
  CHECK(found("a.z.k").empty());
  CHECK(found("none").empty());
  CHECK(found("d") == "6 ");  // the last one, as JSON.parse has it
  CHECK(root.get("none") == nullptr);
  CHECK(root.get("d")->get("k") == nullptr);
}
