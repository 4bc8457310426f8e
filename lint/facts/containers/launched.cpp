// `docker run` and `podman run` in a client's configuration.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/text/bytes.h"

namespace mcplint {

/// `type=bind,source=/a,target=/b,readonly`.
static Mount long_mount(const Text& text) {
  Mount mount;
  mount.span = text.span;
  std::string_view rest = text.text;
  while (!rest.empty()) {
    std::string_view value = take_until(rest, ',');
    const std::string_view key = take_until(value, '=');
    if (key == "type" && value == "bind") mount.kind = Mount::Kind::Bind;
    if (key == "type" && value == "tmpfs") mount.kind = Mount::Kind::Memory;
    if (key == "source" || key == "src") mount.source = value;
    if (key == "target" || key == "dst" || key == "destination") mount.target = value;
    if ((key == "readonly" || key == "ro") && value != "false") mount.read_only = true;
  }
  return mount;
}

static void read_setting(const Text& value, Container& container) {
  const std::size_t equals = std::min(value.text.find('='), value.text.size());
  const std::size_t from = std::min(equals + 1, value.text.size());
  container.environment.push_back(
      {{value.text.substr(0, equals), value.span}, {value.text.substr(from), value.span}});
}

static void read_privilege(const Setting& option, Container& container) {
  using Kind = Privilege::Kind;
  const std::string& name = option.name.text;
  const Text& value = option.value;
  if (name == "privileged" && value.text != "false") {
    container.privileges.push_back({Kind::Privileged, "--privileged", option.name.span});
  } else if (name == "cap-add") {
    container.privileges.push_back({Kind::Capability, value.text, value.span});
  } else if (name == "security-opt") {
    add_security_option(value, container);
  } else if ((name == "network" || name == "net") && value.text == "host") {
    container.privileges.push_back({Kind::HostNetwork, "--network", value.span});
  } else if (name == "pid" && value.text == "host") {
    container.privileges.push_back({Kind::HostProcesses, "--pid", value.span});
  } else if (name == "ipc" && value.text == "host") {
    container.privileges.push_back({Kind::HostIpc, "--ipc", value.span});
  }
}

static void read_option(const Setting& option, Container& container) {
  const std::string& name = option.name.text;
  const Text& value = option.value;
  read_privilege(option, container);
  if (name == "volume") container.mounts.push_back(short_mount(value));
  if (name == "mount") container.mounts.push_back(long_mount(value));
  if (name == "env") read_setting(value, container);
  if (name == "env-file") container.env_files.push_back(value);
  if (name == "user") container.user = value;
  if (name == "memory") container.limits_memory = true;
  if (name == "cpus" || name == "cpu-quota" || name == "cpuset-cpus") {
    container.limits_processor = true;
  }
  if (name == "read-only") container.read_only_root = true;
  if (name == "health-cmd" || name == "no-healthcheck") container.has_healthcheck = true;
  if (name == "interactive") container.speaks_stdio = true;
  if (name == "publish") {
    container.published.push_back(short_port(value));
    container.ports.push_back({container.published.back().target, value.span});
  }
}

void find_launched(const Launch& launch, const Source& source, std::vector<Container>& containers) {
  // What a README tells people to copy is theirs to change; rules about launches judge it.
  if (!launch.image || launch.in_document) return;
  Container container;
  container.from = Container::From::Launch;
  container.source = &source;
  container.name = launch.name.text;
  container.span = launch.image->span;
  container.holds_server = true;
  container.restarts = true;  // its client starts it
  container.base.span = launch.image->span;
  container.base.name = launch.image->name;
  container.base.tag = launch.image->tag;
  container.base.digest = launch.image->digest;
  container.images.push_back(container.base);
  for (const Setting& option : launch.image->options) read_option(option, container);
  add_command(launch.server_args, container);
  containers.push_back(std::move(container));
}

}  // namespace mcplint
