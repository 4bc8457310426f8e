// Whether the changelog's newest entry is the version that the manifests give.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

/// The first thing in `text` that looks like a version: "1.2.3" of "## [v1.2.3] - 2026-01-02".
static std::string version_in(std::string_view text) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    std::string_view found = text.substr(at, end - at);
    while (found.ends_with('.')) found.remove_suffix(1);
    if (contains(found, ".")) return std::string(found);
    at = end;
  }
  return {};
}

/// The version that the manifest nearest to the root gives this project; nothing if none does.
static const Value* manifest_version(const Project& project) {
  static constexpr auto kPlaces = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"pyproject.toml", "project.version"},
       {"pyproject.toml", "tool.poetry.version"},
       {"package.json", "version"},
       {"server.json", "version"},
       {"manifest.json", "version"}});
  const Value* best = nullptr;
  std::ptrdiff_t depth = 0;
  for (const auto& [name, path] : kPlaces) {
    for (const Config& config : project.configs) {
      if (config.source == nullptr || file_name(config.source->path) != name) continue;
      const std::vector<const Value*> found = config.root.find(path);
      if (found.empty() || !found.front()->is(Value::Kind::String)) continue;
      const std::ptrdiff_t here = std::ranges::count(config.source->path, '/');
      if (best != nullptr && depth <= here) continue;
      best = found.front();
      depth = here;
    }
  }
  return best;
}

static const Document* changelog_of(const Project& project) {
  const Document* best = nullptr;
  const auto depth = [](const Document& one) { return std::ranges::count(one.source->path, '/'); };
  for (const Document& document : project.documents) {
    const std::string name = lower(file_name(document.source->path));
    const bool is_one = name.starts_with("changelog") || name == "changes.md" ||
                        name == "history.md" || name == "news.md" || name == "releases.md";
    if (is_one && (best == nullptr || depth(document) < depth(*best))) best = &document;
  }
  return best;
}

/// Whether two versions are the same but for what stands behind: "1.2" and "1.2.0".
static bool is_same(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  if (!other.starts_with(one)) return false;
  const std::string_view rest = other.substr(one.size());
  return rest.empty() || rest.find_first_not_of(".0") == rest.npos ||
         std::string_view("-abr+").find(rest.front()) != rest.npos;  // 1.2.0-beta, 1.2.0rc1
}

void add_changelog_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFragments = std::to_array<std::string_view>(
      {".changeset/config.json", "towncrier.toml", ".github/release.yml",
       ".github/release-drafter.yml", "release-please-config.json", "cliff.toml"});
  const Document* changelog = changelog_of(material.project);
  if (changelog == nullptr) {
    add_files(material, Topic::Changelog, kFragments, evidence);
    return;
  }
  const Value* version = manifest_version(material.project);
  for (const Heading& heading : changelog->headings) {
    const std::string newest = version_in(heading.text.text);
    if (newest.empty()) continue;  // a title, or "Unreleased"
    const bool is_current = version == nullptr || is_same(newest, version->text);
    evidence.push_back({Strength::Configured,
                        is_current ? "its newest entry is " + newest : std::string(),
                        heading.text.span, Topic::Changelog,
                        is_current ? Bearing::For : Bearing::Against, newest});
    return;
  }
}

}  // namespace mcplint
