#include <algorithm>
#include <initializer_list>
#include <string>

#include "mcplint/shell.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp304_shell_command = {
    .id = "MCP304",
    .name = "shell-command",
    .summary = "Server started through a command line in a string",
    .severity = Severity::Medium,
    .cwe = 78,
    .owasp = "MCP05:2025",
    .doc = R"(
`sh -c "…"`, `cmd /c "…"` and `python -c "…"` hide what is started: nobody who
reviews the entry, and no client that asks for approval by program and arguments,
sees more than a shell. Variables are put in as text and read as commands. And
what is downloaded and piped into a shell runs unseen, each time the client starts.

Name the program in `command` and its words in `args`. Use the client's `cwd`, or
`uv --directory` and the like, instead of `cd`, and `env` instead of `export`. Put
what needs more steps into a script of the project, and start that.
)",
    .blind_spots = R"(
What a script does once it runs; shells inside of a container.
)",
    .check = check,
};

static constexpr std::string_view kShells[] = {"sh",  "bash",       "zsh", "dash",
                                               "cmd", "powershell", "pwsh"};

static bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// `curl … | sh`, `bash <(curl …)`.
static bool fetches_script(const ShellCommand& command) {
  return command.fetched_script() != nullptr || std::ranges::any_of(command.parts, fetches_script);
}

/// `irm … | iex`, `iex (New-Object …).DownloadString(…)`, also inside of `cmd /c`.
static bool invokes_download(const std::string& text) {
  return holds(text, {"iex", "IEX", "Invoke-Expression"}) &&
         holds(text, {"iwr ", "irm ", "Invoke-WebRequest", "Invoke-RestMethod", "DownloadString"});
}

static bool runs_download(const InlineCode& code) {
  const bool is_windows = is_one_of(
      code.interpreter, std::initializer_list<std::string_view>{"cmd", "powershell", "pwsh"});
  return std::ranges::any_of(code.script.commands, fetches_script) ||
         (is_windows && invokes_download(code.text.text));
}

static void check(const Launch& launch, Report& report) {
  if (!launch.code) return;
  const std::string& interpreter = launch.code->interpreter;
  const Text& text = launch.code->text;
  if (runs_download(*launch.code)) {
    report
        .at(text.span, "`{}` runs what it has just downloaded, each time `{}` starts", interpreter,
            launch.name.text)
        .suggest("install a fixed version once, and name the installed program in `command`")
        .as(Severity::Critical);
    return;
  }
  const bool is_shell =
      std::ranges::find(kShells, std::string_view(interpreter)) != std::end(kShells);
  Diagnostic& finding =
      is_shell ? report.at(text.span, "`{}` is started by a command line in a string for `{}`",
                           launch.name.text, interpreter)
               : report.at(text.span, "`{}` is started by code in a string for `{}`",
                           launch.name.text, interpreter);
  finding.suggest(is_shell ? "name the program in `command` and its words in `args`"
                           : "put the code into a file, and name that in `args`");
  if (launch.in_document) finding.as(Severity::Info).only_for(Persona::Pedantic);
}

}  // namespace mcplint
