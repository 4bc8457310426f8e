#pragma once
// Credentials that give themselves away: tokens with a form of their own.

#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A form that one vendor's tokens have.
struct TokenFormat {
  std::string_view name;     // for people: "GitHub personal access token"
  std::string_view pattern;  // RE2; its group, if there is one, is the token
  double entropy = 0;        // bits per character that a real one has at least; 0: not asked
  std::string_view context =
      {};                  // what must stand nearby, lower case, if the form alone says too little
  bool test_mode = false;  // opens only the vendor's test environment
};

/// A token that was found.
struct Token {
  const TokenFormat* format;  // lives as long as the program
  Span span;
};

/// The tokens in `text`, placeholders left out, in no particular order. Two of
/// them may overlap. Safe to call from several threads.
std::vector<Token> find_tokens(std::string_view text);

}  // namespace mcplint
