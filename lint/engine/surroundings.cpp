#include "lint/engine/surroundings.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/engine/discover.h"
#include "lint/engine/load.h"
#include "lint/syntax/parse.h"

namespace mcplint {

namespace fs = std::filesystem;

/// Folders whose files are made, not written, and are in no repository.
static constexpr std::string_view kMadeFolders[] = {
    "node_modules", ".venv", "venv", "env",     "dist",  "build",     "out",    "target",
    "bin",          "obj",   "lib",  "release", "debug", "generated", ".build", "__pycache__"};

/// What is written by hand, and so must be there to run.
static constexpr std::string_view kSources[] = {".py",  ".js",   ".mjs", ".cjs", ".ts",
                                                ".mts", ".tsx",  ".sh",  ".rb",  ".php",
                                                ".pl",  ".yaml", ".yml", ".toml"};

/// The folder that a project's file of a client speaks of: the one that its
/// dot folder is in. `.kiro/settings/mcp.json` speaks of `.`.
static fs::path project_of(const fs::path& file) {
  fs::path folder = file.parent_path();
  for (fs::path at = folder; at.has_relative_path() && !at.filename().empty();
       at = at.parent_path()) {
    const std::string name = at.filename().string();
    if (name.size() > 2 && name[0] == '.') return at.parent_path();
    if (at == at.parent_path()) break;
  }
  return folder;
}

/// The placeholder for the folder that the file of `client` is about.
static std::string_view placeholder_of(Client client) {
  switch (client) {
    case Client::VsCode:
    case Client::Cursor:
    case Client::RooCode:
    case Client::Kiro:
      return "${workspaceFolder}";
    case Client::ClaudeCode:
      return "${CLAUDE_PROJECT_DIR:-.}";
    case Client::ClaudePlugin:
      return "${CLAUDE_PLUGIN_ROOT}";
    case Client::Bundle:
      return "${__dirname}";
    case Client::GeminiCli:
      return "${extensionPath}";
    default:
      return {};
  }
}

/// What stands behind it in `path`.
static std::optional<std::string_view> below_placeholder(Client client, std::string_view path) {
  const std::string_view start = placeholder_of(client);
  if (start.empty() || !path.starts_with(start)) return {};
  path.remove_prefix(start.size());
  for (const std::string_view slash : {"${/}", "/", "\\"}) {
    if (path.starts_with(slash)) return path.substr(slash.size());
  }
  return {};
}

/// Clients that start servers in the project's folder, as they say themselves.
static bool starts_in_project(Client client) {
  return client == Client::VsCode || client == Client::RooCode || client == Client::Continue ||
         client == Client::OpenCode || client == Client::FastMcp || client == Client::ClaudeCode ||
         client == Client::GeminiCli || client == Client::Cursor;
}

/// `path` relative to the project, if it surely is that.
static std::optional<fs::path> relative(const Launch& launch, const LaunchedPath& path) {
  const std::string& text = path.path.text;
  std::string inner;
  if (const auto below = below_placeholder(launch.client, text)) {
    inner = *below;
  } else {
    const bool is_plain = text.find_first_of("$%{}<>~*:\\ ") == std::string::npos &&
                          !text.starts_with('/') && !text.empty();
    if (!is_plain || !path.from_working_directory || launch.cwd || launch.code ||
        !starts_in_project(launch.client))
      return {};
    inner = text;
  }
  if (inner.empty() || inner.find_first_of("$%{}<>*") != std::string::npos) return {};
  std::ranges::replace(inner, '\\', '/');
  const fs::path normal = fs::path(inner).lexically_normal();
  if (normal.is_absolute() || normal.begin() == normal.end() || *normal.begin() == "..") return {};
  return normal;
}

/// Whether nothing makes this path: it is a source, or a folder, that people wrote.
static bool is_written(const LaunchedPath& path, const fs::path& inner, const fs::path& whole) {
  for (const fs::path& part : inner) {
    if (std::ranges::find(kMadeFolders, part.string()) != std::end(kMadeFolders)) return false;
  }
  const std::string extension = inner.extension().string();
  const bool is_source = std::ranges::find(kSources, extension) != std::end(kSources);
  const bool is_folder = path.role == LaunchedPath::Role::Option && extension.empty();
  if (!is_source && !is_folder) return false;
  // TypeScript may be compiled to JavaScript beside it.
  std::error_code error;
  for (const char* source : {".ts", ".mts", ".tsx"}) {
    if (fs::exists(fs::path(whole).replace_extension(source), error)) return false;
  }
  return !would_ignore(whole);
}

static bool is_missing(const Launch& launch, const LaunchedPath& path, const fs::path& project) {
  if (path.role == LaunchedPath::Role::Argument) return false;  // the server may make it
  const std::optional<fs::path> inner = relative(launch, path);
  if (!inner || inner->filename().string().starts_with(".env")) return false;
  const fs::path whole = project / *inner;
  std::error_code error;
  if (fs::symlink_status(whole, error).type() != fs::file_type::not_found) return false;
  return is_written(path, *inner, whole);
}

/// Whether the entry is a plugin's: its `.mcp.json` stands beside the folder with
/// the manifest, and speaks of where it is installed. Without that it may be the
/// project's as well.
static bool is_plugin(const Launch& launch, const fs::path& file) {
  std::error_code error;
  return launch.client == Client::ClaudeCode && file.filename() == ".mcp.json" &&
         launch.span.text.find("${CLAUDE_PLUGIN_") != std::string_view::npos &&
         fs::exists(file.parent_path() / ".claude-plugin" / "plugin.json", error);
}

/// Files that show how others could look.
static bool is_example(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.find("example") != std::string::npos || name.find("template") != std::string::npos ||
         name.find("sample") != std::string::npos;
}

/// `npx name` runs what the project has installed: itself, or one of its dependencies
/// if a lock file says which version of it that is.
static bool is_installed(const LaunchedPackage& package, const Value& manifest, bool is_locked) {
  if (package.ecosystem != "npm" || !package.version.empty() || !package.url.empty()) return false;
  const Value* name = manifest.get("name");
  if (name != nullptr && name->text == package.name) return true;
  if (!is_locked) return false;
  static constexpr auto kKeys =
      std::to_array<std::string_view>({"dependencies", "devDependencies", "optionalDependencies"});
  return std::ranges::any_of(kKeys, [&](std::string_view key) {
    const Value* packages = manifest.get(key);
    return packages != nullptr && packages->get(package.name) != nullptr;
  });
}

/// Clients whose file, in a project, is about that project.
static bool is_of_project(Client client) {
  return starts_in_project(client) || client == Client::Kiro || client == Client::AmazonQ ||
         client == Client::Junie || client == Client::KiloCode || client == Client::Codex ||
         client == Client::CopilotCli || client == Client::Zed;
}

static bool has_lock(const fs::path& folder) {
  std::error_code error;
  return std::ranges::any_of(
      std::to_array<const char*>({"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml",
                                  "yarn.lock", "bun.lock", "bun.lockb"}),
      [&](const char* name) { return fs::is_regular_file(folder / name, error); });
}

static void find_installed_by(const fs::path& manifest, bool is_locked, Launch& launch) {
  const Loaded loaded = load(manifest.string());
  if (loaded.source == nullptr) return;
  Parsed parsed;
  parse_json(*loaded.source, parsed);
  if (!parsed.config) return;
  for (LaunchedPackage& package : launch.packages) {
    if (is_installed(package, parsed.config->root, is_locked)) package.installed = true;
  }
}

/// npm looks from the folder upwards: a member of a workspace has what its root has.
static void find_installed(Launch& launch, fs::path folder) {
  if (launch.packages.empty() || !is_of_project(launch.client)) return;
  constexpr int kMostFolders = 6;
  std::vector<fs::path> manifests;
  bool is_locked = false;
  for (int i = 0; i < kMostFolders && !is_locked; ++i) {
    std::error_code error;
    if (fs::is_regular_file(folder / "package.json", error))
      manifests.push_back(folder / "package.json");
    is_locked = has_lock(folder);
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  for (const fs::path& manifest : manifests) find_installed_by(manifest, is_locked, launch);
}

void look_around(Project& project, const Sources& sources) {
  for (Launch& launch : project.launches) {
    if (launch.in_document) continue;
    std::error_code error;
    const fs::path file =
        fs::absolute(sources.source_of(launch.span).path, error).lexically_normal();
    if (is_plugin(launch, file)) launch.client = Client::ClaudePlugin;
    const fs::path folder = project_of(file);
    find_installed(launch, folder);
    if (is_example(file)) continue;
    for (LaunchedPath& path : launch.paths) path.missing = is_missing(launch, path, folder);
  }
}

}  // namespace mcplint
