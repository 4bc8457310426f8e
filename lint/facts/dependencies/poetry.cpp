// Poetry's tables of pyproject.toml, and Pipfile, which has the same shape with
// PEP 440's specifiers.

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/dependencies/listing.h"
#include "lint/syntax/pep508.h"
#include "lint/text/bytes.h"

namespace mcplint {

using From = Dependency::From;
using Need = Dependency::Need;

namespace {

/// The numbers of a release; empty if it is more than a release.
struct Release {
  std::vector<unsigned> parts;

  explicit Release(std::string_view text) {
    if (!read(text)) parts.clear();
  }

  /// The release that follows when `at` is raised: 1.2.3 at 1 gives 1.3.
  [[nodiscard]] std::string next(std::size_t at) const {
    std::string text;
    for (std::size_t i = 0; i <= at; ++i) {
      if (i > 0) text += '.';
      text += std::to_string(parts[i] + (i == at ? 1 : 0));
    }
    return text;
  }

 private:
  bool read(std::string_view text) {
    while (!text.empty()) {
      unsigned part = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
      if (error != std::errc()) return false;
      parts.push_back(part);
      text.remove_prefix(static_cast<std::size_t>(end - text.data()));
      if (text.empty()) return true;
      if (text.front() != '.' || text.size() == 1) return false;
      text.remove_prefix(1);
    }
    return true;
  }
};

}  // namespace

static constexpr std::string_view kBlanks = " \t\n";

/// The release at the start of a version: `1.2` of `1.2rc1`.
static std::string_view release_of(std::string_view version) {
  const std::size_t end = std::min(version.find_first_not_of("0123456789."), version.size());
  std::string_view release = version.substr(0, end);
  while (release.ends_with('.')) release.remove_suffix(1);
  return release;
}

/// `^1.2`: nothing left of the first number that is not 0 may change.
static std::string caret(std::string_view version) {
  const Release release(release_of(version));
  if (release.parts.empty()) return "^" + std::string(version);
  std::size_t at = 0;
  while (at + 1 < release.parts.size() && release.parts[at] == 0) ++at;
  return ">=" + std::string(version) + ",<" + release.next(at);
}

/// `~1.2.3`: only the last of three numbers may change; `~1`: all but the first.
static std::string tilde(std::string_view version) {
  const Release release(release_of(version));
  if (release.parts.empty()) return "~" + std::string(version);
  return ">=" + std::string(version) + ",<" + release.next(release.parts.size() > 1 ? 1 : 0);
}

static std::string one_specifier(std::string_view text) {
  if (text == "*") return {};
  if (text.starts_with('^')) return caret(trimmed(text.substr(1), kBlanks));
  if (text.starts_with('~') && !text.starts_with("~="))
    return tilde(trimmed(text.substr(1), kBlanks));
  if (text.starts_with('=') && !text.starts_with("=="))
    return "==" + std::string(trimmed(text.substr(1), kBlanks));
  if (text.find_first_of("<>=!~") == 0) {
    std::string packed;
    std::ranges::copy_if(text, std::back_inserter(packed), [](char c) { return c != ' '; });
    return packed;
  }
  return "==" + std::string(text);
}

std::string poetry_specifier(std::string_view text) {
  text = trimmed(text, kBlanks);
  if (text.find('|') != std::string_view::npos) return std::string(text);
  std::string all;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string one = one_specifier(trimmed(text.substr(0, comma), kBlanks));
    if (!one.empty()) all += (all.empty() ? "" : ",") + one;
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return all;
}

static void set_version(Dependency& dependency, const Value& version) {
  dependency.specifier = poetry_specifier(version.text);
  dependency.specifier_span = inside(version);
  dependency.pinned_version = pinned_by(dependency.specifier);
}

/// `python = "^3.9"` as a marker says it. What cannot be put so becomes none that can be read.
static std::string python_marker(std::string_view range) {
  const std::string specifier = poetry_specifier(range);
  std::string_view rest = specifier;
  std::string marker;
  while (!rest.empty()) {
    const std::string_view clause = take_until(rest, ',');
    const std::size_t version = std::min(clause.find_first_of("0123456789"), clause.size());
    marker += (marker.empty() ? "python_full_version " : " and python_full_version ") +
              std::string(clause.substr(0, version)) + " '" + std::string(clause.substr(version)) +
              "'";
  }
  return marker;
}

/// Where a package is for some environments only: `markers`, `python`, `platform` of Poetry,
/// and Pipenv's `sys_platform = "== 'win32'"`.
static std::string marker_of(const Value& table) {
  std::string marker;
  const auto add = [&](const std::string& condition) {
    if (!condition.empty()) marker += (marker.empty() ? "(" : " and (") + condition + ")";
  };
  if (const std::optional<Text> markers = string_in(table, "markers")) add(markers->text);
  if (const std::optional<Text> python = string_in(table, "python"))
    add(python_marker(python->text));
  if (const std::optional<Text> platform = string_in(table, "platform"))
    add("sys_platform == '" + platform->text + "'");
  for (const std::string_view key : {"os_name", "sys_platform", "platform_machine",
                                     "platform_system", "python_version", "python_full_version"}) {
    if (const std::optional<Text> value = string_in(table, key))
      add(std::string(key) + " " + value->text);
  }
  return marker;
}

/// `{ git = "…", rev = "…" }` and `{ version = "…", extras = […] }`.
static void describe(Dependency& dependency, const Value& table) {
  if (const Value* version = table.get("version")) set_version(dependency, *version);
  for (const Value* extra : table.find("extras.*")) dependency.extras.push_back(extra->text);
  for (const std::string_view key : {"git", "path", "file", "url"}) {
    const std::optional<Text> place = string_in(table, key);
    if (!place) continue;
    dependency.url = (key == "git" && !place->text.starts_with("git+") ? "git+" : "") + place->text;
    dependency.url_span = place->span;
  }
  for (const std::string_view key : {"branch", "tag", "ref", "rev"}) {
    if (const std::optional<Text> revision = string_in(table, key))
      dependency.revision = revision->text;
  }
  for (const std::string_view key : {"index", "source"}) {
    if (const std::optional<Text> index = string_in(table, key)) dependency.index = index->text;
  }
  dependency.marker = marker_of(table);
  dependency.editable = is_true(table, "develop") || is_true(table, "editable");
  if (is_true(table, "optional")) dependency.need = Need::Optional;
}

static void add_entry(Listing& listing, const Text& name, const Value& value, Need need) {
  if (value.is(Value::Kind::List)) {  // one for each platform or version of Python
    for (const Value& item : value.items) add_entry(listing, name, item, need);
    return;
  }
  Dependency dependency = listing.make(name, join(name.span, value.span));
  dependency.need = need;
  if (value.is(Value::Kind::Map)) {
    describe(dependency, value);
    // A table of its own: `[tool.poetry.dependencies.x]`.
    if (dependency.span.text.find('\n') != std::string_view::npos) dependency.span = name.span;
  } else {
    set_version(dependency, value);
  }
  listing.add(std::move(dependency));
}

static void add_table(Listing& listing, const Value* table, Need need) {
  if (table == nullptr) return;
  for (const Member& entry : table->members) {
    if (entry.key.text == "python") {
      if (need == Need::Running && !listing.manifest.language && !entry.value.text.empty())
        listing.manifest.language = Text{poetry_specifier(entry.value.text), inside(entry.value)};
      continue;
    }
    add_entry(listing, entry.key, entry.value, need);
  }
}

static void read_indexes(const Value* sources, Listing& listing) {
  if (sources == nullptr) return;
  for (const Value& source : sources->items) {
    const std::optional<Text> url = string_in(source, "url");
    if (!url) continue;
    const std::optional<Text> name = string_in(source, "name");
    const std::optional<Text> priority = string_in(source, "priority");
    const std::string_view rank = priority ? std::string_view(priority->text) : "";
    PackageIndex::Kind kind = PackageIndex::Kind::ExtraIndex;
    if (rank == "explicit") kind = PackageIndex::Kind::Explicit;
    // Poetry asks one source after the other, and Pipenv takes each package from one.
    if (rank == "primary" || rank == "default" || rank.empty() || is_true(source, "default"))
      kind = PackageIndex::Kind::Index;
    listing.manifest.indexes.push_back({kind, url->text, url->span, name ? name->text : ""});
    const Value* verify = source.get("verify_ssl");
    if (verify != nullptr && verify->text == "false")
      listing.manifest.indexes.push_back(
          {PackageIndex::Kind::Unverified, url->text, verify->span, name ? name->text : ""});
  }
}

void read_poetry(const Value& poetry, Listing& listing) {
  Manifest& manifest = listing.manifest;
  if (!manifest.name) manifest.span = poetry.span;
  if (!manifest.name) manifest.name = string_in(poetry, "name");
  if (!manifest.version) manifest.version = string_in(poetry, "version");
  const Value* mode = poetry.get("package-mode");
  manifest.is_private = mode != nullptr && mode->text == "false";
  add_table(listing, poetry.get("dependencies"), Need::Running);
  add_table(listing, poetry.get("dev-dependencies"), Need::Development);
  if (const Value* groups = poetry.get("group")) {
    for (const Member& group : groups->members) {
      const bool is_main = group.key.text == "main";
      add_table(listing, group.value.get("dependencies"),
                is_main ? Need::Running : Need::Development);
    }
  }
  read_indexes(poetry.get("source"), listing);
}

void read_pipfile(const Value& root, Listing& listing) {
  add_table(listing, root.get("packages"), Need::Running);
  add_table(listing, root.get("dev-packages"), Need::Development);
  for (const std::string_view key : {"requires.python_version", "requires.python_full_version"}) {
    const std::optional<Text> python = string_at(root, key);
    if (python && python->text != "*")
      listing.manifest.language = Text{"==" + python->text + ".*", python->span};
  }
  read_indexes(root.get("source"), listing);
}

}  // namespace mcplint
