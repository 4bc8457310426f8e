#include "lint/facts/dependencies/listing.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/syntax/pep508.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

Dependency Listing::make(const Text& name, Span span) const {
  Dependency dependency;
  dependency.source = &source;
  dependency.ecosystem = manifest.ecosystem;
  dependency.name = manifest.ecosystem == "PyPI" ? normalised_name(name.text) : name.text;
  dependency.name_span = name.span;
  dependency.span = span;
  dependency.from =
      manifest.kind == Manifest::Kind::Lock ? Dependency::From::Lock : Dependency::From::Manifest;
  return dependency;
}

void Listing::add(Dependency dependency) {
  if (dependencies.size() < kMostListed) dependencies.push_back(std::move(dependency));
}

Span inside(const Value& value) {
  const std::string_view written = value.span.text;
  if (written.size() < value.text.size() + 2) return value.span;
  const std::size_t quotes = (written.size() - value.text.size()) / 2;
  const std::string_view between = written.substr(quotes, value.text.size());
  return between == value.text ? Span{between} : value.span;
}

std::optional<Text> string_in(const Value& map, std::string_view key) {
  const Value* value = map.get(key);
  if (value == nullptr || !value->is(Value::Kind::String)) return {};
  return Text{value->text, inside(*value)};
}

std::optional<Text> string_at(const Value& root, std::string_view path) {
  for (const Value* value : root.find(path)) {
    if (value->is(Value::Kind::String)) return Text{value->text, inside(*value)};
  }
  return {};
}

bool is_true(const Value& map, std::string_view key) {
  const Value* value = map.get(key);
  return value != nullptr && value->text == "true";
}

/// Where `part`, a slice of the text, was written: the whole if that is encoded.
static Span place_of(const Text& text, std::string_view part) {
  const std::string_view whole = text.text;
  if (text.span.text != whole || part.empty()) return text.span;
  return {text.span.text.substr(static_cast<std::size_t>(part.data() - whole.data()), part.size())};
}

void add_requirement(Listing& listing, const Text& text, Dependency::From from,
                     Dependency::Need need) {
  const Requirement requirement = read_requirement(text.text);
  if (!requirement.error.empty() || requirement.name.empty()) return;
  const Text name = {std::string(requirement.name), place_of(text, requirement.name)};
  Dependency dependency = listing.make(name, text.span);
  dependency.from = from;
  dependency.need = need;
  for (const std::string_view extra : requirement.extras) dependency.extras.emplace_back(extra);
  for (const char c : requirement.specifier) {
    if (c != ' ' && c != '\t') dependency.specifier += c;
  }
  if (!requirement.specifier.empty())
    dependency.specifier_span = place_of(text, requirement.specifier);
  dependency.marker = requirement.marker;
  dependency.pinned_version = requirement.pinned;
  dependency.url = requirement.url;
  if (!requirement.url.empty()) dependency.url_span = place_of(text, requirement.url);
  listing.add(std::move(dependency));
}

void add_requirement(Listing& listing, const Value& value, Dependency::From from,
                     Dependency::Need need) {
  if (!value.is(Value::Kind::String)) return;
  add_requirement(listing, Text{value.text, inside(value)}, from, need);
}

void add_requirements(Listing& listing, const Value* list, Dependency::From from,
                      Dependency::Need need) {
  if (list == nullptr) return;
  for (const Value& item : list->items) add_requirement(listing, item, from, need);
}

bool is_for_development(std::string_view group) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"dev",     "develop",  "development", "devel",     "test",       "tests",      "testing",
       "doc",     "docs",     "lint",        "linting",   "linters",    "typing",     "types",
       "mypy",    "format",   "formatting",  "ci",        "qa",         "style",      "examples",
       "example", "notebook", "notebooks",   "benchmark", "benchmarks", "coverage",   "release",
       "build",   "publish",  "style",       "quality",   "check",      "pre-commit", "tooling"});
  const std::string name = normalised_name(group);
  std::string_view rest = name;
  while (!rest.empty()) {
    if (is_one_of(take_until(rest, '-'), kWords)) return true;
  }
  return false;
}

std::string pinned_by(std::string_view specifier) {
  if (!specifier.starts_with("==")) return {};
  std::string_view version = specifier.substr(specifier.starts_with("===") ? 3 : 2);
  while (version.starts_with(' ')) version.remove_prefix(1);
  const bool is_one = version.find_first_of("*,|") == std::string_view::npos;
  return is_one ? std::string(version) : std::string();
}

bool is_location(std::string_view text) {
  constexpr auto kStarts = std::to_array<std::string_view>(
      {"git+", "git:", "git@", "http:", "https:", "file:", "link:", "portal:", "workspace:",
       "github:", "gitlab:", "bitbucket:", "gist:", "ssh:", "./", "../", "/", "~/"});
  return std::ranges::any_of(kStarts, [&](auto start) { return text.starts_with(start); });
}

}  // namespace mcplint
