// The servers that clients are configured to start. What each client calls its
// files and keys stands in lint/facts/launch/clients.cpp.

#include <algorithm>
#include <iterator>

#include "lint/facts/facts.h"
#include "lint/facts/launch/clients.h"
#include "lint/facts/launch/resolution.h"

namespace mcplint {

using Keys = std::initializer_list<std::string_view>;

// Files that say which servers exist, not how to start one.
static constexpr std::string_view kManifests[] = {"package.json", "package-lock.json",
                                                  "server.json"};

/// Keys that some client keeps its servers under, at the root of its file.
static constexpr std::string_view kRootKeys[] = {"mcpServers", "servers", "context_servers"};

/// The first of `keys`, which are dotted paths, that `entry` has. Clients have
/// names of their own for the same thing, and people mix them up: what was meant
/// is read here, and MCP308 says when it is not what this client reads.
static const Value* first_of(const Value& entry, Keys keys) {
  for (const std::string_view key : keys) {
    const std::vector<const Value*> found = entry.find(key);
    if (!found.empty()) return found.front();
  }
  return nullptr;
}

static std::optional<Text> text_of(const Value* value) {
  if (value == nullptr || !value->is(Value::Kind::String)) return {};
  return Text{value->text, value->span};
}

/// The strings in a list. Anything else in it is another rule's business, and
/// no client passes it on.
static std::vector<Text> texts_of(const Value* list) {
  std::vector<Text> texts;
  if (list == nullptr) return texts;
  for (const Value& item : list->items) {
    if (item.is(Value::Kind::String)) texts.push_back({item.text, item.span});
  }
  return texts;
}

/// Names and values of a map; VS Code takes numbers, too.
static std::vector<Setting> settings_of(const Value* map) {
  std::vector<Setting> settings;
  if (map == nullptr) return settings;
  for (const Member& member : map->members) {
    const Value& value = member.value;
    if (value.is(Value::Kind::String) || value.is(Value::Kind::Number))
      settings.push_back({member.key, {value.text, value.span}});
  }
  return settings;
}

/// opencode keeps program and arguments in one list.
static void read_command(Launch& launch, const Value& entry) {
  const Value* command = first_of(entry, {"command.path", "command", "cmd"});
  launch.command = text_of(command);
  launch.args = texts_of(first_of(entry, {"command.args", "args"}));
  if (launch.client != Client::OpenCode || command == nullptr) return;
  std::vector<Text> words = texts_of(command);
  if (words.empty()) return;
  launch.command = words.front();
  launch.args.assign(std::next(words.begin()), words.end());
}

static Launch launch_of(Client client, Text name, const Value& entry) {
  Launch launch;
  launch.client = client;
  launch.name = std::move(name);
  launch.span = entry.span;
  launch.entry = &entry;
  launch.type = text_of(first_of(entry, {"type", "transport.type", "transport"}));
  read_command(launch, entry);
  launch.env = settings_of(first_of(entry, {"command.env", "env", "environment", "envs"}));
  launch.cwd = text_of(entry.get("cwd"));
  launch.url = text_of(first_of(entry, {"url", "serverUrl", "httpUrl", "uri"}));
  launch.headers = settings_of(first_of(
      entry, {"headers", "http_headers", "requestInit.headers", "requestOptions.headers"}));
  resolve(launch);
  return launch;
}

/// Whether an entry says what to start or where to connect.
static bool is_entry(const Value& entry) {
  return first_of(entry, {"command", "cmd", "url", "serverUrl", "httpUrl", "uri"}) != nullptr;
}

/// The servers in a map from names to entries, or in a list of entries with names.
static void find_in(Client client, const Value& servers, std::vector<Launch>& launches) {
  for (const Member& entry : servers.members) {
    if (entry.value.is(Value::Kind::Map))
      launches.push_back(launch_of(client, entry.key, entry.value));
  }
  for (const Value& entry : servers.items) {
    if (!entry.is(Value::Kind::Map)) continue;
    const std::optional<Text> name = text_of(entry.get("name"));
    launches.push_back(
        launch_of(client, name ? *name : Text{"", {entry.span.text.substr(0, 1)}}, entry));
  }
}

/// The ids of the `inputs` beside the map of servers, which VS Code asks for.
static std::vector<std::string> inputs_beside(const Value& root, std::string_view key) {
  const std::string path = std::string(key.substr(0, key.rfind("servers"))) + "inputs.*.id";
  std::vector<std::string> ids;
  for (const Value* id : root.find(path)) ids.push_back(id->text);
  return ids;
}

/// The servers of a client that is known by its file.
static void find_known(const Config& config, Facts& facts) {
  std::vector<std::string_view> keys;
  for (const Place& place : client_places()) {
    if (!is_file(config.source->path, place.file)) continue;
    if (std::ranges::find(keys, place.key) != keys.end()) continue;
    const std::vector<const Value*> found = config.root.find(place.key);
    if (found.empty()) continue;
    keys.push_back(place.key);
    const std::size_t before = facts.launches.size();
    for (const Value* servers : found) find_in(place.client, *servers, facts.launches);
    if (!facts.client_file) facts.client_file = ClientFile{.client = place.client};
    if (place.client != Client::VsCode) continue;
    for (std::size_t i = before; i < facts.launches.size(); ++i)
      facts.launches[i].inputs = inputs_beside(config.root, place.key);
  }
}

/// A file in a client's own folder, with its servers under another client's key.
static void find_misplaced(const Config& config, Facts& facts) {
  for (const Place& place : client_places()) {
    const bool is_own = place.file.find('/') != std::string_view::npos;
    if (!is_own || !is_file(config.source->path, place.file)) continue;
    if (std::ranges::find(kRootKeys, place.key) == std::end(kRootKeys)) continue;
    if (config.root.get(place.key) != nullptr) return;
    for (const Member& member : config.root.members) {
      if (std::ranges::find(kRootKeys, member.key.text) == std::end(kRootKeys)) continue;
      if (std::ranges::none_of(member.value.members,
                               [](const Member& entry) { return is_entry(entry.value); }))
        continue;
      find_in(place.client, member.value, facts.launches);
      facts.client_file = ClientFile{
          .client = place.client, .wrong_key = member.key, .right_key = std::string(place.key)};
      return;
    }
  }
}

/// `manifest.json` of a bundle says how to start the one server in it. Browser
/// extensions have such a file, too, with a number for its version.
static void find_bundled(const Config& config, Facts& facts) {
  if (!is_file(config.source->path, "manifest.json")) return;
  const Value* version = first_of(config.root, {"manifest_version", "dxt_version"});
  if (version == nullptr || !version->is(Value::Kind::String)) return;
  const std::optional<Text> name = text_of(config.root.get("name"));
  const Value* entry = first_of(config.root, {"server.mcp_config"});
  if (!name || entry == nullptr) return;
  facts.launches.push_back(launch_of(Client::Bundle, *name, *entry));
  facts.client_file = ClientFile{.client = Client::Bundle};
}

/// Claude Code's settings name no servers, but say which may start unasked.
static void find_policy(const Config& config, Facts& facts) {
  for (const std::string_view file :
       {".claude/settings.json", ".claude/settings.local.json", "managed-settings.json"}) {
    if (is_file(config.source->path, file))
      facts.client_file = ClientFile{.client = Client::ClaudeCode};
  }
}

/// Some client reads this, whatever the file is called: `mcpServers` with an
/// entry that says what to start or where to connect.
static void find_unknown(const Config& config, Facts& facts) {
  for (const std::string_view manifest : kManifests) {
    if (is_file(config.source->path, manifest)) return;
  }
  for (const Value* servers : config.root.find("mcpServers")) {
    for (const Member& entry : servers->members) {
      if (is_entry(entry.value))
        facts.launches.push_back(launch_of(Client::Unknown, entry.key, entry.value));
    }
  }
  if (!facts.launches.empty()) facts.client_file = ClientFile{.client = Client::Unknown};
}

/// Whose example this is by its root key alone, if only one client has that key.
static Client client_of_key(std::string_view key, const Value& servers) {
  if (key == "servers" || key == "mcp.servers") return Client::VsCode;
  if (key == "context_servers") return Client::Zed;
  if (key == "mcp_servers") return Client::Codex;
  if (key == "extensions") return Client::Goose;
  if (key != "mcp") return Client::Unknown;
  // Other clients have that key, too, but not these words.
  const bool is_opencode = std::ranges::any_of(servers.members, [](const Member& entry) {
    const Value* type = entry.value.get("type");
    return type != nullptr && (type->text == "local" || type->text == "remote");
  });
  return is_opencode ? Client::OpenCode : Client::Unknown;
}

/// Whether `servers`, below `key`, are servers of some client.
static bool are_servers(const Config& config, std::string_view key, const Value& servers) {
  if (key == "mcp_servers" && config.syntax != Syntax::Toml) return false;
  if (key == "mcpServers" && std::ranges::any_of(servers.items, is_entry)) return true;
  return std::ranges::any_of(servers.members, [](const Member& m) { return is_entry(m.value); });
}

void find_example_launches(const Config& config, Client named, Facts& facts) {
  for (const std::string_view key : {"mcpServers", "mcp_servers", "servers", "mcp.servers",
                                     "context_servers", "mcp", "extensions"}) {
    const std::vector<const Value*> found = config.root.find(key);
    if (found.empty() || !are_servers(config, key, *found.front())) continue;

    const bool is_named = std::ranges::any_of(client_places(), [&](const Place& place) {
      return place.client == named && place.key == key;
    });
    const Client client = is_named ? named : client_of_key(key, *found.front());
    find_in(client, *found.front(), facts.launches);
    for (Launch& launch : facts.launches) {
      launch.in_document = true;
      if (client == Client::VsCode) launch.inputs = inputs_beside(config.root, key);
    }
    facts.client_file = ClientFile{.client = client, .in_document = true};
    return;
  }
}

void find_launches(const Config& config, Facts& facts) {
  for (auto* find : {find_misplaced, find_known, find_bundled, find_policy, find_unknown}) {
    if (!facts.client_file) find(config, facts);
  }
}

}  // namespace mcplint
