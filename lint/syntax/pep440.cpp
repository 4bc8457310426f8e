// Versions as PEP 440 writes them. Optional parts are taken greedily, so what
// is no version ends where the reference implementation says it does.

#include <algorithm>
#include <initializer_list>

#include "lint/syntax/pep508.h"

namespace mcplint {

namespace {

/// Takes parts off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t taken() const { return at_; }
  void go_back(std::size_t to) { at_ = to; }

  bool take_any(std::string_view characters) {
    if (at_ == text_.size() || characters.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  /// Takes as many as there are; false if there is none.
  bool take_all(std::string_view characters) {
    const std::size_t before = at_;
    while (take_any(characters)) {
    }
    return at_ > before;
  }

  /// Takes one of `words`, whatever its case. The longer of two comes first.
  bool take_word(std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [this](std::string_view word) {
      const std::string_view next = text_.substr(at_, word.size());
      const bool same = std::ranges::equal(next, word, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      if (same) at_ += word.size();
      return same;
    });
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kSeparators = "-_.";
constexpr std::string_view kLocal =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

}  // namespace

/// `1!2.3.4`
static bool take_release(Reader& reader) {
  reader.take_any("vV");
  if (!reader.take_all(kDigits)) return false;
  if (reader.take_any("!") && !reader.take_all(kDigits)) return false;
  while (true) {
    const std::size_t before = reader.taken();
    if (reader.take_any(".") && reader.take_all(kDigits)) continue;
    reader.go_back(before);
    return true;
  }
}

/// `rc1`, `.post2`, `-dev`: one of `words`, with its separators and number.
static void take_suffix(Reader& reader, std::initializer_list<std::string_view> words) {
  const std::size_t before = reader.taken();
  reader.take_any(kSeparators);
  if (!reader.take_word(words)) return reader.go_back(before);
  reader.take_any(kSeparators);
  reader.take_all(kDigits);
}

/// `-1`, the short way to write `.post1`.
static bool take_short_post(Reader& reader) {
  const std::size_t before = reader.taken();
  if (reader.take_any("-") && reader.take_all(kDigits)) return true;
  reader.go_back(before);
  return false;
}

/// `+ubuntu.1`
static void take_local(Reader& reader) {
  std::size_t before = reader.taken();
  if (!reader.take_any("+") || !reader.take_all(kLocal)) return reader.go_back(before);
  while (true) {
    before = reader.taken();
    if (!reader.take_any(kSeparators) || !reader.take_all(kLocal)) return reader.go_back(before);
  }
}

std::size_t version_length(std::string_view text) {
  Reader reader(text);
  if (!take_release(reader)) return 0;
  take_suffix(reader, {"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"});
  if (!take_short_post(reader)) take_suffix(reader, {"post", "rev", "r"});
  take_suffix(reader, {"dev"});
  take_local(reader);
  return reader.taken();
}

}  // namespace mcplint
