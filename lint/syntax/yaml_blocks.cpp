// What YAML shows by indentation: lists, maps, and the nodes in them.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/yaml_reader.h"
#include "lint/syntax/yaml_scalars.h"

namespace mcplint {

/// Whether the node stands here, and not something that belongs to what holds it.
bool YamlReader::begins(const Where& where) const {
  if (cursor_.at_end() || cursor_.at_marker()) return false;
  if (!cursor_.begins_line()) return true;
  const long indentation = cursor_.indentation();
  return indentation > where.indent ||
         (where.list_at_indent && indentation == where.indent && cursor_.at_indicator('-'));
}

bool YamlReader::read_node(Value& value, const Where& where) {
  if (!enter()) return false;
  Head head;
  bool empty = false;
  if (!read_head(head, where, empty)) return false;
  if (empty) {
    make_empty(value, head.empty);
    if (!finish(value, head.outer)) return false;
  } else if (!read_content(value, where, head)) {
    return false;
  }
  --depth_;
  return true;
}

bool YamlReader::read_head(Head& head, const Where& where, bool& empty) {
  head.empty = cursor_.at;
  cursor_.skip();
  while (true) {
    empty = !begins(where);
    if (empty) return true;
    head.column = cursor_.column();
    head.may_hold = !cursor_.behind_tab() && (where.compact || cursor_.begins_line());
    if (!at_property()) return true;
    const std::size_t line = cursor_.line;
    if (!read_properties(head.inner, false)) return false;
    head.empty = cursor_.at;
    cursor_.skip();
    if (!cursor_.at_end() && cursor_.line == line) return true;
    if (!add_properties(head.outer, head.inner)) return false;
    head.inner = {};
  }
}

bool YamlReader::read_content(Value& value, const Where& where, const Head& head) {
  const bool list = cursor_.at_indicator('-');
  if (list || cursor_.at_indicator('?')) {
    if (!head.may_hold || head.inner.any()) return refuse_collection();
    const bool done = list ? read_list(value, head.column) : read_map(value, head.column, nullptr);
    return done && finish(value, head.outer);
  }
  if (cursor_.peek() != '|' && cursor_.peek() != '>') return read_text_or_map(value, where, head);
  Properties properties = head.outer;
  return add_properties(properties, head.inner) && read_block_text(value, where.indent) &&
         finish(value, properties);
}

bool YamlReader::read_block_text(Value& value, long indent) {
  const std::size_t start = cursor_.at;
  value.kind = Value::Kind::String;
  if (!mcplint::read_block_text(cursor_, indent, value.text)) return false;
  value.span = cursor_.span_from(start);
  std::string_view& written = value.span.text;
  while (is_yaml_blank(written.back()) || is_yaml_break(written.back())) written.remove_suffix(1);
  last_ = value.span;
  return true;
}

/// Reads a node that is a map if a colon follows what it begins with.
bool YamlReader::read_text_or_map(Value& value, const Where& where, const Head& head) {
  const std::size_t start = cursor_.at;
  const std::size_t line = cursor_.line;
  Value first;
  if (cursor_.at_indicator(':')) {
    make_empty(first, start);
  } else if (!read_inline(first, where.indent, false)) {
    return false;
  }
  const std::size_t end = cursor_.at;
  cursor_.skip_blanks();
  if (!cursor_.at_indicator(':')) {
    cursor_.at = end;
    value = std::move(first);
    Properties properties = head.outer;
    return add_properties(properties, head.inner) && finish_inline(value, properties, start);
  }
  if (!head.may_hold) return refuse_collection();
  if (cursor_.line != line) return cursor_.fail(start, "a key must stand on one line");
  if (!finish_inline(first, head.inner, start)) return false;
  Key key = as_key(std::move(first));
  return read_map(value, head.column, &key) && finish(value, head.outer);
}

bool YamlReader::read_list(Value& value, long column) {
  value.kind = Value::Kind::List;
  const std::size_t start = cursor_.at;
  Span end;
  bool more = true;
  while (more && cursor_.at_indicator('-')) {
    const Span dash = {cursor_.text.substr(cursor_.at, 1)};
    ++cursor_.at;
    if (!read_node(value.items.emplace_back(), {column, true, false})) return false;
    end = last_.empty() ? dash : last_;
    if (!next_entry(column, more)) return false;
  }
  value.span = last_ = join({cursor_.text.substr(start, 1)}, end);
  return true;
}

/// Reads a map, whose first key may be read already.
bool YamlReader::read_map(Value& value, long column, Key* first) {
  value.kind = Value::Kind::Map;
  const Span start = first != nullptr ? first->text.span : Span{cursor_.text.substr(cursor_.at, 1)};
  Span end = start;
  std::vector<Value> merged;
  for (bool more = true; more; first = nullptr) {
    Member member;
    bool merges = false;
    if (!read_entry(member, merges, column, first)) return false;
    end = last_.empty() ? member.key.span : last_;
    if (merges) {
      merged.push_back(std::move(member.value));
    } else {
      value.members.push_back(std::move(member));
    }
    if (!next_entry(column, more)) return false;
  }
  value.span = join(start, end);
  if (!merge_all(value, merged)) return false;
  last_ = value.span;
  return true;
}

bool YamlReader::read_entry(Member& member, bool& merges, long column, Key* first) {
  if (first == nullptr && cursor_.at_indicator('?'))
    return read_explicit_entry(member, merges, column);
  Key key;
  if (first == nullptr && !read_implicit_key(key, column)) return false;
  if (first != nullptr) key = std::move(*first);
  member.key = std::move(key.text);
  merges = key.merges;
  ++cursor_.at;  // the colon
  return read_node(member.value, {column, false, true});
}

/// Reads `? key`, and `: value` on a line behind it.
bool YamlReader::read_explicit_entry(Member& member, bool& merges, long column) {
  ++cursor_.at;
  Value value;
  if (!read_node(value, {column, true, true})) return false;
  Key key = as_key(std::move(value));
  member.key = std::move(key.text);
  merges = key.merges;
  const std::size_t end = cursor_.at;
  cursor_.skip();
  if (cursor_.at_indicator(':') && cursor_.begins_line() && cursor_.column() == column) {
    ++cursor_.at;
    return read_node(member.value, {column, true, true});
  }
  make_empty(member.value, end);
  return true;
}

bool YamlReader::read_implicit_key(Key& key, long column) {
  const std::size_t start = cursor_.at;
  const std::size_t line = cursor_.line;
  Properties properties;
  if (!read_properties(properties, false)) return false;
  const std::size_t content = cursor_.at;
  Value value;
  if (cursor_.at_indicator(':') || cursor_.ends_word(0)) {
    make_empty(value, content);
  } else if (!read_inline(value, column, false)) {
    return false;
  }
  cursor_.skip_blanks();
  if (cursor_.line != line)
    return cursor_.fail(start, "a key must stand on one line, with a colon");
  if (!cursor_.at_indicator(':')) return cursor_.fail(start, "no colon behind a key");
  if (!finish_inline(value, properties, content)) return false;
  key = as_key(std::move(value));
  return true;
}

/// Goes to the next entry of a list or map that stands at `column`, if there is one.
bool YamlReader::next_entry(long column, bool& more) {
  more = false;
  cursor_.skip();
  if (cursor_.at_end() || cursor_.at_marker()) return true;
  if (!cursor_.begins_line()) return refuse_rest();
  const long indentation = cursor_.indentation();
  if (indentation < column) return true;
  if (cursor_.behind_tab())
    return cursor_.fail(cursor_.line + static_cast<std::size_t>(indentation),
                        "a tab cannot indent");
  if (indentation > column) return cursor_.fail("this is indented more than what stands before it");
  more = true;
  return true;
}

bool YamlReader::refuse_collection() {
  if (cursor_.behind_tab()) return cursor_.fail("a tab cannot indent");
  if (cursor_.peek() == ':')
    return cursor_.fail(
        "mapping values are not allowed here; a value that holds `: ` needs quotes");
  return cursor_.fail("a list or map must begin on a line of its own here");
}

/// Refuses what follows a node that is whole.
bool YamlReader::refuse_rest() {
  if (cursor_.peek() == ':') return refuse_collection();
  return cursor_.fail("this belongs to nothing that stands before it");
}

}  // namespace mcplint
