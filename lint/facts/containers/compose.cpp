// Compose files: which services there are, what they extend, and what overrides them.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/facts/notation.h"
#include "mcplint/words.h"

namespace mcplint {

bool is_compose(const Config& config) {
  if (config.syntax != Syntax::Yaml) return false;
  const Value* services = config.root.get("services");
  if (services == nullptr || !services->is(Value::Kind::Map)) return false;
  const std::string_view name = file_name(config.source->path);
  if (name.find("compose") != name.npos) return true;
  // Of another name: services with what only Compose gives them.
  return std::ranges::any_of(services->members, [](const Member& service) {
    return service.value.get("image") != nullptr || service.value.get("build") != nullptr;
  });
}

namespace {

/// Services that extend services; Compose itself refuses circles.
constexpr int kLongestExtends = 16;
/// Files that include files.
constexpr int kDeepestInclude = 8;

/// The compose files of a project, and how they stand to each other.
class Files {
 public:
  explicit Files(const std::vector<Config>& configs) {
    for (const Config& config : configs) {
      if (is_compose(config)) all_.push_back(&config);
    }
    for (const Config* config : all_) {
      if (const Config* over = override_of(*config)) lay_over(*over, *config);
      for (const Value& one : included(*config)) lay_over_each_other(one, *config);
    }
  }

  [[nodiscard]] const std::vector<const Config*>& all() const { return all_; }
  /// Whether it is there to be merged into another, and nothing by itself.
  [[nodiscard]] bool only_completes(const Config& config) const {
    return completing_.contains(&config);
  }
  /// What service `name` of `config` comes to; nothing if it has none of that name.
  [[nodiscard]] std::optional<Value> service(const Config& config, std::string_view name,
                                             int depth = 0) const;

 private:
  /// The compose file at `path`; null if there is none.
  [[nodiscard]] const Config* find(const std::string& path) const {
    const auto found = std::ranges::find(
        all_, path, [](const Config* one) -> const std::string& { return one->source->path; });
    return found == all_.end() ? nullptr : *found;
  }
  [[nodiscard]] const Config* beside(const Config& config, std::string_view path) const {
    return find(normal_path(std::string(folder_of(config.source->path)) + std::string(path)));
  }
  [[nodiscard]] const Config* override_of(const Config& config) const;
  void lay_over(const Config& over, const Config& config) {
    over_[&config].push_back(&over);
    completing_.insert(&over);
  }
  void lay_over_each_other(const Value& include, const Config& config);
  [[nodiscard]] Value extended(const Value& service, const Config& config, int depth) const;
  [[nodiscard]] std::optional<Value> included_service(const Config& config, std::string_view name,
                                                      int depth) const;

  /// Each entry of `include`: a path, or a mapping with one or several.
  static std::span<const Value> included(const Config& config) {
    const Value* include = config.root.get("include");
    if (include == nullptr) return {};
    return include->items;
  }
  static std::vector<Text> paths_of(const Value& include) {
    return include.is(Value::Kind::Map) ? scalars(include.get("path")) : scalars(&include);
  }

  std::vector<const Config*> all_;
  std::map<const Config*, std::vector<const Config*>> over_;  // in the order they are merged
  std::set<const Config*> completing_;
};

/// The override that Compose reads unasked: `compose.override.yaml` beside `compose.yaml`.
const Config* Files::override_of(const Config& config) const {
  const std::string& path = config.source->path;
  const std::string_view name = file_name(path);
  constexpr auto kUnasked = std::to_array<std::string_view>(
      {"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"});
  if (!is_one_of(name, kUnasked)) return nullptr;
  const std::string stem =
      std::string(folder_of(path)) + std::string(name.substr(0, name.rfind('.')));
  for (std::string_view extension : {".override.yaml", ".override.yml"}) {
    if (const Config* found = find(stem + std::string(extension))) return found;
  }
  return nullptr;
}

/// `include: [{path: [a.yaml, b.yaml]}]`: the second is merged into the first. What
/// overrides the including file may speak of services of the included one, too.
void Files::lay_over_each_other(const Value& include, const Config& config) {
  const Config* first = nullptr;
  for (const Text& path : paths_of(include)) {
    const Config* file = beside(config, path.text);
    if (file == nullptr || file == &config) continue;
    if (first == nullptr) {
      first = file;
    } else {
      lay_over(*file, *first);
    }
  }
  const Config* over = override_of(config);
  if (first != nullptr && over != nullptr && over != first) over_[first].push_back(over);
}

/// A service of a file that `config` includes.
std::optional<Value> Files::included_service(const Config& config, std::string_view name,
                                             int depth) const {
  if (depth > kDeepestInclude) return {};
  for (const Value& include : included(config)) {
    const std::vector<Text> paths = paths_of(include);
    const Config* file = paths.empty() ? nullptr : beside(config, paths.front().text);
    if (file == nullptr || file == &config) continue;
    if (auto found = service(*file, name, depth + 1)) return found;
  }
  return {};
}

/// `service` with what it extends below it, as far as that can be found.
Value Files::extended(const Value& service, const Config& config, int depth) const {
  const Value* extends = service.get("extends");
  if (extends == nullptr || depth > kLongestExtends) return service;
  const Config* from = &config;
  std::optional<Text> name = scalar(extends);
  if (extends->is(Value::Kind::Map)) {
    name = scalar(extends->get("service"));
    if (const auto file = scalar(extends->get("file"))) from = beside(config, file->text);
  }
  if (from == nullptr || !name) return service;
  const Value* own = from->root.get("services")->get(name->text);
  if (own != nullptr) return merge_compose(extended(*own, *from, depth + 1), service);
  const std::optional<Value> other = included_service(*from, name->text, depth);
  return other ? merge_compose(*other, service) : service;
}

std::optional<Value> Files::service(const Config& config, std::string_view name, int depth) const {
  const Value* own = config.root.get("services")->get(name);
  if (own == nullptr) return included_service(config, name, depth);
  Value service = extended(*own, config, depth);
  const auto over = over_.find(&config);
  if (over == over_.end()) return service;
  for (const Config* one : over->second) {
    const Value* more = one->root.get("services")->get(name);
    if (more != nullptr) service = merge_compose(service, *more);
  }
  return service;
}

}  // namespace

/// Whether a service says that nobody deploys it: by its profiles, by what it is
/// built with, or because it only waits for somebody to work in it.
static bool is_for_development(const Value& service) {
  constexpr auto kIdle = std::to_array<std::string_view>({"/dev/null", "infinity"});
  const std::vector<Text> profiles = scalars(service.get("profiles"));
  const bool by_profile = !profiles.empty() && std::ranges::all_of(profiles, [](const Text& one) {
    return names_development(one.text);
  });
  for (std::string_view key : {"build.dockerfile", "build.target"}) {
    const auto text = scalar(at(service, key));
    if (text && names_development(file_name(text->text))) return true;
  }
  const std::vector<Text> command = scalars(service.get("command"));
  const bool waits = !command.empty() && std::ranges::any_of(kIdle, [&](std::string_view end) {
    return command.back().text.ends_with(end);
  });
  return by_profile || waits;
}

/// `docker-compose.dev.yml`, `compose.test.yaml`, or below `.devcontainer`.
static bool is_development_file(const std::string& path) {
  const std::string_view folder = folder_of(path);
  return contains(folder, ".devcontainer/") || is_for_tests(path) ||
         names_development(file_name(path)) || folder.ends_with("/development/") ||
         folder.ends_with("/dev/");
}

static bool is_made(const Value& service) {
  return service.get("image") != nullptr || service.get("build") != nullptr;
}

/// Whether the file is given to Compose behind another one: some of its services
/// are made of nothing.
static bool completes_another(const Config& config) {
  return std::ranges::any_of(config.root.get("services")->members, [](const Member& member) {
    const Value& service = member.value;
    return service.is(Value::Kind::Map) && !service.members.empty() && !is_made(service) &&
           service.get("extends") == nullptr && service.get("provider") == nullptr;
  });
}

/// The services that others wait for until they have ended.
static std::set<std::string> preparing(const Config& config) {
  std::set<std::string> names;
  for (const Member& member : config.root.get("services")->members) {
    const Value* waits = member.value.get("depends_on");
    if (waits == nullptr) continue;
    for (const Member& one : waits->members) {
      const auto condition = scalar(one.value.get("condition"));
      if (condition && condition->text == "service_completed_successfully") {
        names.insert(one.key.text);
      }
    }
  }
  return names;
}

static void add_services(const Config& config, const Files& files,
                         std::vector<Container>& containers) {
  const bool completes = completes_another(config);
  const std::set<std::string> preparing_ones = preparing(config);
  for (const Member& member : config.root.get("services")->members) {
    if (!member.value.is(Value::Kind::Map)) continue;
    const std::optional<Value> service = files.service(config, member.key.text);
    if (!service) continue;
    Container container = read_service(member.key, *service, *config.source);
    container.partial = completes || !is_made(*service);
    container.prepares = preparing_ones.contains(container.name);
    container.development = container.development || is_development_file(config.source->path) ||
                            is_for_development(*service);
    containers.push_back(std::move(container));
  }
}

void find_services(const Project& project, std::vector<Container>& containers) {
  const Files files(project.configs);
  for (const Config* config : files.all()) {
    if (!files.only_completes(*config)) add_services(*config, files, containers);
  }
}

}  // namespace mcplint
