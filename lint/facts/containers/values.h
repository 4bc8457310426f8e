#pragma once
// Small questions to values of configuration files that describe containers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/container.h"

namespace mcplint {

/// A scalar's text; nothing if it is no scalar, or null.
std::optional<Text> scalar(const Value* value);
/// A scalar, or each of a list of them.
std::vector<Text> scalars(const Value* value);
/// The scalars of a map, by name.
std::vector<Setting> settings(const Value* map);
/// Whether it is true, as YAML 1.1 and strings of it have that too.
bool is_true(const Value* value);
/// The value at a path of keys; null if there is none.
const Value* at(const Value& value, std::string_view path);

/// Fills in `${name:-default}`; `$$` is a dollar sign. `resolved` is false if a
/// variable without a default is left.
struct Interpolated {
  std::string text;
  bool resolved = true;
};
Interpolated interpolate(std::string_view text);

/// A reference to an image in such a file.
ImageReference image_from(const Text& text);
/// Takes a reference apart. A colon before the last slash is a registry's port.
ImageReference image_reference(std::string text, bool resolved, Span span);

/// Words that a program is started with. After `sh -c`, those of the script
/// stand behind it, and the script goes to `container.scripts`.
void add_command(const std::vector<Text>& words, Container& container);
/// The words of a command in a string as Compose takes it: it splits them as a shell
/// does, but no shell runs, and behind an operator (`&&`, `|`, `>`) nothing is read.
std::vector<Text> split_command(const Text& command);

/// Splits `host:container[:options]`, the short form of a mount.
Mount short_mount(const Text& text);
/// Splits `[address:][port:]port[/protocol]`, the short form of a port.
PublishedPort short_port(const Text& text);
/// `seccomp=unconfined` and its like among security options.
void add_security_option(const Text& option, Container& container);

/// Whether a name says that what it names is for development or tests, by what stands
/// in front of a dot or at its end: `Dockerfile.dev`.
bool names_development(std::string_view name);

}  // namespace mcplint
