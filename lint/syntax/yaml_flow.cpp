// What YAML shows by signs: text in quotes, and collections in brackets and braces.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/yaml_reader.h"
#include "lint/syntax/yaml_scalars.h"

namespace mcplint {

static std::string why_not_plain(char c) {
  return std::string("a value cannot begin with `") + c + "`; a text that does needs quotes";
}

/// Reads an alias, a collection in brackets or braces, or text that is no block.
bool YamlReader::read_inline(Value& value, long indent, bool flow) {
  const char c = cursor_.peek();
  if (c == '*') return read_alias(value, flow);
  if (c == '[' || c == '{') return read_flow(value, indent);
  const std::size_t start = cursor_.at;
  if (c == '"' || c == '\'') {
    value.kind = Value::Kind::String;
    if (!read_quoted(cursor_, {indent, flow}, value.text)) return false;
  } else {
    if (!begins_plain(cursor_, flow)) return cursor_.fail(why_not_plain(c));
    if (!read_plain(cursor_, {indent, flow}, value.text)) return false;
    value.kind = yaml_kind(value.text);
  }
  value.span = last_ = cursor_.span_from(start);
  return true;
}

/// Goes to what follows in brackets or braces, which the text must close.
bool YamlReader::skip_in_flow(const Flow& flow) {
  cursor_.skip();
  if (cursor_.at_end() || cursor_.at_marker())
    return cursor_.fail(flow.open, "a bracket or brace that nothing closes");
  const bool closes = cursor_.peek() == ']' || cursor_.peek() == '}';
  if (!closes && cursor_.begins_line() && cursor_.indentation() <= flow.indent)
    cursor_.complain(cursor_.at,
                     "what is in brackets or braces must be indented more than what it "
                     "belongs to");
  return true;
}

bool YamlReader::read_flow(Value& value, long indent) {
  const Flow flow = {cursor_.at, indent};
  const bool list = cursor_.peek() == '[';
  const char close = list ? ']' : '}';
  value.kind = list ? Value::Kind::List : Value::Kind::Map;
  std::vector<Value> merged;
  ++cursor_.at;
  if (!skip_in_flow(flow)) return false;
  while (cursor_.peek() != close) {
    if (cursor_.peek() == ',') return cursor_.fail("nothing stands in front of this comma");
    const bool read = list ? read_flow_item(value.items.emplace_back(), flow)
                           : read_flow_member(value, merged, flow);
    if (!read || !skip_in_flow(flow)) return false;
    if (cursor_.peek() == ',') {
      ++cursor_.at;
      if (!skip_in_flow(flow)) return false;
    } else if (cursor_.peek() != close) {
      return cursor_.fail(std::string("a comma or `") + close + "` is missing");
    }
  }
  ++cursor_.at;
  value.span = cursor_.span_from(flow.open);
  if (!merge_all(value, merged)) return false;
  last_ = value.span;
  return true;
}

/// Whether a colon stands here that parts a key from its value. Behind a key in quotes or
/// brackets, no blank need follow it.
bool YamlReader::at_flow_colon(bool quoted) const {
  return cursor_.peek() == ':' && (quoted || cursor_.ends_word(1) || is_yaml_flow(cursor_.peek(1)));
}

/// Reads an item of a list: a node, or a map of one pair without braces.
bool YamlReader::read_flow_item(Value& item, const Flow& flow) {
  const std::size_t start = cursor_.at;
  const std::size_t line = cursor_.line;
  std::vector<Value> merged;
  if (cursor_.at_indicator('?')) {
    if (!enter() || !read_flow_member(item, merged, flow)) return false;
  } else {
    Value first;
    bool quoted = false;
    if (!read_flow_node(first, flow, quoted) || !skip_in_flow(flow)) return false;
    if (!at_flow_colon(quoted)) {
      item = std::move(first);
      return true;
    }
    if (cursor_.line != line)
      return cursor_.fail(start, "a key in brackets must stand on one line, with its colon");
    if (!enter() || !read_flow_value(item, merged, as_key(std::move(first)), flow)) return false;
  }
  --depth_;
  item.kind = Value::Kind::Map;
  item.span = join({cursor_.text.substr(start, 1)}, last_);
  return merge_all(item, merged);
}

/// Reads `key`, `key: value` or `? key: value`.
bool YamlReader::read_flow_member(Value& map, std::vector<Value>& merged, const Flow& flow) {
  if (cursor_.at_indicator('?')) {
    ++cursor_.at;
    if (!skip_in_flow(flow)) return false;
  }
  Value key;
  bool quoted = false;
  if (!read_flow_node(key, flow, quoted) || !skip_in_flow(flow)) return false;
  if (at_flow_colon(quoted)) return read_flow_value(map, merged, as_key(std::move(key)), flow);
  Member& member = map.members.emplace_back();
  member.key = as_key(std::move(key)).text;
  make_empty(member.value, cursor_.at);
  return true;
}

/// Reads the value of `key`, from its colon on.
bool YamlReader::read_flow_value(Value& map, std::vector<Value>& merged, Key key,
                                 const Flow& flow) {
  ++cursor_.at;
  Member member{std::move(key.text), {}};
  bool quoted = false;
  if (!skip_in_flow(flow) || !read_flow_node(member.value, flow, quoted)) return false;
  if (key.merges) {
    merged.push_back(std::move(member.value));
  } else {
    map.members.push_back(std::move(member));
  }
  return true;
}

/// Reads a node in brackets or braces, which may be empty.
bool YamlReader::read_flow_node(Value& value, const Flow& flow, bool& quoted) {
  if (!enter()) return false;
  std::size_t start = cursor_.at;
  Properties properties;
  while (at_property()) {
    if (!read_properties(properties, true)) return false;
    start = cursor_.at;
    if (!skip_in_flow(flow)) return false;
  }
  const char c = cursor_.peek();
  if (c == ',' || c == ']' || c == '}' || at_flow_colon(false)) {
    make_empty(value, start);
    if (!finish(value, properties)) return false;
  } else {
    start = cursor_.at;
    quoted = c == '"' || c == '\'' || c == '[' || c == '{';
    if (!read_inline(value, flow.indent, true) || !finish_inline(value, properties, start))
      return false;
  }
  --depth_;
  return true;
}

}  // namespace mcplint
