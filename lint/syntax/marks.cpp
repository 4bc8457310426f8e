#include "lint/syntax/marks.h"

#include <algorithm>

namespace mcplint {

// How many characters lie between two whose offsets are kept.
static constexpr std::size_t kStride = 64;

static bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

/// The offset of the character `count` behind the one at `at`.
static std::size_t advance(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && !begins_character(text[at])) ++at;
  }
  return at;
}

Marks::Marks(const Source& source) : text_(source.text), lines_{0} {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  std::size_t index = 0;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (begins_character(text_[at]) && index++ % kStride == 0) every_.push_back(at);
    if (text_[at] == '\n') lines_.push_back(at + 1);
  }
}

std::size_t Marks::offset_of(std::size_t index) const {
  const std::size_t step = index / kStride;
  if (step >= every_.size()) return text_.size();
  return advance(text_, every_[step], index % kStride);
}

std::size_t Marks::offset_of(Place place) const {
  if (place.line == 0 || place.line > lines_.size()) return text_.size();
  return advance(text_, lines_[place.line - 1], place.column - 1);
}

Span Marks::byte(std::size_t offset) const {
  return {text_.substr(std::min(offset, text_.size()), 1)};
}

Span Marks::character(std::size_t index) const { return byte(offset_of(index)); }

Span Marks::between(std::size_t first, std::size_t end) const {
  const std::size_t from = offset_of(first);
  return {text_.substr(from, std::max(offset_of(end), from) - from)};
}

Span Marks::between(Place first, Place end) const {
  const std::size_t from = offset_of(first);
  return {text_.substr(from, std::max(offset_of(end), from) - from)};
}

}  // namespace mcplint
