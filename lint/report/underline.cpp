#include "lint/report/underline.h"

#include <algorithm>

#include "lint/report/wrap.h"
#include "lint/text/escape.h"

namespace mcplint {

namespace {

constexpr Ink kNoteInk = Ink::Blue;
/// A text gets at least this much room, even if that moves it to the left.
constexpr std::size_t kLeastRoom = 32;

/// A row of single characters in several colours.
class Canvas {
 public:
  Canvas(const Paint& paint, Ink primary) : paint_(paint), primary_(primary) {}

  void put(std::size_t column, char mark, bool primary) {
    if (column >= marks_.size()) {
      marks_.resize(column + 1, ' ');
      is_primary_.resize(column + 1, false);
    }
    marks_[column] = mark;
    is_primary_[column] = primary;
  }

  /// What was put so far up to column `end`, and blanks up to there.
  [[nodiscard]] std::string up_to(std::size_t end) const {
    std::string row;
    const std::size_t used = std::min(end, marks_.size());
    for (std::size_t at = 0; at < used;) {
      std::size_t next = at + 1;
      while (next < used && same_ink(at, next)) ++next;
      const std::string piece = marks_.substr(at, next - at);
      const Ink ink = is_primary_[at] ? primary_ : kNoteInk;
      row += piece.front() == ' ' ? piece : paint_(ink, piece);
      at = next;
    }
    return row + std::string(end - used, ' ');
  }
  [[nodiscard]] std::string all() const { return up_to(marks_.size()); }

 private:
  [[nodiscard]] bool same_ink(std::size_t a, std::size_t b) const {
    const bool blank = marks_[a] == ' ' || marks_[b] == ' ';
    return blank ? marks_[a] == marks_[b] : is_primary_[a] == is_primary_[b];
  }

  Paint paint_;
  Ink primary_;
  std::string marks_;
  std::vector<bool> is_primary_;
};

}  // namespace

static Canvas underlines(const std::vector<Underline>& parts, const Paint& paint, Ink primary) {
  Canvas canvas(paint, primary);
  // What is wrong is drawn over what explains it.
  for (const bool drawn : {false, true}) {
    for (const Underline& part : parts) {
      if (part.primary != drawn) continue;
      for (std::size_t i = part.begin; i < part.end; ++i) canvas.put(i, drawn ? '^' : '-', drawn);
    }
  }
  return canvas;
}

/// The `|` that lead from the first `count` parts down to their texts.
static Canvas connectors(const std::vector<Underline>& parts, std::size_t count, const Paint& paint,
                         Ink primary) {
  Canvas canvas(paint, primary);
  for (std::size_t i = 0; i < count; ++i) canvas.put(parts[i].begin, '|', parts[i].primary);
  return canvas;
}

/// Whether the text of the last of `parts` fits beside its underline.
static bool fits_beside(const std::vector<Underline>& parts, std::size_t room) {
  const std::size_t end = std::ranges::max(parts, {}, &Underline::end).end;
  return parts.back().end == end && end + 1 + columns_of(parts.back().text) <= room;
}

std::vector<std::string> underline(std::vector<Underline> parts, std::size_t room,
                                   const Paint& paint, Ink primary) {
  std::ranges::stable_sort(parts, {}, &Underline::begin);
  auto ink_of_part = [&](const Underline& part) { return part.primary ? primary : kNoteInk; };

  const std::size_t count = parts.size();
  std::vector<std::string> rows = {underlines(parts, paint, primary).all()};
  const bool beside = !parts.back().text.empty() && fits_beside(parts, room);
  if (beside) rows.front() += ' ' + paint(ink_of_part(parts.back()), parts.back().text);
  if (beside) parts.pop_back();

  // The others' texts stand below, the rightmost first, so that no line that
  // leads to one crosses another. One alone needs no line.
  std::erase_if(parts, [](const Underline& part) { return part.text.empty(); });
  if (count > 1 && !parts.empty()) {
    rows.push_back(connectors(parts, parts.size(), paint, primary).all());
  }
  for (std::size_t i = parts.size(); i-- > 0;) {
    const Underline& part = parts[i];
    const std::size_t needed = std::min(kLeastRoom, columns_of(part.text));
    const std::size_t begin = std::min(part.begin, room - std::min(room, needed));
    const Canvas left = connectors(parts, i, paint, primary);
    for (const std::string& line : wrap(part.text, room - begin, room - begin)) {
      rows.push_back(left.up_to(begin) + paint(ink_of_part(part), line));
    }
  }
  return rows;
}

}  // namespace mcplint
