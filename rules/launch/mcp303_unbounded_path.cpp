#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp303_unbounded_path = {
    .id = "MCP303",
    .name = "unbounded-path",
    .summary = "Server given a whole disk, home folder or folder of the system",
    .severity = Severity::High,
    .cwe = 732,
    .owasp = "MCP02:2025",
    .doc = R"(
A server that works on files keeps to the folders it is given. Given `/` or a
home folder, it reaches SSH keys, browser profiles, shell start-up files and the
configuration of every other server, and so does whoever gets a sentence in
front of the model: in a web page, an issue, a document.

Give it the one folder that it is for: the project (`${workspaceFolder}` in VS
Code, `.` or `${CLAUDE_PROJECT_DIR:-.}` in Claude Code) or a folder made for it.
Mount only that into a container, with `:ro` if the server only reads. Start
`mcp-server-git` with `--repository`: without it every repository on the host
will do.
)",
    .blind_spots = R"(
Folders that a server takes from a file, from variables with names of its own, or
from the client's roots; whether the server keeps to its folders at all (see
MCP101). A folder that merely is large.
)",
    .check = check,
};

namespace {

enum class Reach { Disk, Drive, Home, Homes, System, Above };

/// Options that name the folders a server may use.
constexpr std::string_view kRootOptions[] = {
    "--allow-dir",         "--allow-path",     "--allowed-dir",    "--allowed-directories",
    "--allowed-directory", "--allowed-dirs",   "--allowed-folder", "--allowed-folders",
    "--allowed-path",      "--allowed-paths",  "--allowed-root",   "--allowed-roots",
    "--base-dir",          "--project-root",   "--repository",     "--root",
    "--root-dir",          "--root-directory", "--roots",          "--workspace-root",
};

/// Variables that do.
constexpr std::string_view kRootVariables[] = {
    "ALLOWED_DIR",
    "ALLOWED_DIRECTORIES",
    "ALLOWED_DIRECTORY",
    "ALLOWED_DIRS",
    "ALLOWED_FOLDERS",
    "ALLOWED_PATH",
    "ALLOWED_PATHS",
    "ALLOWED_ROOT",
    "ALLOWED_ROOTS",
    "FILESYSTEM_ROOT",
    "FS_ROOT",
    "MCP_ALLOWED_DIRECTORIES",
    "MCP_ALLOWED_DIRS",
    "MCP_ALLOWED_PATHS",
    "MCP_FILESYSTEM_ROOT",
    "MCP_ROOT",
    "MCP_ROOT_DIR",
    "ROOT_DIR",
    "ROOT_DIRECTORY",
    "WORKSPACE_ROOT",
};

/// Folders that hold everybody's homes, and those that hold the system.
constexpr std::string_view kHomesFolders[] = {"/home", "/users", "c:/users", "/mnt/c/users"};
constexpr std::string_view kSystemFolders[] = {
    "/bin",       "/boot", "/dev", "/etc",    "/lib", "/library", "/proc",    "/private",
    "/run",       "/sbin", "/sys", "/system", "/usr", "/var",     "/volumes", "c:/program files",
    "c:/windows",
};

/// What stands for a home folder, in one client or another.
constexpr std::string_view kHomeWords[] = {
    "~",           "$home",         "${home}",    "${env:home}",           "${env:userprofile}",
    "${userhome}", "%userprofile%", "%homepath%", "%homedrive%%homepath%", "$env:userprofile",
    "/root",
};

}  // namespace

template <std::size_t n>
static bool holds(const std::string_view (&list)[n], std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

/// `path` with `/` between its parts, in lower case, without `/` at its end:
/// `C:\Users\` is `c:/users`, and `/` is nothing.
static std::string plain(std::string_view path) {
  std::string text(path);
  for (char& c : text)
    c = c == '\\' ? '/' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view tail : {"/**", "/*", "/."}) {
    if (text.ends_with(tail)) text.resize(text.size() - tail.size() + 1);
  }
  while (text.ends_with('/')) text.pop_back();
  return text;
}

/// `/home/you`, `/Users/you`, `C:/Users/you`: one part behind the homes' folder.
static bool is_home(std::string_view path) {
  if (holds(kHomeWords, path)) return true;
  for (const std::string_view homes :
       {"/home/", "/users/", "c:/users/", "/mnt/c/users/", "/c/users/"}) {
    if (path.starts_with(homes)) return path.find('/', homes.size()) == std::string_view::npos;
  }
  return false;
}

/// `c:`, and what WSL and Git Bash make of it: `/mnt/c`, `/c`.
static bool is_drive(std::string_view path) {
  for (const std::string_view start : {"/mnt/", "/", "/host_mnt/"}) {
    if (path.starts_with(start) && path.size() == start.size() + 1) return true;
  }
  return path.size() == 2 && path[1] == ':' &&
         std::isalpha(static_cast<unsigned char>(path[0])) != 0;
}

/// How far `path` reaches, if that is too far.
static std::optional<Reach> reach_of(std::string_view path) {
  if (path.empty()) return {};
  const std::string text = plain(path);
  if (text.empty()) return Reach::Disk;
  if (is_drive(text)) return Reach::Drive;
  if (is_home(text)) return Reach::Home;
  if (holds(kHomesFolders, text)) return Reach::Homes;
  if (holds(kSystemFolders, text)) return Reach::System;
  if (text == ".." || text.ends_with("/..")) return Reach::Above;
  return {};
}

static std::string_view words_for(Reach reach) {
  switch (reach) {
    case Reach::Disk:
      return "`{}` opens the whole file system to `{}`";
    case Reach::Drive:
      return "`{}` opens a whole drive to `{}`";
    case Reach::Home:
      return "`{}` opens a whole home folder to `{}`";
    case Reach::Homes:
      return "`{}` opens the home folders of everybody to `{}`";
    case Reach::System:
      return "`{}` opens a folder of the system to `{}`";
    case Reach::Above:
      return "`{}` opens what lies above the project to `{}`";
  }
  return "";
}

static std::string_view project_of(Client client) {
  if (client == Client::VsCode) return "`${workspaceFolder}`";
  if (client == Client::ClaudeCode) return "`${CLAUDE_PROJECT_DIR:-.}`";
  return "`/home/you/project`";
}

/// Whether `path`, which stands in `span`, was reported.
static bool check_path(const Launch& launch, std::string_view path, Span span, Report& report) {
  const std::optional<Reach> reach = reach_of(path);
  if (!reach) return false;
  Diagnostic& finding = report.at(span, words_for(*reach), path, launch.name.text);
  // Of what a document tells people to copy, only a whole disk is beyond doubt.
  if (launch.in_document && *reach != Reach::Disk && *reach != Reach::Drive)
    finding.as(Severity::Info).only_for(Persona::Pedantic);
  finding.suggest("name the one folder that the server is for, such as " +
                  std::string(project_of(launch.client)));
  return true;
}

/// `/a,/b`, `["/a", "/b"]`, `/a:/b`: the first folder of the list that is too
/// much; it is one place to mend.
static void check_list(const Launch& launch, const Text& list, Report& report) {
  std::string_view rest = list.text;
  if (rest.find("://") != std::string_view::npos) return;
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find_first_of(R"(,;[]")"));
    const std::size_t colon = one.find(":/");
    if (colon != std::string_view::npos && colon > 1) one = one.substr(0, colon);
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));

    while (one.starts_with(' ')) one.remove_prefix(1);
    if (check_path(launch, one, list.span, report)) return;
  }
}

/// Whether what runs says in its name, or its folder's, that it serves files.
static bool is_file_server(const Launch& launch) {
  std::string name;
  if (launch.script) name = launch.script->text;
  if (launch.program) name = launch.program->text;
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  return plain(name).find("filesystem") != std::string::npos;
}

static void check_arguments(const Launch& launch, Report& report) {
  const bool takes_folders = is_file_server(launch);
  bool in_list = takes_folders;
  for (const Text& word : launch.server_args) {
    const std::string_view text = word.text;
    if (!text.starts_with('-')) {
      if (in_list) check_list(launch, word, report);
      continue;
    }
    const std::size_t equals = text.find('=');
    const bool names_roots = holds(kRootOptions, text.substr(0, equals));
    in_list = takes_folders || (names_roots && equals == std::string_view::npos);
    if (names_roots && equals != std::string_view::npos)
      check_list(launch, {std::string(text.substr(equals + 1)), word.span}, report);
  }
}

/// What an input that stands for a folder has as its default: people press Return.
static void check_inputs(const Launch& launch, Report& report) {
  for (const LaunchInput& input : launch.inputs) {
    if (!input.default_value) continue;
    const std::string asked = "${input:" + input.id.text + "}";
    const bool is_folder = std::ranges::any_of(
        launch.server_args, [&](const Text& word) { return word.text == asked; });
    if (is_folder && is_file_server(launch)) check_list(launch, *input.default_value, report);
  }
}

static void check_environment(const Launch& launch, Report& report) {
  for (const Setting& variable : launch.env) {
    if (holds(kRootVariables, variable.name.text)) check_list(launch, variable.value, report);
  }
}

/// The host's part of `/host:/container:ro`; `C:\x:/container` has a drive.
static std::string_view source_of_volume(std::string_view volume) {
  std::size_t from = 0;
  const bool has_drive = volume.size() > 2 && volume[1] == ':' &&
                         std::isalpha(static_cast<unsigned char>(volume[0])) != 0;
  if (has_drive) from = 2;
  // A placeholder may have a colon of its own.
  if (volume.starts_with("${")) from = std::min(volume.find('}'), volume.size());
  const std::size_t colon = volume.find(':', from);
  return colon == std::string_view::npos ? std::string_view() : volume.substr(0, colon);
}

/// The `source` of `type=bind,source=/x,target=/y`.
static std::string_view source_of_mount(std::string_view mount) {
  if (mount.find("type=bind") == std::string_view::npos) return {};
  for (const std::string_view key : {"source=", "src="}) {
    const std::size_t at = mount.find(key);
    if (at == std::string_view::npos) continue;
    const std::string_view value = mount.substr(at + key.size());
    return value.substr(0, value.find(','));
  }
  return {};
}

static void check_mounts(const Launch& launch, Report& report) {
  for (const Setting& option : launch.image->options) {
    std::string_view source;
    if (option.name.text == "volume") source = source_of_volume(option.value.text);
    if (option.name.text == "mount") source = source_of_mount(option.value.text);
    check_path(launch, source, option.value.span, report);
  }
}

/// Without the option, `mcp-server-git` accepts the path of any repository.
static void check_git_server(const Launch& launch, Report& report) {
  if (!launch.program) return;
  const std::string_view name = launch.program->text;
  if (name != "mcp-server-git" && name != "mcp_server_git") return;
  for (const Text& word : launch.server_args) {
    if (word.text == "-r" || word.text.starts_with("--repository")) return;
  }
  Diagnostic& finding = report.at(launch.program->span,
                                  "`{}` works on every repository of the host: no `{}` is given",
                                  name, "--repository");
  if (launch.in_document) finding.as(Severity::Info).only_for(Persona::Pedantic);
  finding.suggest("add `--repository` and the repository's folder to `args`, such as " +
                  std::string(project_of(launch.client)));
}

static void check(const Launch& launch, Report& report) {
  if (launch.image) return check_mounts(launch, report);  // other paths are the container's
  check_arguments(launch, report);
  check_inputs(launch, report);
  check_environment(launch, report);
  check_git_server(launch, report);
}

}  // namespace mcplint
