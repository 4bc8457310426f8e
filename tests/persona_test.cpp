#include <doctest/doctest.h>

#include <array>
#include <string>

#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

/// Two findings in each Dockerfile, one of which is for the pedantic only.
static void check(const Dockerfile& file, Report& report) {
  const Span start = file.stages.front().from.span;
  report.at(start, "`{}` is for everybody", "FROM");
  report.at(start, "`{}` is for the pedantic", "FROM").only_for(Persona::Pedantic);
}

static std::size_t findings(const std::string& path, Persona rules, Persona wanted) {
  const Rule rule = {.id = "MCP999",
                     .name = "for-somebody",
                     .summary = "Two findings",
                     .severity = Severity::Low,
                     .persona = rules,
                     .doc = "Why.",
                     .check = check};
  const std::array<const Rule*, 1> all = {&rule};
  Options options;
  options.paths = {path};
  options.rules = all;
  options.known = all;
  options.persona = wanted;
  return lint(options).diagnostics.size();
}

TEST_CASE("a single finding can be for stricter people than its rule") {
  const TemporaryFolder folder;
  folder.write("Dockerfile", "FROM scratch\n");
  const std::string path = folder.path().string();
  CHECK(findings(path, Persona::Regular, Persona::Regular) == 1);
  CHECK(findings(path, Persona::Regular, Persona::Pedantic) == 2);
  CHECK(findings(path, Persona::Regular, Persona::Auditor) == 2);
  // Whoever names a rule that is off for him gets all of it.
  CHECK(findings(path, Persona::Auditor, Persona::Regular) == 2);
}

/// A rule that is about what people should copy from a document only for the pedantic.
static void check_launch(const Launch& launch, Report& report) {
  report.at(launch.span, "`{}` is started", launch.name.text);
}

static std::string remarks(const std::string& path, Persona wanted) {
  const Rule rule = {.id = "MCP999",
                     .name = "started",
                     .summary = "A finding for each launch",
                     .severity = Severity::High,
                     .in_documents = Persona::Pedantic,
                     .doc = "Why.",
                     .check = check_launch};
  const std::array<const Rule*, 1> all = {&rule};
  Options options;
  options.paths = {path};
  options.rules = all;
  options.known = all;
  options.persona = wanted;
  std::string text;
  for (const Diagnostic& one : lint(options).diagnostics)
    text += one.words.front() + " " + std::string(to_string(one.severity)) + "; ";
  return text;
}

TEST_CASE("an example in a document is judged more mildly than a client's file") {
  const TemporaryFolder folder;
  folder.write(".mcp.json", R"({"mcpServers": {"file": {"command": "x"}}})");
  folder.write("README.md",
               "```json\n{\"mcpServers\": {\"example\": {\"command\": \"x\"}}}\n```\n");
  const std::string path = folder.path().string();
  CHECK(remarks(path, Persona::Regular) == "file high; ");
  CHECK(remarks(path, Persona::Pedantic) == "file high; example info; ");
}
