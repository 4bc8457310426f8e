// One service of a compose file.

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "mcplint/words.h"

namespace mcplint {

static void read_build(const Value& service, const std::string& folder, Container& container) {
  const Value* build = service.get("build");
  if (build == nullptr) return;
  std::string context = ".";
  std::string file = "Dockerfile";
  if (const auto text = scalar(build)) context = interpolate(text->text).text;
  if (const auto text = scalar(build->get("context"))) context = interpolate(text->text).text;
  if (const auto text = scalar(build->get("dockerfile"))) file = interpolate(text->text).text;
  if (const auto text = scalar(build->get("target"))) container.build_target = text->text;
  if (context.find("://") != context.npos || build->get("dockerfile_inline") != nullptr) return;
  container.build_file = normal_path(folder + context + "/" + file);
}

static void read_image(const Value& service, Container& container) {
  const auto image = scalar(service.get("image"));
  if (!image) return;
  container.base = image_from(*image);
  // Beside `build`, it is what the result is called.
  const auto policy = scalar(service.get("pull_policy"));
  if (service.get("build") == nullptr) {
    if (!policy || policy->text != "never") container.images.push_back(container.base);
  } else if (container.base.resolved) {
    container.makes = container.base.name;
  }
}

static void read_environment(const Value& service, Container& container) {
  const Value* environment = service.get("environment");
  if (environment == nullptr) return;
  for (const Member& member : environment->members) {
    const auto value = scalar(&member.value);
    container.environment.push_back(
        {member.key, value ? Text{interpolate(value->text).text, value->span} : Text{}});
  }
  for (const Text& item : scalars(environment->items.empty() ? nullptr : environment)) {
    const std::size_t equals = std::min(item.text.find('='), item.text.size());
    const std::size_t value = std::min(equals + 1, item.text.size());
    container.environment.push_back({{item.text.substr(0, equals), item.span},
                                     {interpolate(item.text.substr(value)).text, item.span}});
  }
}

static void read_ports(const Value& service, Container& container) {
  for (const Text& port : scalars(service.get("expose"))) container.ports.push_back(port);
  const Value* ports = service.get("ports");
  if (ports == nullptr) return;
  for (const Value& item : ports->items) {
    PublishedPort port;
    if (item.is(Value::Kind::Map)) {
      port.span = item.span;
      if (const auto text = scalar(item.get("host_ip"))) port.address = text->text;
      if (const auto text = scalar(item.get("published"))) port.port = text->text;
      if (const auto text = scalar(item.get("target"))) port.target = text->text;
    } else {
      port = short_port({item.text, item.span});
    }
    container.ports.push_back({port.target, port.span});
    container.published.push_back(std::move(port));
  }
}

static void read_mounts(const Value& service, Container& container) {
  const Value* volumes = service.get("volumes");
  if (volumes == nullptr) return;
  for (const Value& item : volumes->items) {
    if (!item.is(Value::Kind::Map)) {
      container.mounts.push_back(short_mount({item.text, item.span}));
      continue;
    }
    Mount mount;
    mount.span = item.span;
    const auto type = scalar(item.get("type"));
    if (type && type->text == "bind") mount.kind = Mount::Kind::Bind;
    if (type && type->text == "tmpfs") mount.kind = Mount::Kind::Memory;
    if (const auto source = scalar(item.get("source"))) {
      mount.source = interpolate(source->text).text;
      mount.span = source->span;
    }
    if (const auto target = scalar(item.get("target"))) mount.target = target->text;
    mount.read_only = is_true(item.get("read_only"));
    container.mounts.push_back(std::move(mount));
  }
}

static void read_privileges(const Value& service, Container& container) {
  using Kind = Privilege::Kind;
  const Value* privileged = service.get("privileged");
  if (is_true(privileged)) {
    container.privileges.push_back({Kind::Privileged, "privileged", privileged->span});
  }
  for (const Text& one : scalars(service.get("cap_add"))) {
    container.privileges.push_back({Kind::Capability, one.text, one.span});
  }
  for (const Text& one : scalars(service.get("security_opt"))) add_security_option(one, container);
  const std::pair<std::string_view, Kind> namespaces[] = {
      {"network_mode", Kind::HostNetwork}, {"pid", Kind::HostProcesses}, {"ipc", Kind::HostIpc}};
  for (const auto& [key, kind] : namespaces) {
    const auto value = scalar(service.get(key));
    if (value && value->text == "host") {
      container.privileges.push_back({kind, std::string(key), value->span});
    }
  }
}

static void read_limits(const Value& service, Container& container) {
  constexpr auto kProcessor =
      std::to_array<std::string_view>({"cpus", "cpu_quota", "cpu_count", "cpu_percent", "cpuset"});
  container.limits_memory = service.get("mem_limit") != nullptr ||
                            at(service, "deploy.resources.limits.memory") != nullptr;
  container.limits_processor =
      at(service, "deploy.resources.limits.cpus") != nullptr ||
      std::ranges::any_of(kProcessor, [&](auto key) { return service.get(key) != nullptr; });
}

/// `entrypoint` and `command`, each a list of words or a string that is split into
/// words. Both are one command line: `[sh, -c]` and `[script]`.
static void read_command(const Value& service, Container& container) {
  std::vector<Text> words;
  for (std::string_view key : {"entrypoint", "command"}) {
    if (key == "command") container.arguments_from = words.size();
    const Value* value = service.get(key);
    if (value == nullptr) continue;
    const auto text = scalar(value);
    for (Text& word : text ? split_command(*text) : scalars(value))
      words.push_back(std::move(word));
  }
  add_command(words, container);
}

/// One path, several, or paths that need not be there: `{path: .env, required: false}`.
static void read_env_files(const Value& service, Container& container) {
  const Value* files = service.get("env_file");
  container.env_files = scalars(files);
  if (files == nullptr) return;
  for (const Value& file : files->items) {
    if (const auto path = scalar(file.get("path"))) container.env_files.push_back(*path);
  }
}

static void read_user(const Value& service, Container& container) {
  const auto user = scalar(service.get("user"));
  if (!user) return;
  const Interpolated filled = interpolate(user->text);
  container.user_resolved = filled.resolved;
  container.user = Text{filled.text, user->span};
}

Container read_service(const Text& name, const Value& service, const Source& source) {
  Container container;
  container.from = Container::From::Compose;
  container.source = &source;
  container.name = name.text;
  container.span = name.span;
  read_image(service, container);
  read_build(service, std::string(folder_of(source.path)), container);
  read_environment(service, container);
  read_ports(service, container);
  read_mounts(service, container);
  read_privileges(service, container);
  read_limits(service, container);
  read_command(service, container);
  read_env_files(service, container);
  read_user(service, container);
  container.has_healthcheck = service.get("healthcheck") != nullptr;
  container.read_only_root = is_true(service.get("read_only"));
  container.restarts =
      service.get("restart") != nullptr || at(service, "deploy.restart_policy") != nullptr;
  return container;
}

}  // namespace mcplint
