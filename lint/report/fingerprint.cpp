#include "lint/report/fingerprint.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <unordered_map>

#include "lint/text/characters.h"

namespace mcplint {

namespace {

constexpr std::size_t kHashed = 100;  // code units
constexpr std::uint64_t kFactor = 37;
constexpr std::uint16_t kEndOfFile = 0xFFFF;

/// A file as the hash sees it: UTF-16 without spaces and tabs, its line ends
/// all alike.
struct Units {
  std::vector<std::uint16_t> units;
  std::vector<std::size_t> offsets;      // of each unit, in the file
  std::vector<std::size_t> line_starts;  // indexes of units

  void add(char32_t code, std::size_t offset) {
    if (code > 0xFFFF) {
      push(0xD800 + ((code - 0x10000) >> 10U), offset);
      code = 0xDC00 + ((code - 0x10000) & 0x3FFU);
    }
    push(code, offset);
  }

 private:
  void push(char32_t unit, std::size_t offset) {
    units.push_back(static_cast<std::uint16_t>(unit));
    offsets.push_back(offset);
  }
};

Units read_units(std::string_view text) {
  Units read;
  bool line_begins = true;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = shown_character_at(text, at);
    const std::size_t offset = at;
    at += character.size;
    char32_t code = character.code;
    const bool second_of_crlf = code == '\n' && before == '\r';
    before = code;
    if (code == ' ' || code == '\t' || second_of_crlf) continue;
    if (code == '\r') code = '\n';

    if (line_begins) read.line_starts.push_back(read.units.size());
    line_begins = code == '\n';
    read.add(code, offset);
  }
  if (line_begins) read.line_starts.push_back(read.units.size());
  read.add(kEndOfFile, text.size());
  return read;
}

std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t result = 1;
  while (exponent-- > 0) result *= base;
  return result;
}

}  // namespace

Fingerprints::Fingerprints(std::string_view text) {
  const Units read = read_units(text);
  auto unit = [&](std::size_t at) { return at < read.units.size() ? read.units[at] : 0U; };

  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kHashed; ++i) hash = hash * kFactor + unit(i);

  const std::uint64_t leaving = power(kFactor, kHashed - 1);
  std::unordered_map<std::uint64_t, std::size_t> seen;
  std::size_t at = 0;
  for (const std::size_t start : read.line_starts) {
    for (; at < start; ++at) hash = (hash - unit(at) * leaving) * kFactor + unit(at + kHashed);
    const std::size_t end = std::min(start + kHashed, read.units.size() - 1);
    const Window window{read.offsets[start], read.offsets[end]};
    lines_.push_back({hash, ++seen[hash], window});
  }
}

std::string Fingerprints::of_line(std::size_t number) const {
  if (number == 0 || number > lines_.size()) return {};
  const Line& line = lines_[number - 1];
  char digits[std::numeric_limits<std::uint64_t>::digits / 4] = {};
  const auto written = std::to_chars(std::begin(digits), std::end(digits), line.hash, 16);
  return std::string(std::begin(digits), written.ptr) + ':' + std::to_string(line.ordinal);
}

std::optional<Fingerprints::Window> Fingerprints::window(std::size_t number) const {
  if (number == 0 || number > lines_.size()) return std::nullopt;
  return lines_[number - 1].window;
}

}  // namespace mcplint
