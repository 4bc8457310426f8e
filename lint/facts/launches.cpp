// The servers that clients are configured to start.
//
// What each client reads, from where and under which key: the clients' own
// documentation and sources. Claude Desktop and Claude Code: modelcontextprotocol.io
// and code.claude.com/docs; VS Code: mcpConfiguration.ts; Visual Studio:
// github/github-mcp-server's installation guides.

#include <algorithm>

#include "lint/facts/facts.h"
#include "lint/facts/launch/resolution.h"
#include "lint/text/glob.h"

namespace mcplint {

namespace {

/// Where a client keeps its servers: a file, and a path of keys in it. Names
/// are shared between clients; the key tells whose file it is.
struct Place {
  Client client;
  std::string_view file;  // a pattern for the last parts of the path
  std::string_view key;   // of the map from names to servers
};

constexpr Place kPlaces[] = {
    {Client::ClaudeDesktop, "claude_desktop_config*.json", "mcpServers"},
    {Client::ClaudeCode, ".mcp.json", "mcpServers"},
    {Client::ClaudeCode, ".claude.json", "mcpServers"},
    {Client::ClaudeCode, ".claude.json", "projects.*.mcpServers"},
    {Client::ClaudeCode, "managed-mcp.json", "mcpServers"},
    {Client::ClaudeCode, ".claude-plugin/plugin.json", "mcpServers"},
    {Client::VsCode, "mcp.json", "servers"},
    {Client::VsCode, "settings.json", "mcp.servers"},
    {Client::VsCode, "*.code-workspace", "settings.mcp.servers"},
    {Client::VisualStudio, ".mcp.json", "servers"},
};

// Files that say which servers exist, not how to start one.
constexpr std::string_view kManifests[] = {"package.json", "package-lock.json", "server.json"};

}  // namespace

std::string_view to_string(Client client) {
  switch (client) {
    case Client::Unknown:
      return "unknown client";
    case Client::ClaudeDesktop:
      return "Claude Desktop";
    case Client::ClaudeCode:
      return "Claude Code";
    case Client::VsCode:
      return "VS Code";
    case Client::VisualStudio:
      return "Visual Studio";
  }
  return "";
}

static bool is_file(std::string_view path, std::string_view pattern) {
  std::size_t from = path.size();
  for (std::ptrdiff_t parts = 1 + std::ranges::count(pattern, '/'); parts > 0; --parts) {
    if (from == 0) return false;
    const std::size_t slash = path.rfind('/', from - 1);
    if (slash == std::string_view::npos) return parts == 1 && glob_matches(pattern, path);
    from = slash;
  }
  return glob_matches(pattern, path.substr(from + 1));
}

static std::optional<Text> text_of(const Value& entry, std::string_view key) {
  const Value* value = entry.get(key);
  if (value == nullptr || !value->is(Value::Kind::String)) return {};
  return Text{value->text, value->span};
}

/// The strings in the list at `key`. Anything else in it is another rule's
/// business, and no client passes it on.
static std::vector<Text> texts_of(const Value& entry, std::string_view key) {
  std::vector<Text> texts;
  if (const Value* list = entry.get(key)) {
    for (const Value& item : list->items) {
      if (item.is(Value::Kind::String)) texts.push_back({item.text, item.span});
    }
  }
  return texts;
}

/// Names and values of the map at `key`; VS Code takes numbers, too.
static std::vector<Setting> settings_of(const Value& entry, std::string_view key) {
  std::vector<Setting> settings;
  if (const Value* map = entry.get(key)) {
    for (const Member& member : map->members) {
      const Value& value = member.value;
      if (value.is(Value::Kind::String) || value.is(Value::Kind::Number))
        settings.push_back({member.key, {value.text, value.span}});
    }
  }
  return settings;
}

static Launch launch_of(Client client, const Member& entry) {
  const Value& value = entry.value;
  Launch launch;
  launch.client = client;
  launch.name = entry.key;
  launch.span = value.span;
  launch.type = text_of(value, "type");
  launch.command = text_of(value, "command");
  launch.args = texts_of(value, "args");
  launch.env = settings_of(value, "env");
  launch.cwd = text_of(value, "cwd");
  launch.url = text_of(value, "url");
  launch.headers = settings_of(value, "headers");
  resolve(launch);
  return launch;
}

/// The servers of a client that is known by its file.
static bool find_known(const Config& config, std::vector<Launch>& launches) {
  const std::size_t before = launches.size();
  for (const Place& place : kPlaces) {
    if (!is_file(config.source->path, place.file)) continue;
    for (const Value* servers : config.root.find(place.key)) {
      for (const Member& entry : servers->members) {
        if (entry.value.is(Value::Kind::Map)) launches.push_back(launch_of(place.client, entry));
      }
    }
  }
  return launches.size() > before;
}

/// Some client reads this, whatever the file is called: `mcpServers` with an
/// entry that says what to start or where to connect.
static void find_unknown(const Config& config, std::vector<Launch>& launches) {
  for (const std::string_view manifest : kManifests) {
    if (is_file(config.source->path, manifest)) return;
  }
  for (const Value* servers : config.root.find("mcpServers")) {
    for (const Member& entry : servers->members) {
      const bool starts = text_of(entry.value, "command").has_value();
      if (starts || text_of(entry.value, "url"))
        launches.push_back(launch_of(Client::Unknown, entry));
    }
  }
}

void find_launches(const Config& config, std::vector<Launch>& launches) {
  if (!find_known(config, launches)) find_unknown(config, launches);
}

}  // namespace mcplint
