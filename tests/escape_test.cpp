#include "lint/text/escape.h"

#include <doctest/doctest.h>

#include "lint/text/characters.h"

using namespace mcplint;

TEST_CASE("escape() leaves what people can see and writes out what they cannot") {
  struct Case {
    std::string_view text;
    std::string_view escaped;
  };
  constexpr Case kCases[] = {
      {"", ""},
      {"plain `code` ~", "plain `code` ~"},
      {"a\tb", "a\tb"},
      {"a\nb\r\n", R"(a\nb\r\n)"},
      {"\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"},
      {"\x7f", "\\x7f"},
      {"\u009b31m", "\\u009b31m"},  // a control sequence of one character
      {"user\u202etxt\u202c.exe", R"(user\u202etxt\u202c.exe)"},
      {"a\u200bb\u2066c\u2069\ufeff", R"(a\u200bb\u2066c\u2069\ufeff)"},
      {"line\u2028end", "line\\u2028end"},
      {"\U000E0041\U000E007F", "\\u{e0041}\\u{e007f}"},  // tags
      {"\xff\xfe", "\\xff\\xfe"},
      {"\xe2\x82x", "\\xe2\\x82x"},  // begins a character and does not end it
      {"\xc0\xaf\xed\xa0\x80", R"(\xc0\xaf\xed\xa0\x80)"},  // overlong; a surrogate
      {"東京 é e\u0301 🎉", "東京 é e\u0301 🎉"},
      {"\u0301x", "\\u0301x"},                       // a mark with nothing to be drawn over
      {"⚠\ufe0f 👍🏽", "⚠\ufe0f 👍🏽"},  // pictures
      {"a\ufe0f", "a\\ufe0f"},                       // a selector that selects nothing
      {"⚠\ufe0f\ufe0f", "⚠\ufe0f\\ufe0f"},           // one is enough
      {"👩\u200d💻", "👩\\u200d💻"},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.text);
    CHECK(escape(test.text) == test.escaped);
    CHECK(escape(escape(test.text)) == test.escaped);
  }
  CHECK(escape(std::string_view("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("columns_of() measures as a terminal does") {
  CHECK(columns_of("") == 0);
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("東京") == 4);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("\u0915\u093f\u0902") == 2);  // the last is drawn over the others
  CHECK(columns_of("한글") == 4);
  CHECK(columns_of("ｗｉｄｅ") == 8);
  CHECK(columns_of("🎉") == 2);
  CHECK(columns_of("👍🏽") == 2);
  CHECK(columns_of("⚠") == 1);
  CHECK(columns_of("⚠\ufe0f") == 2);
  CHECK(columns_of("…·") == 2);
}

TEST_CASE("shown_character_at() counts bytes that are not UTF-8 as browsers do") {
  struct Case {
    std::string_view text;
    std::size_t size;
    char32_t code;
  };
  constexpr Case kCases[] = {
      {"a", 1, 'a'},
      {"é", 2, 0xE9},
      {"\xff", 1, 0xFFFD},
      {"\x80\x80", 1, 0xFFFD},
      {"\xe2\x82", 2, 0xFFFD},  // the end is missing
      {"\xe2\x82x", 2, 0xFFFD},
      {"\xe2x", 1, 0xFFFD},
      {"\xf0\x9f\x8e", 3, 0xFFFD},
      {"\xf0\x9f\x8e!", 3, 0xFFFD},
      {"\xf0\x80\x80\x80", 1, 0xFFFD},  // overlong: no character begins so
      {"\xe0\x80\x80", 1, 0xFFFD},
      {"\xed\xa0\x80", 1, 0xFFFD},      // a surrogate
      {"\xf4\x90\x80\x80", 1, 0xFFFD},  // beyond Unicode
      {"\xf5\x80", 1, 0xFFFD},
  };
  for (const Case& test : kCases) {
    const Character character = shown_character_at(test.text, 0);
    CHECK(character.size == test.size);
    CHECK(character.code == test.code);
  }
}
