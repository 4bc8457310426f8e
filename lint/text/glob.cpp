#include "lint/text/glob.h"

#include <tuple>
#include <utility>

namespace mcplint {

/// The place behind a `[…]` that begins at `at`, and whether `c` is in it.
/// A bracket that is not closed is an ordinary character.
static std::pair<std::size_t, bool> match_class(std::string_view pattern, std::size_t at, char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;

  bool found = false;
  for (const std::size_t first = i; i < pattern.size(); ++i) {
    if (pattern[i] == ']' && i > first) return {i + 1, found != negated && c != '/'};
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  return {at + 1, c == '['};
}

/// One part of a path against one part of a pattern: no `/` in either.
static bool part_matches(std::string_view pattern, std::string_view part) {
  // On a mismatch, let the last `*` swallow one character more: linear retries
  // from one place, never exponential.
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_swallowed = 0;
  while (s < part.size()) {
    bool ok = false;
    std::size_t next = p + 1;
    if (p < pattern.size()) {
      if (pattern[p] == '*') {
        star = p++;
        star_swallowed = s;
        continue;
      }
      if (pattern[p] == '[') {
        std::tie(next, ok) = match_class(pattern, p, part[s]);
      } else if (pattern[p] == '\\' && p + 1 < pattern.size()) {
        ok = pattern[p + 1] == part[s];
        next = p + 2;
      } else {
        ok = pattern[p] == '?' || pattern[p] == part[s];
      }
    }
    if (ok) {
      p = next;
      ++s;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++star_swallowed;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

static std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

bool glob_matches(std::string_view pattern, std::string_view path) {
  const std::vector<std::string_view> patterns = split(pattern);
  const std::vector<std::string_view> parts = split(path);

  // As in part_matches(), with `**` for `*` and parts for characters.
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_swallowed = 0;
  while (s < parts.size()) {
    if (p < patterns.size() && patterns[p] == "**") {
      star = p++;
      star_swallowed = s;
      if (p == patterns.size()) return true;  // `a/**` is everything inside
    } else if (p < patterns.size() && part_matches(patterns[p], parts[s])) {
      ++p;
      ++s;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++star_swallowed;
    } else {
      return false;
    }
  }
  return p == patterns.size();
}

IgnoreFile::IgnoreFile(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);

    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;

    Line parsed;
    if (line.starts_with('!')) {
      parsed.negated = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      parsed.only_folders = true;
      line.remove_suffix(1);
    }
    parsed.anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    parsed.pattern = line;
    if (!parsed.pattern.empty()) lines_.push_back(std::move(parsed));
  }
}

IgnoreFile::Answer IgnoreFile::ask(std::string_view path, bool is_folder) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  // The last line that matches decides.
  Answer answer = Answer::Silent;
  for (const Line& line : lines_) {
    if (line.only_folders && !is_folder) continue;
    if (!glob_matches(line.pattern, line.anchored ? path : name)) continue;
    answer = line.negated ? Answer::Kept : Answer::Ignored;
  }
  return answer;
}

}  // namespace mcplint
