// How a server that touches files looks after them.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

/// `except PermissionError`.
static void add_handlers(const Node& body, std::vector<Evidence>& evidence) {
  each_node(body, [&](const Node& node) {
    if (!node.is(NodeKind::Handler) || node.parts().size() < 2) return;
    if (!contains(node.part(1).span().text, "PermissionError")) return;
    evidence.push_back({Strength::Configured, "`PermissionError` is handled", node.part(1).span(),
                        Topic::Permissions});
  });
}

static void add_permissions(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"os.access", "os.stat", "pathlib.Path.stat", "os.umask", "os.chmod", "pathlib.Path.chmod"});
  add_calls(material, Topic::Permissions, kCalls, evidence);
  for (const Code& code : material.project.codes) {
    add_handlers(code.body, evidence);
    for (const Function& function : code.functions) add_handlers(function.body, evidence);
  }
}

/// Words that name the folder, or folders, that a server may touch.
static bool names_a_root(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"ALLOWED_PATH", "ALLOWED_ROOT", "BASE_PATH", "ROOT", "WORKSPACE", "SANDBOX", "VAULT", "_DIR",
       "DIRECTOR", "FOLDER", "STORAGE_PATH", "DATA_PATH"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return contains(name, word); });
}

/// Folders come from the environment, from arguments of the server, or from the client's roots.
static void add_roots(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls = std::to_array<std::string_view>({"*.list_roots"});
  for (const EnvironmentVariable& variable : material.project.variables) {
    if (!names_a_root(variable.name)) continue;
    evidence.push_back({Strength::Configured, "`" + variable.name + "` says which folder is served",
                        variable.span, Topic::AllowedPaths});
  }
  for (const Launch& launch : material.project.launches) {
    for (const LaunchedPath& path : launch.paths) {
      const bool is_a_choice = path.path.text.find_first_not_of("/~.\\") != std::string::npos;
      if (path.role != LaunchedPath::Role::Argument || !is_a_choice) continue;
      evidence.push_back({launch.in_document ? Strength::Stated : Strength::Configured,
                          "entry `" + launch.name.text + "` names the folder", path.path.span,
                          Topic::AllowedPaths});
    }
  }
  add_calls(material, Topic::AllowedPaths, kCalls, evidence);
}

void add_file_system_evidence(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kSpace =
      std::to_array<std::string_view>({"shutil.disk_usage", "psutil.disk_usage", "os.statvfs"});
  add_calls(material, Topic::DiskSpace, kSpace, evidence);
  add_permissions(material, evidence);
  add_roots(material, evidence);
}

}  // namespace mcplint
