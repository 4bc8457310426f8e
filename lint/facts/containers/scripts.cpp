// What shells are told in a Dockerfile.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/syntax/shell.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

/// Whether what `SHELL` names understands what Bash does, perhaps started by another
/// program: `conda run -n app /bin/bash -c`. PowerShell, cmd, fish and the like do
/// not; what they are told is left alone.
static bool is_posix(const Instruction& shell) {
  constexpr auto kShells =
      std::to_array<std::string_view>({"sh", "bash", "ash", "dash", "ksh", "zsh"});
  return std::ranges::any_of(
      shell.words, [&](const Text& word) { return is_one_of(file_name(word.text), kShells); });
}

static bool takes_shell_form(const Instruction& instruction) {
  return instruction.keyword == "RUN" || instruction.keyword == "CMD" ||
         instruction.keyword == "ENTRYPOINT" || instruction.keyword == "HEALTHCHECK";
}

/// Whether all that `RUN` says is where its script begins: `RUN <<EOF`.
static bool is_only_heredoc(std::string_view word) {
  const std::size_t begin = word.find_first_not_of(" \t");
  return begin != word.npos && word.substr(begin).starts_with("<<") &&
         word.find_first_of(" \t\n", begin) == word.npos;
}

/// The script that `instruction` gives a shell; nothing if it gives none.
static Text script_of(const Instruction& instruction) {
  const std::vector<Text>& words = instruction.words;
  if (!instruction.heredocs.empty()) {
    const Heredoc& first = instruction.heredocs.front();
    const bool whole = !words.empty() && is_only_heredoc(words.front().text);
    if (whole) return {std::string(first.body.text), first.body};
  }
  if (instruction.json) {
    const bool is_shell = words.size() == 3 && words[0].text.ends_with("sh") &&
                          words[1].text.starts_with('-') && words[1].text.ends_with('c');
    return is_shell ? words[2] : Text{};
  }
  if (words.empty()) return {};
  if (instruction.keyword != "HEALTHCHECK") return words.front();
  // `CMD` stands before the command of a health check.
  const Text& word = words.back();
  return word;
}

static void read(const Instruction& instruction, bool posix, bool in_image, Container& container) {
  if (!takes_shell_form(instruction)) return;
  const Text text = script_of(instruction);
  if (text.text.empty()) return;
  // A JSON form names its shell, or needs none.
  if (!posix && !instruction.json) {
    ++container.unread_scripts;
    return;
  }
  container.scripts.push_back({.script = parse_shell(text),
                               .span = instruction.span,
                               .instruction = &instruction,
                               .at_build = instruction.keyword == "RUN",
                               .in_image = in_image});
}

/// Whether an image runs Windows, where `RUN` speaks to cmd unless told otherwise.
static bool is_windows(const Stage& stage) {
  const std::string image = lower(stage.image.text);
  return image.find("windows/") != std::string::npos ||
         image.find("windowsservercore") != std::string::npos ||
         image.find("nanoserver") != std::string::npos;
}

void find_scripts(const Dockerfile& dockerfile, const std::vector<const Stage*>& in_image,
                  Container& container) {
  std::map<const Stage*, bool> posix;  // at the end of each: images built on it inherit `SHELL`
  for (const Stage& stage : dockerfile.stages) {
    const bool kept = std::ranges::find(in_image, &stage) != in_image.end();
    const bool windows = dockerfile.escape == '`' || is_windows(stage);
    bool reads = stage.base == nullptr ? !windows : posix[stage.base];
    for (const Instruction& instruction : stage.instructions) {
      if (instruction.keyword == "SHELL") reads = is_posix(instruction);
      read(instruction, reads, kept, container);
    }
    posix[&stage] = reads;
  }
}

}  // namespace mcplint
