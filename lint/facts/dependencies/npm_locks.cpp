// package-lock.json and npm-shrinkwrap.json (versions 1 to 3), pnpm-lock.yaml (5 to 9),
// yarn.lock (both kinds) and bun.lock.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/dependencies/listing.h"
#include "mcplint/version.h"

namespace mcplint {

/// Nests as deeply as packages were installed in each other.
constexpr unsigned kDeepestNesting = 100;

/// A locked package. `name` and `version` are as its registry has them.
static Dependency locked(const Listing& listing, std::string name, const Text& version, Span span) {
  Dependency dependency = listing.make({std::move(name), span}, span);
  dependency.pinned_version = version.text;
  dependency.specifier = version.text;
  dependency.specifier_span = version.span;
  return dependency;
}

/// A tarball that no registry serves, or a repository.
static void set_resolved(Dependency& dependency, const std::optional<Text>& resolved) {
  if (!resolved) return;
  const std::string_view url = resolved->text;
  if (url.starts_with("git") || url.starts_with("file:") || url.starts_with("ssh:")) {
    dependency.url = url;
    dependency.url_span = resolved->span;
    dependency.revision = url.substr(url.rfind('#') + 1);
  } else {
    dependency.index = url;
  }
}

/// `node_modules/a/node_modules/@b/c`: the last package in it; empty for a folder
/// of the project.
static std::string name_of_folder(std::string_view path) {
  constexpr std::string_view kFolder = "node_modules/";
  const std::size_t at = path.rfind(kFolder);
  return at == path.npos ? "" : std::string(path.substr(at + kFolder.size()));
}

static void read_npm_packages(const Value& packages, Listing& listing) {
  for (const Member& entry : packages.members) {
    const std::string folder = name_of_folder(entry.key.text);
    if (folder.empty() || is_true(entry.value, "link")) {
      const std::optional<Text> name = string_in(entry.value, "name");
      if (name) listing.manifest.locals.push_back(name->text);
      listing.manifest.locals.push_back(folder.empty() ? entry.key.text : folder);
      continue;
    }
    const std::optional<Text> version = string_in(entry.value, "version");
    if (!version) continue;
    const std::optional<Text> alias = string_in(entry.value, "name");
    Dependency dependency = locked(listing, alias ? alias->text : folder, *version, entry.key.span);
    if (is_true(entry.value, "dev")) dependency.need = Dependency::Need::Development;
    // What comes inside of another package's file has that file's hash.
    dependency.has_hash =
        entry.value.get("integrity") != nullptr || is_true(entry.value, "inBundle");
    set_resolved(dependency, string_in(entry.value, "resolved"));
    listing.add(std::move(dependency));
  }
}

/// Version 1 nests what is installed in a package inside of it.
static void read_npm_nested(const Value& dependencies, Listing& listing, unsigned depth) {
  if (depth > kDeepestNesting) return;
  for (const Member& entry : dependencies.members) {
    if (const Value* inner = entry.value.get("dependencies"))
      read_npm_nested(*inner, listing, depth + 1);
    const std::optional<Text> version = string_in(entry.value, "version");
    if (!version || is_true(entry.value, "bundled")) continue;
    if (version->text.starts_with("file:")) {
      listing.manifest.locals.push_back(entry.key.text);
      continue;
    }
    Text plain = *version;
    std::string name = entry.key.text;
    if (plain.text.starts_with("npm:")) {
      const std::size_t at = plain.text.rfind('@');
      name = plain.text.substr(4, at - 4);
      plain.text.erase(0, at + 1);
    }
    Dependency dependency = locked(listing, name, plain, entry.key.span);
    if (is_true(entry.value, "dev")) dependency.need = Dependency::Need::Development;
    dependency.has_hash = entry.value.get("integrity") != nullptr;
    if (is_location(plain.text)) {
      set_resolved(dependency, plain);
      dependency.pinned_version.clear();
    } else {
      set_resolved(dependency, string_in(entry.value, "resolved"));
    }
    listing.add(std::move(dependency));
  }
}

void read_package_lock(const Value& root, Listing& listing) {
  if (const Value* packages = root.get("packages")) return read_npm_packages(*packages, listing);
  if (const Value* dependencies = root.get("dependencies"))
    read_npm_nested(*dependencies, listing, 0);
}

/// `/name/1.2.3_peer@4`: the first part that is a version.
static bool split_old_pnpm(std::string_view key, std::string& name, std::string& version) {
  for (std::size_t slash = key.find('/'); slash != key.npos; slash = key.find('/', slash + 1)) {
    const std::size_t end = std::min(key.find_first_of("/_", slash + 1), key.size());
    const std::string_view part = key.substr(slash + 1, end - slash - 1);
    if (!is_version("npm", part)) continue;
    name = key.substr(0, slash);
    version = part;
    return true;
  }
  return false;
}

/// `/name@1.2.3(peer@4)`, `name@1.2.3`, or what older versions write.
static bool split_pnpm(std::string_view key, std::string& name, std::string& version) {
  const bool may_be_old = key.starts_with('/');
  if (may_be_old) key.remove_prefix(1);
  if (may_be_old && split_old_pnpm(key, name, version)) return true;
  key = key.substr(0, key.find('('));
  const std::size_t at = key.rfind('@');
  if (at == key.npos || at == 0) return false;
  name = key.substr(0, at);
  version = key.substr(at + 1);
  return true;
}

void read_pnpm_lock(const Value& root, Listing& listing) {
  if (const Value* importers = root.get("importers")) {
    for (const Member& importer : importers->members)
      listing.manifest.locals.push_back(importer.key.text);
  }
  const Value* packages = root.get("packages");
  if (packages == nullptr) return;
  for (const Member& entry : packages->members) {
    std::string name;
    Text version = {"", entry.key.span};
    const std::optional<Text> inner = string_in(entry.value, "name");
    if (!split_pnpm(entry.key.text, name, version.text) && !inner) continue;
    // A package from a repository or tarball says its name inside.
    if (inner) name = inner->text;
    if (const std::optional<Text> own = string_in(entry.value, "version")) version = *own;
    Dependency dependency = locked(listing, name, version, entry.key.span);
    if (is_true(entry.value, "dev")) dependency.need = Dependency::Need::Development;
    if (const Value* resolution = entry.value.get("resolution")) {
      dependency.has_hash = resolution->get("integrity") != nullptr;
      for (const std::string_view key : {"tarball", "repo"}) {
        const std::optional<Text> place = string_in(*resolution, key);
        if (!place || dependency.has_hash) continue;
        dependency.url = place->text;
        dependency.url_span = place->span;
      }
      if (const std::optional<Text> commit = string_in(*resolution, "commit"))
        dependency.revision = commit->text;
    }
    listing.add(std::move(dependency));
  }
}

/// `a@npm:^1, a@npm:^2` or `a@^1, a@^2`: the name before the first version.
static std::string name_of_descriptor(std::string_view key) {
  key = key.substr(0, key.find(", "));
  const std::size_t at = key.find('@', 1);
  const std::string_view range = at == key.npos ? "" : key.substr(at + 1);
  // `alias@npm:name@range`
  if (range.starts_with("npm:") && range.find('@', 5) != range.npos)
    return std::string(range.substr(4, range.find('@', 5) - 4));
  return std::string(key.substr(0, at));
}

void read_yarn_lock(const Value& root, Listing& listing) {
  for (const Member& entry : root.members) {
    const std::optional<Text> version = string_in(entry.value, "version");
    const Value* bare = entry.value.get("version");
    if (entry.key.text == "__metadata" || bare == nullptr) continue;
    const std::optional<Text> resolution = string_in(entry.value, "resolution");
    const std::string_view where = resolution ? std::string_view(resolution->text) : "";
    const std::string name = name_of_descriptor(resolution ? where : entry.key.text);
    if (where.find("@workspace:") != where.npos || where.find("@link:") != where.npos) {
      listing.manifest.locals.push_back(name);
      listing.manifest.locals.emplace_back(where.substr(where.rfind(':') + 1));
      continue;
    }
    Dependency dependency =
        locked(listing, name, version ? *version : Text{bare->text, bare->span}, entry.key.span);
    dependency.has_hash =
        entry.value.get("integrity") != nullptr || entry.value.get("checksum") != nullptr ||
        entry.value.get("conditions") != nullptr;  // fetched on other platforms only
    set_resolved(dependency, string_in(entry.value, "resolved"));
    listing.add(std::move(dependency));
  }
}

void read_bun_lock(const Value& root, Listing& listing) {
  if (const Value* workspaces = root.get("workspaces")) {
    for (const Member& workspace : workspaces->members) {
      const std::optional<Text> name = string_in(workspace.value, "name");
      if (name) listing.manifest.locals.push_back(name->text);
      listing.manifest.locals.push_back(workspace.key.text);
    }
  }
  const Value* packages = root.get("packages");
  if (packages == nullptr) return;
  for (const Member& entry : packages->members) {
    if (entry.value.items.empty()) continue;
    const Value& descriptor = entry.value.items.front();
    const std::size_t at = descriptor.text.find('@', 1);
    if (at == std::string::npos) continue;
    const std::string name = descriptor.text.substr(0, at);
    const Text version = {descriptor.text.substr(at + 1), descriptor.span};
    if (version.text.starts_with("workspace:") || version.text.starts_with("file:") ||
        version.text.starts_with("link:")) {
      listing.manifest.locals.push_back(name);
      continue;
    }
    Dependency dependency = locked(listing, name, version, descriptor.span);
    const Value& last = entry.value.items.back();
    dependency.has_hash = last.text.starts_with("sha");
    if (is_location(version.text)) {
      set_resolved(dependency, version);
      dependency.pinned_version.clear();
    }
    listing.add(std::move(dependency));
  }
}

}  // namespace mcplint
