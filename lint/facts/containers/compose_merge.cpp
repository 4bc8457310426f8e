// How Compose merges a service with what it extends, and files with each other.
// Source: the Compose specification, 13-merge.md, read November 2026.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"

namespace mcplint {

static Value merge_at(const Value& base, const Value& override, std::string_view key);

/// Lists of `name=value` that are mappings as well.
static bool is_mapping(std::string_view key) {
  constexpr auto kMappings = std::to_array<std::string_view>(
      {"environment", "labels", "annotations", "args", "extra_hosts", "sysctls",
       "additional_contexts", "depends_on", "networks"});
  return std::ranges::find(kMappings, key) != kMappings.end();
}

/// `[A=1, B]` as `{A: 1, B: }`.
static Value as_mapping(const Value& value, std::string_view key) {
  if (!value.is(Value::Kind::List)) return value;
  Value map;
  map.kind = Value::Kind::Map;
  map.span = value.span;
  for (const Value& item : value.items) {
    const std::string_view separators = key == "extra_hosts" ? "=:" : "=";
    const std::size_t equals = std::min(item.text.find_first_of(separators), item.text.size());
    Member member{{item.text.substr(0, equals), item.span}, {}};
    if (equals < item.text.size()) {
      member.value = item;
      member.value.kind = Value::Kind::String;
      member.value.text = item.text.substr(equals + 1);
    }
    map.members.push_back(std::move(member));
  }
  return map;
}

static std::string text_at(const Value& value, std::string_view key) {
  const auto text = scalar(value.get(key));
  return text ? text->text : "";
}

/// What tells one port, volume, secret or config from the others.
static std::string identity(const Value& item, std::string_view key) {
  const bool is_map = item.is(Value::Kind::Map);
  if (key == "volumes")
    return is_map ? text_at(item, "target") : short_mount({item.text, {}}).target;
  if (key == "secrets" || key == "configs") {
    const std::string target = is_map ? text_at(item, "target") : item.text;
    return target.empty() ? text_at(item, "source") : target;
  }
  if (key != "ports") return {};
  const bool udp = is_map ? text_at(item, "protocol") == "udp" : item.text.ends_with("/udp");
  PublishedPort port;
  if (is_map) {
    port.address = text_at(item, "host_ip");
    port.port = text_at(item, "published");
    port.target = text_at(item, "target");
  } else {
    port = short_port({item.text, {}});
  }
  return port.address + ":" + port.port + ":" + port.target + (udp ? "/udp" : "");
}

/// One behind the other; what means the same as a later one is left out.
static Value merge_lists(const Value& base, const Value& override, std::string_view key) {
  Value merged = override;
  merged.items.clear();
  for (const Value& item : base.items) {
    const std::string id = identity(item, key);
    const bool replaced = !id.empty() && std::ranges::any_of(override.items, [&](const Value& one) {
      return identity(one, key) == id;
    });
    if (!replaced) merged.items.push_back(item);
  }
  merged.items.insert(merged.items.end(), override.items.begin(), override.items.end());
  return merged;
}

static Value merge_maps(const Value& base, const Value& override) {
  Value merged = base;
  for (const Member& member : override.members) {
    const auto is_it = [&](const Member& one) { return one.key.text == member.key.text; };
    const auto own = std::ranges::find_if(merged.members, is_it);
    if (member.value.tag.text == "!reset") {
      std::erase_if(merged.members, is_it);
    } else if (own == merged.members.end()) {
      merged.members.push_back(member);
    } else {
      own->value = merge_at(own->value, member.value, member.key.text);
      own->key = member.key;
    }
  }
  return merged;
}

/// `key` is what both are called.
static Value merge_at(const Value& base, const Value& override, std::string_view key) {
  if (override.tag.text == "!override") return override;
  if (key == "command" || key == "entrypoint" || key == "test") return override;
  if (is_mapping(key)) return merge_maps(as_mapping(base, key), as_mapping(override, key));
  if (base.is(Value::Kind::Map) && override.is(Value::Kind::Map)) return merge_maps(base, override);
  const bool lists = base.is(Value::Kind::List) && override.is(Value::Kind::List);
  return lists ? merge_lists(base, override, key) : override;
}

Value merge_compose(const Value& base, const Value& override) {
  return merge_at(base, override, "");
}

}  // namespace mcplint
