// What is said of nodes of YAML: anchors, tags, aliases and merges.

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/yaml_reader.h"
#include "mcplint/words.h"

namespace mcplint {

/// Collections in collections. Every reader of the tree may walk it recursively.
static constexpr unsigned kMaxYamlDepth = 200;

/// An alias becomes a copy of what it stands for, so that rules see one plain
/// tree. This is how many values one file may so copy: a few lines of aliases of
/// aliases would otherwise fill any memory.
static constexpr std::size_t kMostCopiedValues = 100'000;

static std::size_t count_values(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += count_values(item);
  for (const Member& member : value.members) count += count_values(member.value);
  return count;
}

bool YamlReader::enter() {
  if (++depth_ <= kMaxYamlDepth) return true;
  return cursor_.stop(
      {{cursor_.text.substr(std::min(cursor_.at, cursor_.text.size()), 1)},
       "is nested too deeply",
       "values more than " + std::to_string(kMaxYamlDepth) + " levels deep are not read"});
}

void YamlReader::make_empty(Value& value, std::size_t at) {
  value.kind = Value::Kind::Null;
  value.span = last_ = {cursor_.text.substr(at, 0)};
}

/// The node that was read last, as the key of a map.
YamlReader::Key YamlReader::as_key(Value value) const {
  const bool merges = last_.text == "<<";
  if (value.is(Value::Kind::List) || value.is(Value::Kind::Map))
    return {{std::string(value.span.text), last_}, merges};
  return {{std::move(value.text), last_}, merges};
}

/// The properties on one line.
bool YamlReader::read_properties(Properties& properties, bool flow) {
  while (at_property()) {
    if (!(cursor_.peek() == '&' ? read_anchor(properties, flow) : read_tag(properties, flow)))
      return false;
    cursor_.skip_blanks();
  }
  return true;
}

/// The name behind `&` or `*`, to where a blank must follow, or a comma or bracket in brackets.
static std::string_view read_name(YamlCursor& cursor) {
  const std::size_t start = ++cursor.at;
  while (!cursor.ends_word(0) && !is_yaml_flow(cursor.peek())) ++cursor.at;
  return cursor.text.substr(start, cursor.at - start);
}

static bool ends_property(const YamlCursor& cursor, bool flow) {
  return cursor.ends_word(0) || (flow && is_yaml_flow(cursor.peek()));
}

bool YamlReader::read_anchor(Properties& properties, bool flow) {
  const std::size_t start = cursor_.at;
  const std::string_view name = read_name(cursor_);
  if (name.empty() || !ends_property(cursor_, flow))
    return cursor_.fail(start,
                        "an anchor without a name, or with a sign in it that names have not");
  if (!properties.anchor.empty()) return cursor_.fail(start, "a second anchor of the same value");
  properties.anchor = name;
  return true;
}

/// Whether a character may stand in a tag: those of URIs, and what is not ASCII.
static bool is_tag_character(char c) {
  static constexpr std::string_view kSigns = "-#;/?:@&=+$_.~*'()%!";
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || static_cast<unsigned char>(c) >= 0x80 ||
         (c != '\0' && kSigns.find(c) != kSigns.npos);
}

bool YamlReader::read_tag(Properties& properties, bool flow) {
  const std::size_t start = cursor_.at;
  ++cursor_.at;
  if (cursor_.peek() == '<') {
    while (!cursor_.ends_word(0) && cursor_.peek() != '>') ++cursor_.at;
    if (cursor_.peek() != '>') return cursor_.fail(start, "a tag that no `>` closes");
    ++cursor_.at;
  } else {
    while (is_tag_character(cursor_.peek())) ++cursor_.at;
  }
  const std::string_view tag = cursor_.span_from(start).text;
  if (!ends_property(cursor_, flow)) return cursor_.fail("this sign cannot stand in a tag");
  if (!properties.tag.empty()) return cursor_.fail(start, "a second tag of the same value");
  const std::size_t handle = tag.find('!', 1);
  if (handle != tag.npos && handle > 1 && tag[1] != '<' &&
      !handles_.contains(tag.substr(0, handle + 1)))
    return cursor_.fail(start, "a tag whose beginning no `%TAG` of this document declares");
  properties.tag = {tag};
  return true;
}

bool YamlReader::add_properties(Properties& to, const Properties& more) {
  if (!to.anchor.empty() && !more.anchor.empty())
    return cursor_.fail("a second anchor of the same value");
  if (!to.tag.empty() && !more.tag.empty()) return cursor_.fail("a second tag of the same value");
  if (to.anchor.empty()) to.anchor = more.anchor;
  if (to.tag.empty()) to.tag = more.tag;
  return true;
}

bool YamlReader::finish_inline(Value& value, const Properties& properties, std::size_t start) {
  if (properties.any() && cursor_.text[start] == '*')
    return cursor_.fail(start, "an alias takes no anchor and no tag");
  return finish(value, properties);
}

/// Whether a tag only says what plain text is anyway.
static bool says_kind(std::string_view tag) {
  static constexpr auto kTags =
      std::to_array<std::string_view>({"!!null", "!!bool", "!!int", "!!float"});
  return is_one_of(tag, kTags);
}

bool YamlReader::finish(Value& value, const Properties& properties) {
  if (!properties.tag.empty()) {
    value.tag = properties.tag;
    const bool collection = value.is(Value::Kind::List) || value.is(Value::Kind::Map);
    if (!collection && !says_kind(value.tag.text)) value.kind = Value::Kind::String;
  }
  if (properties.anchor.empty()) return true;
  const std::size_t count = count_values(value);
  if (!may_copy(count)) return false;
  anchors_[properties.anchor] = {value, count};
  return true;
}

bool YamlReader::read_alias(Value& value, bool flow) {
  const std::size_t start = cursor_.at;
  const std::string_view name = read_name(cursor_);
  last_ = cursor_.span_from(start);
  if (name.empty() || !ends_property(cursor_, flow))
    return cursor_.fail(start, "an alias without a name, or with a sign in it that names have not");
  const auto found = anchors_.find(name);
  if (found == anchors_.end())
    return cursor_.stop({last_, "is an alias of nothing",
                         "define `&" + std::string(name) + "` before it, and not around it"});
  if (!may_copy(found->second.count)) return false;
  value = found->second.value;
  return true;
}

bool YamlReader::may_copy(std::size_t count) {
  copied_ += count;
  if (copied_ <= kMostCopiedValues) return true;
  return cursor_.stop({last_, "aliases stand for too much",
                       "aliases that stand for more than " + std::to_string(kMostCopiedValues) +
                           " values in one file are not read"});
}

/// Gives `map` the members of `from` that it has not itself, whose keys are `own`: what `<<`
/// asks for.
bool YamlReader::merge(Value& map, const Value& from, std::set<std::string>& own) {
  if (from.is(Value::Kind::List))
    return std::ranges::all_of(from.items,
                               [&](const Value& item) { return merge(map, item, own); });
  if (!may_copy(count_values(from))) return false;
  std::vector<std::string> added;
  for (const Member& member : from.members) {
    if (own.contains(member.key.text)) continue;
    map.members.push_back(member);
    added.push_back(member.key.text);  // `from` may have a key twice, and then gives both
  }
  own.insert(added.begin(), added.end());
  return true;
}

bool YamlReader::merge_all(Value& map, const std::vector<Value>& merged) {
  if (merged.empty()) return true;
  std::set<std::string> own;
  for (const Member& member : map.members) own.insert(member.key.text);
  return std::ranges::all_of(merged, [&](const Value& from) { return merge(map, from, own); });
}

}  // namespace mcplint
