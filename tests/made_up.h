#pragma once
// Credentials for tests, made up while the test runs, so that none stands in a file.

#include <string>
#include <string_view>

namespace mcplint::made_up {

inline constexpr std::string_view kDigits = "0123456789";
inline constexpr std::string_view kHex = "0123456789abcdef";
inline constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view kLower36 = "abcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view kBase62 =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// `count` characters of `alphabet` in an order that nobody would choose: the
/// same in every run.
inline std::string random(std::size_t count, std::string_view alphabet = kBase62) {
  std::string text;
  unsigned state = 20'25 + static_cast<unsigned>(alphabet.size());
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 1'664'525U + 1'013'904'223U;
    text += alphabet[(state >> 16U) % alphabet.size()];
  }
  return text;
}

inline std::string random_uuid() {
  return random(8, kHex) + "-" + random(4, kHex) + "-" + random(4, kHex) + "-" + random(4, kHex) +
         "-" + random(12, kHex);
}

}  // namespace mcplint::made_up
