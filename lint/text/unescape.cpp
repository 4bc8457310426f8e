#include "lint/text/unescape.h"

#include <algorithm>

#include "lint/text/utf8.h"

namespace mcplint {

static char32_t hex_value(std::string_view digits) {
  char32_t value = 0;
  for (const char digit : digits) {
    const bool letter = digit > '9';
    value = value * 16 + static_cast<char32_t>(letter ? (digit | 0x20) - 'a' + 10 : digit - '0');
  }
  return value;
}

static bool is_hex(std::string_view digits) {
  return digits.size() == 4 &&
         digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// Appends what the escape at `at`, behind its backslash, stands for; answers
/// how many characters it takes.
static std::size_t unescape_one(std::string_view text, std::size_t at, std::string& plain) {
  static constexpr std::string_view kLetters = "nrtbf";
  static constexpr std::string_view kControls = "\n\r\t\b\f";
  const std::string_view digits = text.substr(at + 1, 4);
  if (text[at] == 'u' && is_hex(digits)) {
    append_utf8(plain, hex_value(digits));
    return 5;
  }
  const std::size_t letter = kLetters.find(text[at]);
  plain += letter == std::string_view::npos ? text[at] : kControls[letter];
  return 1;
}

Unescaped unescape(std::string_view written) {
  Unescaped result;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t from = at;
    if (written[at] != '\\' || at + 1 == written.size()) {
      result.text += written[at++];
    } else {
      at += 1 + unescape_one(written, at + 1, result.text);
    }
    result.offsets.resize(result.text.size(), from);
  }
  result.offsets.push_back(written.size());
  return result;
}

}  // namespace mcplint
