// Pod templates of Kubernetes, of every kind that has one.

#include <string>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/facts/notation.h"

namespace mcplint {

const Value* pod_template(const Value& document) {
  const auto its_kind = scalar(document.get("kind"));
  if (!its_kind || document.get("apiVersion") == nullptr) return nullptr;
  const std::string_view kind = its_kind->text;
  if (kind == "Pod") return &document;
  if (kind == "CronJob") return at(document, "spec.jobTemplate.spec.template");
  for (std::string_view one :
       {"Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicaSet", "ReplicationController"}) {
    if (kind == one) return at(document, "spec.template");
  }
  return nullptr;
}

static void add_privilege(const Value* value, Privilege::Kind kind, std::string_view name,
                          Container& container) {
  if (is_true(value)) container.privileges.push_back({kind, std::string(name), value->span});
}

/// A security context of a container, or of its pod, which stands behind it.
static void read_security(const Value* context, Container& container) {
  if (context == nullptr) return;
  using Kind = Privilege::Kind;
  add_privilege(context->get("privileged"), Kind::Privileged, "privileged", container);
  for (const Text& one : scalars(at(*context, "capabilities.add"))) {
    container.privileges.push_back({Kind::Capability, one.text, one.span});
  }
  const auto profile = scalar(at(*context, "seccompProfile.type"));
  if (profile && profile->text == "Unconfined") {
    container.privileges.push_back({Kind::Unconfined, "seccomp", profile->span});
  }
  if (!container.user) container.user = scalar(context->get("runAsUser"));
  if (!container.user && is_true(context->get("runAsNonRoot"))) container.user_overridden = true;
  if (is_true(context->get("readOnlyRootFilesystem"))) container.read_only_root = true;
}

static void read_ports(const Value& spec, Container& container) {
  const Value* ports = spec.get("ports");
  if (ports == nullptr) return;
  for (const Value& item : ports->items) {
    const auto port = scalar(item.get("containerPort"));
    if (!port) continue;
    container.ports.push_back(*port);
    const auto host = scalar(item.get("hostPort"));
    if (!host) continue;
    const auto address = scalar(item.get("hostIP"));
    container.published.push_back(
        {address ? address->text : "", host->text, port->text, host->span});
  }
}

static void read_environment(const Value& spec, Container& container) {
  const Value* environment = spec.get("env");
  if (environment == nullptr) return;
  for (const Value& item : environment->items) {
    const auto name = scalar(item.get("name"));
    const auto value = scalar(item.get("value"));
    if (name) container.environment.push_back({*name, value.value_or(Text{})});
  }
}

/// What a volume of the pod is; a claim, a secret and the like are volumes.
static void read_volume(const Value& volumes, std::string_view name, Mount& mount) {
  for (const Value& volume : volumes.items) {
    const auto its_name = scalar(volume.get("name"));
    if (!its_name || its_name->text != name) continue;
    if (const auto path = scalar(at(volume, "hostPath.path"))) {
      mount.kind = Mount::Kind::Bind;
      mount.source = path->text;
      mount.span = path->span;
    } else if (volume.get("emptyDir") != nullptr) {
      mount.kind = Mount::Kind::Memory;
    }
  }
}

static void read_mounts(const Value& spec, const Value& pod, Container& container) {
  const Value* mounts = spec.get("volumeMounts");
  const Value* volumes = pod.get("volumes");
  if (mounts == nullptr) return;
  for (const Value& item : mounts->items) {
    Mount mount;
    mount.span = item.span;
    mount.read_only = is_true(item.get("readOnly"));
    if (const auto path = scalar(item.get("mountPath"))) mount.target = path->text;
    const auto name = scalar(item.get("name"));
    if (name) mount.source = name->text;
    if (name && volumes != nullptr) read_volume(*volumes, name->text, mount);
    container.mounts.push_back(std::move(mount));
  }
}

static void read_pod(const Value& pod, Container& container) {
  using Kind = Privilege::Kind;
  add_privilege(pod.get("hostNetwork"), Kind::HostNetwork, "hostNetwork", container);
  add_privilege(pod.get("hostPID"), Kind::HostProcesses, "hostPID", container);
  add_privilege(pod.get("hostIPC"), Kind::HostIpc, "hostIPC", container);
}

static Container read_container(const Value& spec, const Value& pod, std::string_view kind) {
  Container container;
  container.from = Container::From::Kubernetes;
  container.owner = kind;
  container.span = {spec.span.text.substr(0, 1)};
  if (const auto name = scalar(spec.get("name"))) {
    container.name = name->text;
    container.span = name->span;
  }
  if (const auto image = scalar(spec.get("image"))) {
    const auto policy = scalar(spec.get("imagePullPolicy"));
    container.base = image_from(*image);
    if (!policy || policy->text != "Never") container.images.push_back(container.base);
  } else {
    container.partial = true;  // a patch
  }
  read_security(spec.get("securityContext"), container);
  read_security(pod.get("securityContext"), container);
  read_pod(pod, container);
  read_ports(spec, container);
  read_environment(spec, container);
  read_mounts(spec, pod, container);
  std::vector<Text> words = scalars(spec.get("command"));
  container.arguments_from = words.size();
  for (Text& word : scalars(spec.get("args"))) words.push_back(std::move(word));
  add_command(words, container);
  for (std::string_view probe : {"livenessProbe", "readinessProbe", "startupProbe"}) {
    if (spec.get(probe) != nullptr) container.has_healthcheck = true;
  }
  container.limits_memory = at(spec, "resources.limits.memory") != nullptr;
  container.limits_processor = at(spec, "resources.limits.cpu") != nullptr;
  container.restarts = true;  // Always, unless somebody decided otherwise
  return container;
}

static void find_in(const Value& document, const Source& source,
                    std::vector<Container>& containers) {
  const Value* its_template = pod_template(document);
  const Value* pod = its_template == nullptr ? nullptr : its_template->get("spec");
  if (pod == nullptr) return;
  const std::string& kind = document.get("kind")->text;
  for (std::string_view key : {"containers", "initContainers"}) {
    const Value* list = pod->get(key);
    if (list == nullptr) continue;
    for (const Value& spec : list->items) {
      if (!spec.is(Value::Kind::Map)) continue;
      Container container = read_container(spec, *pod, kind);
      container.source = &source;
      container.development = is_for_tests(source.path);
      // A sidecar is written there as well, and is always started again.
      const auto policy = scalar(spec.get("restartPolicy"));
      container.prepares = key == "initContainers" && !(policy && policy->text == "Always");
      containers.push_back(std::move(container));
    }
  }
}

void find_pods(const Config& config, std::vector<Container>& containers) {
  if (config.syntax != Syntax::Yaml) return;
  const Source& source = *config.source;
  find_in(config.root, source, containers);
  if (const Value* items = config.root.get("items")) {
    for (const Value& item : items->items) find_in(item, source, containers);
  }
  for (const Value& document : config.further) find_in(document, source, containers);
}

}  // namespace mcplint
