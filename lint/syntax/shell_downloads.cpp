// Scripts that a shell fetches and runs unseen: `curl … | sh`.

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "mcplint/shell.h"
#include "mcplint/words.h"

namespace mcplint {

static constexpr auto kFetchers =
    std::to_array<std::string_view>({"curl", "wget", "fetch", "aria2c", "http", "https"});
static constexpr auto kInterpreters =
    std::to_array<std::string_view>({"sh", "bash", "ash", "dash", "zsh", "ksh", "python", "python3",
                                     "perl", "ruby", "node", "php"});

static bool is_program(const ShellCommand& command, std::span<const std::string_view> names) {
  const std::span<const ShellWord> words = command.without_wrappers();
  return !words.empty() && is_one_of(words.front().base_name(), names);
}

bool ShellCommand::fetches() const {
  if (is_program(*this, kFetchers)) return true;
  return std::ranges::any_of(parts, [](const ShellCommand& part) { return part.fetches(); });
}

bool ShellCommand::interprets() const { return is_program(*this, kInterpreters); }

/// Whether an interpreter runs what it reads from standard input: `bash`, `sh -s
/// -- -y`, `python3 -`, but not `python3 -m json.tool` or `node filter.js`.
static bool runs_input(const ShellCommand& command) {
  if (!command.parts.empty()) return std::ranges::any_of(command.parts, runs_input);
  if (!command.interprets()) return false;
  for (const ShellWord& word : command.without_wrappers().subspan(1)) {
    if (word.text == "-s" || word.text == "-" || word.text == "--") return true;
    if (word.text == "/dev/stdin") return true;
    if (!word.text.starts_with('-')) return false;
    const bool gives_code = word.text == "-c" || word.text == "-m" || word.text == "-e" ||
                            word.text == "-n" || word.text == "-p" || word.text == "-ne" ||
                            word.text == "-pe";
    if (gives_code) return false;
  }
  return true;
}

/// The stage of a pipeline whose output a later one runs.
static const ShellCommand* fetched_by_pipeline(const ShellCommand& pipeline) {
  const ShellCommand* fetching = nullptr;
  for (const ShellCommand& stage : pipeline.parts) {
    if (fetching != nullptr && runs_input(stage)) return fetching;
    // `gpg --dearmor`, `tar`, `jq` make something else of it.
    if (stage.fetches()) fetching = &stage;
  }
  return nullptr;
}

/// `sh -c "$(curl …)"`, `bash <(curl …)`, `eval "$(curl …)"`, `. <(curl …)`.
static const ShellCommand* fetched_by_words(const ShellCommand& command) {
  const std::span<const ShellWord> words = command.without_wrappers();
  if (words.empty()) return nullptr;
  const std::string_view program = words.front().base_name();
  if (!command.interprets() && program != "eval" && program != "source" && program != ".")
    return nullptr;
  for (const ShellWord& word : words.subspan(1)) {
    for (const ShellCommand& inner : word.substitutions) {
      if (inner.fetches()) return &inner;
    }
  }
  return nullptr;
}

const ShellCommand* ShellCommand::fetched_script() const {
  return kind == Kind::Pipeline ? fetched_by_pipeline(*this) : fetched_by_words(*this);
}

}  // namespace mcplint
