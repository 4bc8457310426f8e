// Services of Kubernetes: which ports of pods people outside of the cluster reach.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// A document of a YAML file.
struct YamlDocument {
  const Value* value;
  const Source* source;
};

}  // namespace

/// Whether a load balancer is for the networks of its owner alone: an annotation
/// of the cloud says so, each cloud with a key of its own, or a list of addresses.
static bool is_internal(const Value& service) {
  if (at(service, "spec.loadBalancerSourceRanges") != nullptr) return true;
  return std::ranges::any_of(settings(at(service, "metadata.annotations")), [](const Setting& one) {
    return contains(lower(one.name.text), "internal") ||
           contains(lower(one.value.text), "internal");
  });
}

/// Where a Service says that it leads out of the cluster; nothing if it does not.
static std::optional<Text> outward_type(const Value& service) {
  const auto kind = scalar(service.get("kind"));
  if (!kind || kind->text != "Service") return std::nullopt;
  const auto type = scalar(at(service, "spec.type"));
  const bool leads =
      type && (type->text == "NodePort" || (type->text == "LoadBalancer" && !is_internal(service)));
  return leads ? type : std::nullopt;
}

/// Whether `service` sends its callers to pods made of `pod`.
static bool selects(const Value& service, const Value& pod) {
  const std::vector<Setting> selector = settings(at(service, "spec.selector"));
  const std::vector<Setting> labels = settings(at(pod, "metadata.labels"));
  const auto has = [&](const Setting& wanted) {
    return std::ranges::any_of(labels, [&](const Setting& one) {
      return one.name.text == wanted.name.text && one.value.text == wanted.value.text;
    });
  };
  return !selector.empty() && std::ranges::all_of(selector, has);
}

/// The number of the port that `target` stands for: it may be a name that the pod gives one.
static std::string target_port(const Value& pod, const std::string& target) {
  for (const Value* port : pod.find("spec.containers.*.ports.*")) {
    const auto name = scalar(port->get("name"));
    const auto number = scalar(port->get("containerPort"));
    if (name && number && name->text == target) return number->text;
  }
  return target;
}

static void add_ports(const Value& service, Span type, const Value& pod, Container& container) {
  const Value* ports = at(service, "spec.ports");
  if (ports == nullptr) return;
  for (const Value& item : ports->items) {
    const auto port = scalar(item.get("port"));
    if (!port) continue;
    const auto target = scalar(item.get("targetPort"));
    container.published.push_back(
        {"", port->text, target_port(pod, target ? target->text : port->text), type});
  }
}

/// Whether one of two files lies in the folder of the other, or below it: elsewhere in a
/// repository, the same labels are another cluster's.
static bool are_near(const Source& one, const Source& other) {
  const std::string_view its_folder = folder_of(one.path);
  const std::string_view other_folder = folder_of(other.path);
  return its_folder.starts_with(other_folder) || other_folder.starts_with(its_folder);
}

static std::vector<YamlDocument> documents(const Project& project) {
  std::vector<YamlDocument> all;
  for (const Config& config : project.configs) {
    if (config.syntax != Syntax::Yaml) continue;
    all.push_back({&config.root, config.source});
    for (const Value& document : config.further) all.push_back({&document, config.source});
  }
  return all;
}

void find_cluster_ports(Project& project) {
  const std::vector<YamlDocument> all = documents(project);
  for (const YamlDocument& service : all) {
    const auto type = outward_type(*service.value);
    if (!type) continue;
    for (const YamlDocument& other : all) {
      const Value* pod = pod_template(*other.value);
      if (pod == nullptr || !are_near(*service.source, *other.source)) continue;
      if (!selects(*service.value, *pod)) continue;
      for (Container& container : project.containers) {
        const bool is_its =
            container.from == Container::From::Kubernetes && other.source->holds(container.span) &&
            container.span.begin() >= pod->span.begin() && container.span.end() <= pod->span.end();
        if (is_its) add_ports(*service.value, type->span, *pod, container);
      }
    }
  }
}

}  // namespace mcplint
