#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "mcplint/shell.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp411_shell_form_entrypoint = {
    .id = "MCP411",
    .name = "shell-form-entrypoint",
    .summary = "Server behind a shell that does not pass signals on",
    .severity = Severity::Low,
    .doc = R"(
The shell is the process that an engine stops. It does not pass the signal on, so
the server hears nothing of it: it is killed ten seconds later, in the middle of what
it does. An `ENTRYPOINT` that a shell reads also drops what `CMD` and `docker run`
add to it.

Write the words as a JSON array, `CMD ["python", "server.py"]`; or begin the last
command with `exec`.
)",
    .blind_spots = R"(
Scripts that are copied into the image and do not `exec` the server. Some shells replace
themselves by a single command; which one the image has is not known.
)",
    .check = check,
};

/// `["python", "server.py"]` for a command that needs no shell; empty if it does.
static std::string as_array(const ShellScript& script) {
  if (script.commands.size() != 1 || !script.error.empty()) return {};
  const ShellCommand& command = script.commands[0];
  const bool plain = command.kind == ShellCommand::Kind::Simple && command.assignments.empty() &&
                     command.redirections.empty() && !command.words.empty();
  if (!plain) return {};
  std::string array;
  for (const ShellWord& word : command.words) {
    if (!word.known || word.text.find_first_of("\"\\\n") != std::string::npos) return {};
    array += (array.empty() ? "[\"" : ", \"") + word.text + "\"";
  }
  return array + "]";
}

/// Whether the last command takes the shell's place, or what runs hands signals on.
static bool replaces_shell(const ShellScript& script) {
  const auto commands = script.simple_commands();
  if (commands.empty()) return true;
  const ShellCommand& last = *commands.back();
  const std::string_view program = last.program();
  return program == "exec" || program == "tini" || program == "dumb-init" || program == "gosu";
}

static void check(const Container& container, Report& report) {
  if (!container.holds_server || container.development) return;
  for (const ContainerScript& script : container.scripts) {
    if (script.at_build || script.instruction == nullptr || script.instruction->json) continue;
    const bool runs = script.instruction == container.command_instruction ||
                      script.instruction == container.entrypoint_instruction;
    if (!runs || replaces_shell(script.script)) continue;
    const std::string& keyword = script.instruction->keyword;
    const std::string array = as_array(script.script);
    std::string help = "begin the last command with `exec`";
    if (!array.empty()) help = "write `" + keyword + " " + array + "`";
    report
        .at(script.instruction->arguments,
            "`{}` starts the server behind a shell, which keeps signals "
            "from it",
            keyword)
        .suggest(help);
  }
}

}  // namespace mcplint
