// What shells are told in a Dockerfile.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/syntax/shell.h"

namespace mcplint {

/// Whether what `SHELL` names understands what Bash does. PowerShell and cmd do
/// not; what they are told is left alone.
static bool is_posix(const Instruction& shell) {
  if (shell.words.empty()) return false;
  const std::string& program = shell.words[0].text;
  return program.ends_with("sh") && !program.ends_with("pwsh");
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

static void read(const Instruction& instruction, bool in_image, Container& container) {
  if (!takes_shell_form(instruction)) return;
  const Text text = script_of(instruction);
  if (text.text.empty()) return;
  container.scripts.push_back({.script = parse_shell(text),
                               .span = instruction.span,
                               .instruction = &instruction,
                               .at_build = instruction.keyword == "RUN",
                               .in_image = in_image});
}

void find_scripts(const Dockerfile& dockerfile, const std::vector<const Stage*>& in_image,
                  Container& container) {
  if (dockerfile.escape == '`') return;  // of Windows
  for (const Stage& stage : dockerfile.stages) {
    const bool kept = std::ranges::find(in_image, &stage) != in_image.end();
    bool posix = true;
    for (const Instruction& instruction : stage.instructions) {
      if (instruction.keyword == "SHELL") posix = is_posix(instruction);
      if (posix) read(instruction, kept, container);
    }
  }
}

}  // namespace mcplint
