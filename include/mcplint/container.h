#pragma once
// An image, or a container that runs one.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/launch.h"
#include "mcplint/shell.h"
#include "mcplint/text.h"

namespace mcplint {

struct Dockerfile;
struct Instruction;
struct Server;
struct Stage;

/// A reference to an image: `[registry/]name[:tag][@digest]`.
struct ImageReference {
  Span span;                   // as written
  std::string name;            // with the registry, without tag and digest
  std::string tag;             // empty if none
  std::string digest;          // "sha256:…", empty if none
  bool resolved = true;        // false if a variable without a known value stands in it
  std::vector<Span> defaults;  // where variables in it get their values
  bool copied = false;         // only files are taken from it: COPY --from, RUN --mount

  /// The name as people know it, which leaves out what Docker Hub implies:
  /// `docker.io/library/python` is `python`.
  [[nodiscard]] std::string_view familiar_name() const;
  /// `name:tag@digest`: with its variables filled in.
  [[nodiscard]] std::string to_string() const;
};

/// Files of the host, of a volume or of memory, as a container sees them.
struct Mount {
  enum class Kind { Bind, Volume, Memory };

  Kind kind = Kind::Volume;
  std::string source;  // the host's path, as written with variables filled in; a volume's name
  std::string target;
  bool read_only = false;
  Span span;
};

/// A port of the host that leads into a container.
struct PublishedPort {
  std::string address;  // of the host; empty: all of them
  std::string port;     // the host's, empty if any; a range as it stands
  std::string target;   // the container's
  Span span;
};

/// Something that a container may do and others may not.
struct Privilege {
  enum class Kind {
    Privileged,     // everything
    Capability,     // `name` says which
    HostNetwork,    // the host's own network
    HostProcesses,  // it sees, and may trace, the host's processes
    HostIpc,
    Unconfined,  // `name`, seccomp or AppArmor, is switched off
  };

  Kind kind = Kind::Privileged;
  std::string name;
  Span span;
};

/// What a shell is told to do, when the image is made or when the container starts.
struct ContainerScript {
  ShellScript script;
  Span span;
  const Instruction* instruction = nullptr;  // of a Dockerfile
  bool at_build = false;                     // a RUN
  bool in_image = true;                      // what it leaves is part of the image
};

/// The lines of a `.dockerignore`.
struct DockerIgnore {
  const Source* source = nullptr;
  std::vector<Text> patterns;  // without comments; `!` is still in them

  /// Whether what lies at `path` in the build context stays out of it.
  [[nodiscard]] bool keeps_out(std::string_view path) const;
};

/// What runs, as a rule wants to know it, whichever file says so.
struct Container {
  enum class From { Dockerfile, Compose, Kubernetes, Launch };

  From from = From::Dockerfile;
  const Source* source = nullptr;  // the file that says so
  std::string name;                // of the service, container or launch; empty for a Dockerfile
  std::string owner;               // of Kubernetes: the kind of what it belongs to, "Deployment"
  Span span;  // what to mark when something is missing: the last stage's FROM, the name
  const Stage* stage = nullptr;            // the Dockerfile stage it is made of
  const Dockerfile* dockerfile = nullptr;  // that has it
  /// Every image it is built from or runs; stages of the same file are none, nor
  /// is one that the file builds.
  std::vector<ImageReference> images;
  ImageReference base;         // the image below the last stage, or that runs; may be "scratch"
  bool development = false;    // a dev container or one for tests: nothing serves
  bool partial = false;        // a fragment that completes another file: much may stand there
  bool prepares = false;       // it ends before others begin: an init container
  bool holds_server = false;   // an MCP server runs in it, as far as can be told
  bool speaks_stdio = false;   // and its clients start it, to speak over standard input
  bool authenticates = false;  // and its source, or a variable, speaks of credentials of clients
  std::vector<const Server*> servers;  // of this project, whose files it starts
  /// What makes it serve the network, or standard input: a word of its command, a
  /// variable, or where its source starts the server. Nothing if no file says.
  std::optional<Text> network;
  std::optional<Text> stdio;
  std::optional<Text> user;      // the user it runs as; nothing if no file says
  bool user_resolved = true;     // false if a variable without a known value stands in `user`
  bool user_overridden = false;  // whoever runs the image sets another user
  bool has_healthcheck = false;  // one is declared; `HEALTHCHECK NONE` counts: somebody decided
  std::vector<Text> ports;       // EXPOSEd or published: "8000", "8000/tcp"
  std::vector<PublishedPort> published;
  std::vector<Setting> environment;  // ENV: what the process finds when nobody sets more
  std::vector<Text> env_files;       // more of it stands there
  /// ENTRYPOINT and CMD together, as words where that can be told: `sh -c "a b"`
  /// is followed by `a` and `b`.
  std::vector<Text> entrypoint;
  std::size_t arguments_from = 0;  // where in it CMD begins, which others may replace
  const Instruction* command_instruction = nullptr;     // of a Dockerfile: CMD
  const Instruction* entrypoint_instruction = nullptr;  // ENTRYPOINT
  std::vector<ContainerScript> scripts;
  std::size_t unread_scripts = 0;  // those for PowerShell, cmd and other shells than Bash's kind
  std::vector<Mount> mounts;
  std::vector<std::string> volumes;  // VOLUME
  std::vector<Privilege> privileges;
  bool limits_memory = false;
  bool limits_processor = false;
  bool read_only_root = false;
  bool restarts = false;                 // somebody decided whether it does
  bool has_workdir = false;              // of a Dockerfile
  std::string build_file;                // of compose: the Dockerfile it is built with
  std::string build_target;              // and which stage of it, if not the last
  std::string makes;                     // what the image that it builds is called, without a tag
  bool image_known = false;              // what its image says is seen as well
  const Container* built = nullptr;      // what that Dockerfile makes, if its last stage is meant
  const DockerIgnore* ignore = nullptr;  // of a Dockerfile: what COPY does not see
};

}  // namespace mcplint
