// What containers have to do with each other, with `.dockerignore` files, and with servers.

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/text/bytes.h"
#include "mcplint/dockerfile.h"
#include "mcplint/words.h"

namespace mcplint {

using From = Container::From;

std::string normal_path(const std::string& path) {
  std::string normal = std::filesystem::path(path).lexically_normal().generic_string();
  if (normal.starts_with("./")) normal.erase(0, 2);
  return normal;
}

static void tie_dockerfiles(Project& project) {
  for (Container& container : project.containers) {
    if (container.stage == nullptr) continue;
    const auto file = std::ranges::find_if(project.dockerfiles, [&](const Dockerfile& one) {
      return &one.image() == container.stage;
    });
    if (file != project.dockerfiles.end()) container.dockerfile = &*file;
  }
}

/// The nearest `.dockerignore` of a folder that may be the context, or the
/// Dockerfile's own, which has precedence.
static const DockerIgnore* ignore_of(const std::string& path, const Project& project) {
  const auto find = [&](const std::string& wanted) -> const DockerIgnore* {
    const auto found = std::ranges::find_if(project.docker_ignores, [&](const DockerIgnore& one) {
      return one.source->path == wanted;
    });
    return found == project.docker_ignores.end() ? nullptr : &*found;
  };
  if (const DockerIgnore* own = find(path + ".dockerignore")) return own;
  std::string folder(folder_of(path));
  while (true) {
    if (const DockerIgnore* found = find(folder + ".dockerignore")) return found;
    if (folder.empty() || folder == "/") return nullptr;
    folder.resize(folder_of(std::string_view(folder).substr(0, folder.size() - 1)).size());
  }
}

static void tie_ignores(Project& project) {
  for (Container& container : project.containers) {
    if (container.dockerfile == nullptr) continue;
    container.ignore = ignore_of(container.dockerfile->source->path, project);
  }
}

/// Ties services to what their Dockerfiles make.
static void tie_builds(Project& project) {
  std::map<std::string, const Container*> made;
  for (const Container& container : project.containers) {
    if (container.dockerfile != nullptr) {
      made[normal_path(container.dockerfile->source->path)] = &container;
    }
  }
  for (Container& container : project.containers) {
    const auto found = made.find(container.build_file);
    if (container.build_file.empty() || found == made.end()) continue;
    const Container& built = *found->second;
    const bool other_stage =
        !container.build_target.empty() && lower(container.build_target) != built.stage->name;
    if (!other_stage) container.built = &built;
  }
}

/// Takes over what a service's image says, where the service says nothing.
static void inherit(Container& container) {
  const Container& built = *container.built;
  if (container.entrypoint.empty()) container.entrypoint = built.entrypoint;
  if (container.ports.empty()) container.ports = built.ports;
  for (const Setting& setting : built.environment) {
    const bool own = std::ranges::any_of(container.environment, [&](const Setting& one) {
      return one.name.text == setting.name.text;
    });
    if (!own) container.environment.push_back(setting);
  }
  container.has_healthcheck = container.has_healthcheck || built.has_healthcheck;
  container.volumes = built.volumes;
  container.base = built.base;
}

static std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('/') + 1);  // npos + 1 is 0
}

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

/// Whether `path` is what a word of a command line names: `server.py`,
/// `src/server.py`, `notes.server` behind `-m`.
static bool names_file(std::string word, std::string_view path, std::string_view folder) {
  word.resize(std::min(word.find(':'), word.size()));  // module:app
  std::string_view stem = path;
  if (stem.ends_with(".py")) stem.remove_suffix(3);
  if (word.ends_with(".py")) word.resize(word.size() - 3);
  std::ranges::replace(word, '.', '/');
  const std::size_t start = word.find_first_not_of('/');
  if (start == word.npos) return false;
  const std::string_view wanted = std::string_view(word).substr(start);
  // Many folders have a `main.py`: the one beside the Dockerfile is meant.
  const bool beside = path.starts_with(folder);
  if (!beside && wanted.find('/') == wanted.npos) return false;
  const auto ends = [](std::string_view text, std::string_view part) {
    return text == part || (text.size() > part.size() && text.ends_with(part) &&
                            text[text.size() - part.size() - 1] == '/');
  };
  if (ends(stem, "__main__") && ends(stem.substr(0, stem.size() - 9), wanted)) return true;
  return ends(stem, wanted) || ends(wanted, stem);
}

/// The server whose file the container starts; null if none is known.
static const Server* server_of(const Container& container, const Project& project) {
  const std::string_view folder =
      container.dockerfile == nullptr ? "?" : folder_of(container.dockerfile->source->path);
  for (const Text& word : container.entrypoint) {
    if (word.text.size() < 3 || word.text.starts_with('-')) continue;
    for (const Server& server : project.servers) {
      for (const Code* code : server.codes) {
        if (names_file(word.text, code->source->path, folder)) return &server;
      }
    }
  }
  return nullptr;
}

/// Images of databases, proxies and the like, which are never a server of MCP themselves.
static bool is_known_other(const Container& container) {
  constexpr auto kOthers = std::to_array<std::string_view>(
      {"postgres",   "redis",     "mysql",    "mariadb",       "mongo",       "nginx",
       "traefik",    "caddy",     "ollama",   "qdrant",        "neo4j",       "grafana",
       "prometheus", "minio",     "rabbitmq", "elasticsearch", "chroma",      "busybox",
       "curl",       "otel",      "jaeger",   "loki",          "promtail",    "pgvector",
       "valkey",     "haproxy",   "keycloak", "vault",         "influxdb",    "clickhouse",
       "weaviate",   "milvus",    "adminer",  "pgadmin",       "cloudflared", "watchtower",
       "locust",     "zookeeper", "kafka",    "etcd",          "opensearch",  "kibana"});
  if (container.build_file.empty() && container.stage == nullptr) {
    const std::string name = lower(last_part(container.base.name));
    return std::ranges::any_of(kOthers,
                               [&](auto other) { return name.find(other) != name.npos; }) &&
           !says_mcp(name);
  }
  return false;
}

static bool has_mcp_label(const Container& container) {
  if (container.stage == nullptr) return false;
  return std::ranges::any_of(container.stage->instructions, [](const Instruction& one) {
    return one.keyword == "LABEL" && says_mcp(one.span.text);
  });
}

/// What has MCP in its name and is something beside the server.
static bool is_named_other(std::string_view name) {
  constexpr auto kBeside = std::to_array<std::string_view>(
      {"client",   "inspector", "frontend",  "-ui",    "_ui",      "webui", "dashboard",
       "postgres", "mongo",     "redis",     "mysql",  "keycloak", "nginx", "caddy",
       "-db",      "_db",       "database",  "migrat", "register", "login", "proxy-config",
       "init",     "test",      "benchmark", "token",  "backup"});
  const std::string word = lower(name);
  return std::ranges::any_of(kBeside, [&](auto one) { return word.find(one) != word.npos; });
}

/// Whether its own words say that a server of MCP runs in it.
static bool speaks_of_mcp(const Container& container) {
  if (is_named_other(container.name)) return false;
  if (says_mcp(container.name) || has_mcp_label(container)) return true;
  // `mcp/fetch` and `acme/fetch-mcp`; what an organisation is called says nothing.
  const bool is_image = says_mcp(last_part(container.base.name)) ||
                        container.base.familiar_name().starts_with("mcp/");
  if (container.stage == nullptr && is_image) return true;
  const auto told = [](const Text& word) {
    return says_mcp(word.text) && word.text.find("://") == std::string::npos;
  };
  // `MCP_SERVER_URL` is what a client of it is told.
  const auto set = [](const Setting& one) {
    const std::string name = lower(one.name.text);
    return name.starts_with("fastmcp_") || name == "mcp_transport" || name == "mcp_port" ||
           name == "mcp_host" || name == "mcp_mode" || name == "mcp_server_port";
  };
  return std::ranges::any_of(container.entrypoint, told) ||
         std::ranges::any_of(container.environment, set);
}

static void apply_server(const Server& server, Container& container) {
  container.holds_server = true;
  const bool http = server.serves(Server::Transport::Http);
  if (server.serves(Server::Transport::Stdio) && !http) container.speaks_stdio = true;
  if (server.authenticates) container.authenticates = true;
}

/// A variable that holds what clients must show.
static bool has_credentials_of_clients(const Container& container) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"mcp_api_key", "mcp_auth", "auth_token", "bearer", "oauth", "jwt", "access_token_required",
       "mcp_token", "server_api_key", "api_keys", "auth_enabled", "basic_auth"});
  return std::ranges::any_of(container.environment, [&](const Setting& one) {
    const std::string name = lower(one.name.text);
    return std::ranges::any_of(kWords, [&](auto word) { return name.find(word) != name.npos; });
  });
}

/// Tells which containers hold a server: those that start the file of one, or
/// speak of MCP. Where none does, the one image that the project builds may.
static void find_servers(Project& project) {
  bool any = false;
  for (Container& container : project.containers) {
    if (is_known_other(container)) continue;
    if (const Server* server = server_of(container, project)) apply_server(*server, container);
    if (speaks_of_mcp(container)) container.holds_server = true;
    if (container.built != nullptr && container.built->holds_server &&
        !is_named_other(container.name)) {
      container.holds_server = true;
      container.speaks_stdio = container.speaks_stdio || container.built->speaks_stdio;
    }
    if (has_credentials_of_clients(container)) container.authenticates = true;
    any = any || (container.holds_server && container.from != From::Launch);
  }
  if (any || project.dockerfiles.size() > 1) return;
  for (Container& container : project.containers) {
    const bool own = container.stage != nullptr || !container.build_file.empty();
    if (own) container.holds_server = true;
  }
}

/// Whether people are told to start the image with `docker run -i`: its server
/// speaks over standard input then, whatever port it exposes.
static bool is_started_by_clients(const Project& project) {
  return std::ranges::any_of(project.launches, [](const Launch& launch) {
    if (!launch.image) return false;
    const auto has = [&](std::string_view name) {
      return std::ranges::any_of(launch.image->options,
                                 [&](const Setting& option) { return option.name.text == name; });
    };
    return has("interactive") && !has("publish");
  });
}

/// What whoever runs an image sets for it is not asked of the image.
static void look_at_users(Project& project) {
  const bool started = is_started_by_clients(project);
  std::map<const Container*, std::vector<const Container*>> users;
  bool probed = false;
  for (const Container& one : project.containers) {
    if (one.built != nullptr && !one.partial) users[one.built].push_back(&one);
    if (one.from == From::Kubernetes && one.holds_server && one.has_healthcheck) probed = true;
  }
  for (Container& container : project.containers) {
    if (container.stage == nullptr) continue;
    if (started) container.speaks_stdio = true;
    const std::vector<const Container*>& its = users[&container];
    const auto decides_user = [](const Container* one) {
      return one->user && one->user->text != "0" && !one->user->text.starts_with("root");
    };
    if (!its.empty()) {
      container.user_overridden = std::ranges::all_of(its, decides_user);
      // A finding about the service has the service's words in it.
      if (!container.has_healthcheck) container.has_healthcheck = true;
    }
    if (probed) container.has_healthcheck = true;
  }
}

void link_containers(Project& project) {
  find_cluster_ports(project);
  tie_dockerfiles(project);
  tie_ignores(project);
  tie_builds(project);
  for (Container& container : project.containers) {
    if (container.built != nullptr) inherit(container);
  }
  find_servers(project);
  look_at_users(project);
}

}  // namespace mcplint
