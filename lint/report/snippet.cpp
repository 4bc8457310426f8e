#include "lint/report/snippet.h"

#include <algorithm>
#include <set>
#include <utility>

#include "lint/report/stretch.h"
#include "lint/report/underline.h"
#include "lint/report/wrap.h"

namespace mcplint {

namespace {

/// Of a mark that runs over more lines than this, the middle is left out.
constexpr unsigned kWholeBlock = 8;
constexpr unsigned kBlockHead = 3;
constexpr unsigned kBlockTail = 2;
/// Marks of several lines get a bar at the left; there is room for this many.
/// Of others, only the first line is marked.
constexpr std::size_t kMostBars = 2;
constexpr std::size_t kBarWidth = 2;
constexpr Ink kNoteInk = Ink::Blue;

/// A Mark, and which lines it is in.
struct Placed {
  const Mark* mark;
  Extent extent;
  unsigned first;  // line
  unsigned last;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

Placed place(const Lines& lines, const Mark& mark) {
  const std::string_view text = without_line_end(mark.span).text;
  const std::size_t begin = lines.offset(text.data());
  const std::size_t end = begin + text.size();
  return {&mark, {begin, end}, lines.number_at(begin), lines.number_at(end)};
}

class Builder {
 public:
  Builder(const Lines& lines, const SnippetStyle& style, Mask& mask)
      : lines_(lines), style_(style), mask_(mask) {}

  std::vector<Row> build(const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) add_mark(mark);
    // Of blocks in each other, the outer one's bar stands to the left.
    std::ranges::stable_sort(blocks_, [](const Placed& a, const Placed& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    room_ = style_.room - kBarWidth * blocks_.size();
    bars_.assign(blocks_.size(), ' ');

    unsigned previous = 0;
    for (const unsigned line : lines_to_show()) {
      if (previous != 0 && line != previous + 1) add_gap();
      add_line(line);
      previous = line;
    }
    return std::move(rows_);
  }

 private:
  void add_mark(const Mark& mark) {
    Placed placed = place(lines_, mark);
    if (placed.first != placed.last && blocks_.size() < kMostBars) {
      blocks_.push_back(placed);
      return;
    }
    if (placed.first != placed.last) {
      placed.last = placed.first;
      placed.extent.end = line_extent(placed.first).end;
    }
    inline_.push_back(placed);
  }

  [[nodiscard]] Extent line_extent(unsigned number) const {
    const std::string_view line = lines_.line(number);
    const std::size_t begin = lines_.offset(line.data());
    return {begin, begin + line.size()};
  }

  [[nodiscard]] std::set<unsigned> lines_to_show() const {
    std::set<unsigned> shown;
    for (const Placed& placed : inline_) add_with_context(placed, shown);
    for (const Placed& block : blocks_) {
      add_with_context(block, shown);
      const bool whole = block.last - block.first < kWholeBlock;
      const unsigned head = whole ? block.last : block.first + kBlockHead - 1;
      for (unsigned line = block.first; line <= head; ++line) shown.insert(line);
      for (unsigned line = block.last - kBlockTail + 1; line <= block.last; ++line)
        shown.insert(line);
    }
    // A gap of one line would take as much room as the line.
    for (auto line = shown.begin(); std::next(line) != shown.end(); ++line) {
      if (*std::next(line) == *line + 2) line = shown.insert(*line + 1).first;
    }
    return shown;
  }

  void add_with_context(const Placed& placed, std::set<unsigned>& shown) const {
    shown.insert(placed.first);
    if (!placed.mark->primary) return;
    if (placed.first > 1 && !is_blank(lines_.line(placed.first - 1)))
      shown.insert(placed.first - 1);
    if (placed.last < lines_.count() && !is_blank(lines_.line(placed.last + 1))) {
      shown.insert(placed.last + 1);
    }
  }

  void add_line(unsigned line) {
    std::vector<Placed> here;
    for (const Placed& placed : inline_) {
      if (placed.first == line) here.push_back(placed);
    }
    std::vector<std::size_t> opened;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].first != line) continue;
      if (opens_in_place(blocks_[i], here.empty()))
        bars_[i] = '/';
      else
        opened.push_back(i);
    }
    add_stretches(line, std::move(here));
    for (char& bar : bars_) {
      if (bar == '/') bar = '|';
    }
    for (const std::size_t i : opened) open_block(i);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].last == line) close_block(i);
    }
  }

  /// Whether a `/` beside the line says all about where the block begins.
  [[nodiscard]] bool opens_in_place(const Placed& block, bool alone) const {
    const Extent line = line_extent(block.first);
    const std::string_view before =
        std::string_view(lines_.source().text).substr(line.begin, block.extent.begin - line.begin);
    return alone && is_blank(before);
  }

  /// A line, as often as it takes to show all marks in it.
  void add_stretches(unsigned line, std::vector<Placed> here) {
    const Extent extent = line_extent(line);
    std::ranges::stable_sort(here, {}, [](const Placed& placed) { return placed.extent.begin; });
    if (here.empty()) {
      const std::size_t focus = focus_without_marks(line, extent);
      add_row(line, Stretch(lines_, extent, {focus, focus}, room_, mask_).text());
      return;
    }
    for (auto first = here.begin(); first != here.end();) {
      Extent focus = first->extent;
      auto next = std::next(first);
      while (next != here.end() && belongs_together(extent, focus, next->extent)) {
        focus.end = std::max(focus.end, next->extent.end);
        ++next;
      }
      add_marked(line, Stretch(lines_, extent, focus, room_, mask_), {first, next});
      first = next;
    }
  }

  /// What to show of a line in which nothing is marked but, perhaps, an end of
  /// a block.
  [[nodiscard]] std::size_t focus_without_marks(unsigned line, Extent extent) const {
    for (const Placed& block : blocks_) {
      if (block.first == line) return block.extent.begin;
      if (block.last == line) return block.extent.end;
    }
    return extent.begin;
  }

  /// Whether one stretch of the line can show both.
  [[nodiscard]] bool belongs_together(Extent line, Extent first, Extent second) const {
    if (line.end - line.begin <= room_) return true;
    const std::size_t both = std::max(first.end, second.end) - first.begin;
    return both <= room_ * 3 / 4;
  }

  void add_marked(unsigned line, const Stretch& stretch, const std::vector<Placed>& here) {
    add_row(line, stretch.text());
    std::vector<Underline> parts;
    for (const Placed& placed : here) {
      const std::size_t begin = stretch.column_of(placed.extent.begin);
      const std::size_t end = std::max(begin + 1, stretch.end_column_of(placed.extent.end));
      parts.push_back({begin, end, placed.mark->text, placed.mark->primary});
    }
    for (const std::string& row :
         underline(std::move(parts), room_, style_.paint, style_.primary)) {
      add_row(0, row);
    }
  }

  [[nodiscard]] Ink ink_of_block(std::size_t i) const {
    return blocks_[i].mark->primary ? style_.primary : kNoteInk;
  }

  /// ` ____^`: from the bar to where the block begins or ends.
  [[nodiscard]] std::string leader(std::size_t i, std::size_t column) const {
    const std::size_t dashes = column + kBarWidth * (blocks_.size() - i) - 1;
    const char tip = blocks_[i].mark->primary ? '^' : '-';
    return style_.paint(ink_of_block(i), std::string(dashes, '_') + tip);
  }

  void open_block(std::size_t i) {
    const Placed& block = blocks_[i];
    const Stretch stretch(lines_, line_extent(block.first),
                          {block.extent.begin, block.extent.begin}, room_, mask_);
    rows_.push_back(
        {0, false, bars_up_to(i) + ' ' + leader(i, stretch.column_of(block.extent.begin))});
    bars_[i] = '|';
  }

  void close_block(std::size_t i) {
    const Placed& block = blocks_[i];
    const Stretch stretch(lines_, line_extent(block.last), {block.extent.end, block.extent.end},
                          room_, mask_);
    const std::size_t end = std::max<std::size_t>(stretch.end_column_of(block.extent.end), 1);
    const std::string start =
        bars_up_to(i) + style_.paint(ink_of_block(i), "|") + leader(i, end - 1);
    bars_[i] = ' ';

    const std::string& text = block.mark->text;
    const std::vector<std::string> texts = wrap(text, room_ - std::min(room_, end + 1), room_);
    if (texts.front().empty()) return rows_.push_back({0, false, start});
    rows_.push_back({0, false, start + ' ' + style_.paint(ink_of_block(i), texts.front())});
    for (std::size_t line = 1; line < texts.size(); ++line) {
      add_row(0, style_.paint(ink_of_block(i), texts[line]));
    }
  }

  [[nodiscard]] std::string bars_up_to(std::size_t count) const {
    std::string prefix;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string bar(1, bars_[i]);
      prefix += bars_[i] == ' ' ? bar : style_.paint(ink_of_block(i), bar);
      prefix += ' ';
    }
    return prefix;
  }

  void add_row(unsigned line, std::string_view text) {
    std::string row = bars_up_to(bars_.size());
    row += text;
    row.erase(row.find_last_not_of(' ') + 1);
    rows_.push_back({line, false, std::move(row)});
  }

  void add_gap() {
    add_row(0, "");
    rows_.back().gap = true;
  }

  const Lines& lines_;
  const SnippetStyle& style_;
  Mask& mask_;
  std::size_t room_ = 0;
  std::vector<Placed> inline_;  // marks within one line
  std::vector<Placed> blocks_;  // marks of several lines
  std::string bars_;            // of each block: ' ' outside of it, '/' where it begins, '|' in it
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> snippet(const Lines& lines, const std::vector<Mark>& marks,
                         const SnippetStyle& style, Mask& mask) {
  return Builder(lines, style, mask).build(marks);
}

}  // namespace mcplint
