// How a server that touches files looks after them.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

/// `except PermissionError`, and `path.stat().st_mode`.
static void add_checks(const Node& body, std::vector<Evidence>& evidence) {
  each_node(body, [&](const Node& node) {
    if (node.is(NodeKind::Attribute) && node.name() == "st_mode")
      evidence.push_back({Strength::Configured, "the mode of a file is looked at", node.span(),
                          Topic::Permissions});
    if (!node.is(NodeKind::Handler) || node.parts().size() < 2) return;
    if (!contains(node.part(1).span().text, "PermissionError")) return;
    evidence.push_back({Strength::Configured, "`PermissionError` is handled", node.part(1).span(),
                        Topic::Permissions});
  });
}

static void add_permissions(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls =
      std::to_array<std::string_view>({"os.access", "os.umask", "os.chmod", "pathlib.Path.chmod"});
  add_calls(material, Topic::Permissions, kCalls, evidence);
  for (const Code& code : material.project.codes) {
    add_checks(code.body, evidence);
    for (const Function& function : code.functions) add_checks(function.body, evidence);
  }
}

/// Words that name the folder, or folders, that a server may touch.
static bool names_a_root(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"ALLOWED_PATH", "ALLOWED_ROOT", "BASE_PATH", "ROOT", "WORKSPACE", "SANDBOX", "VAULT", "_DIR",
       "DIRECTOR", "FOLDER", "STORAGE_PATH", "DATA_PATH", "FILES_PATH", "OUTPUT_PATH",
       "DOWNLOAD_PATH"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return contains(name, word); });
}

/// `--storage-path`, and not `--cache-dir` or the `--git-dir` of another program.
static bool is_root_option(std::string_view text) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {"-path", "-paths", "-dir", "-dirs", "-directory", "-directories", "-folder", "-folders",
       "-root", "-roots", "workspace", "vault"});
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"cache",    "log",    "config", "temp",  "tmp",   "git-dir",     "install", "static",
       "template", "python", "binary", "max-",  "-per-", "output-path", "socket",  "exec",
       "http",     "url",    "sse",    "mount", "route", "cert",        "key"});
  // A bare `--path` is as often that of a URL.
  return text.starts_with("--") && text != "--path" && ends_with_any(text, kEnds) &&
         !contains_any(text, kOthers);
}

/// Options of the server's own command line that name a folder: where they are declared, or
/// looked for.
static void add_root_options(const Node& body, std::vector<Evidence>& evidence) {
  static constexpr auto kDeclare =
      std::to_array<std::string_view>({"add_argument", "option", "Option", "argument", "index"});
  each_node(body, [&](const Node& node) {
    const bool looks = (node.is(NodeKind::Call) && is_one_of(node.part(0).name(), kDeclare)) ||
                       node.is(NodeKind::Compare);
    if (!looks) return;
    for (const Node& part : node.parts()) {
      if (!part.is(NodeKind::String) || !is_root_option(part.value())) continue;
      evidence.push_back({Strength::Configured,
                          "`" + std::string(part.value()) + "` says which folder is served",
                          part.span(), Topic::AllowedPaths});
    }
  });
}

/// Folders come from the environment, from arguments of the server, or from the client's roots.
static void add_roots(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls = std::to_array<std::string_view>({"*.list_roots"});
  for (const EnvironmentVariable& variable : material.project.variables) {
    if (!names_a_root(variable.name)) continue;
    evidence.push_back({Strength::Configured, "`" + variable.name + "` says which folder is served",
                        variable.span, Topic::AllowedPaths});
  }
  for (const Server& server : material.project.servers) {
    for (const Code* code : server.codes) {
      add_root_options(code->body, evidence);
      for (const Function& function : code->functions) {
        add_root_options(function.body, evidence);
        for (const Node& one : function.decorators) add_root_options(one, evidence);
      }
    }
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
