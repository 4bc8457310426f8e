#pragma once
// A package that something in the deployment requires, and where packages come from.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

struct Manifest;

/// One required package, from any manifest, lock file or command.
struct Dependency {
  enum class From {
    Requirements,  // a requirements file
    Constraints,   // limits the version of what others require; requires nothing
    Overrides,     // replaces what others require: `overrides` of npm, uv and PDM
    Manifest,      // pyproject.toml, setup.py, Pipfile, package.json, environment.yml, PEP 723
    Lock,          // a lock file: what is installed
    Command,       // `pip install x` in a Dockerfile or in CI
    Launch,        // `uvx x` in a client's configuration
  };
  /// Who needs it.
  enum class Need { Running, Optional, Development, Building, Peer };

  const Source* source = nullptr;
  std::string ecosystem;  // "PyPI", "npm"
  std::string name;       // as its ecosystem compares names (PEP 503); empty if only its URL knows
  Span name_span;         // empty if the name stands nowhere
  Span span;              // the requirement as written, without options and comment
  From from = From::Requirements;
  Need need = Need::Running;

  std::vector<std::string> extras;
  std::string specifier;       // as its ecosystem writes it: ">=1.2,<2", "^1.2"; white space
                               // removed from PEP 440's; empty if none
  Span specifier_span;         // empty if none
  std::string marker;          // environment marker, as written; empty if none
  std::string pinned_version;  // of an exact requirement, or a lock; empty if it is a range
  bool has_hash = false;       // in an option, in the URL, or in the lock
  bool editable = false;
  std::string url;  // where it comes from, if not from an index: URL, path or VCS
  Span url_span;
  std::string revision;  // of a VCS URL that is written in parts: branch, tag or commit
  std::string index;     // the name or URL of the index it must come from; empty if any will do

  // Filled in when all files are known.
  const Manifest* manifest = nullptr;          // the file's; null for commands and launches
  std::vector<const Dependency*> locked = {};  // what the lock file of its manifest has for it

  /// Whether it comes from a package index and nowhere else.
  [[nodiscard]] bool from_index() const { return url.empty(); }
};

/// A place that a manifest tells its installer to take packages from.
struct PackageIndex {
  enum class Kind {
    Index,        // instead of the default one
    ExtraIndex,   // besides it: whichever has the higher version wins
    FindLinks,    // a folder, or a page with links
    TrustedHost,  // a host whose certificate is not checked
    Explicit,     // only for packages that name it
    Unverified,   // no host's certificate is checked: `strict-ssl=false`, `verify_ssl = false`
  };

  Kind kind = Kind::Index;
  std::string url;        // or path, or host; variables such as `${TOKEN}` are still in it
  Span span;              // of that
  std::string name = {};  // what dependencies call it; of npm, the scope it is for
};

/// A file that a requirements file reads as well.
struct Include {
  Dependency::From as = Dependency::From::Requirements;  // `-r`, or `-c`
  std::string path;                                      // as written; may be a URL
  Span span;                                             // of that
};

/// A file that lists packages: what a project needs, or what was settled for it.
struct Manifest {
  enum class Kind {
    Requirements,
    Constraints,
    Pyproject,
    SetupCfg,
    SetupPy,
    Pipfile,
    Conda,   // environment.yml
    Script,  // PEP 723: a Python file that says what it needs
    PackageJson,
    Lock,
    Settings,  // .npmrc, pip.conf: no packages, but where they come from
  };

  Kind kind = Kind::Requirements;
  const Source* source = nullptr;
  std::string ecosystem;         // "PyPI", "npm", "conda"
  std::string tool;              // whose file it is, if one tool's only: "uv", "poetry", "pnpm"
  std::optional<Text> name;      // of the package that it makes; normalised
  std::optional<Text> version;   // of that
  std::optional<Text> language;  // the versions of Python or Node.js that it runs on
  bool is_private = false;       // it is never published
  bool is_opaque = false;        // it is there, but its format cannot be read: bun.lockb
  bool is_dynamic = false;       // some of what it needs is computed by a program
  Span span;                     // where to say what it lacks as a whole
  std::vector<PackageIndex> indexes;
  std::vector<Include> includes;
  std::vector<std::string> members;  // of a workspace: patterns for folders
  std::vector<std::string> locals;   // of a lock: the packages of this project that it knows

  // Filled in when all files are known.
  bool is_aside = false;           // it stands among tests, examples or documentation
  bool of_server = false;          // it requires an MCP SDK, or a server stands in its folder and
                                   // belongs to no nearer one
  const Manifest* lock = nullptr;  // the lock file that settles it
  const Manifest* root = nullptr;  // of the workspace it is a member of; null if of none

  /// The folder it stands in, with its '/'; empty if that is where the run started.
  [[nodiscard]] std::string_view folder() const {
    const std::string_view path = source->path;
    return path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
  }
};

}  // namespace mcplint
