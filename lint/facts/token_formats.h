#pragma once
// The forms that vendors give their tokens.

#include <cstddef>
#include <span>
#include <string_view>

namespace mcplint {

/// A form that one vendor's tokens have.
struct TokenFormat {
  std::string_view name;      // for people: "GitHub personal access token"
  std::string_view keywords;  // one of these, between spaces, begins or is part of every token;
                              // empty if only `context` tells
  std::string_view pattern;   // RE2; its group, if there is one, is the token
  double entropy = 0;         // bits per character that a real one has at least; 0: not asked
  std::string_view context =
      {};                  // what must stand nearby, lower case, if the form alone says too little
  bool test_mode = false;  // opens only the vendor's test environment
  std::size_t before = 0;  // how many bytes before the keyword a match may begin
};

/// All of them. Where two fit, the first is right.
std::span<const TokenFormat> token_formats();

}  // namespace mcplint
