// Paths and patterns, as .gitignore has them.

#include "lint/text/glob.h"

#include <doctest/doctest.h>

#include "lint/text/edit_distance.h"
#include "lint/text/utf8.h"

using namespace mcplint;
using Answer = IgnoreFile::Answer;

TEST_CASE("globs") {
  struct Row {
    const char* pattern;
    const char* path;
    bool matches;
  };
  const Row rows[] = {
      {"*.py", "a.py", true},        {"*.py", "a/b.py", false},   {"**/*.py", "a/b/c.py", true},
      {"**/*.py", "c.py", true},     {"a/**", "a/b/c", true},     {"a/**", "a", false},
      {"a/**/d", "a/d", true},       {"a/**/d", "a/b/c/d", true}, {"a/**/d", "a/b/c", false},
      {"?.c", "x.c", true},          {"?.c", "xy.c", false},      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},      {"[!a-c]x", "dx", true},     {"\\*x", "*x", true},
      {"\\*x", "ax", false},         {"[x", "[x", true},          {"*a*b*c", "xxaxxbxxc", true},
      {"*a*b*c", "xxaxxbxx", false},
  };
  for (const Row& row : rows) {
    CHECK_MESSAGE(glob_matches(row.pattern, row.path) == row.matches,
                  row.pattern << " on " << row.path);
  }
}

TEST_CASE("a pattern made to be slow takes no time") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  CHECK_FALSE(glob_matches(pattern + "b", std::string(5000, 'a')));
}

TEST_CASE(".gitignore: the last line that matches decides") {
  const IgnoreFile file(
      "# comment\n"
      "*.log\r\n"
      "!keep.log\n"
      "build/\n"
      "/root.txt\n"
      "docs/*.pdf\n"
      "trailing   \n"
      "\\#hash\n"
      "**/cache\n");
  CHECK(file.ask("a.log", false) == Answer::Ignored);
  CHECK(file.ask("x/y/a.log", false) == Answer::Ignored);
  CHECK(file.ask("x/keep.log", false) == Answer::Kept);
  CHECK(file.ask("x/build", true) == Answer::Ignored);
  CHECK(file.ask("build", false) == Answer::Silent);  // a file of that name
  CHECK(file.ask("root.txt", false) == Answer::Ignored);
  CHECK(file.ask("x/root.txt", false) == Answer::Silent);
  CHECK(file.ask("docs/a.pdf", false) == Answer::Ignored);
  CHECK(file.ask("x/docs/a.pdf", false) == Answer::Silent);
  CHECK(file.ask("trailing", false) == Answer::Ignored);
  CHECK(file.ask("#hash", false) == Answer::Ignored);
  CHECK(file.ask("a/b/cache", true) == Answer::Ignored);
}

TEST_CASE("UTF-8: valid, invalid and where") {
  CHECK_FALSE(first_invalid_utf8("gr\u00fc\u00dfe \U0001F600"));
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("\xc0\xaf") == 0);          // overlong
  CHECK(first_invalid_utf8("a\xed\xa0\x80") == 1);     // a surrogate
  CHECK(first_invalid_utf8("\xf4\x90\x80\x80") == 0);  // beyond Unicode
  CHECK(first_invalid_utf8("\xe2\x82") == 0);          // cut short
  CHECK(character_at("\xe2\x82\xac", 0).code == 0x20AC);
  CHECK(character_at("\xff", 0).code == 0xFFFD);
  CHECK(from_utf16(std::string("\xff\xfe\x3d\xd8\x00\xde", 6)) == "\U0001F600");
  CHECK_FALSE(from_utf16("plain"));
}

TEST_CASE("the nearest word, if one is near") {
  const std::string_view words[] = {"path-traversal", "no-healthcheck", "all"};
  CHECK(nearest("path-traversel", words) == "path-traversal");
  CHECK(nearest("no-helathcheck", words) == "no-healthcheck");
  CHECK(nearest("al", words) == "all");
  CHECK(nearest("something-else", words).empty());
}
