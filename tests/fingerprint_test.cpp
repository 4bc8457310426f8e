#include "lint/report/fingerprint.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace mcplint;

static std::string all_lines(std::string_view text) {
  const Fingerprints prints(text);
  std::string all;
  for (std::size_t line = 1; !prints.of_line(line).empty(); ++line) {
    all += (all.empty() ? "" : " ") + prints.of_line(line);
  }
  return all;
}

TEST_CASE("fingerprints are those that GitHub computes") {
  struct Case {
    std::string text;
    std::string_view prints;
  };
  const std::string object =
      "dee215df393e0f45:1 8266b7077bdffbc:1 32dce9ccfdbc9d3e:1 c129715d7a2bc9a3:1";
  const Case cases[] = {
      {"", "c129715d7a2bc9a3:1"},
      {"{}", "fbd7e2c5745402ff:1"},
      {"{}\n", "eed7ec369518eb95:1 c129715d7a2bc9a3:1"},
      {"{\n  \"a\": 1\n}\n", object},
      {"{\r\n\t\"a\": 1\r\n}\r\n", object},
      {"{\r  \"a\": 1\r}\r", object},
      {"a\r \nb", "67c066a59e652f5e:1 cc4c43d77869440f:1 8ee5a81e681643c1:1"},
      {"\xEF\xBB\xBF{}\n", "3900208e00e15754:1 c129715d7a2bc9a3:1"},
      {"\"\U0001F326\"\n", "180e7a51ec28d02f:1 c129715d7a2bc9a3:1"},
      {"x\nx\nx\n", "4c74ab87820424b1:1 8c072f39cc89b447:1 828973aa50c68d6d:1 c129715d7a2bc9a3:1"},
      {std::string(100, 'p').append("\nq\n"),
       "9176173510cb8e40:1 bee167e02b6e10e2:1 c129715d7a2bc9a3:1"},
      {std::string(99, 'p').append("\nq\n"),
       "9176173510cb8dda:1 bee167e02b6e10e2:1 c129715d7a2bc9a3:1"},
      {" \n\t\n\n", "4e5d562094661a0d:1 5b5d4caf73a13177:1 3c5bef55b72b93c9:1 c129715d7a2bc9a3:1"},
      {"a\u2028b\n", "620718c20f04af2c:1 c129715d7a2bc9a3:1"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    CHECK(all_lines(test.text) == test.prints);
  }
}

TEST_CASE("lines with the same hash are counted") {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "x\n";
  const Fingerprints prints(text);
  const std::string first = prints.of_line(1);
  const std::string hash = first.substr(0, first.find(':'));
  CHECK(first == hash + ":1");
  CHECK(prints.of_line(2) == hash + ":2");
  CHECK(prints.of_line(71) == hash + ":71");  // the last that sees a hundred units alike
  CHECK(prints.of_line(72) != hash + ":72");
}

TEST_CASE("a line's window is the text that its hash is made of") {
  const std::string text = "ab\n" + std::string(60, 'c') + "\n  " + std::string(60, 'd') + "\n";
  const Fingerprints prints(text);
  REQUIRE(prints.window(1));
  CHECK(prints.window(1)->begin == 0);
  CHECK(prints.window(1)->end == 102);  // a hundred units, and the two spaces between
  CHECK(prints.window(3)->begin == 66);
  CHECK(prints.window(3)->end == text.size());
  CHECK(!prints.window(0));
  CHECK(!prints.window(5));
  CHECK(prints.of_line(5).empty());
}
