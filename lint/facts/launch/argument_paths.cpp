#include "lint/facts/launch/argument_paths.h"

#include <algorithm>

namespace mcplint {

static constexpr auto kNowhere = std::string_view::npos;

// What the last word of an option's name says of its value.
static constexpr std::string_view kFiles[] = {"dir", "directory", "file", "folder"};
static constexpr std::string_view kMaybeFiles[] = {"config", "database", "db", "path"};

static bool holds(std::span<const std::string_view> list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

/// "path" of `--db-path`.
static std::string_view last_word(std::string_view option) {
  return option.substr(option.find_last_of("-_") + 1);
}

/// `data.sqlite`, but not `v1.2` or `example.com.`: up to six letters behind
/// the last dot, which no number is.
static bool has_extension(std::string_view word) {
  const std::size_t dot = word.rfind('.');
  if (dot == kNowhere || dot == 0 || dot + 1 == word.size() || word.size() - dot > 7) return false;
  return word.find_first_of("0123456789", dot) != dot + 1 &&
         word.find_first_of("/\\", dot) == kNowhere;
}

/// What no path has, or no path that can be judged.
static bool is_something_else(std::string_view word) {
  return word.empty() || word.find("://") != kNowhere ||
         word.find_first_of("*{}<>=,;@") != kNowhere;
}

static bool is_path_value(std::string_view option, std::string_view value) {
  if (is_explicit_path(value)) return true;
  if (is_something_else(value)) return false;
  const std::string_view kind = last_word(option);
  if (holds(kFiles, kind)) return true;
  return holds(kMaybeFiles, kind) &&
         (has_extension(value) || value.find_first_of("/\\") != kNowhere);
}

void find_argument_paths(CommandLine& line) {
  const std::vector<Text> words = line.launch().server_args;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    if (!word.starts_with('-')) {
      if (is_explicit_path(word) && word.find_first_of("*?") == kNowhere)
        line.add_path(LaunchedPath::Role::Argument, words[i]);
      continue;
    }
    const std::size_t equals = word.find('=');
    const bool has_next = i + 1 < words.size() && !words[i + 1].text.starts_with('-');
    if (equals == kNowhere && !has_next) continue;
    const Text value = equals == kNowhere ? words[i + 1] : part_of(words[i], equals + 1);
    if (!is_path_value(word.substr(0, equals), value.text)) continue;
    line.add_path(LaunchedPath::Role::Argument, value);
    if (equals == kNowhere) ++i;  // it is not a word of its own as well
  }
}

}  // namespace mcplint
