#pragma once
// Parts of versions, for the readers of versions and of ranges alone.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/text/bytes.h"

namespace mcplint::semver {

inline constexpr std::size_t kLongestVersion = 256;
inline constexpr std::uint64_t kLargestNumber = (std::uint64_t{1} << 53U) - 1;  // of JavaScript

inline constexpr std::string_view kBlanks = " \t\r\n\v\f";

/// Takes the parts of a version off the front of a text.
class Reader {
 public:
  Reader(std::string_view text, bool loose) : rest_(text), loose_(loose) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_any(std::string_view characters) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
  }

  /// A number; nothing if there is none, it is too large, or begins with a 0 it
  /// must not begin with.
  std::optional<std::uint64_t> number() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (end == 0 || (!loose_ && end > 1 && rest_.front() == '0')) return {};
    std::uint64_t value = 0;
    const auto read = std::from_chars(rest_.data(), rest_.data() + end, value);
    if (read.ec != std::errc() || value > kLargestNumber) return {};
    rest_.remove_prefix(end);
    return value;
  }

  bool wildcard() { return take('x') || take('X') || take('*'); }

  /// `-rc.1`; loosely, the dash may be missing. False if what is there is wrong.
  bool prerelease(std::vector<std::string>& identifiers) {
    if (at_end() || rest_.front() == '+') return true;
    if (!take('-') && !loose_) return false;
    do {
      std::string word = identifier();
      if (word.empty() || is_bad_number(word)) return false;
      identifiers.push_back(std::move(word));
    } while (take('.'));
    return true;
  }

  bool build() {
    if (!take('+')) return true;
    do {
      if (identifier().empty()) return false;
    } while (take('.'));
    return true;
  }

 private:
  std::string identifier() {
    const auto is_part = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    const auto end = std::ranges::find_if_not(rest_, is_part);
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    std::string word(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return word;
  }

  [[nodiscard]] bool is_bad_number(std::string_view word) const {
    return !loose_ && word.size() > 1 && word.front() == '0' &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
  }

  std::string_view rest_;
  bool loose_;
};

}  // namespace mcplint::semver
