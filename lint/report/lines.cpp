#include "lint/report/lines.h"

#include <algorithm>
#include <iterator>

#include "lint/text/characters.h"

namespace mcplint {

static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
static constexpr std::size_t kCountEvery = 256;

static void step(std::string_view text, std::size_t& offset, std::size_t& characters,
                 std::size_t& units) {
  if (static_cast<unsigned char>(text[offset]) < 0x80) {  // nearly always
    ++offset;
    ++characters;
    ++units;
    return;
  }
  const Character character = shown_character_at(text, offset);
  offset += character.size;
  ++characters;
  units += utf16_units(character.code);
}

Span without_line_end(Span span) {
  std::string_view text = span.text;
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return {text};
}

Lines::Lines(const Source& source) : source_(&source) {
  const std::string_view text = source.text;
  starts_.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts_.push_back(at + 1);
  }

  Count count;
  counts_.push_back(count);
  while (count.offset < text.size()) {
    step(text, count.offset, count.characters, count.units);
    if (count.offset - counts_.back().offset >= kCountEvery) counts_.push_back(count);
  }
}

std::string_view Lines::line(unsigned number) const {
  const std::string_view text = source_->text;
  const std::size_t begin = starts_[number - 1];
  if (number == count()) return text.substr(begin);

  std::string_view line = text.substr(begin, starts_[number] - 1 - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

unsigned Lines::number_at(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  return std::max(1U, static_cast<unsigned>(after - starts_.begin()));
}

Lines::Count Lines::count_before(std::size_t offset) const {
  Count count = *std::prev(std::ranges::upper_bound(counts_, offset, {}, &Count::offset));
  while (count.offset < offset) step(source_->text, count.offset, count.characters, count.units);
  return count;
}

Place Lines::place(std::size_t offset) const {
  const unsigned number = number_at(offset);
  const std::size_t start = starts_[number - 1];
  const Count first = count_before(start);
  const Count here = count_before(std::max(offset, start));
  return {number, static_cast<unsigned>(here.characters - first.characters) + 1,
          static_cast<unsigned>(here.units - first.units) + 1};
}

const Lines& LineTables::of(const Source& source) {
  return tables_.try_emplace(&source, source).first->second;
}

Place LineTables::begin(Span span) {
  const Lines& lines = of(span);
  return lines.place(lines.offset(span.begin()));
}

Place LineTables::end(Span span) {
  const Lines& lines = of(span);
  return lines.place(lines.offset(without_line_end(span).end()));
}

}  // namespace mcplint
