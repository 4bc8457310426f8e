// What a plain scalar of YAML is: null, a bool, a number, or text.

#include <algorithm>
#include <array>
#include <string_view>

#include "lint/syntax/yaml_scalars.h"
#include "mcplint/words.h"

namespace mcplint {

static bool is_number(std::string_view word) {
  static constexpr auto kSpecial =
      std::to_array<std::string_view>({".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"});
  if (word.starts_with("0x") || word.starts_with("0o")) {
    const bool hex = word[1] == 'x';
    return word.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "01234567", 2) == word.npos &&
           word.size() > 2;
  }
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  if (is_one_of(word, kSpecial)) return true;

  const auto digits = [&] {
    const std::size_t count = std::min(word.find_first_not_of("0123456789"), word.size());
    word.remove_prefix(count);
    return count;
  };
  std::size_t mantissa = digits();
  if (word.starts_with('.')) {
    word.remove_prefix(1);
    mantissa += digits();
  }
  if (mantissa == 0) return false;
  if (word.empty()) return true;
  if (word.front() != 'e' && word.front() != 'E') return false;
  word.remove_prefix(1);
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  return digits() > 0 && word.empty();
}

Value::Kind yaml_kind(std::string_view word) {
  static constexpr auto kNull = std::to_array<std::string_view>({"", "~", "null", "Null", "NULL"});
  static constexpr auto kBool =
      std::to_array<std::string_view>({"true", "True", "TRUE", "false", "False", "FALSE"});
  if (is_one_of(word, kNull)) return Value::Kind::Null;
  if (is_one_of(word, kBool)) return Value::Kind::Bool;
  return is_number(word) ? Value::Kind::Number : Value::Kind::String;
}

}  // namespace mcplint
