#pragma once
// Entries of configurations: what says how to start one server, or where it is.

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "mcplint/launch.h"

namespace mcplint {

using Keys = std::initializer_list<std::string_view>;

/// The first of `keys`, which are dotted paths, that `entry` has. Clients have
/// names of their own for the same thing, and people mix them up: what was meant
/// is read here, and MCP308 says when it is not what this client reads.
const Value* first_of(const Value& entry, Keys keys);

/// Nothing if `value` is no string.
std::optional<Text> text_of(const Value* value);

/// The strings in a list. Anything else in it is another rule's business, and
/// no client passes it on.
std::vector<Text> texts_of(const Value* list);

/// Names and values of a map; VS Code takes numbers, too.
std::vector<Setting> settings_of(const Value* map);

/// Whether an entry says what to start or where to connect.
bool is_entry(const Value& entry);

/// A launch that stands in `entry`, with nothing read of it yet.
Launch bare_launch(Client client, Text name, const Value& entry);

/// What `entry` says in any client's words, resolved.
Launch launch_of(Client client, Text name, const Value& entry);

}  // namespace mcplint
