// What the project's own tests show.

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "lint/facts/readiness/signs.h"

namespace mcplint {

/// One piece for each framework, at its first test.
static void add_counts(const Project& project, std::vector<Evidence>& evidence) {
  struct Count {
    std::size_t tests = 0;
    std::size_t files = 0;
    Span first;
  };
  std::map<std::string_view, Count> counts;
  for (const TestFile& file : project.tests) {
    if (file.count == 0) continue;
    Count& count = counts[file.framework];
    if (count.files++ == 0) count.first = file.span;
    count.tests += file.count;
  }
  for (const auto& [framework, count] : counts) {
    evidence.push_back({Strength::Configured,
                        std::to_string(count.tests) + (count.tests == 1 ? " test" : " tests") +
                            " (" + std::string(framework) + ") in " + std::to_string(count.files) +
                            (count.files == 1 ? " file" : " files"),
                        count.first, Topic::Tests});
  }
}

void add_test_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kInspectors = std::to_array<std::string_view>(
      {"inspector", "mcp-inspector", "@modelcontextprotocol/inspector"});
  static constexpr auto kLoadFiles = std::to_array<std::string_view>(
      {"locustfile.py", "artillery.yml", "artillery.yaml", "k6.js", "loadtest.js", "load_test.py",
       "load-test.js", "loadtest.py", "load_test.js", "loadtest.ts", "load-test.ts"});
  add_counts(material.project, evidence);
  for (const TestFile& file : material.project.tests) {
    if (!file.error_assertion.empty())
      evidence.push_back({Strength::Configured, "a test asserts on an error", file.error_assertion,
                          Topic::ErrorTests});
    if (!file.client.empty())
      evidence.push_back({Strength::Configured, "a test drives the server through a client",
                          file.client, Topic::IntegrationTests});
  }
  add_commands(material, Topic::IntegrationTests, kInspectors, evidence);
  add_files(material, Topic::LoadTests, kLoadFiles, evidence);
}

}  // namespace mcplint
