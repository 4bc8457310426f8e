// yarn.lock. Yarn 1 has a format of its own (packages/lockfile of its sources): lines of
// `key value` or `key, key:`, and depth by indentation. Later ones write YAML.

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"

namespace mcplint {

/// Real files nest twice.
static constexpr std::size_t kDeepestYarn = 16;

/// Takes the next word, without its quotes, off the front of `line`.
static std::string_view take_word(std::string_view& line) {
  while (line.starts_with(' ') || line.starts_with(',')) line.remove_prefix(1);
  if (line.starts_with('"')) {
    const std::size_t end = std::min(line.find('"', 1), line.size());
    const std::string_view word = line.substr(1, end - 1);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
  }
  // A version may hold a colon, `a@npm:b@1`, and a key's last one was taken off.
  const std::size_t stop = std::min(line.find_first_of(" ,"), line.size());
  const std::string_view word = line.substr(0, stop);
  line.remove_prefix(stop);
  return word;
}

namespace {

class YarnReader {
 public:
  explicit YarnReader(Value& root) : open_{&root} { root.kind = Value::Kind::Map; }

  void read(std::string_view line) {
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(spaces);
    if (line.empty() || line.front() == '#') return;
    const std::size_t depth = std::min({spaces / 2, open_.size() - 1, kDeepestYarn});
    open_.resize(depth + 1);
    if (line.ends_with(':')) return open(line);
    const std::string_view key = take_word(line);
    add(key, take_word(line));
  }

 private:
  /// `"a@^1", "a@^2":`
  void open(std::string_view line) {
    const std::string_view whole = line.substr(0, line.size() - 1);
    std::string key;
    std::string_view rest = whole;
    while (!rest.empty()) {
      const std::string_view word = take_word(rest);
      if (!word.empty()) key += (key.empty() ? "" : ", ") + std::string(word);
    }
    Member& member = open_.back()->members.emplace_back();
    member.key = {std::move(key), {whole}};
    member.value.kind = Value::Kind::Map;
    member.value.span = {whole};
    open_.push_back(&member.value);
  }

  void add(std::string_view key, std::string_view text) {
    Member& member = open_.back()->members.emplace_back();
    member.key = {std::string(key), {key}};
    member.value.kind = Value::Kind::String;
    member.value.text = text;
    member.value.span = {text};
  }

  std::vector<Value*> open_;  // the maps that the current line stands in, outermost first
};

}  // namespace

void parse_yarn_lock(const Source& source, Parsed& parsed) {
  if (source.text.find("\n__metadata:") != std::string::npos) return parse_yaml(source, parsed);
  Config config;
  config.source = &source;
  config.syntax = Syntax::Yaml;
  config.root.span = source.all();
  YarnReader reader(config.root);
  std::string_view rest = source.text;
  while (!rest.empty()) reader.read(take_until(rest, '\n'));
  parsed.config = std::move(config);
}

}  // namespace mcplint
