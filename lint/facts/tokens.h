#pragma once
// Credentials that give themselves away: tokens with a form of their own.

#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/token_formats.h"
#include "mcplint/text.h"

namespace mcplint {

/// A token that was found.
struct Token {
  const TokenFormat* format;  // lives as long as the program
  Span span;
};

/// Finds the tokens of one text. It is told where keywords stand, and looks
/// there: regular expressions cost fifty times what a search for words does.
class TokenFinder {
 public:
  explicit TokenFinder(std::string_view text) : text_(text) {}

  /// What to search for, in lower case. A word may be there twice.
  static const std::vector<std::string>& keywords();

  /// Looks at the place where the keyword of that number stands.
  void look(std::size_t keyword, std::size_t place);

  /// What was found, placeholders left out, in no particular order. Two of them
  /// may overlap.
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }

 private:
  void look_everywhere(std::size_t number);

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<bool> done_;  // formats that only a context tells, and that were looked for
};

}  // namespace mcplint
