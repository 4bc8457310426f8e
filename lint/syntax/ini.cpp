// setup.cfg, pip.conf and .npmrc, as Python's configparser reads them: sections, keys, and
// values that go on in deeper lines.

#include <algorithm>
#include <string_view>
#include <utility>

#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"

namespace mcplint {

static constexpr std::string_view kBlanks = " \t\r";

static Value text_value(std::string_view text) {
  Value value;
  value.kind = Value::Kind::String;
  value.span = {text};
  value.text = text;
  return value;
}

static Member& add_member(Value& map, std::string_view key, Value::Kind kind) {
  Member& member = map.members.emplace_back();
  member.key = {std::string(key), {key}};
  member.value.kind = kind;
  member.value.span = {key};
  return member;
}

namespace {

/// Reads line after line. A section is a Map of Lists: a value has one string for
/// each line that is not blank. Keys before any section are the root's own.
class IniReader {
 public:
  explicit IniReader(Value& root) : root_(root), section_(&root) { root.kind = Value::Kind::Map; }

  void read(std::string_view line) {
    const std::string_view text = trimmed(line, kBlanks);
    if (text.empty() || text.front() == '#' || text.front() == ';') return;
    const bool is_deeper = line.front() == ' ' || line.front() == '\t';
    if (is_deeper && list_ != nullptr) return add(text);
    if (text.front() == '[' && text.back() == ']') {
      const std::string_view name = trimmed(text.substr(1, text.size() - 2), kBlanks);
      // The root's members may have moved, so nothing else points into it.
      section_ = &add_member(root_, name, Value::Kind::Map).value;
      list_ = nullptr;
      return;
    }
    const std::size_t end = std::min(text.find_first_of("=:"), text.size());
    // `@scope:registry=…` of npm has its colon in the key.
    const std::size_t equals = text.find('=');
    const std::size_t split = text.front() == '@' && equals != text.npos ? equals : end;
    list_ =
        &add_member(*section_, trimmed(text.substr(0, split), kBlanks), Value::Kind::List).value;
    if (split < text.size()) add(trimmed(text.substr(split + 1), kBlanks));
  }

 private:
  void add(std::string_view text) {
    if (text.empty()) return;
    list_->items.push_back(text_value(text));
    list_->span = join(list_->span, {text});
    if (section_ != &root_) section_->span = join(section_->span, {text});
  }

  Value& root_;
  Value* section_;
  Value* list_ = nullptr;
};

}  // namespace

void parse_ini(const Source& source, Parsed& parsed) {
  Config config;
  config.source = &source;
  config.syntax = Syntax::Ini;
  config.root.span = source.all();
  IniReader reader(config.root);
  std::string_view rest = source.text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) reader.read(take_until(rest, '\n'));
  parsed.config = std::move(config);
}

}  // namespace mcplint
