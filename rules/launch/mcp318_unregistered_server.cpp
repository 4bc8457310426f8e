#include <algorithm>
#include <cctype>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp318_unregistered_server = {
    .id = "MCP318",
    .name = "unregistered-server",
    .summary = "Server that no configuration and no example shows how to start",
    .severity = Severity::Low,
    .persona = Persona::Auditor,
    .doc = R"(
Nobody can use a server that nothing starts. Where no client's file and no example
in a document names it, everybody works out for himself how to start it: with which
interpreter, in which folder, with which variables. Nobody can review that either.

Show an entry of a client's configuration in the README, with an exact version,
absolute paths and names of variables instead of credentials; or add the client's file.
)",
    .blind_spots = R"(
Servers of which a configuration or the code in a document names a file, folder or
package that merely has a similar name: they are taken to be registered.
)",
    .check = check,
};

/// Words that say nothing: every second server has a file of that name.
static constexpr std::string_view kCommonNames[] = {"app",       "main",      "init",  "mcp",
                                                    "server",    "src",       "core",  "index",
                                                    "mcpserver", "servermcp", "python"};

/// Letters and digits alone, in lower case: `Notes_Server` is `notesserver`.
static std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) result += static_cast<char>(std::tolower(byte));
  }
  return result;
}

static bool holds(Span outer, Span inner) {
  return std::less_equal<>()(outer.begin(), inner.begin()) &&
         std::less_equal<>()(inner.end(), outer.end());
}

/// What may stand for a server where it is started: its own name, and those of its
/// files and their folders.
static std::set<std::string> names_of(const Server& server, const std::vector<const Code*>& files) {
  std::set<std::string> names = {plain(server.name)};
  for (const Code* code : files) {
    std::string_view rest = code->source->path;
    if (rest.ends_with(".py")) rest.remove_suffix(3);
    for (int parts = 0; parts < 4 && !rest.empty(); ++parts) {
      const std::size_t slash = rest.rfind('/');
      names.insert(plain(rest.substr(slash + 1)));  // npos + 1 is 0
      rest = rest.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
  }
  std::erase_if(names, [](const std::string& name) {
    return name.size() < 3 || std::ranges::find(kCommonNames, name) != std::end(kCommonNames);
  });
  return names;
}

static bool is_alike(const std::set<std::string>& names, std::string_view text) {
  const std::string word = plain(text);
  return word.size() >= 3 && std::ranges::any_of(names, [&](const std::string& name) {
           return word.find(name) != std::string::npos || name.find(word) != std::string::npos;
         });
}

static std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);  // npos + 1 is 0
}

static bool starts(const Launch& launch, const Server& server,
                   const std::vector<const Code*>& files, const std::set<std::string>& names) {
  if (launch.script) {
    return std::ranges::any_of(files, [&](const Code* code) {
      return file_name(code->source->path) == file_name(launch.script->text);
    });
  }
  const bool is_near = launch.url && (launch.url->text.find("://localhost") != std::string::npos ||
                                      launch.url->text.find("://127.0.0.1") != std::string::npos);
  if (is_near && server.serves(Server::Transport::Http)) return true;
  if (launch.url) return is_alike(names, launch.url->text);
  if (launch.code && is_alike(names, launch.code->text.text)) return true;
  if (launch.image && is_alike(names, launch.image->name)) return true;
  if (launch.program && is_alike(names, launch.program->text)) return true;
  return std::ranges::any_of(launch.packages, [&](const LaunchedPackage& package) {
    return is_alike(names, package.name) || is_alike(names, package.url);
  });
}

/// Whether code in a document names one of its files, or what they belong to.
static bool is_shown(const Document& document, const std::vector<const Code*>& files,
                     const std::set<std::string>& names) {
  return std::ranges::any_of(document.fences, [&](const Fence& fence) {
    const bool names_file = std::ranges::any_of(files, [&](const Code* code) {
      return fence.text.find(file_name(code->source->path)) != std::string::npos;
    });
    if (names_file) return true;
    const std::string text = plain(fence.text);
    return std::ranges::any_of(
        names, [&](const std::string& name) { return text.find(name) != std::string::npos; });
  });
}

static void check_server(const Project& project, const Server& server, Report& report) {
  std::vector<const Code*> files;  // those it is declared in and started from
  for (const Code& code : project.codes) {
    const bool declares = holds(code.source->all(), server.span);
    const bool runs = !server.started.empty() && holds(code.source->all(), server.started);
    if (declares || runs) files.push_back(&code);
  }
  if (files.empty()) return;
  const std::set<std::string> names = names_of(server, files);
  for (const Launch& launch : project.launches) {
    if (starts(launch, server, files, names)) return;
  }
  for (const Document& document : project.documents) {
    if (is_shown(document, files, names)) return;
  }
  const std::string_view name =
      server.name.empty() ? file_name(files[0]->source->path) : std::string_view(server.name);
  report.at(server.span, "no configuration and no example shows how to start `{}`", name)
      .suggest("show an entry of a client's configuration in the README, or add the client's file");
}

static void check(const Project& project, Report& report) {
  for (const Server& server : project.servers) check_server(project, server, report);
}

}  // namespace mcplint
