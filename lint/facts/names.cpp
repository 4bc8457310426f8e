#include "lint/facts/names.h"

#include <utility>

namespace mcplint {

/// Re-exports and base classes are followed this far; real ones need three.
static constexpr int kFarthest = 8;

static std::vector<std::string_view> paths_of(std::span<const Code> codes) {
  std::vector<std::string_view> paths;
  paths.reserve(codes.size());
  for (const Code& code : codes) paths.emplace_back(code.source->path);
  return paths;
}

Program::Program(std::span<const Code> codes)
    : codes_(codes), paths_(paths_of(codes)), finder_(paths_), names_(codes.size()) {
  for (std::uint32_t c = 0; c < codes_.size(); ++c) {
    Names& names = names_[c];
    const auto scope_of = [&](std::uint32_t parent) -> Scope& {
      return parent == kNone ? names.module : names.inside[parent];
    };
    for (std::uint32_t i = 0; i < codes_[c].functions.size(); ++i) {
      const Function& function = codes_[c].functions[i];
      const bool is_named = !function.name.empty() && function.enclosing_class == kNone;
      if (is_named) scope_of(function.parent).functions[function.name] = i;
    }
    for (std::uint32_t i = 0; i < codes_[c].classes.size(); ++i) {
      scope_of(codes_[c].classes[i].parent).classes[codes_[c].classes[i].name] = i;
    }
    for (const Import& import : codes_[c].imports) {
      if (import.name == "*") {
        names.stars.push_back(&import);
      } else {
        names.imports[import.alias] = &import;
      }
    }
  }
}

std::uint32_t Program::file_of(std::uint32_t importer, std::string_view module) const {
  const auto [it, is_new] = names_[importer].files.try_emplace(std::string(module), kNone);
  if (is_new) it->second = find_file(importer, module);
  return it->second;
}

std::uint32_t Program::find_file(std::uint32_t importer, std::string_view module) const {
  // The last file that an import of `a.b` runs is `a/b.py`; earlier ones are its packages.
  const std::size_t first = module.find_first_not_of('.');
  std::string end(first == std::string_view::npos ? std::string_view() : module.substr(first));
  for (char& c : end) c = c == '.' ? '/' : c;
  std::uint32_t file = kNone;
  finder_.each(paths_[importer], module, [&](std::size_t index) {
    if (file != kNone || index == importer) return;
    const std::string_view path = paths_[index];
    const bool is_it = path.ends_with(end + ".py") || path.ends_with(end + "/__init__.py");
    if (is_it) file = static_cast<std::uint32_t>(index);
  });
  return file;
}

Symbol Program::in_scope(std::uint32_t code, const Scope& scope, std::string_view name) {
  if (const auto it = scope.functions.find(name); it != scope.functions.end()) {
    return {Symbol::Kind::Function, code, it->second, std::string(name)};
  }
  if (const auto it = scope.classes.find(name); it != scope.classes.end()) {
    return {Symbol::Kind::Class, code, it->second, std::string(name)};
  }
  return {};
}

Symbol Program::imported(std::uint32_t code, const Import& import, int depth) const {
  if (import.name.empty()) {
    // `import a.b` names `a`; `import a.b as c` names `a.b`.
    const bool whole =
        import.module.find('.') == std::string::npos ||
        import.alias != std::string_view(import.module).substr(0, import.module.find('.'));
    const std::string module = whole ? import.module : std::string(import.alias);
    const std::uint32_t file = file_of(code, module);
    if (file != kNone) return {Symbol::Kind::Module, file, kNone, module};
    return {Symbol::Kind::External, kNone, kNone, module};
  }

  const std::string separator = import.module.ends_with('.') ? "" : ".";
  const std::uint32_t module = file_of(code, import.module);
  if (module != kNone) {
    Symbol symbol = lookup_module(module, import.name, depth + 1);
    if (symbol.kind != Symbol::Kind::None) return symbol;
  }
  const std::string qualified = import.module + separator + import.name;
  const std::uint32_t submodule = file_of(code, qualified);
  if (submodule != kNone) return {Symbol::Kind::Module, submodule, kNone, qualified};
  if (module != kNone) return {Symbol::Kind::Variable, module, kNone, import.name};
  return {Symbol::Kind::External, kNone, kNone, qualified};
}

Symbol Program::lookup_module(std::uint32_t code, std::string_view name, int depth) const {
  if (depth > kFarthest) return {};
  const auto it = names_[code].known.find(name);
  if (it != names_[code].known.end()) return it->second;
  Symbol symbol = find_in_module(code, name, depth);
  // What was cut off for its depth may be found from elsewhere.
  if (depth == 0) names_[code].known.emplace(name, symbol);
  return symbol;
}

Symbol Program::find_in_module(std::uint32_t code, std::string_view name, int depth) const {
  const Names& names = names_[code];
  if (Symbol symbol = in_scope(code, names.module, name); symbol.kind != Symbol::Kind::None) {
    return symbol;
  }
  if (const auto it = names.imports.find(name); it != names.imports.end()) {
    return imported(code, *it->second, depth);
  }
  for (const Import* star : names.stars) {
    const std::uint32_t file = file_of(code, star->module);
    if (file == kNone) continue;
    Symbol symbol = lookup_module(file, name, depth + 1);
    if (symbol.kind != Symbol::Kind::None) return symbol;
  }
  return {};
}

std::vector<std::uint32_t> Program::imported_files(std::uint32_t code) const {
  std::vector<std::uint32_t> files;
  const auto add = [&](std::size_t index) {
    if (index != code) files.push_back(static_cast<std::uint32_t>(index));
  };
  for (const Import& import : codes_[code].imports) {
    finder_.each(paths_[code], import.module, add);
    if (import.name.empty() || import.name == "*") continue;
    const std::string separator = import.module.ends_with('.') ? "" : ".";
    finder_.each(paths_[code], import.module + separator + import.name, add);
  }
  return files;
}

Symbol Program::lookup(std::uint32_t code, std::uint32_t function, std::string_view name) const {
  for (std::uint32_t at = function; at != kNone; at = codes_[code].functions[at].parent) {
    const auto inside = names_[code].inside.find(at);
    if (inside == names_[code].inside.end()) continue;
    Symbol symbol = in_scope(code, inside->second, name);
    if (symbol.kind != Symbol::Kind::None) return symbol;
  }
  return lookup_module(code, name, 0);
}

Symbol Program::member(const Symbol& base, std::string_view name) const {
  switch (base.kind) {
    case Symbol::Kind::External:
      return {Symbol::Kind::External, kNone, kNone, base.name + "." + std::string(name)};
    case Symbol::Kind::Module: {
      Symbol symbol = lookup_module(base.code, name, 0);
      if (symbol.kind != Symbol::Kind::None) return symbol;
      const std::uint32_t submodule = file_of(base.code, "." + std::string(name));
      if (submodule == kNone) return {};
      return {Symbol::Kind::Module, submodule, kNone, base.name + "." + std::string(name)};
    }
    case Symbol::Kind::Class:
      return method(base.code, base.index, name);
    default:
      return {};
  }
}

Symbol Program::resolve(std::uint32_t code, std::uint32_t function, const Node& node) const {
  // A chain `a.b.c` is walked down to its name, then resolved upwards.
  std::vector<const Node*> chain;
  const Node* at = &node;
  for (; at->is(NodeKind::Attribute); at = &at->part(0)) chain.push_back(at);
  if (!at->is(NodeKind::Name)) return {};

  Symbol symbol = lookup(code, function, at->name());
  for (; !chain.empty() && symbol.kind != Symbol::Kind::None; chain.pop_back()) {
    symbol = member(symbol, chain.back()->name());
  }
  return symbol;
}

Symbol Program::method(std::uint32_t code, std::uint32_t class_index, std::string_view name) const {
  return method(code, class_index, name, 0);
}

Symbol Program::method(std::uint32_t code, std::uint32_t class_index, std::string_view name,
                       int depth) const {
  const Class& it = codes_[code].classes[class_index];
  for (const std::uint32_t index : it.methods) {
    if (codes_[code].functions[index].name == name) {
      return {Symbol::Kind::Function, code, index, std::string(name)};
    }
  }
  if (depth > kFarthest) return {};
  for (const Node& base : it.bases) {
    const Symbol symbol = resolve(code, it.parent, base);
    if (symbol.kind != Symbol::Kind::Class) continue;
    Symbol found = method(symbol.code, symbol.index, name, depth + 1);
    if (found.kind != Symbol::Kind::None) return found;
  }
  return {};
}

}  // namespace mcplint
