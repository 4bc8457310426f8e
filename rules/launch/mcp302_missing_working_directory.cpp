#include <algorithm>
#include <cctype>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp302_missing_working_directory = {
    .id = "MCP302",
    .name = "missing-working-directory",
    .summary = "Path that depends on a working directory nobody sets",
    .severity = Severity::Medium,
    .in_documents = Persona::Pedantic,
    .doc = R"(
A client starts servers from wherever it happens to run itself, which for Claude
Desktop on macOS is `/`. A relative path in the entry then names no file, or
another one than was meant. And because no shell is involved, `$HOME` reaches
the server as those five characters, and `~` as that one, which only VS Code
replaces.

Write absolute paths. Where the client has a placeholder, use that: in Claude
Code `${HOME}` and `${CLAUDE_PROJECT_DIR:-.}`, in VS Code `${userHome}` and
`${workspaceFolder}`. Where it knows the key `cwd`, as VS Code does, relative
paths start there. `uv --directory` takes an absolute path and makes the rest of
its command line relative to that.
)",
    .blind_spots = R"(
Paths in the environment, and arguments that do not look like a path (`data`,
`owner/name`). Relative paths where the client is not known. Claude Code is said
to start servers in the folder it was started in, so there a relative path works
as long as everybody starts it at the root of the project.
)",
    .check = check,
};

using Role = LaunchedPath::Role;

static std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Text that asks to be replaced before the file is used.
static bool is_placeholder(const std::string& path) {
  const std::string text = lower(path);
  for (const std::string_view word : {"path/to", "path\\to", "your", "absolute", "...", "xxx"}) {
    if (text.find(word) != std::string::npos) return true;
  }
  return text.starts_with("dir/") || text.find_first_of("<>[]{}") != std::string::npos;
}

static bool is_relative(const std::string& path) {
  if (path.empty() || std::string_view("/\\~$%").find(path[0]) != std::string_view::npos)
    return false;
  const bool has_drive = path.size() > 1 && path[1] == ':';
  return !has_drive && !is_placeholder(path);
}

/// The characters at the start of `path` that only a shell would replace.
static std::string_view unexpanded(std::string_view path) {
  for (const std::string_view word : {"~", "$HOME"}) {
    if (!path.starts_with(word)) continue;
    const std::string_view rest = path.substr(word.size());
    if (rest.empty() || rest[0] == '/' || rest[0] == '\\') return word;
  }
  return {};
}

/// Whether somebody replaces `word` after all.
static bool is_expanded(const Launch& launch, const LaunchedPath& path, std::string_view word) {
  if (launch.through_shell) return true;
  if (word != "~") return false;
  // VS Code's extHostMcpNode.ts does, in the command and every argument.
  if (launch.client == Client::VsCode) return true;
  // So does the reference server for files, in the folders it is given.
  return path.role == Role::Argument && launch.program &&
         launch.program->text == "@modelcontextprotocol/server-filesystem";
}

static std::string instead_of_home(Client client, std::string_view rest) {
  const std::string tail(rest);
  if (client == Client::ClaudeCode)
    return "write `${HOME}" + tail + "`, which Claude Code replaces, or the absolute path";
  if (client == Client::VsCode) return "write `${userHome}" + tail + "`, which VS Code replaces";
  return "write the absolute path, such as `/home/you" + tail + "`";
}

static void check_home(const Launch& launch, const LaunchedPath& path, std::string_view word,
                       Report& report) {
  Diagnostic& finding = report.at(
      path.path.span, "`{}` in `{}` stays as it is: no shell replaces it", word, path.path.text);
  finding.suggest(
      instead_of_home(launch.client, std::string_view(path.path.text).substr(word.size())));
  // A server may replace it by itself, and many do with `~`.
  if (path.role == Role::Argument && word == "~")
    finding.as(Severity::Low);
  else if (launch.client == Client::ClaudeDesktop)
    finding.as(Severity::High);
}

static std::string instead_of_relative(Client client, std::string_view path) {
  if (path == ".") return "write the absolute path of the folder";
  if (client == Client::ClaudePlugin)
    return "write `${CLAUDE_PLUGIN_ROOT}/" +
           std::string(path.starts_with("./") ? path.substr(2) : path) + "`";
  if (client != Client::ClaudeCode) return "write the absolute path of `" + std::string(path) + "`";
  if (path.starts_with("./")) path.remove_prefix(2);
  return "write `${CLAUDE_PROJECT_DIR:-.}/" + std::string(path) + "`, or the absolute path";
}

static void check_relative(const Launch& launch, const LaunchedPath& path, Report& report) {
  const std::string& text = path.path.text;
  const std::string_view client = to_string(launch.client);
  const bool is_code = launch.client == Client::ClaudeCode;
  Diagnostic& finding =
      is_code
          ? report.at(path.path.span, "`{}` is looked up wherever `{}` was started", text, client)
          : report.at(path.path.span, "`{}` is looked up in a folder that `{}` leaves open", text,
                      client);
  finding.suggest(instead_of_relative(launch.client, text));
  if (launch.cwd) finding.note(launch.cwd->span, "this client does not document `cwd`");

  if (is_code)
    finding.as(Severity::Info);
  else if (launch.cwd)
    finding.as(Severity::Low);
  else if (path.role != Role::Argument)
    finding.as(Severity::High);
}

/// Whether the server is told a folder, which its other arguments may well start from:
/// `--project-dir /x --test-folder tests`.
static bool has_base(const Launch& launch, const LaunchedPath& path) {
  static constexpr std::string_view kBases =
      "--project-dir --project --project-root --directory --root --root-dir --base-dir --workspace "
      "--repo --repository --cwd";
  if (path.role != Role::Argument || path.path.text.starts_with('.')) return false;
  return std::ranges::any_of(launch.server_args, [](const Text& word) {
    return has_word(kBases, word.text.substr(0, word.text.find('=')));
  });
}

/// Whether the client is known to start servers anywhere. Others have a folder
/// for the project or a key that names one, or are not known.
static bool starts_anywhere(const Launch& launch, const LaunchedPath& path) {
  // Whoever writes `.` for Claude Code means the folder that it was started in.
  if (launch.client == Client::ClaudeCode) return path.path.text != ".";
  // Cline starts servers where the editor's extensions run, unless told.
  if (launch.client == Client::Cline) return !launch.cwd;
  return launch.client == Client::ClaudeDesktop || launch.client == Client::ClaudePlugin;
}

/// `cwd` itself: programs are started without a shell.
static void check_cwd(const Launch& launch, Report& report) {
  if (!launch.cwd || launch.client == Client::VsCode) return;
  const std::string_view word = unexpanded(launch.cwd->text);
  if (word.empty()) return;
  report
      .at(launch.cwd->span, "`{}` in `{}` stays as it is: no shell replaces it", word,
          launch.cwd->text)
      .suggest(
          instead_of_home(launch.client, std::string_view(launch.cwd->text).substr(word.size())));
}

static void check(const Launch& launch, Report& report) {
  check_cwd(launch, report);
  for (const LaunchedPath& path : launch.paths) {
    const std::string_view word = unexpanded(path.path.text);
    if (!word.empty()) {
      if (!is_expanded(launch, path, word)) check_home(launch, path, word, report);
    } else if (path.from_working_directory && starts_anywhere(launch, path) &&
               is_relative(path.path.text) && !has_base(launch, path)) {
      check_relative(launch, path, report);
    }
  }
}

}  // namespace mcplint
