// What documents say: README, tools by their names, guides and procedures.

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

/// The document of that name which stands highest in the tree; null if there is none.
static const Document* main_document(const Project& project, std::string_view beginning) {
  const Document* best = nullptr;
  const auto depth = [](const Document& one) { return std::ranges::count(one.source->path, '/'); };
  for (const Document& document : project.documents) {
    if (!lower(file_name(document.source->path)).starts_with(beginning)) continue;
    if (best == nullptr || depth(document) < depth(*best)) best = &document;
  }
  return best;
}

static void add_readme(const Material& material, std::vector<Evidence>& evidence) {
  const Document* readme = main_document(material.project, "readme");
  const std::string path = readme == nullptr ? "" : readme->source->path;
  const bool is_empty =
      readme == nullptr || readme->source->text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (!is_empty)
    evidence.push_back(
        {Strength::Stated, "`" + path + "` is there", readme->source->start(), Topic::Readme});
  // Other markup is read by nobody here, and is a README all the same.
  if (readme == nullptr) {
    static constexpr auto kOthers =
        std::to_array<std::string_view>({"readme", "readme.txt", "readme.adoc"});
    add_files(material, Topic::Readme, kOthers, evidence);
  }
}

static bool is_named(const Project& project, std::string_view tool) {
  return std::ranges::any_of(project.documents, [&](const Document& document) {
    return contains(document.source->text, tool);
  });
}

/// Each tool that no document names speaks against it.
static void add_tools(const Material& material, std::vector<Evidence>& evidence) {
  std::size_t named = 0;
  std::size_t all = 0;
  for (const Tool& tool : material.project.tools) {
    if (tool.kind != Tool::Kind::Tool || tool.name.empty() || tool.is_unlisted()) continue;
    if (is_of_an_example(material, tool.span)) continue;
    ++all;
    if (is_named(material.project, tool.name)) {
      ++named;
      continue;
    }
    evidence.push_back(
        {Strength::Stated, "", tool.span, Topic::ToolsNamed, Bearing::Against, tool.name});
  }
  if (named == 0) return;
  evidence.push_back({Strength::Stated,
                      "documents name " + std::to_string(named) + " of " + std::to_string(all) +
                          (all == 1 ? " tool" : " tools"),
                      material.project.tools.front().span, Topic::ToolsNamed});
}

/// An entry of a client's configuration that people can copy.
static void add_examples(const Material& material, std::vector<Evidence>& evidence) {
  for (const Launch& launch : material.project.launches) {
    const std::string path = lower(material.sources.source_of(launch.span).path);
    const bool is_example =
        launch.in_document || contains(path, "example") || contains(path, "sample");
    if (!is_example) continue;
    evidence.push_back({Strength::Stated, "example of an entry `" + launch.name.text + "`",
                        launch.name.span, Topic::Examples});
  }
}

/// One that cannot be read as it stands, because people are to fill it in or to put braces around
/// it, and that shows how a client starts a server all the same.
static void add_sketches(const Material& material, std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    const auto sketch = std::ranges::find_if(document.fences, [&](const Fence& fence) {
      const bool is_read = std::ranges::any_of(material.project.launches, [&](const Launch& one) {
        return std::less_equal<>()(fence.span.begin(), one.span.begin()) &&
               std::less<>()(one.span.begin(), fence.span.end());
      });
      if (is_read) return false;
      const bool is_keyed =
          contains(fence.text, "mcpServers") || contains(fence.text, "mcp_servers");
      return is_keyed && (contains(fence.text, "\"command\"") || contains(fence.text, "\"url\""));
    });
    if (sketch == document.fences.end()) continue;
    evidence.push_back(
        {Strength::Stated, "example of a client's entry", sketch->span, Topic::Examples});
  }
}

/// "Rotating the key", and neither "Rotating logs" nor "RotateKeyResponse" of a reference.
static void add_rotation(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kRotating = std::to_array<std::string_view>({"rotat"});
  static constexpr auto kSecrets = std::to_array<std::string_view>(
      {"key", "secret", "credential", "token", "password", "certificate"});
  add_sections_of_both(material, Topic::KeyRotation, kRotating, kSecrets, evidence);
}

void add_document_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kTroubleshooting =
      std::to_array<std::string_view>({"troubleshooting", "common issues", "common problems",
                                       "common errors", "faq", "frequently asked"});
  static constexpr auto kBackup =
      std::to_array<std::string_view>({"backup", "back up", "backing up", "disaster recovery",
                                       "restore from", "restoring from", "restoring data"});
  static constexpr auto kLoad =
      std::to_array<std::string_view>({"load test", "load-test", "stress test"});
  add_readme(material, evidence);
  add_tools(material, evidence);
  add_examples(material, evidence);
  add_sketches(material, evidence);
  add_sections(material, Topic::Troubleshooting, kTroubleshooting, evidence);
  add_sections(material, Topic::Backups, kBackup, evidence);
  add_rotation(material, evidence);
  add_sections(material, Topic::LoadTests, kLoad, evidence);
}

}  // namespace mcplint
