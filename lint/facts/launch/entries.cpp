#include "lint/facts/launch/entries.h"

#include <iterator>
#include <utility>

#include "lint/facts/launch/resolution.h"

namespace mcplint {

const Value* first_of(const Value& entry, Keys keys) {
  for (const std::string_view key : keys) {
    const std::vector<const Value*> found = entry.find(key);
    if (!found.empty()) return found.front();
  }
  return nullptr;
}

std::optional<Text> text_of(const Value* value) {
  if (value == nullptr || !value->is(Value::Kind::String)) return {};
  return Text{value->text, value->span};
}

std::vector<Text> texts_of(const Value* list) {
  std::vector<Text> texts;
  if (list == nullptr) return texts;
  for (const Value& item : list->items) {
    if (item.is(Value::Kind::String)) texts.push_back({item.text, item.span});
  }
  return texts;
}

std::vector<Setting> settings_of(const Value* map) {
  std::vector<Setting> settings;
  if (map == nullptr) return settings;
  for (const Member& member : map->members) {
    const Value& value = member.value;
    if (value.is(Value::Kind::String) || value.is(Value::Kind::Number))
      settings.push_back({member.key, {value.text, value.span}});
  }
  return settings;
}

bool is_entry(const Value& entry) {
  return first_of(entry, {"command", "cmd", "url", "serverUrl", "httpUrl", "uri"}) != nullptr;
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

Launch bare_launch(Client client, Text name, const Value& entry) {
  Launch launch;
  launch.client = client;
  launch.name = std::move(name);
  launch.span = entry.span;
  launch.entry = &entry;
  return launch;
}

Launch launch_of(Client client, Text name, const Value& entry) {
  Launch launch = bare_launch(client, std::move(name), entry);
  launch.type = text_of(first_of(entry, {"type", "transport.type", "transportType", "transport"}));
  read_command(launch, entry);
  launch.env = settings_of(first_of(entry, {"command.env", "env", "environment", "envs"}));
  launch.cwd = text_of(entry.get("cwd"));
  launch.url = text_of(first_of(entry, {"url", "serverUrl", "httpUrl", "uri"}));
  launch.headers = settings_of(first_of(
      entry, {"headers", "http_headers", "requestInit.headers", "requestOptions.headers"}));
  resolve(launch);
  return launch;
}

}  // namespace mcplint
