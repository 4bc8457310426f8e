#pragma once
// Colours of a terminal.

#include <string>
#include <string_view>

#include "mcplint/diagnostic.h"

namespace mcplint {

enum class Ink { Plain, Bold, Faint, Red, Green, Yellow, Blue, Magenta, Cyan };

/// Puts text in colour, or leaves it alone where colour is off.
struct Paint {
  bool on = false;

  [[nodiscard]] std::string operator()(Ink ink, std::string_view text) const {
    static constexpr std::string_view kStarts[] = {"",           "\x1b[1m",    "\x1b[2m",
                                                   "\x1b[1;31m", "\x1b[1;32m", "\x1b[1;33m",
                                                   "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m"};
    if (!on || ink == Ink::Plain || text.empty()) return std::string(text);
    return std::string(kStarts[static_cast<std::size_t>(ink)]) + std::string(text) + "\x1b[0m";
  }
};

/// The colour that a finding of that severity stands out in.
inline Ink ink_of(Severity severity) {
  static constexpr Ink kInks[] = {Ink::Cyan, Ink::Cyan, Ink::Yellow, Ink::Red, Ink::Magenta};
  return kInks[static_cast<std::size_t>(severity)];
}

}  // namespace mcplint
