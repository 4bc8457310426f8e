#include "lint/facts/reach.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "lint/facts/modules.h"
#include "lint/text/bytes.h"

namespace mcplint {

/// Top-level modules of the SDKs and frameworks (mcp-facts 2.1 to 2.5).
static constexpr auto kSdkModules =
    std::to_array<std::string_view>({"mcp", "fastmcp", "fastapi_mcp", "mcp_agent"});

static constexpr std::string_view kBlanks = " \t\r";

/// The first word of `text`, as far as module names go.
static std::string_view module_name(std::string_view text) {
  text = trimmed(text, kBlanks);
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
  constexpr auto kDecorators =
      std::to_array<std::string_view>({".tool", ".resource(", ".prompt", ".call_tool"});
  return std::ranges::any_of(kDecorators, [&](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  });
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
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end), kBlanks);
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

/// Files that use an SDK, or register tools in a project that does.
static std::vector<bool> find_roots(const std::vector<Module>& modules) {
  const bool any_sdk = std::ranges::any_of(
      modules, [](const Module& m) { return m.may_be_root && m.outline.uses_sdk; });
  std::vector<bool> roots(modules.size());
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const Outline& outline = modules[i].outline;
    roots[i] = modules[i].may_be_root && (outline.uses_sdk || (any_sdk && outline.registers));
  }
  return roots;
}

std::vector<bool> reachable(const std::vector<Module>& modules) {
  std::vector<std::string_view> paths;
  paths.reserve(modules.size());
  for (const Module& module : modules) paths.emplace_back(module.path);
  const ModuleFinder finder(paths);
  const auto each_import = [&](std::size_t importer, const ModuleFinder::Found& found) {
    for (const std::string& imported : modules[importer].outline.modules) {
      finder.each(modules[importer].path, imported, found);
    }
  };

  // A file that imports a server may be the one that starts it.
  const std::vector<bool> roots = find_roots(modules);
  std::vector<bool> reached = roots;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (roots[i] || !modules[i].may_be_root) continue;
    each_import(i, [&](std::size_t imported) { reached[i] = reached[i] || roots[imported]; });
  }

  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (reached[i]) waiting.push_back(i);
  }
  while (!waiting.empty()) {
    const std::size_t importer = waiting.back();
    waiting.pop_back();
    each_import(importer, [&](std::size_t imported) {
      if (reached[imported]) return;
      reached[imported] = true;
      waiting.push_back(imported);
    });
  }
  return reached;
}

}  // namespace mcplint
