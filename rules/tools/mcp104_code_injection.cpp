#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that run text as code.
static constexpr Callable kInterpreters[] = {
    {"eval", 0, "expression"},
    {"exec", 0, "object"},
    {"builtins.eval", 0},
    {"builtins.exec", 0},
    {"__import__", 0, "name"},
    {"importlib.import_module", 0, "name"},
    {"code.InteractiveInterpreter.runsource", 0, "source"},
    {"code.InteractiveConsole.push", 0, "line"},
    {"jinja2.Template", 0, "source"},
    {"jinja2.Environment.from_string", 0, "source"},
    {"mako.template.Template", 0, "text"},
    {"flask.render_template_string", 0, "source"},
    {"pandas.eval", 0, "expr"},
    {"numexpr.evaluate", 0, "ex"},
    {"sympy.sympify", 0, "a"},
    {"sympy.parse_expr", 0, "s"},
    {"sympy.parsing.sympy_parser.parse_expr", 0, "s"},
    {"IPython.core.interactiveshell.InteractiveShell.run_cell", 0, "raw_cell"},
    {"subprocess.run", 0, "args"},
    {"subprocess.check_output", 0, "args"},
    {"subprocess.Popen", 0, "args"},
    {"asyncio.create_subprocess_exec", kAny},
};

constinit const Rule rules::mcp104_code_injection = {
    .id = "MCP104",
    .name = "code-injection",
    .summary = "Tool parameter is run as code",
    .severity = Severity::Critical,
    .cwe = 95,
    .owasp = "MCP05:2025",
    .doc = R"(
`eval` and `exec` run whatever they are given with all rights of the server;
emptying `__builtins__` does not hold them back. A template made from a parameter
runs code too: `{{ cycler.__init__.__globals__ }}` leads out of Jinja2.

Parse what the caller may say (`ast.literal_eval`, a parser for expressions, a
fixed table of functions), and give a template its values, not its text. A tool
whose purpose is to run code needs a sandbox: a process without credentials,
files or network, with limits on time and memory.
)",
    .blind_spots = R"(
Code that is written to a file and then started, and interpreters embedded in
other programs.
)",
    .sinks = kInterpreters,
    .check = check,
};

/// Words in the names of tools that are there to run code.
static constexpr std::string_view kPurposes[] = {"python", "code",    "script",   "repl", "eval",
                                                 "exec",   "execute", "notebook", "cell", "run"};

static bool is_injected(const TaintedCall& call) {
  const bool is_process =
      call.callee.starts_with("subprocess.") || call.callee.starts_with("asyncio.");
  if (is_process && started_as(call) != Start::Code) return false;
  return std::ranges::none_of(call.guards, [&](const Guard& guard) {
    return is_one_of_few(guard, call) || is_plain_word(guard, call) ||
           (guard.name.starts_with("re.") && guard.outcome == Outcome::True);
  });
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kInterpreters, is_injected)) {
    Diagnostic& finding = report.at(use.call->span, "`{}` runs code that the caller of `{}` sends",
                                    use.call->callee, use.tool->name);
    use.explain(finding);
    const bool is_purpose = !use.call->embedded && is_named(*use.tool, kPurposes);
    if (is_purpose) {
      finding.as(Severity::High)
          .suggest(
              "run it in a sandbox without credentials, files or network, and have a person "
              "approve each call");
    } else {
      finding.suggest(
          "parse what the caller may say, for example with `ast.literal_eval`, and run nothing");
    }
  }
}

}  // namespace mcplint
