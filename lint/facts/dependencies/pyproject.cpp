// pyproject.toml: PEP 518, 621 and 735, and the tables of uv, PDM and Hatch, as their
// documentation has them in November 2026.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/dependencies/listing.h"
#include "lint/syntax/pep508.h"

namespace mcplint {

using From = Dependency::From;
using Need = Dependency::Need;

static void add_groups(Listing& listing, const Value* groups, Need usual) {
  if (groups == nullptr) return;
  for (const Member& group : groups->members) {
    const Need need = is_for_development(group.key.text) ? Need::Development : usual;
    add_requirements(listing, &group.value, From::Manifest, need);
  }
}

static void read_project(const Value& project, Listing& listing) {
  Manifest& manifest = listing.manifest;
  manifest.name = string_in(project, "name");
  manifest.version = string_in(project, "version");
  manifest.language = string_in(project, "requires-python");
  add_requirements(listing, project.get("dependencies"), From::Manifest, Need::Running);
  add_groups(listing, project.get("optional-dependencies"), Need::Optional);
  for (const Value* field : project.find("dynamic.*")) {
    if (field->text == "dependencies") manifest.is_dynamic = true;
  }
}

/// Where uv takes one package from: `{ git = "…", rev = "…" }`.
static void apply_source(const Value& source, Dependency& dependency) {
  if (source.is(Value::Kind::List)) {
    if (!source.items.empty()) apply_source(source.items.front(), dependency);
    return;
  }
  if (const std::optional<Text> index = string_in(source, "index")) {
    dependency.index = index->text;
    return;
  }
  dependency.editable = dependency.editable || is_true(source, "editable");
  if (is_true(source, "workspace")) {
    dependency.url = "workspace:*";
    dependency.url_span = source.span;
    return;
  }
  for (const std::string_view key : {"git", "path", "url"}) {
    const std::optional<Text> place = string_in(source, key);
    if (!place) continue;
    dependency.url = (key == "git" && !place->text.starts_with("git+") ? "git+" : "") + place->text;
    dependency.url_span = place->span;
  }
  for (const std::string_view key : {"branch", "tag", "rev"}) {
    if (const std::optional<Text> revision = string_in(source, key))
      dependency.revision = revision->text;
  }
}

static void apply_sources(const Value* sources, Listing& listing) {
  if (sources == nullptr) return;
  for (const Member& source : sources->members) {
    const std::string name = normalised_name(source.key.text);
    for (Dependency& dependency : listing.dependencies) {
      if (dependency.name == name) apply_source(source.value, dependency);
    }
  }
}

static void add_index(Listing& listing, const Value& index, PackageIndex::Kind kind) {
  const std::optional<Text> url = string_in(index, "url");
  if (!url) return;
  const std::optional<Text> name = string_in(index, "name");
  listing.manifest.indexes.push_back({kind, url->text, url->span, name ? name->text : ""});
}

static void read_uv_indexes(const Value& uv, Listing& listing) {
  if (const Value* indexes = uv.get("index")) {
    for (const Value& index : indexes->items) {
      const bool is_explicit = is_true(index, "explicit");
      const bool is_default = is_true(index, "default");
      add_index(listing, index,
                is_explicit  ? PackageIndex::Kind::Explicit
                : is_default ? PackageIndex::Kind::Index
                             : PackageIndex::Kind::ExtraIndex);
    }
  }
  const auto add = [&](const Value& value, PackageIndex::Kind kind) {
    if (value.is(Value::Kind::String))
      listing.manifest.indexes.push_back({kind, value.text, inside(value)});
  };
  if (const Value* url = uv.get("index-url")) add(*url, PackageIndex::Kind::Index);
  if (const Value* urls = uv.get("extra-index-url")) {
    for (const Value& url : urls->items) add(url, PackageIndex::Kind::ExtraIndex);
  }
  for (const std::string_view key : {"allow-insecure-host", "trusted-host"}) {
    const Value* hosts = uv.get(key);
    if (hosts == nullptr) continue;
    for (const Value& host : hosts->items) add(host, PackageIndex::Kind::TrustedHost);
  }
}

static void read_uv(const Value& uv, Listing& listing) {
  add_requirements(listing, uv.get("dev-dependencies"), From::Manifest, Need::Development);
  add_requirements(listing, uv.get("constraint-dependencies"), From::Constraints, Need::Running);
  add_requirements(listing, uv.get("override-dependencies"), From::Overrides, Need::Running);
  read_uv_indexes(uv, listing);
  for (const Value* member : uv.find("workspace.members.*"))
    listing.manifest.members.push_back(member->text);
}

static void read_pdm(const Value& pdm, Listing& listing) {
  if (const Value* groups = pdm.get("dev-dependencies")) {
    for (const Member& group : groups->members)
      add_requirements(listing, &group.value, From::Manifest, Need::Development);
  }
  for (const Value* overrides : pdm.find("resolution.overrides")) {
    for (const Member& one : overrides->members) {
      Dependency dependency = listing.make(one.key, one.value.span);
      dependency.from = From::Overrides;
      dependency.specifier = one.value.text;
      listing.add(std::move(dependency));
    }
  }
  if (const Value* sources = pdm.get("source")) {
    for (const Value& source : sources->items) {
      const std::optional<Text> name = string_in(source, "name");
      const bool is_default = name && name->text == "pypi";
      add_index(listing, source,
                is_default ? PackageIndex::Kind::Index : PackageIndex::Kind::ExtraIndex);
      const Value* verify = source.get("verify_ssl");
      if (verify != nullptr && verify->text == "false")
        add_index(listing, source, PackageIndex::Kind::Unverified);
    }
  }
}

/// Hatch makes environments of its own, which no lock file settles: tools.
static void read_hatch(const Value& hatch, Listing& listing) {
  for (const std::string_view key : {"envs.*.dependencies", "envs.*.extra-dependencies"}) {
    for (const Value* list : hatch.find(key))
      add_requirements(listing, list, From::Manifest, Need::Building);
  }
}

/// Setuptools takes requirements from files, too: `dynamic = ["dependencies"]`.
static void read_dynamic(const Value& setuptools, Listing& listing) {
  for (const Value* file : setuptools.find("dynamic.dependencies.file")) {
    if (file->is(Value::Kind::String))
      listing.manifest.includes.push_back({From::Requirements, file->text, inside(*file)});
    for (const Value& one : file->items)
      listing.manifest.includes.push_back({From::Requirements, one.text, inside(one)});
  }
}

void read_pyproject(const Value& root, Listing& listing) {
  if (const Value* project = root.get("project")) {
    listing.manifest.span = project->span;
    read_project(*project, listing);
  }
  add_groups(listing, root.get("dependency-groups"), Need::Development);
  for (const Value* requires_list : root.find("build-system.requires"))
    add_requirements(listing, requires_list, From::Manifest, Need::Building);
  // A script that lists what it needs (PEP 723) has the same words without a table.
  add_requirements(listing, root.get("dependencies"), From::Manifest, Need::Running);
  if (!listing.manifest.language) listing.manifest.language = string_in(root, "requires-python");

  const Value* tool = root.get("tool");
  if (tool == nullptr) return;
  using Reader = void (*)(const Value&, Listing&);
  const std::pair<std::string_view, Reader> tools[] = {{"poetry", read_poetry},
                                                       {"uv", read_uv},
                                                       {"pdm", read_pdm},
                                                       {"hatch", read_hatch},
                                                       {"setuptools", read_dynamic}};
  for (const auto& [name, read] : tools) {
    const Value* table = tool->get(name);
    if (table == nullptr) continue;
    if (name != "setuptools") listing.manifest.tool = name;
    read(*table, listing);
  }
  for (const Value* sources : tool->find("uv.sources")) apply_sources(sources, listing);
}

}  // namespace mcplint
