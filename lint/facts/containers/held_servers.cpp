// Which containers hold an MCP server: those that start the file of one, or speak of MCP.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/known_names.h"
#include "lint/facts/containers/values.h"
#include "lint/text/bytes.h"
#include "mcplint/dependency.h"
#include "mcplint/dockerfile.h"
#include "mcplint/server.h"
#include "mcplint/words.h"

namespace mcplint {

using From = Container::From;

/// Whether a name has `mcp` in it that begins a word: `mcp-notes`, `notes_mcp`, `fastmcp`.
static bool says_mcp(std::string_view text) {
  const std::string word = lower(text);
  for (std::size_t found = word.find("mcp"); found != word.npos;
       found = word.find("mcp", found + 1)) {
    const bool begins = found == 0 || word[found - 1] < 'a' || word[found - 1] > 'z' ||
                        word.substr(0, found).ends_with("fast");
    if (begins) return true;
  }
  return false;
}

/// Whether it runs an image that is never a server of MCP itself.
static bool is_known_other(const Container& container) {
  if (!container.build_file.empty() || container.stage != nullptr) return false;
  return is_image_of_other(container.base.name) && !says_mcp(file_name(container.base.name));
}

/// A label that says so: `io.modelcontextprotocol.server.name`, `mcp.server: "true"`.
static bool has_mcp_label(const Container& container) {
  for (const Stage* stage = container.stage; stage != nullptr; stage = stage->base) {
    const bool says = std::ranges::any_of(stage->instructions, [](const Instruction& one) {
      return one.keyword == "LABEL" && says_mcp(one.span.text);
    });
    if (says) return true;
  }
  return false;
}

/// Whether the word behind `before` is not what is run, but something it is told,
/// or a user that it is run as.
static bool is_told(std::string_view before) {
  constexpr auto kBeforePrograms =
      std::to_array<std::string_view>({"-m", "-y", "-q", "-u", "--", "--yes", "--from", "--no-dev",
                                       "--frozen", "--no-sync", "--locked", "--quiet"});
  constexpr auto kBeforeUsers = std::to_array<std::string_view>(
      {"su", "gosu", "su-exec", "runuser", "setpriv", "chown", "chgrp", "useradd", "adduser"});
  if (is_one_of(file_name(before), kBeforeUsers)) return true;
  return before.starts_with('-') && !is_one_of(before, kBeforePrograms);
}

/// Whether the command runs something that has MCP in its name.
static bool runs_mcp(const Container& container) {
  std::string_view before;
  for (const Text& word : container.entrypoint) {
    const bool is_name = !word.text.starts_with('-') && !is_told(before) &&
                         word.text.find_first_of(" \n") == std::string::npos &&
                         !contains(word.text, "://");
    // `user:group` is behind the `-R` of chown as well.
    const std::size_t colon = word.text.find(':');
    const bool is_owner =
        colon != std::string::npos && word.text.substr(0, colon) == word.text.substr(colon + 1);
    if (is_name && !is_owner && says_mcp(word.text)) return true;
    before = word.text;
  }
  return false;
}

/// `MCP_PORT`; `MCP_SERVER_URL` is what a client of it is told.
static bool has_mcp_variable(const Container& container) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"mcp_transport", "mcp_port", "mcp_host", "mcp_mode", "mcp_server_port"});
  return std::ranges::any_of(container.environment, [&](const Setting& one) {
    const std::string name = lower(one.name.text);
    return name.starts_with("fastmcp_") || is_one_of(name, kNames);
  });
}

/// Whether its image is one of a server: `mcp/fetch` and `acme/fetch-mcp`; what an
/// organisation is called says nothing.
static bool has_mcp_image(const Container& container) {
  // What is built here is called as its author likes.
  if (container.stage != nullptr || !container.build_file.empty()) return false;
  return says_mcp(file_name(container.base.name)) ||
         container.base.familiar_name().starts_with("mcp/");
}

namespace {

/// How it is known that a container holds a server, from the weakest on.
enum class Basis { None, Name, Words, Source };

}  // namespace

static Basis basis_of(const Container& container) {
  if (!container.servers.empty()) return Basis::Source;
  if (is_name_beside_server(container.name)) return Basis::None;
  if (has_mcp_label(container) || has_mcp_image(container) || runs_mcp(container) ||
      has_mcp_variable(container)) {
    return Basis::Words;
  }
  const bool named = says_mcp(container.name) || says_mcp(file_name(container.makes));
  return named ? Basis::Name : Basis::None;
}

/// Whether a service runs something else than its image does by itself.
static bool runs_something_else(const Container& service) {
  const std::vector<Text>& words = service.entrypoint;
  const std::vector<Text>& image = service.built->entrypoint;
  return !words.empty() && !image.empty() && words.front().text != image.front().text;
}

/// A variable that holds what clients must show: `MCP_API_KEY`, or one that is
/// called like the service itself.
static bool has_credentials_of_clients(const Container& container) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"mcp_api_key", "mcp_auth", "auth_token", "bearer", "oauth", "jwt", "access_token_required",
       "mcp_token", "server_api_key", "api_keys", "auth_enabled", "basic_auth"});
  constexpr auto kEnds = std::to_array<std::string_view>({"_token", "_api_key", "_secret"});
  std::string own = lower(container.name);
  std::ranges::replace(own, '-', '_');
  return std::ranges::any_of(container.environment, [&](const Setting& one) {
    const std::string name = lower(one.name.text);
    const bool of_mcp =
        name.starts_with("mcp_") &&
        std::ranges::any_of(kEnds, [&](std::string_view end) { return name.ends_with(end); });
    return of_mcp || contains_any(name, kWords) || (!own.empty() && name == own + "_api_key") ||
           (!own.empty() && name == own + "_secret_key");
  });
}

static void apply_servers(Container& container) {
  bool stdio = false;
  bool http = false;
  for (const Server* server : container.servers) {
    stdio = stdio || server->serves(Server::Transport::Stdio);
    http = http || server->serves(Server::Transport::Http);
    if (server->authenticates) container.authenticates = true;
  }
  if (stdio && !http) container.speaks_stdio = true;
}

/// `notes-mcp-screenshots` beside `notes-mcp`: something for the server.
static bool is_companion(const Container& container, const std::vector<Container>& all) {
  return std::ranges::any_of(all, [&](const Container& one) {
    const std::string& name = one.name;
    return one.holds_server && one.source == container.source && !name.empty() &&
           container.name.size() > name.size() && container.name.starts_with(name) &&
           !container.build_file.empty() && one.build_file != container.build_file;
  });
}

/// The folder of the nearest manifest above `path` that a server's package has;
/// nothing if the nearest one has none.
static const Manifest* package_of(std::string_view path, const Project& project) {
  const Manifest* nearest = nullptr;
  for (const Manifest& manifest : project.manifests) {
    if (manifest.kind == Manifest::Kind::Lock || !path.starts_with(manifest.folder())) continue;
    const bool nearer = nearest == nullptr || manifest.folder().size() > nearest->folder().size();
    const bool beside = !nearer && manifest.folder() == nearest->folder() && manifest.of_server;
    if (nearer || beside) nearest = &manifest;
  }
  return nearest != nullptr && nearest->of_server ? nearest : nullptr;
}

/// Where a package needs an SDK of MCP and one image alone is built of it, that
/// holds the server; and so does a Dockerfile that is all there is.
static void find_by_package(Project& project) {
  std::map<std::string_view, std::vector<Container*>> images;  // by their package's folder
  std::map<std::string_view, bool> known;
  for (Container& container : project.containers) {
    if (container.stage == nullptr || container.development) continue;
    const Manifest* package = package_of(container.source->path, project);
    if (package == nullptr && !project.manifests.empty()) continue;
    const std::string_view folder = package == nullptr ? "" : package->folder();
    images[folder].push_back(&container);
    known[folder] = known[folder] || container.holds_server;
  }
  const bool alone = project.dockerfiles.size() == 1 && project.client_files.empty();
  for (const auto& [folder, containers] : images) {
    if (known[folder] || containers.size() > 1) continue;
    if (project.manifests.empty() && !alone) continue;
    if (!is_name_beside_server(containers.front()->source->path))
      containers.front()->holds_server = true;
  }
}

/// Services take over what is known of the image that they are built with.
static void look_at_images(Project& project) {
  for (Container& container : project.containers) {
    if (container.built == nullptr || !container.built->holds_server) continue;
    if (is_name_beside_server(container.name) || container.prepares) continue;
    if (container.servers.empty() && runs_something_else(container)) continue;
    container.holds_server = true;
    container.speaks_stdio = container.speaks_stdio || container.built->speaks_stdio;
    container.authenticates = container.authenticates || container.built->authenticates;
  }
}

void find_held_servers(Project& project) {
  const Scripts scripts = python_scripts(project);
  std::vector<Container*> by_name;
  for (Container& container : project.containers) {
    container.servers = started_servers(container, project, scripts);
    apply_servers(container);
    find_transport(container);
    if (has_credentials_of_clients(container)) container.authenticates = true;
    if (is_known_other(container) || container.prepares) continue;
    const Basis basis = basis_of(container);
    if (basis == Basis::Name) by_name.push_back(&container);
    if (basis != Basis::None) container.holds_server = true;
  }
  for (Container* container : by_name) {
    if (is_companion(*container, project.containers)) container->holds_server = false;
  }
  find_by_package(project);
  look_at_images(project);
  for (Container& container : project.containers) {
    if (container.holds_server && container.servers.empty())
      container.servers = servers_behind_script(container, project);
  }
}

}  // namespace mcplint
