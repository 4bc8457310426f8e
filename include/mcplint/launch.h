#pragma once
// How a client starts, or reaches, an MCP server.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"

namespace mcplint {

/// The program whose configuration a launch stands in. Clients differ in what
/// they expand, where they start servers, and which keys they know
/// (docs: the facts' sources stand in lint/facts/launches.cpp).
enum class Client { Unknown, ClaudeDesktop, ClaudeCode, VsCode };

/// "Claude Desktop": as people know it.
[[nodiscard]] std::string_view to_string(Client client);

/// A name and a value: an environment variable, an HTTP header.
struct Setting {
  Text name;
  Text value;
};

/// What a launch asks a package runner for: `npx -y pkg@1.2`, `uvx pkg==1.2`.
struct LaunchedPackage {
  std::string runner;     // "npx", "uvx", …
  std::string ecosystem;  // "npm", "PyPI"
  std::string name;
  std::string version;    // as written after the name, without `@` or `==`; empty if none
  bool exact = false;     // `version` names one version: neither a range nor a tag such as `latest`
  Span span;              // the argument that names it
};

/// What a launch asks a container engine for: `docker run … image:tag`.
struct LaunchedImage {
  std::string runner;  // "docker", "podman"
  std::string name;
  std::string tag;     // empty if none
  std::string digest;  // "sha256:…", empty if none
  Span span;
};

/// One entry of a client's configuration.
struct Launch {
  Client client = Client::Unknown;
  Text name;                      // its key
  Span span;                      // the entry's value, whole
  std::optional<Text> type;       // "stdio", "http", …
  std::optional<Text> command;
  std::vector<Text> args;
  std::vector<Setting> env;
  std::optional<Text> cwd;
  std::optional<Text> url;
  std::vector<Setting> headers;

  // What it comes down to, if that can be told.
  std::vector<LaunchedPackage> packages;
  std::optional<LaunchedImage> image;
  std::optional<Text> script;     // a file that an interpreter is told to run
};

}  // namespace mcplint
