#include "lint/engine/surroundings.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "lint/engine/discover.h"

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

/// Placeholders for the folder of the project, or of what is installed.
static std::optional<std::string_view> below_placeholder(std::string_view path) {
  for (const std::string_view start :
       {"${workspaceFolder}", "${CLAUDE_PROJECT_DIR:-.}", "${CLAUDE_PROJECT_DIR}",
        "${CLAUDE_PLUGIN_ROOT}", "${__dirname}", "${extensionPath}"}) {
    if (!path.starts_with(start)) continue;
    path.remove_prefix(start.size());
    for (const std::string_view slash : {"${/}", "/", "\\"}) {
      if (path.starts_with(slash)) return path.substr(slash.size());
    }
    return {};
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
  if (const auto below = below_placeholder(text)) {
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

/// A plugin has its manifest in a folder beside its `.mcp.json`.
static bool is_plugin(const fs::path& file) {
  std::error_code error;
  return file.filename() == ".mcp.json" &&
         fs::exists(file.parent_path() / ".claude-plugin" / "plugin.json", error);
}

void look_around(Project& project, const Sources& sources) {
  for (Launch& launch : project.launches) {
    if (launch.in_document) continue;
    std::error_code error;
    const fs::path file =
        fs::absolute(sources.source_of(launch.span).path, error).lexically_normal();
    if (launch.client == Client::ClaudeCode && is_plugin(file))
      launch.client = Client::ClaudePlugin;
    const fs::path folder = project_of(file);
    for (LaunchedPath& path : launch.paths) path.missing = is_missing(launch, path, folder);
  }
}

}  // namespace mcplint
