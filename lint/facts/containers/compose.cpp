// Compose files: which services there are, what they extend, and what overrides them.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/facts/notation.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// Services that extend services; Compose itself refuses circles.
constexpr int kLongestExtends = 16;

struct Files {
  const std::vector<Config>& configs;

  /// The compose file at `path`; null if there is none.
  [[nodiscard]] const Config* find(const std::string& path) const {
    const auto found = std::ranges::find_if(configs, [&](const Config& config) {
      return config.source->path == path && is_compose(config);
    });
    return found == configs.end() ? nullptr : &*found;
  }
};

}  // namespace

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

/// The override that Compose reads unasked: `compose.override.yaml` beside `compose.yaml`.
static const Config* override_of(const Config& config, const Files& files) {
  const std::string& path = config.source->path;
  const std::string_view name = file_name(path);
  constexpr auto kUnasked = std::to_array<std::string_view>(
      {"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"});
  if (std::ranges::find(kUnasked, name) == kUnasked.end()) return nullptr;
  const std::string stem =
      std::string(folder_of(path)) + std::string(name.substr(0, name.rfind('.')));
  for (std::string_view extension : {".override.yaml", ".override.yml"}) {
    if (const Config* found = files.find(stem + std::string(extension))) return found;
  }
  return nullptr;
}

/// `service` with what it extends below it, as far as that can be found.
static Value extend(const Value& service, const Config& config, const Files& files, int depth) {
  const Value* extends = service.get("extends");
  if (extends == nullptr || depth > kLongestExtends) return service;
  const Config* from = &config;
  std::optional<Text> name = scalar(extends);
  if (extends->is(Value::Kind::Map)) {
    name = scalar(extends->get("service"));
    if (const auto file = scalar(extends->get("file"))) {
      from = files.find(normal_path(std::string(folder_of(config.source->path)) + file->text));
    }
  }
  if (from == nullptr || !name) return service;
  const Value* base = from->root.get("services")->get(name->text);
  if (base == nullptr) return service;
  return merge_compose(extend(*base, *from, files, depth + 1), service);
}

/// Whether its profiles say that nobody deploys it.
static bool is_for_development(const Value& service) {
  constexpr auto kProfiles =
      std::to_array<std::string_view>({"dev", "debug", "development", "test", "testing", "tests"});
  const std::vector<Text> profiles = scalars(service.get("profiles"));
  return !profiles.empty() && std::ranges::all_of(profiles, [&](const Text& one) {
    return std::ranges::find(kProfiles, std::string_view(one.text)) != kProfiles.end();
  });
}

/// `docker-compose.dev.yml`, `compose.test.yaml`, or below `.devcontainer`.
static bool is_development_file(const std::string& path) {
  const std::string_view name = file_name(path);
  const auto says = [&](std::string_view word) {
    const std::size_t found = name.find(word);
    return found != name.npos && found > 0 && (name[found - 1] == '.' || name[found - 1] == '-');
  };
  return path.find(".devcontainer/") != path.npos || is_for_tests(path) || says("dev.") ||
         says("development.") || says("debug.") || says("test.") || says("testing.") ||
         says("local.") || says("ci.");
}

static void add_services(const Config& config, const Files& files,
                         std::vector<Container>& containers) {
  const Config* override = override_of(config, files);
  const Value* more = override == nullptr ? nullptr : override->root.get("services");
  for (const Member& member : config.root.get("services")->members) {
    if (!member.value.is(Value::Kind::Map)) continue;
    Value service = extend(member.value, config, files, 0);
    const Value* over = more == nullptr ? nullptr : more->get(member.key.text);
    if (over != nullptr) service = merge_compose(service, *over);
    Container container =
        read_service(member.key, service, std::string(folder_of(config.source->path)));
    const bool made = service.get("image") != nullptr || service.get("build") != nullptr;
    container.partial = !made;
    container.development = is_development_file(config.source->path) || is_for_development(service);
    containers.push_back(std::move(container));
  }
}

void find_services(const Project& project, std::vector<Container>& containers) {
  const Files files{project.configs};
  std::set<const Config*> merged;
  for (const Config& config : project.configs) {
    if (!is_compose(config)) continue;
    if (const Config* override = override_of(config, files)) merged.insert(override);
  }
  for (const Config& config : project.configs) {
    if (is_compose(config) && !merged.contains(&config)) add_services(config, files, containers);
  }
}

}  // namespace mcplint
