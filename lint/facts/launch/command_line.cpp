#include "lint/facts/launch/command_line.h"

#include <algorithm>
#include <cctype>

namespace mcplint {

Text part_of(const Text& word, std::size_t from, std::size_t size) {
  Text part{word.text.substr(from, size), word.span};
  const std::string_view written = word.span.text;
  const std::size_t quotes = written.size() == word.text.size() ? 0 : 1;
  if (written.size() == word.text.size() + 2 * quotes)
    part.span = {written.substr(from + quotes, part.text.size())};
  return part;
}

bool Option::is(std::initializer_list<std::string_view> names) const {
  return std::ranges::find(names, std::string_view(name.text)) != names.end();
}

static bool holds(std::span<const std::string_view> list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool CommandLine::take_word(std::initializer_list<std::string_view> words) {
  if (at_end() || std::ranges::find(words, peek()) == words.end()) return false;
  ++at_;
  return true;
}

/// Where the name of the option ends that `word` is: at its `=`, or behind the
/// letter of a short one whose value is attached, such as `-ppython3.12`.
static std::size_t name_size(std::string_view word, const OptionTable& table) {
  const std::size_t equals = word.find('=');
  if (word.starts_with("--")) return std::min(equals, word.size());
  const std::string_view letter = word.substr(0, 2);
  if (holds(table.values, letter) || holds(table.paths, letter)) return letter.size();
  return word.size();
}

std::optional<Option> CommandLine::take_option(const OptionTable& table) {
  const std::string_view next = peek();
  if (next.size() < 2 || next[0] != '-') return {};
  const Text& word = take();
  if (word.text == "--") return {};

  const std::size_t size = name_size(word.text, table);
  Option option{.name = part_of(word, 0, size), .value = {}};
  const bool is_path = holds(table.paths, option.name.text);
  if (size < word.text.size()) {
    option.value = part_of(word, size + (word.text[size] == '=' ? 1 : 0));
  } else if (!at_end() && (is_path || holds(table.values, option.name.text))) {
    option.value = take();
  }
  if (is_path && !option.value.text.empty()) add_path(LaunchedPath::Role::Option, option.value);
  return option;
}

void CommandLine::enter(const Text& word) {
  const std::string_view text = word.text;
  // A blank makes it a whole command line, unless it begins as paths do.
  const bool has_folder = text.find_first_of("/\\") != std::string_view::npos;
  if (is_explicit_path(text) || (has_folder && text.find(' ') == std::string_view::npos))
    add_path(LaunchedPath::Role::Command, word);

  std::string name(text.substr(text.find_last_of("/\\}") + 1));  // npos + 1 is 0
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string_view suffix : {".exe", ".cmd", ".bat", ".ps1"}) {
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  }
  program_ = {std::move(name), word.span};
}

bool CommandLine::enter_next() {
  if (at_end()) return false;
  enter(take());
  return true;
}

void CommandLine::add_path(LaunchedPath::Role role, const Text& path) {
  if (on_host_ && path.text.find("://") == std::string::npos)
    launch_.paths.push_back({role, path, in_working_directory_});
}

void CommandLine::leave_working_directory() {
  if (!in_working_directory_) return;
  // The option may stand behind others that its folder applies to; it is
  // itself the last path so far.
  std::vector<LaunchedPath>& paths = launch_.paths;
  for (std::size_t i = 0; i + 1 < paths.size(); ++i) {
    if (paths[i].role == LaunchedPath::Role::Option) paths[i].from_working_directory = false;
  }
  in_working_directory_ = false;
}

void CommandLine::give_rest() {
  launch_.server_args = rest();
  at_ = words_.size();
}

void CommandLine::give_up() {
  at_ = words_.size();
  program_ = {};
  leave_host();
}

void CommandLine::give_code(const Text& text) {
  launch_.code = InlineCode{program_.text, text, {}};
  give_up();
}

bool is_explicit_path(std::string_view word) {
  if (word == "." || word == ".." || word == "~") return true;
  for (const std::string_view start : {"./", "../", ".\\", "..\\", "/", "\\\\", "~/", "~\\",
                                       "$HOME", "${HOME}", "%USERPROFILE%"}) {
    if (word.starts_with(start)) return true;
  }
  return word.size() > 2 && std::isalpha(static_cast<unsigned char>(word[0])) != 0 &&
         word[1] == ':' && (word[2] == '\\' || word[2] == '/');
}

}  // namespace mcplint
