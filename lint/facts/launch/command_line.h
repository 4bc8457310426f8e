#pragma once
// The words of a launch, read from the left.

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/launch.h"

namespace mcplint {

/// A part of `word`: `--config=x.json` has one. Its place is exact unless
/// escapes stand in the word; then it is the whole word's.
Text part_of(const Text& word, std::size_t from, std::size_t size = std::string_view::npos);

/// Which of a program's options take the next word as their value. All others
/// are taken for switches.
struct OptionTable {
  std::span<const std::string_view> values;
  std::span<const std::string_view> paths;  // values, too: files and folders of the host
};

/// `--name value`, `--name=value`, `-n value` or `--switch`.
struct Option {
  Text name;   // with its dashes
  Text value;  // empty if it has none

  [[nodiscard]] bool is(std::initializer_list<std::string_view> names) const;
};

/// The words that start a server. The programs on the way to it (wrappers,
/// package runners, interpreters) each take their own words and leave the rest
/// to the next; what they learn they write into the Launch.
class CommandLine {
 public:
  /// `depth` is how many command lines this one is inside of.
  CommandLine(Launch& launch, std::vector<Text> words, int depth = 0)
      : launch_(launch), words_(std::move(words)), depth_(depth) {}

  [[nodiscard]] Launch& launch() { return launch_; }
  [[nodiscard]] int depth() const { return depth_; }
  [[nodiscard]] bool at_end() const { return at_ == words_.size(); }
  /// The next word's text; empty at the end.
  [[nodiscard]] std::string_view peek() const {
    return at_end() ? "" : std::string_view(words_[at_].text);
  }
  const Text& take() { return words_[at_++]; }
  /// Takes the next word if it is one of `words`.
  bool take_word(std::initializer_list<std::string_view> words);
  /// Takes the next word if it is an option. Takes `--`, too, which ends them.
  std::optional<Option> take_option(const OptionTable& table);

  /// The program that the next words belong to: bare and lower case, "npx".
  [[nodiscard]] const Text& program() const { return program_; }
  /// The words that have not been read.
  [[nodiscard]] std::vector<Text> rest() const {
    return {words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end()};
  }
  /// Ends the reading at code for the current program, which the next word is.
  void give_code(const Text& text);
  /// Takes `word` for the name of that program, with its folders if it has any.
  void enter(const Text& word);
  /// Makes the next word that program. False at the end.
  bool enter_next();
  /// Says that a package or module of that name runs, which `word` stands for.
  void enter_package(std::string name, Span word) { program_ = {std::move(name), word}; }

  void add_path(LaunchedPath::Role role, const Text& path);
  /// Says that what follows runs in another folder, as `uv --directory` has it.
  void leave_working_directory();
  /// Says that what follows is not looked up by this host, or goes through a shell.
  void leave_host() { on_host_ = false; }
  [[nodiscard]] bool on_host() const { return on_host_; }

  /// Ends the reading: what is left is for the server.
  void give_rest();
  /// Ends the reading: nobody can tell what is left, or what runs.
  void give_up();
  /// Says that a command line inside of this one has said what runs.
  void end_elsewhere() { elsewhere_ = true; }
  [[nodiscard]] bool ended_elsewhere() const { return elsewhere_; }

 private:
  Launch& launch_;
  std::vector<Text> words_;
  int depth_ = 0;
  bool elsewhere_ = false;
  std::size_t at_ = 0;
  Text program_;
  bool in_working_directory_ = true;
  bool on_host_ = true;
};

/// Whether `word` names a file or folder by its form alone: `./x`, `../x`,
/// `~/x`, `$HOME/x`, `/x`, `C:\x`.
bool is_explicit_path(std::string_view word);

}  // namespace mcplint
