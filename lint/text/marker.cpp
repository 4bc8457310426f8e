#include "lint/text/marker.h"

#include <algorithm>
#include <array>

namespace mcplint {

static constexpr std::array<std::string_view, 4> kOpeners = {"#", "//", "/*", "<!--"};

static std::string_view trim_left(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  return first == text.npos ? std::string_view() : text.substr(first);
}

static bool is_comment(std::string_view line) {
  return std::ranges::any_of(kOpeners,
                             [&](std::string_view opener) { return line.starts_with(opener); });
}

/// Where in `line` a comment begins whose first word is `word`; npos if none.
static std::size_t find_comment(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
    const std::size_t end = line.find_last_not_of(" \t", at == 0 ? 0 : at - 1);
    const std::string_view before = line.substr(0, end == line.npos ? 0 : end + 1);
    for (std::string_view opener : kOpeners) {
      if (before.ends_with(opener)) return before.size() - opener.size();
    }
  }
  return line.npos;
}

static std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t first = text.find_first_not_of(" \t\r,");
    if (first == text.npos) return words;
    text.remove_prefix(first);
    const std::size_t end = text.find_first_of(" \t\r,");
    const std::string_view found = text.substr(0, end);
    if (found == "*/" || found == "-->") return words;
    words.emplace_back(found);
    if (end == text.npos) return words;
    text.remove_prefix(end);
  }
}

std::vector<Marker> find_markers(const Source& source, std::string_view word) {
  std::vector<Marker> markers;
  std::size_t waiting = 0;  // how many at the end speak of the next line with code
  unsigned number = 0;
  for (std::string_view rest = source.text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    ++number;

    const std::string_view content = trim_left(line);
    const bool has_code = !content.empty() && !is_comment(content);
    if (has_code) {
      for (; waiting > 0; --waiting) markers[markers.size() - waiting].line = number;
    }
    const std::size_t comment = find_comment(line, word);
    if (comment == line.npos) continue;
    const std::size_t words_at = line.find(word, comment) + word.size();
    markers.push_back({number, split_words(line.substr(words_at)), {line.substr(comment)}});
    if (!has_code) ++waiting;
  }
  return markers;
}

}  // namespace mcplint
