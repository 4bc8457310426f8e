#include "rules/rules.h"

namespace mcplint {

static void check(const Problem& problem, Report& report);

constinit const Rule rules::mcp001_unreadable_file = {
    .id = "MCP001",
    .name = "unreadable-file",
    .summary = "File that could not be fully analysed",
    .severity = Severity::Low,
    .doc = R"(
A part of this file was not understood, so what stands there was not judged:
a syntax error, text that is not UTF-8, or a size, depth or time limit that was
reached. A client or server that reads the file may stumble over it too, and a
clean report says nothing about the part that was not read.

Mend the file, or leave it out on purpose with an entry in `.gitignore`.
)",
    .check = check,
};

static void check(const Problem& problem, Report& report) {
  report.at(problem.span, "not fully analysed: `{}`", problem.what).suggest(problem.help);
}

}  // namespace mcplint
