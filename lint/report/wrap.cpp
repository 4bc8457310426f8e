#include "lint/report/wrap.h"

#include <algorithm>

#include "lint/text/escape.h"

namespace mcplint {

/// What must stay on one line: up to the next space that is not in backticks,
/// or, if that is more than `room`, up to the next space.
static std::string_view next_piece(std::string_view rest, std::size_t room) {
  static constexpr std::size_t kBytesPerColumn = 4;
  const std::size_t farthest = std::min(rest.size(), room * kBytesPerColumn);
  bool quoted = false;
  std::size_t end = 0;
  while (end < farthest && (quoted || rest[end] != ' ')) {
    if (rest[end] == '`') quoted = !quoted;
    ++end;
  }
  const std::string_view piece = rest.substr(0, end);
  const bool whole = !quoted && (end == rest.size() || rest[end] == ' ');
  if (whole && columns_of(piece) <= room) return piece;
  return rest.substr(0, std::min(rest.find(' '), rest.size()));
}

std::vector<std::string> wrap(std::string_view safe, std::size_t first_room, std::size_t room) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::string_view rest = safe; !rest.empty();) {
    const std::string_view piece = next_piece(rest, room);
    const std::size_t columns = columns_of(piece);
    const std::size_t limit = lines.size() == 1 ? first_room : room;
    if (used > 0 && used + 1 + columns > limit) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    lines.back() += piece;
    used += columns;
    rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
  }
  for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
  return lines;
}

}  // namespace mcplint
