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

/// Whether what stands in `folder` is about the project as a whole, and not about a package of
/// others beside the server.
static bool is_of_home(const Material& material, std::string_view folder) {
  if (folder.ends_with("docs/")) folder.remove_suffix(5);
  if (folder.empty() || material.project.home.empty()) return true;
  return material.sources.source_of(material.project.home).path.starts_with(folder);
}

static const Document* changelog_of(const Material& material) {
  const Project& project = material.project;
  const Document* best = nullptr;
  const auto depth = [](const Document& one) { return std::ranges::count(one.source->path, '/'); };
  for (const Document& document : project.documents) {
    const std::string name = lower(file_name(document.source->path));
    static constexpr auto kStems =
        std::to_array<std::string_view>({"changes", "history", "news", "releases"});
    const bool is_one = name.starts_with("changelog") ||
                        is_one_of(std::string_view(name).substr(0, name.find('.')), kStems);
    if (!is_one || !is_of_home(material, folder_of(document.source->path))) continue;
    if (best == nullptr || depth(document) < depth(*best)) best = &document;
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

/// The newest `<Update label="v1.2.3">`, as documentation sites of Mintlify write it; empty if
/// there is none.
static Span update_of_mintlify(const Document& changelog) {
  static constexpr std::string_view kMark = "<Update label=\"";
  const std::string_view text = changelog.source->text;
  const std::size_t at = text.find(kMark);
  if (at == text.npos) return {};
  const std::string_view label = text.substr(at + kMark.size());
  return {label.substr(0, label.find('"'))};
}

/// Whether the section tells what the next version brings: then it is looked after.
static bool is_unreleased(const Heading& heading) {
  const std::string text = lower(heading.text.text);
  const bool is_next = contains(text, "unreleased") || text == "next" || text == "latest";
  return is_next && heading.body.text.find_first_of("-*") != std::string_view::npos;
}

void add_changelog_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFragments = std::to_array<std::string_view>(
      {".changeset/config.json", "towncrier.toml", ".github/release.yml",
       ".github/release-drafter.yml", "release-please-config.json", "cliff.toml"});
  const Document* changelog = changelog_of(material);
  if (changelog == nullptr) {
    add_files(material, Topic::Changelog, kFragments, evidence);
    return;
  }
  const Value* version = manifest_version(material.project);
  const auto add = [&](std::string_view newest, bool is_current, Span place) {
    const std::string text = is_current ? "its newest entry is " + std::string(newest) : "";
    evidence.push_back({Strength::Configured, text, place, Topic::Changelog,
                        is_current ? Bearing::For : Bearing::Against, std::string(newest)});
  };
  if (const Span entry = update_of_mintlify(*changelog); !entry.empty()) {
    const std::string newest = version_in(entry.text);
    return add(newest, version == nullptr || is_same(newest, version->text), entry);
  }
  for (const Heading& heading : changelog->headings) {
    if (is_unreleased(heading)) return add("not released yet", true, heading.text.span);
    const std::string newest = version_in(heading.text.text);
    if (newest.empty()) continue;  // a title
    return add(newest, version == nullptr || is_same(newest, version->text), heading.text.span);
  }
}

}  // namespace mcplint
