// The servers that clients are configured to start. What each client calls its
// files and keys stands in lint/facts/launch/clients.cpp.

#include <algorithm>
#include <iterator>

#include "lint/facts/facts.h"
#include "lint/facts/launch/clients.h"
#include "lint/facts/launch/entries.h"
#include "lint/facts/launch/manifests.h"

namespace mcplint {

/// Files that may have such keys for purposes of their own.
static constexpr std::string_view kNoClients[] = {"package.json", "package-lock.json"};

/// Keys that some client keeps its servers under, at the root of its file.
static constexpr std::string_view kRootKeys[] = {"mcpServers", "servers", "context_servers"};

/// Keys, as paths, that tell servers of some client in a file of any name.
static constexpr std::string_view kTellingKeys[] = {
    "mcpServers",  "projects.*.mcpServers", "mcp_servers", "mcp-servers", "servers",
    "mcp.servers", "context_servers",       "mcp",         "extensions",
};

/// The servers in a map from names to entries, or in a list of entries with names.
static void find_in(Client client, const Value& servers, std::vector<Launch>& launches) {
  for (const Member& entry : servers.members) {
    if (entry.value.is(Value::Kind::Map))
      launches.push_back(launch_of(client, entry.key, entry.value));
  }
  for (const Value& item : servers.items) {
    if (!item.is(Value::Kind::Map)) continue;
    // Continue once had the entry itself in a `transport`.
    const Value* transport = item.get("transport");
    const Value& entry =
        transport != nullptr && transport->is(Value::Kind::Map) ? *transport : item;
    const std::optional<Text> name = text_of(item.get("name"));
    launches.push_back(
        launch_of(client, name ? *name : Text{"", {item.span.text.substr(0, 1)}}, entry));
  }
}

/// The `inputs` beside the map of servers, which VS Code asks for.
static std::vector<LaunchInput> inputs_beside(const Value& root, std::string_view key) {
  const std::string path = std::string(key.substr(0, key.rfind("servers"))) + "inputs.*";
  std::vector<LaunchInput> inputs;
  for (const Value* input : root.find(path)) {
    const std::optional<Text> id = text_of(input->get("id"));
    if (id) inputs.push_back({*id, text_of(input->get("default"))});
  }
  return inputs;
}

/// Whether `servers` has at least one entry that says what to start.
static bool has_entry(const Value& servers) {
  return std::ranges::any_of(servers.items, is_entry) ||
         std::ranges::any_of(servers.members, [](const Member& m) { return is_entry(m.value); });
}

/// Another client's root key, with servers, beside the right one: nobody reads it.
static std::optional<Text> other_root_key(const Value& root, std::string_view right) {
  for (const Member& member : root.members) {
    if (member.key.text == right || !has_entry(member.value)) continue;
    if (std::ranges::find(kRootKeys, member.key.text) != std::end(kRootKeys)) return member.key;
  }
  return {};
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
    if (!facts.client_file) {
      facts.client_file = ClientFile{.client = place.client, .right_key = std::string(place.key)};
      if (std::ranges::find(kRootKeys, place.key) != std::end(kRootKeys))
        facts.client_file->wrong_key = other_root_key(config.root, place.key);
    }
    if (place.client != Client::VsCode && place.client != Client::VisualStudio) continue;
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
    const std::optional<Text> wrong = other_root_key(config.root, place.key);
    if (!wrong) continue;
    find_in(place.client, *config.root.get(wrong->text), facts.launches);
    facts.client_file =
        ClientFile{.client = place.client, .wrong_key = wrong, .right_key = std::string(place.key)};
    return;
  }
}

/// Claude Code's settings name no servers, but say which may start unasked; so may
/// Goose's, in a file without extensions.
static void find_policy(const Config& config, Facts& facts) {
  if (is_file(config.source->path, "goose/config.yaml") && config.root.get("GOOSE_MODE") != nullptr)
    facts.client_file = ClientFile{.client = Client::Goose};
  for (const std::string_view file :
       {".claude/settings.json", ".claude/settings.local.json", "managed-settings.json"}) {
    if (!is_file(config.source->path, file)) continue;
    facts.client_file = ClientFile{.client = Client::ClaudeCode};
    const std::optional<Text> wrong = other_root_key(config.root, "");
    if (!wrong || wrong->text != "mcpServers") return;
    facts.client_file->wrong_key = wrong;
    find_in(Client::ClaudeCode, *config.root.get("mcpServers"), facts.launches);
  }
}

/// `.continue/mcpServers/notes.json` may hold one entry alone.
static void find_single(const Config& config, Facts& facts) {
  if (!is_file(config.source->path, ".continue/mcpServers/*.json") || !is_entry(config.root))
    return;
  const std::optional<Text> name = text_of(config.root.get("name"));
  facts.launches.push_back(launch_of(Client::Continue,
                                     name ? *name : Text{"", {config.root.span.text.substr(0, 1)}},
                                     config.root));
  facts.client_file = ClientFile{.client = Client::Continue};
}

/// Whose servers stand below `key`, if only one client has that key.
static Client client_of_key(const Config& config, std::string_view key, const Value& servers) {
  if (servers.is(Value::Kind::List) && key != "extensions") return Client::Unknown;
  const bool is_yaml = config.syntax == Syntax::Yaml;
  if (key == "servers") return Client::VsCode;
  if (key == "mcp.servers") return is_yaml ? Client::McpAgent : Client::VsCode;
  if (key == "context_servers") return Client::Zed;
  if (key == "mcp_servers") return Client::Codex;
  if (key == "mcp-servers") return Client::CopilotAgent;
  if (key == "extensions") return Client::Goose;
  if (key == "projects.*.mcpServers") return Client::ClaudeCode;
  return key == "mcp" ? Client::OpenCode : Client::Unknown;
}

static bool has_word(const Value& entry, std::string_view key, Keys words) {
  const Value* value = entry.get(key);
  return value != nullptr && std::ranges::find(words, std::string_view(value->text)) != words.end();
}

/// Whether `servers`, below `key`, are servers of some client. Other programs
/// have such keys, too, but not these words below them.
static bool are_servers(const Config& config, std::string_view key, const Value& servers) {
  const auto any = [&](auto test) {
    return std::ranges::any_of(servers.items, test) ||
           std::ranges::any_of(servers.members, [&](const Member& m) { return test(m.value); });
  };
  if (key == "mcp_servers" && config.syntax != Syntax::Toml) return false;
  if (key == "extensions")
    return config.syntax == Syntax::Yaml && any([](const Value& entry) {
             return has_word(entry, "type", {"stdio", "streamable_http", "sse"}) &&
                    first_of(entry, {"cmd", "uri"}) != nullptr;
           });
  if (key == "mcp")
    return any([](const Value& entry) { return has_word(entry, "type", {"local", "remote"}); });
  return any(is_entry);
}

/// Whether a file's own name need not speak of MCP: `servers` is a common word.
static bool is_unmistakable(const Config& config, std::string_view key, const Value& servers) {
  if (key != "servers") return true;
  if (config.root.get("inputs") != nullptr) return true;
  return !servers.members.empty() && std::ranges::all_of(servers.members, [](const Member& m) {
    return is_entry(m.value) && has_word(m.value, "type", {"stdio", "http", "sse"});
  });
}

/// Some client reads this, whatever the file is called.
static void find_unknown(const Config& config, Facts& facts) {
  for (const std::string_view file : kNoClients) {
    if (is_file(config.source->path, file)) return;
  }
  for (const std::string_view key : kTellingKeys) {
    for (const Value* servers : config.root.find(key)) {
      if (!are_servers(config, key, *servers) || !is_unmistakable(config, key, *servers)) continue;
      const Client client = client_of_key(config, key, *servers);
      const std::size_t before = facts.launches.size();
      find_in(client, *servers, facts.launches);
      // What is no entry may be something else; nobody said what the file is.
      std::erase_if(facts.launches, [](const Launch& launch) { return !is_entry(*launch.entry); });
      for (std::size_t i = before; i < facts.launches.size(); ++i) {
        if (client == Client::VsCode) facts.launches[i].inputs = inputs_beside(config.root, key);
      }
      facts.client_file = ClientFile{.client = client};
    }
    if (facts.client_file) return;
  }
}

void find_example_launches(const Config& config, Client named, Facts& facts) {
  for (const std::string_view key : kTellingKeys) {
    const std::vector<const Value*> found = config.root.find(key);
    if (found.empty() || !are_servers(config, key, *found.front())) continue;

    const bool is_named = std::ranges::any_of(client_places(), [&](const Place& place) {
      return place.client == named && place.key == key;
    });
    const Client client = is_named ? named : client_of_key(config, key, *found.front());
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
  for (auto* find :
       {find_misplaced, find_known, find_single, find_manifest, find_policy, find_unknown}) {
    if (!facts.client_file) find(config, facts);
  }
}

}  // namespace mcplint
