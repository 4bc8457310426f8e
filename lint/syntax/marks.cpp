#include "lint/syntax/marks.h"

#include <algorithm>

namespace mcplint {

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
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\n') lines_.push_back(at + 1);
  }
}

std::size_t Marks::offset_of(Place place) const {
  if (place.line == 0 || place.line > lines_.size()) return text_.size();
  return advance(text_, lines_[place.line - 1], place.column - 1);
}

Span Marks::between(Place first, Place end) const {
  const std::size_t from = offset_of(first);
  return {text_.substr(from, std::max(offset_of(end), from) - from)};
}

}  // namespace mcplint
