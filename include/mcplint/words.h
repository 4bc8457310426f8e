#pragma once
// Small questions about words and paths, for rules and for everybody else.

#include <algorithm>
#include <string_view>

namespace mcplint {

/// Whether `word` is one of `words`, letter for letter.
template <class Words>
[[nodiscard]] bool is_one_of(std::string_view word, const Words& words) {
  return std::ranges::find(words, word) != std::ranges::end(words);
}

/// Whether `part` stands anywhere in `text`.
[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Whether any of `parts` stands anywhere in `text`.
template <class Parts>
[[nodiscard]] bool contains_any(std::string_view text, const Parts& parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return contains(text, part); });
}

/// Whether `text` ends with any of `ends`.
template <class Ends>
[[nodiscard]] bool ends_with_any(std::string_view text, const Ends& ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// Whether `word` is one of those that blanks separate in `words`.
[[nodiscard]] inline bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view one = words.substr(0, words.find(' '));
    if (one == word) return true;
    words.remove_prefix(std::min(words.size(), one.size() + 1));
  }
  return false;
}

/// The last part of `path`: "server.py" of "src/server.py".
[[nodiscard]] inline std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// What stands before that, with the `/` at its end; empty if nothing does.
[[nodiscard]] inline std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
}

/// Whether `path` is below a folder called `folder`, which has a `/` at its end:
/// ".github/workflows/".
[[nodiscard]] inline bool is_below(std::string_view path, std::string_view folder) {
  for (std::size_t at = path.find(folder); at != path.npos; at = path.find(folder, at + 1)) {
    if (at == 0 || path[at - 1] == '/') return true;
  }
  return false;
}

/// Whether it is below any of `folders`.
template <class Folders>
[[nodiscard]] bool is_below_any(std::string_view path, const Folders& folders) {
  return std::ranges::any_of(folders,
                             [&](std::string_view folder) { return is_below(path, folder); });
}

/// Whether a file of that path stands among what is not deployed: tests, examples, documents.
[[nodiscard]] inline bool stands_aside(std::string_view path) {
  constexpr std::string_view kFolders[] = {"example", "test",      "sample", "demo",
                                           "docs/",   "benchmark", "fixture"};
  return contains_any(path, kFolders);
}

}  // namespace mcplint
