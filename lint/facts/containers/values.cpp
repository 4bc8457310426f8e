#include "lint/facts/containers/values.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "lint/syntax/shell.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

std::optional<Text> scalar(const Value* value) {
  if (value == nullptr || value->is(Value::Kind::List) || value->is(Value::Kind::Map) ||
      value->is(Value::Kind::Null)) {
    return std::nullopt;
  }
  return Text{value->text, value->span};
}

std::vector<Text> scalars(const Value* value) {
  std::vector<Text> all;
  if (value == nullptr) return all;
  if (const auto one = scalar(value)) all.push_back(*one);
  for (const Value& item : value->items) {
    if (const auto one = scalar(&item)) all.push_back(*one);
  }
  return all;
}

std::vector<Setting> settings(const Value* map) {
  std::vector<Setting> all;
  if (map == nullptr) return all;
  for (const Member& member : map->members) {
    if (const auto value = scalar(&member.value)) all.push_back({member.key, *value});
  }
  return all;
}

bool is_true(const Value* value) {
  const auto text = scalar(value);
  if (!text) return false;
  const std::string word = lower(text->text);
  return word == "true" || word == "yes" || word == "on" || word == "1";
}

const Value* at(const Value& value, std::string_view path) {
  const Value* found = &value;
  while (found != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    found = found->get(path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return found;
}

bool names_development(std::string_view name) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"dev", "devel", "develop", "development", "debug", "test",
                                       "tests", "testing", "e2e", "local", "ci"});
  while (!name.empty()) {
    const std::string_view part = take_until(name, '.');
    // `notes-dev.Dockerfile`, but not `development-tools`.
    if (is_one_of(lower(part.substr(part.find_last_of("-_") + 1)), kWords)) return true;
  }
  return false;
}

static bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The end of the `}` that closes the brace at `open`.
static std::size_t closing_brace(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return text.npos;
}

/// Defaults in defaults; nobody nests them deeper.
static constexpr int kDeepestDefault = 20;

static Interpolated interpolate(std::string_view text, int depth);

/// What `${…}` with `inner` between its braces comes to.
static Interpolated fill_in(std::string_view inner, std::string_view written, int depth) {
  std::size_t name = 0;
  while (name < inner.size() && is_name(inner[name])) ++name;
  std::string_view rest = inner.substr(name);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  if (!rest.starts_with('-') || depth > kDeepestDefault) return {std::string(written), false};
  return interpolate(rest.substr(1), depth + 1);
}

static Interpolated interpolate(std::string_view text, int depth) {
  Interpolated result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$' || i + 1 == text.size()) {
      result.text += text[i];
    } else if (text[i + 1] == '$') {
      result.text += text[i++];
    } else if (text[i + 1] == '{') {
      const std::size_t end = closing_brace(text, i + 1);
      if (end == text.npos) return {std::string(text), false};
      const Interpolated inner =
          fill_in(text.substr(i + 2, end - i - 2), text.substr(i, end - i + 1), depth);
      result.text += inner.text;
      result.resolved = result.resolved && inner.resolved;
      i = end;
    } else {
      result.resolved = result.resolved && !is_name(text[i + 1]);
      result.text += text[i];
    }
  }
  return result;
}

Interpolated interpolate(std::string_view text) { return interpolate(text, 0); }

/// Whether an image may be called so: what has capitals in its name, `IMAGE_URI`,
/// stands for a name that somebody fills in.
static bool may_be_reference(std::string_view text) {
  const std::string_view name = text.substr(0, text.find_first_of(":@", text.rfind('/') + 1));
  if (file_name(name) != lower(file_name(name))) return false;
  return std::ranges::all_of(text, [](char c) {
    return is_name(c) || std::string_view(".-/:@+").find(c) != std::string_view::npos;
  });
}

ImageReference image_reference(std::string text, bool resolved, Span span) {
  ImageReference reference;
  reference.span = span;
  reference.resolved = resolved && may_be_reference(text);
  reference.name = std::move(text);
  if (!reference.resolved) return reference;
  if (const std::size_t digest = reference.name.find('@'); digest != std::string::npos) {
    reference.digest = reference.name.substr(digest + 1);
    reference.name.resize(digest);
  }
  const std::size_t slash = reference.name.rfind('/');
  const std::size_t colon = reference.name.rfind(':');
  if (colon != std::string::npos && (slash == std::string::npos || colon > slash)) {
    reference.tag = reference.name.substr(colon + 1);
    reference.name.resize(colon);
  }
  return reference;
}

ImageReference image_from(const Text& text) {
  Interpolated image = interpolate(text.text);
  return image_reference(std::move(image.text), image.resolved && !text.text.empty(), text.span);
}

static bool is_shell(std::string_view program) {
  const std::string_view name = program.substr(program.rfind('/') + 1);  // npos + 1 is 0
  return name == "sh" || name == "bash" || name == "ash" || name == "dash" || name == "zsh";
}

/// Whether the word behind the first `count` words is a script: `sh -c`, `bash -euc`.
static bool script_follows(const std::vector<Text>& words, std::size_t count) {
  if (count < 2 || !is_shell(words[count - 2].text)) return false;
  const std::string& option = words[count - 1].text;
  return option.starts_with('-') && !option.starts_with("--") && option.ends_with('c');
}

/// The same for what a shell reads.
static void add_shell_command(const Text& command, Container& container) {
  ContainerScript script{.script = parse_shell(command), .span = command.span};
  std::vector<ContainerScript> inner;  // of `sh -c "…"`
  for (const ShellCommand* one : script.script.simple_commands()) {
    std::vector<Text> words;
    for (const ShellWord& word : one->words) {
      if (script_follows(words, words.size())) {
        inner.push_back({.script = parse_shell(Text{word.text, word.span}), .span = word.span});
      }
      words.push_back({word.text, word.span});
    }
    std::ranges::move(words, std::back_inserter(container.entrypoint));
  }
  container.scripts.push_back(std::move(script));
  std::ranges::move(inner, std::back_inserter(container.scripts));
}

void add_command(const std::vector<Text>& words, Container& container) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    container.entrypoint.push_back(words[i]);
    if (script_follows(words, i)) add_shell_command(words[i], container);
  }
}

static std::vector<std::string> split_colons(std::string_view text) {
  std::vector<std::string> parts;
  int braces = 0;
  std::string part;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    braces += c == '{' || c == '[' ? 1 : 0;
    braces -= c == '}' || c == ']' ? 1 : 0;
    const bool drive = part.size() == 1 && i + 1 < text.size() &&
                       (text[i + 1] == '\\' || text[i + 1] == '/') && parts.empty() &&
                       is_name(part[0]);
    if (c == ':' && braces == 0 && !drive) {
      parts.push_back(std::exchange(part, {}));
    } else {
      part += c;
    }
  }
  parts.push_back(part);
  return parts;
}

static bool is_path(std::string_view source) {
  return source.starts_with('/') || source.starts_with('.') || source.starts_with('~') ||
         source.starts_with('$') || source.find('\\') != source.npos ||
         source.find(":/") != source.npos;
}

Mount short_mount(const Text& text) {
  Mount mount;
  mount.span = text.span;
  std::vector<std::string> parts = split_colons(text.text);
  if (parts.size() == 1) {
    mount.target = interpolate(parts[0]).text;
    return mount;
  }
  mount.kind = is_path(parts[0]) ? Mount::Kind::Bind : Mount::Kind::Volume;
  mount.source = interpolate(parts[0]).text;
  mount.target = interpolate(parts[1]).text;
  const std::string options = parts.size() > 2 ? "," + parts[2] + "," : "";
  mount.read_only =
      options.find(",ro,") != std::string::npos || options.find(",readonly,") != std::string::npos;
  return mount;
}

PublishedPort short_port(const Text& text) {
  PublishedPort port;
  port.span = text.span;
  std::vector<std::string> parts = split_colons(text.text);
  port.target = interpolate(parts.back()).text;
  port.target.resize(std::min(port.target.find('/'), port.target.size()));
  parts.pop_back();
  if (!parts.empty()) {
    port.port = interpolate(parts.back()).text;
    parts.pop_back();
  }
  if (!parts.empty()) port.address = interpolate(parts.back()).text;
  return port;
}

void add_security_option(const Text& option, Container& container) {
  for (std::string_view kind : {"seccomp", "apparmor"}) {
    if (!option.text.starts_with(kind) || !option.text.ends_with("unconfined")) continue;
    container.privileges.push_back({Privilege::Kind::Unconfined, std::string(kind), option.span});
  }
}

}  // namespace mcplint
