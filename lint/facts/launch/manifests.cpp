#include "lint/facts/launch/manifests.h"

#include <string>
#include <utility>

#include "lint/facts/launch/clients.h"
#include "lint/facts/launch/command_line.h"
#include "lint/facts/launch/entries.h"
#include "lint/facts/launch/package_reference.h"
#include "lint/facts/launch/registry.h"
#include "lint/facts/launch/smithery.h"

namespace mcplint {

static void note(Client client, Facts& facts) { facts.client_file = ClientFile{.client = client}; }

/// `manifest.json` of a bundle says how to start the one server in it. Browser
/// extensions have such a file, too, with a number for its version.
static void find_bundled(const Config& config, Facts& facts) {
  if (!is_file(config.source->path, "manifest.json")) return;
  const Value* version = first_of(config.root, {"manifest_version", "dxt_version"});
  if (version == nullptr || !version->is(Value::Kind::String)) return;
  const std::optional<Text> name = text_of(config.root.get("name"));
  const Value* entry = first_of(config.root, {"server.mcp_config"});
  if (!name || entry == nullptr) return;
  note(Client::Bundle, facts);
  facts.launches.push_back(launch_of(Client::Bundle, *name, *entry));
  for (const Value* other : entry->find("platform_overrides.*")) {
    if (is_entry(*other)) facts.launches.push_back(launch_of(Client::Bundle, *name, *other));
  }
}

static void find_registered(const Config& config, Facts& facts) {
  if (!is_registry_entry(config)) return;
  note(Client::Registry, facts);
  facts.launches = registry_launches(config);
}

/// The file's folder, which is what people call a server that has no other name.
static std::string folder_of(std::string_view path) {
  const std::size_t end = path.rfind('/');
  if (end == std::string_view::npos) return std::string(path);
  const std::string_view folder = path.substr(0, end);
  return std::string(folder.substr(folder.rfind('/') + 1));  // npos + 1 is 0
}

static void find_smithery(const Config& config, Facts& facts) {
  const Value* start = config.root.get("startCommand");
  const bool is_named =
      is_file(config.source->path, "smithery.yaml") || is_file(config.source->path, "smithery.yml");
  if (start == nullptr || !is_named) return;
  note(Client::Smithery, facts);
  const Value* function = start->get("commandFunction");
  if (function == nullptr || !function->is(Value::Kind::String)) return;
  const Text name{folder_of(config.source->path), {start->span.text.substr(0, 1)}};
  if (auto launch = smithery_launch(name, *start, *function))
    facts.launches.push_back(std::move(*launch));
}

static void add_path(Launch& launch, LaunchedPath::Role role, const Text& path) {
  launch.paths.push_back({.role = role, .path = path});
}

/// `file.py:object` names the file and what to take from it.
static Text file_of(const Text& source) {
  const std::size_t object = source.text.find(".py:");
  return object == std::string::npos ? source : part_of(source, 0, object + 3);
}

/// `fastmcp.json`, which `fastmcp run` reads: strict JSON, all paths relative to it.
static void find_fastmcp(const Config& config, Facts& facts) {
  const Value* schema = config.root.get("$schema");
  const bool has_schema =
      schema != nullptr && schema->text.find("gofastmcp.com") != std::string::npos;
  if (!has_schema && !is_file(config.source->path, "*fastmcp.json")) return;
  const auto script =
      text_of(first_of(config.root, {"source.path", "entrypoint.file", "entrypoint", "source"}));
  if (!script) return;

  note(Client::FastMcp, facts);
  const std::optional<Text> given = text_of(config.root.get("name"));
  Launch launch =
      bare_launch(Client::FastMcp,
                  given ? *given : Text{folder_of(config.source->path), script->span}, config.root);
  launch.type = text_of(first_of(config.root, {"deployment.transport"}));
  launch.script = file_of(*script);
  add_path(launch, LaunchedPath::Role::Script, *launch.script);
  launch.cwd = text_of(first_of(config.root, {"deployment.cwd"}));
  launch.env = settings_of(first_of(config.root, {"deployment.env"}));
  launch.args = texts_of(first_of(config.root, {"deployment.args"}));
  launch.server_args = launch.args;
  for (const Text& word : texts_of(first_of(config.root, {"environment.dependencies"}))) {
    std::optional<LaunchedPackage> package = python_package(word.text);
    if (!package) continue;
    package->runner = "fastmcp run";
    package->span = word.span;
    launch.packages.push_back(std::move(*package));
  }
  if (const auto file = text_of(first_of(config.root, {"environment.requirements"})))
    add_path(launch, LaunchedPath::Role::Option, *file);
  facts.launches.push_back(std::move(launch));
}

/// `env` and `headers` of a catalog: lists of names and values, or maps.
static std::vector<Setting> listed_settings(const Value* list) {
  if (list == nullptr || list->is(Value::Kind::Map)) return settings_of(list);
  std::vector<Setting> settings;
  for (const Value& item : list->items) {
    const std::optional<Text> name = text_of(item.get("name"));
    const std::optional<Text> value = text_of(item.get("value"));
    if (name && value) settings.push_back({*name, *value});
  }
  return settings;
}

static void add_image(Launch& launch, const Value& entry, const Value& run) {
  const std::optional<Text> image = text_of(entry.get("image"));
  if (!image) return;
  launch.image = image_reference(image->text);
  if (!launch.image) return;
  launch.image->runner = "docker mcp gateway";
  launch.image->span = image->span;
  for (const Text& volume : texts_of(run.get("volumes")))
    launch.image->options.push_back({{"volume", volume.span}, volume});
  for (const std::string_view key : {"user", "network"}) {
    if (const auto value = text_of(run.get(key)))
      launch.image->options.push_back({{std::string(key), value->span}, *value});
  }
}

/// One server of a catalog; `run` has what its container is run with.
static Launch cataloged(Text name, const Value& entry, const Value& run) {
  Launch launch = bare_launch(Client::DockerGateway, std::move(name), entry);
  add_image(launch, entry, run);
  launch.type = text_of(first_of(entry, {"remote.transport_type"}));
  launch.url = text_of(first_of(entry, {"remote.url", "sseEndpoint"}));
  launch.headers = listed_settings(first_of(entry, {"remote.headers"}));
  launch.env = listed_settings(first_of(entry, {"env", "config.env", "run.env"}));
  launch.args = texts_of(run.get("command"));
  launch.server_args = launch.args;
  return launch;
}

/// A catalog has a map of servers. What is handed in for one has a file for each,
/// which says which commit its image is built from: there, that is the version.
static void find_catalog(const Config& config, Facts& facts) {
  const Value* servers = config.root.get("registry");
  if (servers != nullptr && servers->is(Value::Kind::Map)) {
    for (const Member& member : servers->members) {
      const Value& entry = member.value;
      const bool is_server = entry.get("image") != nullptr || entry.get("remote") != nullptr ||
                             entry.get("sseEndpoint") != nullptr;
      if (is_server) facts.launches.push_back(cataloged(member.key, entry, entry));
    }
    if (!facts.launches.empty()) note(Client::DockerGateway, facts);
    return;
  }
  const std::optional<Text> name = text_of(config.root.get("name"));
  if (!name || !is_file(config.source->path, "server.yaml") ||
      config.root.get("about") == nullptr || config.root.get("type") == nullptr)
    return;
  note(Client::DockerGateway, facts);
  const Value* run = config.root.get("run");
  facts.launches.push_back(cataloged(*name, config.root, run == nullptr ? config.root : *run));
  if (first_of(config.root, {"source.commit"}) != nullptr) facts.launches.back().image.reset();
}

void find_manifest(const Config& config, Facts& facts) {
  for (auto* find : {find_bundled, find_registered, find_smithery, find_fastmcp, find_catalog}) {
    if (!facts.client_file) find(config, facts);
  }
}

}  // namespace mcplint
