// package.json, .npmrc and pnpm-workspace.yaml, as the documentation of npm, pnpm and Yarn
// has them in November 2026.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/dependencies/listing.h"
#include "mcplint/version.h"

namespace mcplint {

using From = Dependency::From;
using Need = Dependency::Need;

/// `user/repository` or `user/repository#ref`: GitHub.
static bool is_github_short(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != text.npos && slash > 0 && text.front() != '@' && text.front() != '.' &&
         text.find(' ') == text.npos && text.find('/', slash + 1) == text.npos;
}

static void set_location(Dependency& dependency, const Text& text) {
  dependency.url = text.text;
  dependency.url_span = text.span;
  const std::size_t hash = text.text.find('#');
  if (hash != std::string::npos) dependency.revision = text.text.substr(hash + 1);
}

static void set_range(Dependency& dependency, const Text& text) {
  dependency.specifier = text.text;
  dependency.specifier_span = text.span;
  dependency.pinned_version = exact_version("npm", text.text);
}

/// `npm:other@^1`: another package under this name.
static void set_alias(Dependency& dependency, const Text& text) {
  const std::string_view rest = std::string_view(text.text).substr(4);
  const std::size_t at = rest.rfind('@');
  const bool has_version = at != rest.npos && at > 0;
  dependency.name = rest.substr(0, has_version ? at : rest.size());
  if (!has_version) return;
  const std::string range(rest.substr(at + 1));
  const bool is_plain = text.span.text == text.text;
  set_range(dependency, {range, is_plain ? Span{text.span.text.substr(4 + at + 1)} : text.span});
}

static void add_entry(Listing& listing, const Member& entry, From from, Need need) {
  if (!entry.value.is(Value::Kind::String)) return;
  const Text text = {entry.value.text, inside(entry.value)};
  Dependency dependency = listing.make({entry.key.text, inside(Value{.kind = Value::Kind::String,
                                                                     .span = entry.key.span,
                                                                     .tag = {},
                                                                     .text = entry.key.text,
                                                                     .items = {},
                                                                     .members = {}})},
                                       join(entry.key.span, entry.value.span));
  dependency.from = from;
  dependency.need = need;
  if (text.text.starts_with("npm:")) {
    set_alias(dependency, text);
  } else if (is_location(text.text) || is_github_short(text.text) ||
             text.text.starts_with("catalog:") || text.text.starts_with("jsr:")) {
    set_location(dependency, text);  // a `catalog:` is another file's
  } else {
    set_range(dependency, text);
  }
  listing.add(std::move(dependency));
}

static void add_all(Listing& listing, const Value* map, From from, Need need) {
  if (map == nullptr) return;
  for (const Member& entry : map->members) add_entry(listing, entry, from, need);
}

/// `{ "a": "1", "b": { ".": "2", "c": "3" } }`, at any depth.
static void add_overrides(Listing& listing, const Value* map, unsigned depth = 0) {
  constexpr unsigned kDeepest = 8;
  if (map == nullptr || depth > kDeepest) return;
  for (const Member& entry : map->members) {
    if (entry.key.text != ".") add_entry(listing, entry, From::Overrides, Need::Running);
    if (entry.value.is(Value::Kind::Map)) {
      Dependency dependency = listing.make(entry.key, entry.key.span);
      dependency.from = From::Overrides;
      listing.add(std::move(dependency));
      add_overrides(listing, &entry.value, depth + 1);
    }
  }
}

void read_package_json(const Value& root, Listing& listing) {
  Manifest& manifest = listing.manifest;
  manifest.name = string_in(root, "name");
  manifest.version = string_in(root, "version");
  manifest.language = string_at(root, "engines.node");
  manifest.is_private = is_true(root, "private");
  if (const std::optional<Text> manager = string_in(root, "packageManager"))
    manifest.tool = manager->text.substr(0, manager->text.find('@'));
  if (const Value* name = root.get("name")) manifest.span = name->span;

  if (const Value* dependencies = root.get("dependencies")) {
    for (const Member& member : root.members) {
      if (&member.value == dependencies) manifest.span = member.key.span;
    }
    add_all(listing, dependencies, From::Manifest, Need::Running);
  }
  add_all(listing, root.get("devDependencies"), From::Manifest, Need::Development);
  add_all(listing, root.get("optionalDependencies"), From::Manifest, Need::Optional);
  add_all(listing, root.get("peerDependencies"), From::Manifest, Need::Peer);
  add_overrides(listing, root.get("overrides"));
  for (const std::string_view path : {"resolutions", "pnpm.overrides"}) {
    for (const Value* map : root.find(path)) add_overrides(listing, map);
  }
  for (const std::string_view path : {"workspaces.*", "workspaces.packages.*"}) {
    for (const Value* member : root.find(path)) {
      if (member->is(Value::Kind::String)) manifest.members.push_back(member->text);
    }
  }
}

void read_pnpm_workspace(const Value& root, Listing& listing) {
  for (const Value* member : root.find("packages.*")) {
    if (member->is(Value::Kind::String)) listing.manifest.members.push_back(member->text);
  }
  add_overrides(listing, root.get("overrides"));
}

/// `registry=…`, `@scope:registry=…`, `strict-ssl=false`. Its lines have no sections.
void read_npm_settings(const Value& root, Listing& listing) {
  for (const Member& setting : root.members) {
    if (setting.value.items.empty()) continue;
    const Value& line = setting.value.items.front();
    const std::string_view key = setting.key.text;
    if (key == "registry")
      listing.manifest.indexes.push_back({PackageIndex::Kind::Index, line.text, line.span});
    if (key.starts_with('@') && key.ends_with(":registry"))
      listing.manifest.indexes.push_back({PackageIndex::Kind::Explicit, line.text, line.span,
                                          std::string(key.substr(0, key.find(':')))});
    if (key == "strict-ssl" && line.text == "false")
      listing.manifest.indexes.push_back(
          {PackageIndex::Kind::Unverified, "", join(setting.key.span, line.span)});
  }
}

}  // namespace mcplint
