#include "lint/report/stretch.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lint/text/escape.h"

namespace mcplint {

static constexpr std::size_t kTab = 4;
static constexpr std::string_view kCut = "…";

/// How many bytes are laid out to fill one column: enough for any script, and
/// few enough that a line of a megabyte costs what a short one does.
static constexpr std::size_t kBytesPerColumn = 4;

static bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

/// The part of `line` that is worth laying out to show `focus`.
static Extent neighbourhood(const Source& source, Extent line, Extent focus, std::size_t room) {
  const std::size_t reach = room * kBytesPerColumn;
  Extent part = line;
  if (focus.begin - line.begin > reach) part.begin = focus.begin - reach;
  if (line.end - focus.begin > 2 * reach) part.end = focus.begin + 2 * reach;

  // A character has at most three bytes that continue it.
  for (int i = 0; i < 3 && part.begin > line.begin; ++i) {
    if (!continues_character(source.text[part.begin])) break;
    --part.begin;
  }
  for (int i = 0; i < 3 && part.end < line.end; ++i) {
    if (!continues_character(source.text[part.end])) break;
    ++part.end;
  }
  return part;
}

Stretch::Stretch(const Lines& lines, Extent line, Extent focus, std::size_t room, Mask& mask) {
  focus.begin = std::clamp(focus.begin, line.begin, line.end);
  focus.end = std::clamp(focus.end, focus.begin, line.end);
  const Extent part = neighbourhood(lines.source(), line, focus, room);
  lay_out(lines.source(), part, mask.in(lines.source()));
  const bool more_before = part.begin > line.begin;
  const bool more_after = part.end < line.end;
  if (columns_ > room || more_before || more_after) cut(focus, room, more_before, more_after);
}

void Stretch::add_cell(std::size_t offset, std::string text, std::size_t columns) {
  cells_.push_back({offset, columns_, columns, std::move(text)});
  columns_ += columns;
}

void Stretch::lay_out(const Source& source, Extent part, const std::vector<Hidden>& hidden) {
  const std::string_view text = std::string_view(source.text).substr(0, part.end);
  end_ = part.end;
  auto next = std::ranges::upper_bound(hidden, part.begin, {}, &Hidden::end);
  std::size_t at = part.begin;
  while (at < part.end) {
    if (next != hidden.end() && at >= next->begin) {
      std::string shown = at == next->begin ? next->shown : std::string(kStars);
      const std::size_t columns = shown.size();
      add_cell(at, std::move(shown), columns);
      at = next->end;
      ++next;
      continue;
    }
    if (text[at] == '\t') {
      const std::size_t columns = kTab - columns_ % kTab;
      add_cell(at++, std::string(columns, ' '), columns);
      continue;
    }
    Glyph glyph = glyph_at(text, at);
    add_cell(at, std::move(glyph.text), glyph.columns);
    at += glyph.size;
  }
}

/// Leaves what fits in `room` columns, of which `focus` comes first.
void Stretch::cut(Extent focus, std::size_t room, bool more_before, bool more_after) {
  const std::size_t first = column_of(focus.begin);
  const std::size_t last = end_column_of(focus.end);

  // Stay at the line's beginning if that shows the focus; else show a quarter
  // of the room before it, less if it is long, more if the line ends soon.
  std::size_t window = 0;
  if (more_before || last + 1 > room) {
    const std::size_t spare = room - std::min(room, last - first + 2);
    const bool from_start = !more_before && spare == 0 && first <= room / 4;
    const std::size_t lead = std::clamp<std::size_t>(spare, 1, std::max<std::size_t>(room / 4, 1));
    if (!from_start) window = first - std::min(first, lead);
  }
  if (!more_after && window > 0) window = std::min(window, columns_ - std::min(columns_, room));

  const bool cut_before = more_before || window > 0;
  const bool cut_after = more_after || columns_ > window + room;
  const std::size_t from = window + (cut_before ? 1 : 0);
  const std::size_t to = window + room - (cut_after ? 1 : 0);

  std::vector<Cell> all = std::exchange(cells_, {});
  columns_ = 0;
  if (cut_before) add_cell(0, std::string(kCut), 1);
  for (Cell& cell : all) {
    if (cell.column < from || cell.column + cell.columns > to) continue;
    add_cell(cell.offset, std::move(cell.text), cell.columns);
  }
  if (cut_after) add_cell(std::string::npos, std::string(kCut), 1);
  if (cut_after) end_ = std::string::npos;
}

std::string Stretch::text() const {
  std::string text;
  for (const Cell& cell : cells_) text += cell.text;
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// The cell that the byte at `offset` belongs to; null if it is before all.
const Stretch::Cell* Stretch::cell_at(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(cells_, offset, {}, &Cell::offset);
  return after == cells_.begin() ? nullptr : &*std::prev(after);
}

std::size_t Stretch::column_of(std::size_t offset) const {
  if (offset >= end_) return columns_;
  const Cell* cell = cell_at(offset);
  return cell == nullptr ? 0 : cell->column;
}

std::size_t Stretch::end_column_of(std::size_t offset) const {
  const Cell* cell = offset == 0 ? nullptr : cell_at(offset - 1);
  return cell == nullptr ? 0 : cell->column + cell->columns;
}

}  // namespace mcplint
