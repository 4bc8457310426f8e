#include "lint/facts/reach.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

namespace mcplint {

/// Top-level modules of the SDKs and frameworks (mcp-facts 2.1 to 2.5).
static constexpr auto kSdkModules =
    std::to_array<std::string_view>({"mcp", "fastmcp", "fastapi_mcp", "mcp_agent"});

static std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The first word of `text`, as far as module names go.
static std::string_view module_name(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find_first_of(" \t,;#()"));
}

static void add_module(std::string_view name, Outline& outline) {
  if (name.empty()) return;
  const std::string_view top = name.substr(0, name.find('.'));
  if (std::ranges::find(kSdkModules, top) != kSdkModules.end()) outline.uses_sdk = true;
  outline.modules.emplace_back(name);
}

/// Calls `with` for each of `a as b, c, d as e`.
template <class With>
static void each_name(std::string_view list, With with) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    with(module_name(list.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

static void read_from(std::string_view statement, Outline& outline) {
  const std::string_view module = module_name(statement);
  add_module(module, outline);

  const std::size_t import = statement.find(" import ");
  if (import == std::string_view::npos) return;
  std::string_view names = statement.substr(import + 8);
  if (const std::size_t open = names.find('('); open != std::string_view::npos) {
    names.remove_prefix(open + 1);
  }
  const std::string prefix = std::string(module) + (module.ends_with('.') ? "" : ".");
  each_name(names, [&](std::string_view name) {
    if (!name.empty() && name != "*") outline.modules.push_back(prefix + std::string(name));
  });
}

static bool registers_tool(std::string_view line) {
  if (line.find("add_tool(") != std::string_view::npos) return true;
  if (!line.starts_with('@')) return false;
  for (std::string_view word : {".tool", ".resource(", ".prompt", ".call_tool"}) {
    if (line.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// The statement that begins `text`: its line, or all up to the `)` if an
/// import's names stand in brackets.
static std::string statement_at(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t open = line.find('(');
  if (open == std::string_view::npos || line.find(')', open) != std::string_view::npos) {
    return std::string(line);
  }
  constexpr std::size_t kLongestImport = 1U << 14U;
  std::string statement(text.substr(0, std::min(text.find(')'), kLongestImport)));
  std::ranges::replace(statement, '\n', ' ');
  return statement;
}

Outline outline_python(std::string_view text) {
  Outline outline;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    if (line.starts_with("import ")) {
      each_name(line.substr(7), [&](std::string_view name) { add_module(name, outline); });
    } else if (line.starts_with("from ")) {
      read_from(std::string_view(statement_at(text.substr(text.find("from ")))).substr(5), outline);
    } else if (!outline.registers && registers_tool(line)) {
      outline.registers = true;
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return outline;
}

namespace {

/// Finds the files behind module names.
class Resolver {
 public:
  explicit Resolver(const std::vector<Module>& modules) {
    for (std::size_t i = 0; i < modules.size(); ++i) by_path_.emplace(modules[i].path, i);
  }

  /// Calls `with` for each file that importing `module` from `importer` runs.
  template <class With>
  void each(std::string_view importer, std::string_view module, With with) const {
    const std::size_t slash = importer.rfind('/');
    std::string folder(importer.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
    if (module.starts_with('.')) {
      module.remove_prefix(1);
      for (; module.starts_with('.'); module.remove_prefix(1)) leave(folder);
      find(folder, module, with);
      return;
    }
    // Absolute: below some folder on sys.path, most likely one above the importer.
    while (true) {
      find(folder, module, with);
      find(folder + "src/", module, with);
      if (folder.empty()) return;
      leave(folder);
    }
  }

 private:
  static void leave(std::string& folder) {
    if (!folder.empty()) folder.pop_back();
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash + 1);
  }

  /// `a.b` runs `a/__init__.py`, then `a/b.py` or `a/b/__init__.py`.
  template <class With>
  void find(std::string path, std::string_view module, With with) const {
    while (!module.empty()) {
      const std::size_t dot = module.find('.');
      path += module.substr(0, dot);
      for (const char* end : {".py", "/__init__.py"}) {
        const auto found = by_path_.find(path + end);
        if (found != by_path_.end()) with(found->second);
      }
      if (dot == std::string_view::npos) return;
      path += '/';
      module.remove_prefix(dot + 1);
    }
  }

  std::unordered_map<std::string, std::size_t> by_path_;
};

}  // namespace

std::vector<bool> reachable(const std::vector<Module>& modules) {
  const Resolver resolver(modules);
  const bool any_sdk = std::ranges::any_of(
      modules, [](const Module& m) { return m.may_be_root && m.outline.uses_sdk; });

  std::vector<bool> reached(modules.size());
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const Outline& outline = modules[i].outline;
    const bool is_root = outline.uses_sdk || (any_sdk && outline.registers);
    if (!modules[i].may_be_root || !is_root) continue;
    reached[i] = true;
    waiting.push_back(i);
  }
  while (!waiting.empty()) {
    const Module& module = modules[waiting.back()];
    waiting.pop_back();
    for (const std::string& imported : module.outline.modules) {
      resolver.each(module.path, imported, [&](std::size_t i) {
        if (reached[i]) return;
        reached[i] = true;
        waiting.push_back(i);
      });
    }
  }
  return reached;
}

}  // namespace mcplint
