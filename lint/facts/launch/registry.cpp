#include "lint/facts/launch/registry.h"

#include <string>

#include "lint/facts/launch/clients.h"
#include "lint/facts/launch/entries.h"
#include "lint/facts/launch/resolution.h"

namespace mcplint {

namespace {

/// A kind of package, and the words that start one.
struct Kind {
  std::string_view type;
  std::string_view runner;
  std::string_view separator;  // between name and version
};

}  // namespace

static constexpr Kind kKinds[] = {
    {"npm", "npx", "@"}, {"pypi", "uvx", "=="}, {"nuget", "dnx", "@"}, {"oci", "docker", ":"}};

bool is_registry_entry(const Config& config) {
  const Value* schema = config.root.get("$schema");
  if (schema != nullptr &&
      schema->text.find("static.modelcontextprotocol.io/schemas/") != std::string::npos)
    return true;
  const std::optional<Text> name = text_of(config.root.get("name"));
  return is_file(config.source->path, "server.json") && name &&
         name->text.find('/') != std::string::npos &&
         (config.root.get("packages") != nullptr || config.root.get("remotes") != nullptr);
}

/// What people fill in: the `variables` of `field`, by name.
static void add_inputs(const Value& field, std::vector<LaunchInput>& inputs) {
  const Value* variables = field.get("variables");
  if (variables == nullptr) return;
  for (const Member& variable : variables->members)
    inputs.push_back({variable.key, text_of(variable.value.get("default"))});
}

/// The value of an argument or variable: fixed, or what it is unless somebody
/// says otherwise.
static std::optional<Text> value_of(const Value& field) {
  return text_of(first_of(field, {"value", "default"}));
}

/// Some repeat the package, which clients add by themselves.
static void add_arguments(const Value* list, const Value& package, Launch& launch) {
  if (list == nullptr) return;
  const Value* identifier = package.get("identifier");
  for (const Value& argument : list->items) {
    const auto given = value_of(argument);
    const bool is_package = given && identifier != nullptr && given->text == identifier->text;
    if (is_package && argument.get("name") == nullptr) continue;
    add_inputs(argument, launch.inputs);
    if (const auto name = text_of(argument.get("name"))) launch.args.push_back(*name);
    if (const auto value = value_of(argument)) launch.args.push_back(*value);
  }
}

static std::vector<Setting> fields_of(const Value* list, std::vector<LaunchInput>& inputs) {
  std::vector<Setting> settings;
  if (list == nullptr) return settings;
  for (const Value& field : list->items) {
    add_inputs(field, inputs);
    const std::optional<Text> name = text_of(field.get("name"));
    const std::optional<Text> value = value_of(field);
    if (name && value) settings.push_back({*name, *value});
  }
  return settings;
}

/// `name@version`; its place is the version's, which is what may be wrong.
static std::optional<Text> reference_of(const Value& package, const Kind& kind) {
  std::optional<Text> name = text_of(package.get("identifier"));
  const std::optional<Text> version = text_of(package.get("version"));
  if (!name) return {};
  const std::size_t last = name->text.rfind('/') + 1;  // npos + 1 is 0
  const bool is_whole =
      kind.type == "oci" && name->text.find_first_of(":@", last) != name->text.npos;
  if (!version || version->text.empty() || is_whole) return name;
  return Text{name->text + std::string(kind.separator) + version->text, version->span};
}

/// As clients start it: `npx -y name@version …`, `docker run -i --rm image …`.
static Launch packaged(const Text& name, const Value& package) {
  Launch launch = bare_launch(Client::Registry, name, package);
  launch.type = text_of(first_of(package, {"transport.type"}));
  launch.url = text_of(first_of(package, {"transport.url"}));
  launch.env = fields_of(package.get("environmentVariables"), launch.inputs);
  const std::optional<Text> type = text_of(first_of(package, {"registryType", "registry_type"}));
  for (const Kind& kind : kKinds) {
    if (!type || type->text != kind.type) continue;
    const std::optional<Text> reference = reference_of(package, kind);
    if (!reference) continue;
    launch.command = Text{std::string(kind.runner), type->span};
    if (kind.type == "npm") launch.args = {{"-y", type->span}};
    if (kind.type == "oci")
      launch.args = {{"run", type->span}, {"-i", type->span}, {"--rm", type->span}};
    add_arguments(first_of(package, {"runtimeArguments", "runtime_arguments"}), package, launch);
    launch.args.push_back(*reference);
    add_arguments(first_of(package, {"packageArguments", "package_arguments"}), package, launch);
    resolve(launch);
  }
  // Revisions of the schema differ in what arguments and variables look like.
  launch.uncertain = first_of(package, {"runtimeArguments", "runtime_arguments", "packageArguments",
                                        "package_arguments", "environmentVariables"}) != nullptr;
  return launch;
}

static Launch remote(const Text& name, const Value& entry) {
  Launch launch = bare_launch(Client::Registry, name, entry);
  launch.type = text_of(entry.get("type"));
  launch.url = text_of(entry.get("url"));
  add_inputs(entry, launch.inputs);
  launch.headers = fields_of(entry.get("headers"), launch.inputs);
  return launch;
}

std::vector<Launch> registry_launches(const Config& config) {
  std::vector<Launch> launches;
  const std::optional<Text> given = text_of(config.root.get("name"));
  const Text name = given ? *given : Text{"", {config.root.span.text.substr(0, 1)}};
  for (const Value* package : config.root.find("packages.*"))
    launches.push_back(packaged(name, *package));
  for (const Value* entry : config.root.find("remotes.*")) launches.push_back(remote(name, *entry));
  return launches;
}

}  // namespace mcplint
