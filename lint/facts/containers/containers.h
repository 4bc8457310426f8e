#pragma once
// Where containers come from, besides Dockerfiles.

#include <map>
#include <string>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "mcplint/project.h"

namespace mcplint {

/// Whether a configuration is one of Compose: it has services with an image, a
/// build, or something to add to those of another file.
bool is_compose(const Config& config);

/// `base` with `override` over it, as Compose merges files and `extends`:
/// mappings are merged, lists joined, commands replaced, ports, volumes and
/// their like replaced where they mean the same, `!reset` and `!override` obeyed.
Value merge_compose(const Value& base, const Value& override);

/// The services of each compose file, with what they extend and what the file
/// beside it that is called override says.
void find_services(const Project& project, std::vector<Container>& containers);
/// One service, complete.
Container read_service(const Text& name, const Value& service, const Source& source);

/// What is a pod or the template of one, with its `metadata` and `spec`; null if
/// `document` has none.
const Value* pod_template(const Value& document);
/// Pod templates: of every kind that has one.
void find_pods(const Config& config, std::vector<Container>& containers);

/// Adds to pods the ports that Services lead to them from outside of the cluster.
void find_cluster_ports(Project& project);

/// `docker run` in a client's configuration.
void find_launched(const Launch& launch, const Source& source, std::vector<Container>& containers);

/// What one stage of a Dockerfile, with those below it, comes to: the last, or one
/// that somebody builds with `--target`.
Container read_stage(const Dockerfile& dockerfile, const Stage& last);

/// What shells are told in a Dockerfile: RUN, and CMD, ENTRYPOINT and HEALTHCHECK
/// where a shell reads them.
void find_scripts(const Dockerfile& dockerfile, const std::vector<const Stage*>& in_image,
                  Container& container);

/// The modules in which the scripts of the project's Python packages begin, by their names.
using Scripts = std::map<std::string, std::string>;
Scripts python_scripts(const Project& project);
/// The servers of the project whose files a container starts: it is told a path, a
/// module, or a script of their package.
std::vector<const Server*> started_servers(const Container& container, const Project& project,
                                           const Scripts& scripts);
/// Where `container`, which holds a server, starts a script that nobody has read: the
/// servers that it can mean, if one file makes all of those near it.
std::vector<const Server*> servers_behind_script(const Container& container,
                                                 const Project& project);
/// What says whether its server is reached over the network or standard input.
void find_transport(Container& container);
/// Tells which containers hold a server of MCP, and what it asks of clients.
void find_held_servers(Project& project);

/// Adds to services the variables of the files that `env_file` names.
void read_env_files(Project& project);

/// Ties containers to each other, to `.dockerignore` files, and to servers. The
/// project no longer grows.
void link_containers(Project& project);

/// `a/b/../c` as `a/c`.
std::string normal_path(const std::string& path);

}  // namespace mcplint
