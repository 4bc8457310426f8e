#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp101_path_traversal = {
    .id = "MCP101",
    .name = "path-traversal",
    .summary = "Tool parameter used as a file path without confinement",
    .severity = Severity::High,
    .cwe = 22,
    .owasp = "MCP05:2025",
    .doc = R"(
Whoever can put words in front of the model can choose the arguments of a tool.
A parameter that becomes a path lets them read, overwrite, list or delete any
file the server can: `../../.ssh/id_rsa` is a path like any other.

Resolve the path, then require it to be below a root before using it:

    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT):
        raise ValueError("outside the workspace")

`resolve()` comes first: it follows symbolic links and removes `..`. Comparing
strings is not enough, because `/data-old` starts with `/data`.
)",
    .blind_spots = R"(
Whether the root itself is narrow enough (see MCP303), links that change between
the check and the use, and data that takes a way through a database or a queue.
Source files in TypeScript are not followed. A check that the operator can switch
off, by leaving its root unset, counts as on. A path that is checked in a way that
does not hold is a matter of MCP108.
)",
    .sinks = kFileAccess,
    .check = check,
};

static void check(const Project& project, Report& report) {
  const auto is_open = [](const TaintedCall& call) {
    return confinement(call) == Confinement::None;
  };
  for (const Use& use : uses(project, kFileAccess, is_open)) {
    Diagnostic& finding =
        report.at(use.call->span, "`{}` gets a path that the caller of `{}` chooses",
                  use.call->callee, use.tool->name);
    use.explain(finding);
    finding.suggest("resolve the path and refuse it unless `resolved.is_relative_to(ROOT)`");
  }
}

}  // namespace mcplint
