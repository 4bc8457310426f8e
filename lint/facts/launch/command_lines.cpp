// Command lines in a string: `sh -c "…"`, `cmd /c "…"`, `wsl "…"`.

#include <algorithm>
#include <iterator>

#include "lint/facts/launch/programs.h"
#include "lint/syntax/shell.h"

namespace mcplint {

/// Commands that prepare for the one that starts the server.
static constexpr std::string_view kPreparations[] = {
    ".",     ":",   "cd",    "echo",   "eval", "export", "mkdir",  "nvm",
    "pushd", "set", "sleep", "source", "test", "true",   "ulimit", "unset"};

/// The command that runs last and longest: what all before it prepare for. Null if
/// that is no simple command, such as a loop.
static const ShellCommand* server_command(const ShellScript& script) {
  for (std::size_t i = script.commands.size(); i > 0; --i) {
    const ShellCommand* one = &script.commands[i - 1];
    // What a server writes may be logged on its way; its input comes from the client.
    while (one->kind == ShellCommand::Kind::Pipeline && !one->parts.empty())
      one = &one->parts.front();
    while (one->kind == ShellCommand::Kind::Group && !one->parts.empty()) one = &one->parts.back();
    if (one->kind != ShellCommand::Kind::Simple) return nullptr;
    const bool prepares = one->words.empty() || std::ranges::find(kPreparations, one->program()) !=
                                                    std::end(kPreparations);
    if (!prepares) return one;
  }
  return nullptr;
}

bool run_command_line(CommandLine& line, const Text& script) {
  line.give_code(script);  // from here on a shell replaces what only shells replace
  ShellScript& parsed = line.launch().code->script;
  parsed = parse_shell(script);
  const ShellCommand* command = server_command(parsed);
  if (!parsed.error.empty() || command == nullptr) return false;
  std::vector<Text> words;
  for (const ShellWord& word : command->words) {
    // `exec` starts what follows in its own place.
    if (words.empty() && word.text == "exec") continue;
    words.push_back({word.text, word.span});
  }
  resolve_inner(line, std::move(words));
  return false;
}

bool run_plain_words(CommandLine& line, const Text& script) {
  line.give_code(script);
  const std::string& text = script.text;
  if (text.find_first_of("\"'^%&|<>`$;(){}") != std::string::npos) return false;
  std::vector<Text> words;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string::npos;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(part_of(script, at, end - at));
    at = text.find_first_not_of(' ', end);
  }
  resolve_inner(line, std::move(words));
  return false;
}

}  // namespace mcplint
