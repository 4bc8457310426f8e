#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp108_weak_path_check = {
    .id = "MCP108",
    .name = "weak-path-check",
    .summary = "Path of a caller is checked in a way that does not confine it",
    .severity = Severity::High,
    .cwe = 22,
    .owasp = "MCP05:2025",
    .doc = R"(
The server looks at the path before it uses it, and the look does not help:
`/data-old` begins with `/data`; taking `..` out of `....//` leaves `../`; a path without `..` may
still be absolute, or a symbolic link; and a test of the text says nothing of where the path leads.

Resolve first, then compare folders, not letters:

    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT):
        raise ValueError("outside the workspace")
)",
    .blind_spots = R"(
Checks in other programs, and whether the root itself is narrow enough. A path
without any check is a matter of MCP101.
)",
    .sinks = kFileAccess,
    .check = check,
};

static bool is_weak(const TaintedCall& call) { return confinement(call) == Confinement::Weak; }

/// What is wrong with the check.
static std::string flaw_of(const Guard* check) {
  if (check == nullptr) return "`..` is taken out once: `....//` becomes `../`";
  if (check->name.ends_with(".startswith") && check->outcome == Outcome::False) {
    return "a list of forbidden folders misses some";
  }
  if (lacks_separator(*check)) {
    return "the folder is compared without the separator behind it: `/data-old` begins with "
           "`/data`";
  }
  if (check->name.ends_with(".startswith")) {
    return "a test of how the text begins, before it is resolved, lets `..` through";
  }
  return "a path without `..` can be absolute, or a link that leads out";
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kFileAccess, is_weak)) {
    const Guard* weak = nullptr;
    confinement(*use.call, &weak);
    Diagnostic& finding = report.at(
        use.call->span,
        "`{}` gets a path that the caller of `{}` chooses, behind a check that does not confine it",
        use.call->callee, use.tool->name);
    if (weak != nullptr) finding.note(weak->span, flaw_of(weak));
    // Only folders beside the root with a longer name are open.
    if (weak != nullptr && lacks_separator(*weak)) finding.as(Severity::Medium);
    use.explain(finding);
    finding.suggest((weak == nullptr ? flaw_of(nullptr) + "; " : std::string()) +
                    "resolve the path, then require `resolved.is_relative_to(ROOT)`");
  }
}

}  // namespace mcplint
