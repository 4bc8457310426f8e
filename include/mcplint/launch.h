#pragma once
// How a client starts, or reaches, an MCP server.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/client.h"
#include "mcplint/config.h"
#include "mcplint/shell.h"

namespace mcplint {

/// A name and a value: an environment variable, an HTTP header.
struct Setting {
  Text name;
  Text value;
};

/// What a launch asks a package runner for: `npx -y pkg@1.2`, `uvx pkg==1.2`.
/// Folders and files of the host are no packages; see LaunchedPath.
struct LaunchedPackage {
  std::string runner;     // "npx", "pnpm dlx", "uv run", …
  std::string ecosystem;  // "npm", "PyPI", "JSR"
  std::string name;       // normalised as its ecosystem compares names (PEP 503)
  std::string spelling;   // the name as written, with extras
  std::string version;    // as written after the name, without `@` or `==`; empty if none
  bool exact = false;     // `version` is one version: neither a range nor a tag such as `latest`
  std::string url;        // of a repository, if it comes from one: `version` then is a branch, tag
                          // or commit, and only a commit is exact
  Span span;              // the argument that names it
  /// The project that the client starts it in has it installed: its lock file
  /// says which version runs.
  bool installed = false;
};

/// What a launch asks a container engine for: `docker run … image:tag`.
struct LaunchedImage {
  std::string runner;  // "docker", "podman"
  std::string name;
  std::string tag;     // empty if none
  std::string digest;  // "sha256:…", empty if none
  Span span;
  bool built_here = false;       // the document that shows it says how to build it
  std::vector<Setting> options;  // before the image, by their long names: {"volume", "/:/host"}
};

/// A file or folder of the host that a launch names. Paths inside a container
/// are none of these.
struct LaunchedPath {
  enum class Role {
    Command,   // the program itself
    Option,    // of what starts the server: `uv --directory X`
    Script,    // what an interpreter runs
    Argument,  // of the server's own
  };

  Role role = Role::Argument;
  Text path;
  bool from_working_directory = true;  // false behind an option that goes elsewhere first
  bool missing = false;                // it would stand in this project, and does not
};

/// A program on the way that starts another one: `env`, `cmd /c`, `sudo`.
struct LaunchedWrapper {
  Text program;             // bare and lower case: "sudo"
  std::vector<Text> words;  // what stands behind it
};

/// A command line or program given as text: `sh -c "…"`, `python -c "…"`.
struct InlineCode {
  std::string interpreter;  // "sh", "cmd", "python"
  Text text;
  ShellScript script;  // of a command line for a shell of Unix: what it says
};

/// Something that a client asks its user for: `${input:id}` in VS Code, `{name}`
/// in `server.json`.
struct LaunchInput {
  Text id;
  std::optional<Text> default_value;
};

/// A server on another machine that a program here speaks to, for a client that
/// cannot: `mcp-remote https://…`.
struct LaunchedBridge {
  std::string program;  // "mcp-remote"
  Text url;
};

/// One entry of a client's configuration.
struct Launch {
  Client client = Client::Unknown;
  Text name;                     // its key
  Span span;                     // the entry's value, whole
  const Value* entry = nullptr;  // that, with the keys that only some client knows
  bool in_document = false;      // it is an example in Markdown, for people to copy
  bool through_shell = false;    // a command adds it (`claude mcp add`), whose shell has replaced
                                 // variables and `~` by then
  bool uncertain = false;        // nobody confirms that this is how it is read: what is found in
                                 // it is no more than low
  std::optional<Text> type;      // "stdio", "http", …
  std::optional<Text> command;
  std::vector<Text> args;
  std::vector<Setting> env;
  std::optional<Text> cwd;
  std::optional<Text> url;
  std::vector<Setting> headers;
  std::vector<LaunchInput> inputs;

  // What it comes down to, if that can be told.
  std::vector<LaunchedWrapper> wrappers;  // from the outermost on
  std::optional<InlineCode> code;
  std::optional<LaunchedBridge> bridge;
  std::vector<LaunchedPackage> packages;
  std::optional<LaunchedImage> image;
  std::optional<Text> script;     // a file that an interpreter is told to run
  std::optional<Text> program;    // or what else runs: an executable, module or package, bare name
  std::vector<Text> server_args;  // those of `args` that this is given
  std::vector<LaunchedPath> paths;
};

/// A file that a client reads, or an example of one in a document.
struct ClientFile {
  Client client = Client::Unknown;
  const Config* config = nullptr;
  std::optional<Text> wrong_key = {};  // its servers stand under this key of another client's
  std::string right_key = {};          // instead of this one
  bool in_document = false;            // not a file of its own, but an example in Markdown
};

}  // namespace mcplint
