#include "lint/text/keywords.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace mcplint {

// The first of eight bytes is the lowest of their number.
static_assert(std::endian::native == std::endian::little);

namespace {

/// The characters of source code, from the commonest on; others are rarer.
constexpr std::string_view kByFrequency = "etaoinsrldcpumhfg-_.y=bvw/kx0:12z3q";

}  // namespace

static constexpr char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// How rare the three characters at `at` are together.
static std::size_t rarity(std::string_view word, std::size_t at) {
  std::size_t rarity = 0;
  for (const char c : word.substr(at, Keywords::kShortest)) {
    rarity += std::min(kByFrequency.find(c), kByFrequency.size());
  }
  return rarity;
}

static std::size_t rarest_place(std::string_view word) {
  std::size_t best = 0;
  for (std::size_t at = 1; at + Keywords::kShortest <= word.size(); ++at) {
    if (rarity(word, at) > rarity(word, best)) best = at;
  }
  return best;
}

std::uint32_t Keywords::hash_at(std::string_view text, std::size_t at) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, kShortest);
  return hash(bytes | (kLowerCase & 0xffffffU));
}

bool Keywords::matches(const Entry& entry, std::string_view text, std::size_t at) {
  if (at < entry.offset) return false;
  const std::string_view there = text.substr(at - entry.offset, entry.word.size());
  return std::ranges::equal(there, entry.word, {}, lowered);
}

Keywords::Keywords(std::span<const std::string> words) : first_(kSlots, kNone) {
  assert(words.size() < kNone);
  entries_.reserve(words.size());
  for (const std::string& word : words) {
    assert(word.size() >= kShortest);
    const std::size_t offset = rarest_place(word);
    const std::uint32_t slot = hash_at(word, offset);
    entries_.push_back({word, offset, first_[slot]});
    first_[slot] = static_cast<std::uint16_t>(entries_.size() - 1);
    bits_.at(slot >> 5U) |= 1U << (slot & 31U);
  }
}

}  // namespace mcplint
