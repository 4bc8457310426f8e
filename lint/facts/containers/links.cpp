// What containers have to do with each other, and with `.dockerignore` files.

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
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
    const auto file = std::ranges::find(project.dockerfiles, container.source, &Dockerfile::source);
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

/// Takes over what an image starts and its variables, where whoever runs it says nothing.
static void inherit_command(const Container& image, Container& service) {
  // Arguments alone stand behind the image's ENTRYPOINT.
  std::vector<Text> words = image.entrypoint;
  if (!service.entrypoint.empty()) {
    words.resize(service.arguments_from == 0 ? image.arguments_from : 0);
    words.insert(words.end(), service.entrypoint.begin(), service.entrypoint.end());
  }
  service.entrypoint = std::move(words);
  for (const Setting& setting : image.environment) {
    const bool own = std::ranges::any_of(service.environment, [&](const Setting& one) {
      return one.name.text == setting.name.text;
    });
    if (!own) service.environment.push_back(setting);
  }
}

/// Takes over what a service's image says, where the service says nothing.
static void inherit(const Container& image, Container& service) {
  inherit_command(image, service);
  if (service.ports.empty()) service.ports = image.ports;
  service.has_healthcheck = service.has_healthcheck || image.has_healthcheck;
  service.volumes = image.volumes;
  service.base = image.base;
  service.image_known = true;
}

/// The stage that `build.target` means; null if there is none of that name.
static const Stage* target_of(const Container& service, const Dockerfile& file) {
  const std::string wanted = lower(service.build_target);
  const auto found = std::ranges::find(file.stages, wanted, &Stage::name);
  return found == file.stages.end() ? nullptr : &*found;
}

/// Ties services to what their Dockerfiles make.
static void tie_builds(Project& project) {
  std::map<std::string, const Container*> made;
  for (const Container& container : project.containers) {
    if (container.dockerfile != nullptr) made[normal_path(container.source->path)] = &container;
  }
  for (Container& container : project.containers) {
    const auto found = made.find(container.build_file);
    if (container.build_file.empty() || found == made.end()) continue;
    const Container& image = *found->second;
    const Stage* target = target_of(container, *image.dockerfile);
    if (container.build_target.empty() || target == image.stage) {
      container.built = &image;
      inherit(image, container);
    } else if (target != nullptr) {
      inherit(read_stage(*image.dockerfile, *target), container);
    }
    container.development = container.development || image.development;
  }
}

/// As names of images, folders and projects are compared: `my_server` is `my-server`.
static std::string plain_name(std::string_view name) {
  std::string plain = lower(name);
  std::ranges::replace(plain, '_', '-');
  return plain;
}

/// Whether `image`, made by a Dockerfile, is called `name` wherever it is kept: after its
/// folder, its project, or the service that is made of it.
static bool is_called(const Project& project, const Container& image, std::string_view name) {
  const std::string_view folder = folder_of(image.source->path);
  const auto is_name = [&](std::string_view other) {
    return !other.empty() && plain_name(other) == plain_name(name);
  };
  if (!folder.empty() && is_name(file_name(folder.substr(0, folder.size() - 1)))) return true;
  const bool is_service = std::ranges::any_of(project.containers, [&](const Container& one) {
    return one.built == &image && is_name(one.name);
  });
  if (is_service) return true;
  return std::ranges::any_of(project.configs, [&](const Config& config) {
    const Value* const its_name = at(config.root, "project.name");
    return its_name != nullptr && folder_of(config.source->path) == folder &&
           file_name(config.source->path) == "pyproject.toml" && is_name(its_name->text);
  });
}

/// What the project builds for a pod, whose image has only a name; null if that is not known.
static const Container* image_of(const Project& project, const Container& pod) {
  const Container* found = nullptr;
  for (const Container& image : project.containers) {
    if (image.dockerfile == nullptr) continue;
    if (!is_called(project, image, file_name(pod.base.name))) continue;
    if (found != nullptr) return nullptr;
    found = &image;
  }
  return found;
}

/// Pods start what the images start that the project builds for them.
static void tie_pods(Project& project) {
  for (Container& pod : project.containers) {
    if (pod.from != From::Kubernetes) continue;
    if (const Container* image = image_of(project, pod)) inherit_command(*image, pod);
  }
}

/// Whether people are told to start the image of `folder` with `docker run -i`, or a
/// platform is: its server speaks over standard input then, whatever port it exposes.
static bool is_started_by_clients(const Project& project, std::string_view folder) {
  return std::ranges::any_of(project.launches, [&](const Launch& launch) {
    if (launch.client == Client::Smithery) {
      const bool stdio = !launch.type || launch.type->text == "stdio";
      return stdio && std::ranges::any_of(project.configs, [&](const Config& config) {
               return folder_of(config.source->path) == folder && config.source->holds(launch.span);
             });
    }
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
  std::map<const Container*, std::vector<const Container*>> users;
  bool probed = false;
  for (const Container& one : project.containers) {
    if (one.built != nullptr && !one.partial) users[one.built].push_back(&one);
    if (one.from == From::Kubernetes && one.holds_server && one.has_healthcheck) probed = true;
  }
  for (Container& container : project.containers) {
    if (container.stage == nullptr) continue;
    if (is_started_by_clients(project, folder_of(container.source->path))) {
      container.speaks_stdio = true;
    }
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

/// What a file that is given to Compose behind another, such as `compose.prod.yaml`,
/// adds to a service is not missed in the service.
static void look_at_completions(Project& project) {
  for (const Container& more : project.containers) {
    if (more.from != From::Compose || !more.partial) continue;
    for (Container& service : project.containers) {
      const bool same = service.from == From::Compose && service.name == more.name &&
                        folder_of(service.source->path) == folder_of(more.source->path);
      if (!same || service.partial) continue;
      service.has_healthcheck = service.has_healthcheck || more.has_healthcheck;
      service.limits_memory = service.limits_memory || more.limits_memory;
      service.limits_processor = service.limits_processor || more.limits_processor;
      service.read_only_root = service.read_only_root || more.read_only_root;
      service.restarts = service.restarts || more.restarts;
    }
  }
}

/// An image that another service builds comes from no registry.
static void forget_made_images(Project& project) {
  std::set<std::string> made;
  for (const Container& container : project.containers) {
    if (!container.makes.empty()) made.insert(container.makes);
  }
  for (Container& container : project.containers) {
    std::erase_if(container.images,
                  [&](const ImageReference& image) { return made.contains(image.name); });
  }
}

void link_containers(Project& project) {
  find_cluster_ports(project);
  forget_made_images(project);
  tie_dockerfiles(project);
  tie_ignores(project);
  read_env_files(project);  // before what images say, which counts least
  tie_builds(project);
  tie_pods(project);
  find_held_servers(project);
  look_at_users(project);
  look_at_completions(project);
}

}  // namespace mcplint
