// uv.lock, poetry.lock, pdm.lock, pylock.toml (PEP 751) and Pipfile.lock: each a list of
// packages with one version.

#include <string>
#include <utility>

#include "lint/facts/dependencies/listing.h"
#include "lint/syntax/pep508.h"

namespace mcplint {

static bool has_items(const Value& package, std::string_view key) {
  const Value* value = package.get(key);
  return value != nullptr && !(value->items.empty() && value->members.empty());
}

/// What a lock says of one package, but for where it comes from.
static std::optional<Dependency> package_of(const Value& package, const Listing& listing) {
  const std::optional<Text> name = string_in(package, "name");
  if (!name) return {};
  Dependency dependency = listing.make(*name, name->span);
  if (const std::optional<Text> version = string_in(package, "version")) {
    dependency.pinned_version = version->text;
    dependency.specifier = "==" + version->text;
    dependency.specifier_span = version->span;
    if (version->span.begin() > name->span.begin())
      dependency.span = join(name->span, version->span);
  }
  return dependency;
}

static void read_packages(const Value* packages, Listing& listing,
                          bool (*describe)(const Value& package, Dependency& dependency)) {
  if (packages == nullptr) return;
  for (const Value& package : packages->items) {
    std::optional<Dependency> dependency = package_of(package, listing);
    if (!dependency) continue;
    if (describe(package, *dependency)) {
      listing.add(std::move(*dependency));
    } else {
      listing.manifest.locals.push_back(dependency->name);
    }
  }
}

/// False for a package of this project.
static bool describe_uv(const Value& package, Dependency& dependency) {
  const Value* source = package.get("source");
  if (source == nullptr) return true;
  for (const std::string_view key : {"editable", "virtual", "directory"}) {
    if (source->get(key) != nullptr) return false;
  }
  for (const std::string_view key : {"git", "url", "path"}) {
    const std::optional<Text> place = string_in(*source, key);
    if (!place) continue;
    dependency.url = (key == "git" ? "git+" : "") + place->text;
    dependency.url_span = place->span;
    if (key == "git") dependency.revision = place->text.substr(place->text.rfind('#') + 1);
  }
  if (const std::optional<Text> registry = string_in(*source, "registry"))
    dependency.index = registry->text;
  dependency.has_hash = has_items(package, "wheels") || package.get("sdist") != nullptr;
  return true;
}

void read_uv_lock(const Value& root, Listing& listing) {
  listing.manifest.language = string_in(root, "requires-python");
  read_packages(root.get("package"), listing, describe_uv);
  for (const Value* member : root.find("manifest.members.*"))
    listing.manifest.locals.push_back(normalised_name(member->text));
}

static bool describe_poetry(const Value& package, Dependency& dependency) {
  dependency.has_hash = has_items(package, "files");
  const Value* source = package.get("source");
  if (source == nullptr) return true;
  const std::optional<Text> type = string_in(*source, "type");
  const std::optional<Text> url = string_in(*source, "url");
  if (!type || !url) return true;
  if (type->text == "legacy") {
    dependency.index = url->text;
    return true;
  }
  dependency.url = (type->text == "git" ? "git+" : "") + url->text;
  dependency.url_span = url->span;
  if (const std::optional<Text> revision = string_in(*source, "resolved_reference"))
    dependency.revision = revision->text;
  return true;
}

void read_poetry_lock(const Value& root, Listing& listing) {
  if (const std::optional<Text> python = string_at(root, "metadata.python-versions"))
    listing.manifest.language = Text{poetry_specifier(python->text), python->span};
  read_packages(root.get("package"), listing, describe_poetry);
  // Poetry kept the hashes of all packages in one table until 1.4.
  for (const std::string_view table : {"metadata.files", "metadata.hashes"}) {
    for (const Value* hashes : root.find(table)) {
      for (Dependency& dependency : listing.dependencies) {
        const std::string_view written = dependency.name_span.text;
        if (has_items(*hashes, written) || has_items(*hashes, dependency.name))
          dependency.has_hash = true;
      }
    }
  }
}

static bool describe_pdm(const Value& package, Dependency& dependency) {
  dependency.has_hash = has_items(package, "files");
  for (const std::string_view key : {"git", "url", "path"}) {
    const std::optional<Text> place = string_in(package, key);
    if (!place) continue;
    dependency.url = (key == "git" ? "git+" : "") + place->text;
    dependency.url_span = place->span;
  }
  if (const std::optional<Text> revision = string_in(package, "revision"))
    dependency.revision = revision->text;
  if (const std::optional<Text> marker = string_in(package, "marker"))
    dependency.marker = marker->text;
  return true;
}

void read_pdm_lock(const Value& root, Listing& listing) {
  read_packages(root.get("package"), listing, describe_pdm);
}

static bool describe_pylock(const Value& package, Dependency& dependency) {
  if (const Value* directory = package.get("directory")) return !is_true(*directory, "editable");
  if (const std::optional<Text> url = string_at(package, "vcs.url")) {
    dependency.url = "git+" + url->text;
    dependency.url_span = url->span;
    if (const std::optional<Text> commit = string_at(package, "vcs.commit-id"))
      dependency.revision = commit->text;
  }
  dependency.has_hash = has_items(package, "wheels") || package.get("sdist") != nullptr ||
                        package.get("archive") != nullptr;
  return true;
}

void read_pylock(const Value& root, Listing& listing) {
  listing.manifest.language = string_in(root, "requires-python");
  read_packages(root.get("packages"), listing, describe_pylock);
}

static void read_pipfile_section(const Value* section, Dependency::Need need, Listing& listing) {
  if (section == nullptr) return;
  for (const Member& entry : section->members) {
    Dependency dependency = listing.make({entry.key.text, entry.key.span}, entry.key.span);
    dependency.need = need;
    if (const std::optional<Text> version = string_in(entry.value, "version")) {
      dependency.specifier = version->text;
      dependency.specifier_span = version->span;
      dependency.pinned_version = pinned_by(version->text);
    }
    dependency.has_hash = has_items(entry.value, "hashes");
    for (const std::string_view key : {"git", "path", "file"}) {
      const std::optional<Text> place = string_in(entry.value, key);
      if (!place) continue;
      dependency.url = (key == "git" ? "git+" : "") + place->text;
      dependency.url_span = place->span;
    }
    if (const std::optional<Text> ref = string_in(entry.value, "ref"))
      dependency.revision = ref->text;
    listing.add(std::move(dependency));
  }
}

void read_pipfile_lock(const Value& root, Listing& listing) {
  read_pipfile_section(root.get("default"), Dependency::Need::Running, listing);
  read_pipfile_section(root.get("develop"), Dependency::Need::Development, listing);
}

}  // namespace mcplint
