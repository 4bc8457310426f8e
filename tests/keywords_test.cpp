#include "lint/text/keywords.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace mcplint;

namespace {

using Found = std::vector<std::tuple<std::size_t, std::size_t>>;  // where, which

}  // namespace

static Found search(const std::vector<std::string>& words, std::string_view text) {
  Found found;
  Keywords(words).find(text,
                       [&](std::size_t word, std::size_t at) { found.emplace_back(at, word); });
  std::ranges::sort(found);
  return found;
}

/// The same, one place and one word after the other.
static Found slowly(const std::vector<std::string>& words, std::string_view text) {
  Found found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (std::size_t word = 0; word < words.size(); ++word) {
      const std::string_view there = text.substr(at, words[word].size());
      const bool same = std::ranges::equal(there, words[word], {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
      });
      if (same) found.emplace_back(at, word);
    }
  }
  return found;
}

TEST_CASE("every word is found wherever it stands") {
  const std::vector<std::string> words = {"token",      "://",    "key", "ghp_",
                                          "-----begin", "secret", "key"};
  CHECK(search(words, "").empty());
  CHECK(search(words, "ke").empty());
  CHECK(search(words, "key") == Found{{0, 2}, {0, 6}});
  CHECK(search(words, "KeY") == Found{{0, 2}, {0, 6}});
  CHECK(search(words, "a tokentoken") == Found{{2, 0}, {7, 0}});
  CHECK(search(words, "toke").empty());

  // At every distance from the ends, where bytes are looked at one by one.
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const std::string text = std::string(before, 'x') + "ghp_" + std::string(after, 'y');
      CHECK(search(words, text) == Found{{before, 3}});
    }
  }
}

TEST_CASE("a search finds what looking at every place finds") {
  const std::vector<std::string> words = {"abc", "bca", "abcabc", "_a-", "ca_", "aaa", "cab-"};
  std::string text;
  unsigned state = 7;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    text += "abcABC_-"[state >> 16U & 7U];
  }
  CHECK(search(words, text) == slowly(words, text));
}

TEST_CASE("bytes that are no characters are none of a word's") {
  const std::vector<std::string> words = {"_.-", "[a]"};
  // These differ from the words' characters only in the bit that letters' case differs in.
  CHECK(search(words, "\x7f.-").empty());
  CHECK(search(words, "_\x0e-").empty());
  CHECK(search(words, "{a}").empty());
  CHECK(search(words, "[A]") == Found{{0, 1}});
}
