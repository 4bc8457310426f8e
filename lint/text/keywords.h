#pragma once
// Many words at once, at about the speed at which memory is read.

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// A set of words to look for in long texts. The case of ASCII letters is ignored.
///
/// Three characters of each word, the ones that are rarest in text, are hashed
/// into a table of bits that fits the nearest cache. Looking at a place of the
/// text is one look into that table, with no branch: nearly always it says no
/// for several places at once.
class Keywords {
 public:
  static constexpr std::size_t kShortest = 3;

  /// `words` are in lower case and have at least kShortest characters. The
  /// same word may be there twice.
  explicit Keywords(std::span<const std::string> words);

  /// Calls `found(word, at)` with the number of a word and where it begins, for
  /// every occurrence of every word: nearly in order, as the order is that of
  /// the three characters.
  template <class Found>
  void find(std::string_view text, Found found) const {
    const char* const data = text.data();
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += kStep) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, data + at, sizeof bytes);
      bytes |= kLowerCase;
      unsigned hits = 0;
      for (unsigned i = 0; i < kStep; ++i) hits |= bit(hash(bytes >> (8 * i))) << i;
      if (hits == 0) continue;
      for (unsigned i = 0; i < kStep; ++i) {
        if ((hits >> i & 1U) != 0) verify(text, at + i, found);
      }
    }
    for (; at + kShortest <= text.size(); ++at) verify(text, at, found);
  }

 private:
  static constexpr unsigned kStep = 6;  // places that eight bytes show whole
  static constexpr std::uint64_t kLowerCase = 0x2020202020202020U;
  static constexpr std::size_t kSlots = 1U << 16U;
  static constexpr std::uint16_t kNone = 0xffff;

  struct Entry {
    std::string word;
    std::size_t offset = 0;      // of the three characters in it
    std::uint16_t next = kNone;  // another one of the same hash
  };

  /// Of the three lowest bytes, which are in lower case.
  static constexpr std::uint32_t hash(std::uint64_t bytes) {
    return (static_cast<std::uint32_t>(bytes & 0xffffffU) * 2654435761U) >> 16U;
  }
  static std::uint32_t hash_at(std::string_view text, std::size_t at);

  [[nodiscard]] unsigned bit(std::uint32_t slot) const {
    return bits_[slot >> 5U] >> (slot & 31U) & 1U;
  }
  [[nodiscard]] static bool matches(const Entry& entry, std::string_view text, std::size_t at);

  template <class Found>
  void verify(std::string_view text, std::size_t at, Found& found) const {
    for (std::uint16_t i = first_[hash_at(text, at)]; i != kNone; i = entries_[i].next) {
      if (matches(entries_[i], text, at)) found(std::size_t{i}, at - entries_[i].offset);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint16_t> first_;
  std::array<std::uint32_t, kSlots / 32> bits_{};
};

}  // namespace mcplint
