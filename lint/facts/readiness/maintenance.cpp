// Who looks after the project, and how it is kept up to date.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

static bool is_manifest(const Config& config) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"pyproject.toml", "package.json", "manifest.json", "server.json"});
  return config.source != nullptr && is_one_of(file_name(config.source->path), kFiles);
}

/// What the manifests say at `places`, as far as it is `wanted`: one piece for each file.
template <class Wanted>
static void add_from_manifests(const Material& material, Topic topic, Words places,
                               std::string_view what, Wanted wanted,
                               std::vector<Evidence>& evidence) {
  for (const Config& config : material.project.configs) {
    if (!is_manifest(config)) continue;
    const Value* found = nullptr;
    for (const std::string_view place : places) {
      for (const Value* value : config.root.find(place)) {
        if (found == nullptr && !value->span.empty() && wanted(value->text)) found = value;
      }
    }
    if (found != nullptr)
      evidence.push_back({Strength::Stated, std::string(what), found->span, topic});
  }
}

/// "https://github.com/owner/name" and "git+ssh://git@gitlab.com:owner/name.git": `owner/name`;
/// empty if the text names no repository.
static std::string repository_in(std::string_view text) {
  const std::string small = lower(text);
  for (const std::string_view host : {"github.com", "gitlab.com", "codeberg.org"}) {
    const std::size_t at = small.find(host);
    if (at == std::string::npos || at + host.size() == small.size()) continue;
    std::string rest = small.substr(at + host.size() + 1);
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos) continue;
    rest.resize(std::min(rest.find_first_of("/#?", slash + 1), rest.size()));
    if (rest.ends_with(".git")) rest.resize(rest.size() - 4);
    return rest;
  }
  return {};
}

/// The repositories that the manifests call their own.
static std::vector<std::string> own_repositories(const Project& project) {
  static constexpr auto kPlaces = std::to_array<std::string_view>(
      {"project.urls.*", "repository", "repository.url", "homepage", "bugs.url"});
  std::vector<std::string> names;
  for (const Config& config : project.configs) {
    if (!is_manifest(config)) continue;
    for (const std::string_view place : kPlaces) {
      for (const Value* value : config.root.find(place)) {
        if (std::string name = repository_in(value->text); !name.empty())
          names.push_back(std::move(name));
      }
    }
  }
  return names;
}

/// Whether `target` is a list of issues, and not one issue, or a picture of how many there are.
static bool is_tracker(std::string_view target) {
  if (contains(target, "shields.io")) return false;
  const std::size_t at = target.find("/issues");
  if (at == target.npos) return false;
  std::string_view rest = target.substr(at + 7);
  if (rest.starts_with('/')) rest.remove_prefix(1);
  return rest.empty() || rest.starts_with("new") || rest.find_first_of("?#)") == 0;
}

/// A link of each document to the tracker of this project, or of nobody knows which.
static void add_tracker_links(const Material& material, std::vector<Evidence>& evidence) {
  const std::vector<std::string> own = own_repositories(material.project);
  for (const Document& document : material.project.documents) {
    const auto link = std::ranges::find_if(document.links, [&](const DocumentLink& one) {
      return is_tracker(one.target.text) &&
             (own.empty() || is_one_of(repository_in(one.target.text), own));
    });
    if (link == document.links.end()) continue;
    evidence.push_back(
        {Strength::Stated, "link to " + link->target.text, link->target.span, Topic::KnownIssues});
  }
}

static void add_known_issues(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kTrackers =
      std::to_array<std::string_view>({"project.urls.*", "bugs.url", "bugs", "support"});
  static constexpr auto kHeadings = std::to_array<std::string_view>(
      {"known issue", "known limitation", "known bug", "known problem"});
  static constexpr auto kIssueFiles = std::to_array<std::string_view>(
      {".github/issue_template.md", "bug_report.md", "bug_report.yml", "bug_report.yaml",
       "bug-report.yml", "bug-report.yaml", "bug-report.md"});
  add_sections(material, Topic::KnownIssues, kHeadings, evidence);
  add_sections_beginning(material, Topic::KnownIssues, "limitations", evidence);
  add_tracker_links(material, evidence);
  add_files(material, Topic::KnownIssues, kIssueFiles, evidence);
  add_from_manifests(material, Topic::KnownIssues, kTrackers,
                     "the manifest names the issue tracker", is_tracker, evidence);
}

/// Whether a heading is about whom to ask, and about nothing else: "Getting help", and not
/// "Supported versions" or "SSL/TLS support".
static bool is_about_contacts(std::string_view heading) {
  static constexpr auto kKeys = std::to_array<std::string_view>(
      {"support", "contact", "contacts", "contacting", "maintainer", "maintainers", "help"});
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"and",        "the",       "us",       "your",      "our",     "get",        "getting",
       "more",       "need",      "asking",   "ask",       "for",     "questions",  "question",
       "feedback",   "community", "project",  "author",    "authors", "team",       "issues",
       "to",         "how",       "with",     "in",        "touch",   "commercial", "technical",
       "enterprise", "resources", "channels", "reporting", "a",       "s"});
  bool has_key = false;
  std::string words = lower(heading);
  std::ranges::replace_if(
      words, [](char c) { return c < 'a' || c > 'z'; }, ' ');
  std::size_t count = 0;
  for (std::string_view rest = words; !rest.empty();) {
    const std::string_view word = take_until(rest, ' ');
    if (word.empty()) continue;
    const bool is_key = is_one_of(word, kKeys);
    if (!is_key && !is_one_of(word, kOthers)) return false;
    has_key = has_key || is_key;
    ++count;
  }
  return has_key && (count > 1 || words.find("help") == std::string::npos);
}

/// Whether a text gives people a way to somebody.
static bool leads_to_somebody(std::string_view text) {
  static constexpr auto kWays = std::to_array<std::string_view>(
      {"http://", "https://", "@", "mailto:", "issue", "forum", "discord", "slack", "]("});
  return contains_any(lower(text), kWays);
}

static void add_contact_sections(const Material& material, std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    for (const Heading& heading : document.headings) {
      if (!is_about_contacts(heading.text.text) || !leads_to_somebody(heading.body.text)) continue;
      evidence.push_back({Strength::Stated, "section “" + heading.text.text + "”",
                          heading.text.span, Topic::Support});
    }
    // A policy that says where to report, and no guide to what is secure in the product.
    const std::string text = lower(document.source->text);
    if (lower(file_name(document.source->path)) != "security.md") continue;
    static constexpr auto kSigns = std::to_array<std::string_view>(
        {"report", "disclos", "advisories/new", "mailto:", "write to"});
    const bool is_policy = contains_any(text, kSigns) && leads_to_somebody(text);
    if (!is_policy) continue;
    evidence.push_back({Strength::Stated, "`" + document.source->path + "` says where to report",
                        document.source->start(), Topic::Support});
  }
}

static void add_contacts(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {"support.md", "codeowners", "maintainers.md", "maintainers", "owners"});
  static constexpr auto kPlaces = std::to_array<std::string_view>(
      {"project.authors.*.email", "project.maintainers.*.email", "author.email", "author.url",
       "author", "bugs.email", "bugs.url", "bugs", "support"});
  add_files(material, Topic::Support, kFiles, evidence);
  add_contact_sections(material, evidence);
  add_from_manifests(
      material, Topic::Support, kPlaces, "the manifest says whom to ask",
      [](std::string_view text) { return leads_to_somebody(text); }, evidence);
}

static void add_updates(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kHeadings = std::to_array<std::string_view>({"upgrad",
                                                                     "update process",
                                                                     "how to update",
                                                                     "updating the server",
                                                                     "updating from",
                                                                     "updating to",
                                                                     "updating dependencies",
                                                                     "update the server",
                                                                     "releasing",
                                                                     "release process",
                                                                     "how to release",
                                                                     "creating a release",
                                                                     "creating releases",
                                                                     "cutting a release",
                                                                     "making a release",
                                                                     "publishing a release",
                                                                     "install or update",
                                                                     "or upgrade",
                                                                     "keeping up to date",
                                                                     "staying up to date"});
  add_sections(material, Topic::Updates, kHeadings, evidence);
  for (const std::string_view whole : {"updating", "updates", "update"})
    add_sections_called(material, Topic::Updates, whole, evidence);
}

void add_maintenance_evidence(const Material& material, std::vector<Evidence>& evidence) {
  add_updates(material, evidence);
  add_contacts(material, evidence);
  add_known_issues(material, evidence);
}

}  // namespace mcplint
