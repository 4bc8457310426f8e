#pragma once
// Where containers come from, besides Dockerfiles.

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
Container read_service(const Text& name, const Value& service, const std::string& folder);

/// What is a pod or the template of one, with its `metadata` and `spec`; null if
/// `document` has none.
const Value* pod_template(const Value& document);
/// Pod templates: of every kind that has one.
void find_pods(const Config& config, std::vector<Container>& containers);

/// Adds to pods the ports that Services lead to them from outside of the cluster.
void find_cluster_ports(Project& project);

/// `docker run` in a client's configuration.
void find_launched(const Launch& launch, std::vector<Container>& containers);

/// What shells are told in a Dockerfile: RUN, and CMD, ENTRYPOINT and HEALTHCHECK
/// where a shell reads them.
void find_scripts(const Dockerfile& dockerfile, const std::vector<const Stage*>& in_image,
                  Container& container);

/// Ties containers to each other, to `.dockerignore` files, and to servers. The
/// project no longer grows.
void link_containers(Project& project);

/// `a/b/../c` as `a/c`.
std::string normal_path(const std::string& path);

}  // namespace mcplint
