#pragma once
// Keeping credentials out of reports.

#include <bitset>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mcplint/lint.h"

namespace mcplint {

/// What stands for a credential.
inline constexpr std::string_view kStars = "****";

/// A part of a text that must not be shown, and what to show instead.
struct Hidden {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string shown;  // "****", or "ghp_****" where the beginning says only what it is
};

/// Hides the credentials that a run found.
///
/// They are hidden where they were found and, from eight characters on,
/// wherever the same text turns up: in messages, in other lines, in other
/// files. Shorter ones could be any word. A file's own path is never changed.
class Mask {
 public:
  explicit Mask(const Run& run);

  /// `text`, which is not a place in a file, without credentials.
  [[nodiscard]] std::string hide(std::string_view text) const;
  /// The bytes of a file from `begin` to `end`, without credentials.
  [[nodiscard]] std::string hide(const Source& source, std::size_t begin, std::size_t end);
  /// What to hide in a file: in order, and never side by side.
  const std::vector<Hidden>& in(const Source& source);

 private:
  struct Secret {
    std::string text;
    bool has_prefix = false;  // its first characters are its format's, and no secret
  };

  void add(std::string_view text, bool has_prefix);
  void add_lines(std::string_view text, bool has_prefix);
  void index();
  [[nodiscard]] const Secret* longest_at(std::string_view rest) const;
  [[nodiscard]] std::vector<Hidden> find(std::string_view text) const;

  std::vector<Secret> secrets_;                                    // sorted by text
  std::vector<std::string> short_;                                 // sorted
  std::bitset<1U << 16U> beginnings_;                              // how secrets can begin, hashed
  std::unordered_map<const Source*, std::vector<Hidden>> placed_;  // of literals alone
  std::unordered_map<const Source*, std::vector<Hidden>> found_;   // of whole files, when asked
};

}  // namespace mcplint
