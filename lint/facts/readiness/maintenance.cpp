// Who looks after the project, and how it is kept up to date.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "mcplint/words.h"

namespace mcplint {

/// A manifest that says whom to ask, or where.
static void add_from_manifests(const Material& material, Topic topic, Words places,
                               std::string_view what, std::vector<Evidence>& evidence) {
  for (const Config& config : material.project.configs) {
    if (config.source == nullptr) continue;
    static constexpr auto kFiles =
        std::to_array<std::string_view>({"pyproject.toml", "package.json", "manifest.json"});
    if (!is_one_of(file_name(config.source->path), kFiles)) continue;
    for (const std::string_view place : places) {
      for (const Value* value : config.root.find(place)) {
        if (value->span.empty()) continue;
        evidence.push_back({Strength::Stated, std::string(what), value->span, topic});
        break;
      }
    }
  }
}

void add_maintenance_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kUpdating = std::to_array<std::string_view>(
      {"upgrad", "updating", "update process", "how to update", "update the server", "to update",
       "releasing", "release process", "how to release"});
  static constexpr auto kContactFiles = std::to_array<std::string_view>(
      {"support.md", "security.md", "codeowners", "maintainers.md", "maintainers"});
  static constexpr auto kContacts = std::to_array<std::string_view>(
      {"support", "contact", "maintainer", "getting help", "get help"});
  static constexpr auto kContactPlaces =
      std::to_array<std::string_view>({"project.authors.*.email", "project.maintainers.*.email",
                                       "author.email", "author.url", "bugs.email", "support"});
  static constexpr auto kTrackers = std::to_array<std::string_view>(
      {"project.urls.Issues", "project.urls.issues", "project.urls.Bug Tracker",
       "project.urls.Tracker", "project.urls.Bugs", "bugs.url", "bugs"});
  static constexpr auto kIssues = std::to_array<std::string_view>(
      {"known issue", "known limitation", "limitation", "known bug", "known problem"});
  static constexpr auto kIssueLinks =
      std::to_array<std::string_view>({"/issues", "/-/issues", "/browse/"});
  static constexpr auto kIssueFiles = std::to_array<std::string_view>(
      {".github/issue_template.md", "bug_report.md", "bug_report.yml", "bug_report.yaml",
       "bug-report.yml", "bug-report.md"});
  add_sections(material, Topic::Updates, kUpdating, evidence);
  add_files(material, Topic::Support, kContactFiles, evidence);
  add_sections(material, Topic::Support, kContacts, evidence);
  add_from_manifests(material, Topic::Support, kContactPlaces, "the manifest says whom to ask",
                     evidence);
  add_sections(material, Topic::KnownIssues, kIssues, evidence);
  add_links(material, Topic::KnownIssues, kIssueLinks, evidence);
  add_files(material, Topic::KnownIssues, kIssueFiles, evidence);
  add_from_manifests(material, Topic::KnownIssues, kTrackers,
                     "the manifest names the issue tracker", evidence);
}

}  // namespace mcplint
