// setup.cfg, setup.py, environment.yml, pip's settings, and scripts that say what they
// need (PEP 723).

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/dependencies/finders.h"
#include "lint/facts/dependencies/listing.h"
#include "lint/syntax/pep508.h"
#include "mcplint/nodes.h"

namespace mcplint {

using From = Dependency::From;
using Need = Dependency::Need;

/// The first line of a setting; nothing if it has none.
static std::optional<Text> line_of(const Value& section, std::string_view key) {
  const Value* lines = section.get(key);
  if (lines == nullptr || lines->items.empty()) return {};
  return Text{lines->items.front().text, lines->items.front().span};
}

/// Requirements stand one a line, or behind semicolons that begin no marker.
static void add_lines(Listing& listing, const Value* lines, Need need) {
  if (lines == nullptr) return;
  for (const Value& line : lines->items) {
    std::string_view text = line.span.text;
    text = text.substr(0, text.find(" #"));
    if (!text.starts_with('#'))
      add_requirement(listing, Text{std::string(text), {text}}, From::Manifest, need);
  }
}

void read_setup_cfg(const Value& root, Listing& listing) {
  if (const Value* metadata = root.get("metadata")) {
    listing.manifest.name = line_of(*metadata, "name");
    listing.manifest.version = line_of(*metadata, "version");
  }
  if (const Value* options = root.get("options")) {
    listing.manifest.span = options->span;
    listing.manifest.language = line_of(*options, "python_requires");
    add_lines(listing, options->get("install_requires"), Need::Running);
    add_lines(listing, options->get("setup_requires"), Need::Building);
    add_lines(listing, options->get("tests_require"), Need::Development);
  }
  if (const Value* extras = root.get("options.extras_require")) {
    for (const Member& extra : extras->members)
      add_lines(listing, &extra.value,
                is_for_development(extra.key.text) ? Need::Development : Need::Optional);
  }
}

void read_pip_settings(const Value& root, Listing& listing) {
  const std::pair<std::string_view, PackageIndex::Kind> settings[] = {
      {"index-url", PackageIndex::Kind::Index},
      {"extra-index-url", PackageIndex::Kind::ExtraIndex},
      {"find-links", PackageIndex::Kind::FindLinks},
      {"trusted-host", PackageIndex::Kind::TrustedHost}};
  for (const Member& section : root.members) {
    for (const auto& [key, kind] : settings) {
      const Value* lines = section.value.get(key);
      if (lines == nullptr) continue;
      for (const Value& line : lines->items)
        listing.manifest.indexes.push_back({kind, line.text, line.span});
    }
  }
}

/// `3.12`, or `cpython-3.12`: what pyenv and uv run.
void read_python_version(const Value& root, Listing& listing) {
  if (root.members.empty()) return;
  const Text& line = root.members.front().key;
  const std::size_t digit = line.text.find_first_of("0123456789");
  if (digit == std::string::npos) return;
  listing.manifest.language = Text{"==" + line.text.substr(digit) + ".*", line.span};
}

/// `python=3.11`, `numpy>=1.2`, `conda-forge::scipy`.
static void add_conda(Listing& listing, const Value& item) {
  const Text text = {item.text, inside(item)};
  std::string_view rest = text.text;
  if (const std::size_t channel = rest.find("::"); channel != rest.npos)
    rest.remove_prefix(channel + 2);
  const std::size_t end = std::min(rest.find_first_of(" =<>!~["), rest.size());
  const std::string name(rest.substr(0, end));
  const std::string specifier(rest.substr(end));
  if (name == "python") {
    if (!specifier.empty()) listing.manifest.language = Text{specifier, text.span};
    return;
  }
  Dependency dependency = listing.make({name, text.span}, text.span);
  dependency.specifier = specifier;
  if (!specifier.empty()) dependency.specifier_span = text.span;
  const std::size_t version = specifier.find_first_not_of("= ");
  const bool is_exact =
      specifier.starts_with('=') && specifier.find_first_of("*,|<>") == std::string::npos;
  if (is_exact && version != std::string::npos)
    dependency.pinned_version = specifier.substr(version);
  listing.add(std::move(dependency));
}

void read_conda(const Value& root, Listing& listing) {
  listing.manifest.name = string_in(root, "name");
  const Value* list = root.get("dependencies");
  if (list == nullptr) return;
  listing.manifest.span = list->span;
  for (const Value& item : list->items) {
    if (item.is(Value::Kind::String)) add_conda(listing, item);
    const Value* pip = item.get("pip");
    if (pip == nullptr) continue;
    const std::string conda = std::exchange(listing.manifest.ecosystem, "PyPI");
    add_requirements(listing, pip, From::Manifest, Need::Running);
    listing.manifest.ecosystem = conda;
  }
}

/// The lines between `# /// script` and `# ///`, with their `#` blanked, so that
/// places stay what they are; empty if there are none.
static std::pair<Span, std::string> script_header(const Source& source) {
  const std::string_view text = source.text;
  std::size_t begin = text.find("# /// script");
  while (begin != text.npos && begin > 0 && text[begin - 1] != '\n')
    begin = text.find("# /// script", begin + 1);
  if (begin == text.npos) return {};
  begin = std::min(text.find('\n', begin), text.size() - 1) + 1;

  std::string toml;
  std::size_t at = begin;
  while (at < text.size() && text[at] == '#') {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "# ///") return {{text.substr(begin, toml.size())}, toml};
    toml += ' ';
    toml += text.substr(at + 1, end - at - 1);
    if (end < text.size()) toml += '\n';
    at = end + 1;
  }
  return {};
}

void find_script_dependencies(const Source& source, Facts& facts) {
  const auto [place, toml] = script_header(source);
  if (toml.empty()) return;
  const std::optional<Config> config =
      parse_excerpt(*parser_for("pyproject.toml"), source, place, toml);
  if (!config) return;
  Listing listing{source, {}, facts.parsed.dependencies};
  listing.manifest.kind = Manifest::Kind::Script;
  listing.manifest.ecosystem = "PyPI";
  listing.manifest.source = &source;
  listing.manifest.span = place;
  read_pyproject(config->root, listing);
  facts.manifest = std::move(listing.manifest);
}

namespace {

/// Reads the arguments of `setup(…)` without running anything: strings and
/// lists that are written out, there or in a variable of the same file.
class SetupReader {
 public:
  SetupReader(const Code& code, Listing& listing) : code_(code), listing_(listing) {}

  void read() {
    each_node(code_.body, [this](const Node& node) { visit(node); });
  }

 private:
  void visit(const Node& node) {
    if (node.is(NodeKind::Assign) && node.parts().size() == 2 && node.part(0).is(NodeKind::Name))
      variables_.emplace_back(node.part(0).name(), &node.part(1));
    if (!node.is(NodeKind::Call)) return;
    const Node& callee = node.part(0);
    if (callee.name() == "setup") read_call(node);
  }

  void read_call(const Node& call) {
    listing_.manifest.span = call.part(0).span();
    for (const Node& part : call.parts()) {
      if (part.is(NodeKind::Spread)) listing_.manifest.is_dynamic = true;
    }
    const auto text = [&](std::string_view keyword) -> std::optional<Text> {
      const Node* value = settled(call.argument(-1, keyword));
      if (value == nullptr || !value->is(NodeKind::String)) return {};
      return Text{std::string(value->value()), value->span()};
    };
    listing_.manifest.name = text("name");
    listing_.manifest.version = text("version");
    listing_.manifest.language = text("python_requires");
    add(call.argument(-1, "install_requires"), Need::Running);
    add(call.argument(-1, "setup_requires"), Need::Building);
    add(call.argument(-1, "tests_require"), Need::Development);
    const Node* extras = settled(call.argument(-1, "extras_require"));
    if (extras == nullptr || !extras->is(NodeKind::Mapping)) return;
    for (const Node& pair : extras->parts()) {
      if (!pair.is(NodeKind::Pair) || !pair.part(0).is(NodeKind::String)) continue;
      const bool dev = is_for_development(pair.part(0).value());
      add(&pair.part(1), dev ? Need::Development : Need::Optional);
    }
  }

  /// What a name was last set to, if it is one.
  [[nodiscard]] const Node* settled(const Node* node) const {
    if (node == nullptr || !node->is(NodeKind::Name)) return node;
    const Node* value = node;
    for (const auto& [name, assigned] : variables_) {
      if (name == node->name()) value = assigned;
    }
    return value;
  }

  void add(const Node* node, Need need) {
    node = settled(node);
    if (node == nullptr) return;
    if (!node->is(NodeKind::Sequence)) {
      listing_.manifest.is_dynamic = true;
      return;
    }
    for (const Node& item : node->parts()) {
      if (!item.is(NodeKind::String)) continue;
      std::string_view written = item.span().text;
      const std::size_t at = written.find(item.value());
      const Span place =
          at == written.npos ? item.span() : Span{written.substr(at, item.value().size())};
      add_requirement(listing_, Text{std::string(item.value()), place}, From::Manifest, need);
    }
  }

  const Code& code_;
  Listing& listing_;
  std::vector<std::pair<std::string_view, const Node*>> variables_;
};

}  // namespace

void find_setup_dependencies(const Source& source, Facts& facts) {
  Parsed parsed;
  parse_python(source, parsed);
  if (!parsed.code) return;
  Listing listing{source, {}, facts.parsed.dependencies};
  listing.manifest.kind = Manifest::Kind::SetupPy;
  listing.manifest.ecosystem = "PyPI";
  listing.manifest.source = &source;
  SetupReader(*parsed.code, listing).read();
  if (!listing.manifest.span.empty()) facts.manifest = std::move(listing.manifest);
}

}  // namespace mcplint
