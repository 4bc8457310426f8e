// Which files list packages, and who reads each.

#include <algorithm>
#include <utility>

#include "lint/facts/dependencies/finders.h"
#include "lint/facts/dependencies/listing.h"
#include "lint/syntax/pep508.h"

namespace mcplint {

using Kind = Manifest::Kind;

static constexpr ListingFormat kFormats[] = {
    {"pyproject.toml", Kind::Pyproject, "PyPI", "", read_pyproject},
    {"Pipfile", Kind::Pipfile, "PyPI", "pipenv", read_pipfile},
    {"setup.cfg", Kind::SetupCfg, "PyPI", "", read_setup_cfg},
    {"environment.yml", Kind::Conda, "conda", "conda", read_conda},
    {"environment.yaml", Kind::Conda, "conda", "conda", read_conda},
    {"pip.conf", Kind::Settings, "PyPI", "pip", read_pip_settings},
    {"pip.ini", Kind::Settings, "PyPI", "pip", read_pip_settings},
    {".python-version", Kind::Settings, "PyPI", "", read_python_version},
    {"uv.lock", Kind::Lock, "PyPI", "uv", read_uv_lock},
    {"*.py.lock", Kind::Lock, "PyPI", "uv", read_uv_lock},
    {"poetry.lock", Kind::Lock, "PyPI", "poetry", read_poetry_lock},
    {"pdm.lock", Kind::Lock, "PyPI", "pdm", read_pdm_lock},
    {"pylock.toml", Kind::Lock, "PyPI", "", read_pylock},
    {"Pipfile.lock", Kind::Lock, "PyPI", "pipenv", read_pipfile_lock},
    {"package.json", Kind::PackageJson, "npm", "", read_package_json},
    {".npmrc", Kind::Settings, "npm", "npm", read_npm_settings},
    {"pnpm-workspace.yaml", Kind::Settings, "npm", "pnpm", read_pnpm_workspace},
    {"package-lock.json", Kind::Lock, "npm", "npm", read_package_lock},
    {"npm-shrinkwrap.json", Kind::Lock, "npm", "npm", read_package_lock},
    {"pnpm-lock.yaml", Kind::Lock, "npm", "pnpm", read_pnpm_lock},
    {"yarn.lock", Kind::Lock, "npm", "yarn", read_yarn_lock},
    {"bun.lock", Kind::Lock, "npm", "bun", read_bun_lock},
};

static const ListingFormat* format_for(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  for (const ListingFormat& format : kFormats) {
    const bool fits =
        format.file.starts_with('*') ? name.ends_with(format.file.substr(1)) : name == format.file;
    if (fits) return &format;
  }
  return nullptr;
}

void find_dependencies(const Config& config, Facts& facts) {
  const ListingFormat* format = format_for(config.source->path);
  if (format == nullptr || !config.root.is(Value::Kind::Map)) return;
  Listing listing{*config.source, {}, facts.parsed.dependencies};
  listing.manifest.kind = format->kind;
  listing.manifest.source = config.source;
  listing.manifest.ecosystem = format->ecosystem;
  listing.manifest.tool = format->tool;
  listing.manifest.span = config.source->start();
  format->read(config.root, listing);
  // pnpm keeps what it needs itself in a document of its own.
  for (const Value& document : config.further) format->read(document, listing);
  if (listing.manifest.span.empty()) listing.manifest.span = config.source->start();
  facts.manifest = std::move(listing.manifest);
}

void find_requirements_manifest(Facts& facts) {
  Manifest manifest;
  manifest.source = facts.source.get();
  manifest.ecosystem = "PyPI";
  manifest.span = facts.source->start();
  manifest.indexes = std::move(facts.parsed.indexes);
  manifest.includes = std::move(facts.parsed.includes);
  const std::string_view path = facts.source->path;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.find("constraints") != name.npos) manifest.kind = Kind::Constraints;
  if (name.ends_with(".lock")) {  // what pip-compile and Rye wrote
    manifest.kind = Kind::Lock;
    for (Dependency& one : facts.parsed.dependencies) one.from = Dependency::From::Lock;
  }
  facts.manifest = std::move(manifest);
}

void find_python_dependencies(const Source& source, Facts& facts) {
  const std::string_view path = source.path;
  if (path.substr(path.rfind('/') + 1) == "setup.py") return find_setup_dependencies(source, facts);
  if (source.text.find("# /// script") != std::string::npos)
    find_script_dependencies(source, facts);
}

bool is_opaque_lock(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == "bun.lockb";
}

bool is_lock(std::string_view path) {
  const ListingFormat* format = format_for(path);
  return is_opaque_lock(path) || (format != nullptr && format->kind == Kind::Lock);
}

void add_opaque_lock(Facts& facts) {
  const ListingFormat* format = format_for(facts.source->path);
  Manifest manifest;
  manifest.kind = Kind::Lock;
  manifest.source = facts.source.get();
  manifest.ecosystem = format == nullptr ? "npm" : format->ecosystem;
  manifest.tool = format == nullptr ? "bun" : format->tool;
  manifest.is_opaque = true;
  facts.manifest = std::move(manifest);
}

Dependency dependency_of(const LaunchedPackage& package, const Source& source,
                         Dependency::From from) {
  Dependency dependency;
  dependency.source = &source;
  dependency.ecosystem = package.ecosystem;
  dependency.name = package.name;
  dependency.name_span = package.span;
  dependency.span = package.span;
  dependency.from = from;
  dependency.url = package.url;
  if (!package.url.empty()) {
    dependency.url_span = package.span;
    dependency.revision = package.version;
  } else if (package.exact) {
    dependency.pinned_version = package.version;
  } else {
    dependency.specifier = package.version;
  }
  return dependency;
}

void find_launched_dependencies(Facts& facts) {
  for (const Launch& launch : facts.launches) {
    for (const LaunchedPackage& package : launch.packages)
      facts.parsed.dependencies.push_back(
          dependency_of(package, *facts.source, Dependency::From::Launch));
  }
}

}  // namespace mcplint
