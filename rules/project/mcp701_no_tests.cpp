#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp701_no_tests = {
    .id = "MCP701",
    .name = "no-tests",
    .summary = "Server without a single test",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A server without tests is tested by its users. What a tool answers, and how it fails, changes with
every release of its SDK and of the API behind it, and nobody notices until an agent stumbles.

Write a test for each tool that calls it with an argument that is right and one that is wrong.
Both SDKs have a client that runs in the same process, so that no transport is needed.
)",
    .blind_spots = R"(
Tests in a repository of their own, unless a report of their run (JUnit XML) is in the tree.
Tests are found by the names of their files and functions; what they assert is not judged.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::Tests,
         .lacking = "nothing tests `{}`",
         .suggestion = "add tests that call its tools through a client of the SDK"},
        report);
}

}  // namespace mcplint
