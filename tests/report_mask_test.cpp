#include <doctest/doctest.h>

#include <string>

#include "lint/report/mask.h"
#include "report_runs.h"

using namespace mcplint;

static const std::string kToken = "ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";

TEST_CASE("a credential is hidden wherever its text turns up") {
  RunBuilder builder;
  const Source& file = builder.file(".env", "A=" + kToken + "\nB=correct-horse\nC=tiny\n");
  builder.secret(span_of(file, kToken));
  builder.secret(span_of(file, "correct-horse"), "");
  builder.secret(span_of(file, "tiny"), "");
  Mask mask(builder.run);

  struct Case {
    std::string text;
    std::string hidden;
  };
  const Case cases[] = {
      {"", ""},
      {"nothing here", "nothing here"},
      {kToken, "ghp_****"},
      {"<" + kToken + ">", "<ghp_****>"},
      {kToken + kToken, "ghp_****"},
      {kToken.substr(0, 39), kToken.substr(0, 39)},  // another token
      {"user:correct-horse@host", "user:****@host"},
      {"a tiny thing", "a tiny thing"},  // too short to tell from a word
      {"tiny", "****"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    CHECK(mask.hide(test.text) == test.hidden);
  }
  CHECK(mask.hide(file, 0, file.text.size()) == "A=ghp_****\nB=****\nC=****\n");
  CHECK(mask.hide(file, 10, 20) == "****");  // a part of it is no less secret
}

TEST_CASE("a credential is hidden in files that it was not found in") {
  RunBuilder builder;
  const Source& one = builder.file("one.py", "key = '" + kToken + "'\n");
  const Source& two = builder.file("two.py", "# the key was " + kToken + "\n");
  builder.secret(span_of(one, kToken));
  Mask mask(builder.run);
  CHECK(mask.hide(two, 0, two.text.size()) == "# the key was ghp_****\n");
  REQUIRE(mask.in(two).size() == 1);
  CHECK(mask.in(two)[0].begin == 14);
}

TEST_CASE("credentials that overlap are hidden as one") {
  RunBuilder builder;
  const Source& file = builder.file("a", "aaaabbbbccccdddd\naaaabbbbcccc\nbbbbccccdddd\n");
  builder.secret(span_of(file, "aaaabbbbcccc", 1), "");
  builder.secret(span_of(file, "bbbbccccdddd", 1), "");
  Mask mask(builder.run);
  CHECK(mask.hide("aaaabbbbccccdddd") == "****");
  CHECK(mask.hide("aaaabbbbccccXbbbbccccdddd") == "****X****");
}

TEST_CASE("of credentials that begin alike, the longest is hidden") {
  RunBuilder builder;
  const Source& file = builder.file("a", "password1 password123 password12x password0");
  for (const char* word : {"password1 ", "password123", "password12x"}) {
    Span span = span_of(file, word);
    while (span.text.ends_with(' ')) span.text.remove_suffix(1);
    builder.secret(span, "");
  }
  const Mask mask(builder.run);
  CHECK(mask.hide("password123") == "****");
  CHECK(mask.hide("password12") == "****2");
  CHECK(mask.hide("password0") == "password0");
}

TEST_CASE("a credential is known without the escapes and indentation of its file") {
  RunBuilder builder;
  const Source& json =
      builder.file("a.json", R"({"k": "abc\/def\u0041-XYZ-12345\nsecond-line-of-it"})");
  builder.secret(span_of(json, R"(abc\/def\u0041-XYZ-12345\nsecond-line-of-it)"), "");
  const Source& yaml = builder.file("b.yaml", "k: |\n  first-line-of-it\n  third-line-of-it\n");
  builder.secret(span_of(yaml, "first-line-of-it\n  third-line-of-it"), "");
  const Mask mask(builder.run);
  CHECK(mask.hide("<abc/defA-XYZ-12345\nsecond-line-of-it>") == "<****>");
  CHECK(mask.hide("<second-line-of-it>") == "<****>");
  CHECK(mask.hide("first-line-of-it\nthird-line-of-it") == "****\n****");
}

TEST_CASE("only long tokens of a known format keep their beginning") {
  RunBuilder builder;
  const std::string text =
      "sk-short-one 2Vq7-long-token-of-a-format my-own-long-password-of-mine "
      "\xc3\xa9\xc3\xa9long-token-of-a-format";
  const Source& file = builder.file("a", text);
  builder.secret(span_of(file, "sk-short-one"), "some key");
  builder.secret(span_of(file, "2Vq7-long-token-of-a-format"), "some key");
  builder.secret(span_of(file, "my-own-long-password-of-mine"), "");
  builder.secret(span_of(file, "\xc3\xa9\xc3\xa9long-token-of-a-format"), "some key");
  Mask mask(builder.run);
  CHECK(mask.hide(file, 0, text.size()) == "**** **** **** ****");
}

TEST_CASE("a very long credential is hidden whole") {
  RunBuilder builder;
  std::string key;
  for (int i = 0; i < 100; ++i) key += "line" + std::to_string(i) + "-of-the-key,";
  const Source& file = builder.file("a", "<" + key + ">");
  builder.secret(span_of(file, key), "private key");
  Mask mask(builder.run);
  CHECK(mask.hide("<" + key + ">") == "<line****>");
  CHECK(mask.hide(file, 0, file.text.size()) == "<line****>");
}
