#pragma once
// A file that lists packages, while it is read.

#include <string>
#include <string_view>

#include "lint/facts/facts.h"

namespace mcplint {

/// What readers of manifests and lock files fill.
struct Listing {
  const Source& source;
  Manifest manifest;
  std::vector<Dependency>& dependencies;

  /// A dependency of this file's ecosystem. `name` is taken as its ecosystem
  /// compares names.
  [[nodiscard]] Dependency make(const Text& name, Span span) const;
  void add(Dependency dependency);
};

/// More packages than any real project has in one file.
inline constexpr std::size_t kMostListed = 50'000;

/// How to read the files of one name.
struct ListingFormat {
  std::string_view file;  // its name; "*" at the start stands for anything
  Manifest::Kind kind;
  std::string_view ecosystem;
  std::string_view tool;
  void (*read)(const Value& root, Listing& listing);
};

// Readers. Each takes what it knows and passes over the rest.
void read_pyproject(const Value& root, Listing& listing);
void read_poetry(const Value& poetry, Listing& listing);
void read_pipfile(const Value& root, Listing& listing);
void read_setup_cfg(const Value& root, Listing& listing);
void read_pip_settings(const Value& root, Listing& listing);
void read_python_version(const Value& root, Listing& listing);
void read_conda(const Value& root, Listing& listing);
void read_uv_lock(const Value& root, Listing& listing);
void read_poetry_lock(const Value& root, Listing& listing);
void read_pdm_lock(const Value& root, Listing& listing);
void read_pylock(const Value& root, Listing& listing);
void read_pipfile_lock(const Value& root, Listing& listing);
void read_package_json(const Value& root, Listing& listing);
void read_npm_settings(const Value& root, Listing& listing);
void read_pnpm_workspace(const Value& root, Listing& listing);
void read_package_lock(const Value& root, Listing& listing);
void read_pnpm_lock(const Value& root, Listing& listing);
void read_yarn_lock(const Value& root, Listing& listing);
void read_bun_lock(const Value& root, Listing& listing);

/// The place of what `value` says, without its quotes.
Span inside(const Value& value);
/// A string of `map`; nothing if there is none of that name.
std::optional<Text> string_in(const Value& map, std::string_view key);
std::optional<Text> string_at(const Value& root, std::string_view path);
/// Whether the member `key` is `true`.
bool is_true(const Value& map, std::string_view key);

/// Adds a requirement as PEP 508 writes it. What is none is passed over: its
/// installer says so itself.
void add_requirement(Listing& listing, const Value& value, Dependency::From from,
                     Dependency::Need need);
void add_requirement(Listing& listing, const Text& text, Dependency::From from,
                     Dependency::Need need);
/// Adds each string of a list so.
void add_requirements(Listing& listing, const Value* list, Dependency::From from,
                      Dependency::Need need);

/// `^1.2`, `~1.2`, `1.2.*`, `*` of Poetry as PEP 440 has them; what cannot be put
/// so stays as it is.
std::string poetry_specifier(std::string_view text);

/// Whether packages of an extra or group of that name are for those who work on
/// the project: "dev", "test", "docs".
bool is_for_development(std::string_view group);

/// The one version of a specifier that is a lone `==1.2.3` or `===1.2.3`.
std::string pinned_by(std::string_view specifier);

/// Whether `text` says where a package comes from, rather than which version.
bool is_location(std::string_view text);

}  // namespace mcplint
