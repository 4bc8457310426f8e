#pragma once
// From the text of a YAML file to values. Internal to yaml*.cpp.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/yaml_cursor.h"
#include "mcplint/config.h"

namespace mcplint {

/// Reads YAML 1.2. Goes through the text once, and never back over more than the
/// white space between two things.
///
/// Every function that returns bool is false when reading cannot go on; the cursor
/// then knows why. Each of those that read a node leaves in last_ where it was
/// written: the value of an alias has places elsewhere.
class YamlReader {
 public:
  explicit YamlReader(std::string_view text) : cursor_(text) {}

  /// All documents, up to where reading stopped.
  std::vector<Value> read();
  [[nodiscard]] const YamlCursor& cursor() const { return cursor_; }

 private:
  /// What stands in front of a node: `&anchor !tag`.
  struct Properties {
    std::string_view anchor;  // without its sign
    Span tag;
    [[nodiscard]] bool any() const { return !anchor.empty() || !tag.empty(); }
  };
  /// What a node of a block stands in.
  struct Where {
    long indent;          // of what holds it; -1 if nothing does
    bool compact;         // a list or map may begin on this line
    bool list_at_indent;  // a list may be indented as what holds it
  };
  struct Key {
    Text text;
    bool merges = false;  // `<<`
  };
  /// A node of a block up to where it is known what it is: a value, or the first key of a map.
  struct Head {
    Properties outer;   // on lines of their own
    Properties inner;   // on the line of what follows
    std::size_t start;  // where that line's part of the node begins
    long column;        // and how far from the beginning of the line
    bool may_hold;      // a list or a map may begin there
    std::size_t empty;  // where the node is if it is none
  };

  /// Brackets or braces, and how much what holds them is indented.
  struct Flow {
    std::size_t open;
    long indent;
  };

  // yaml.cpp
  bool begin_document(bool& more);
  bool end_document_by_dots();
  void read_directive(bool& versioned);

  // yaml_blocks.cpp
  bool read_node(Value& value, const Where& where);
  [[nodiscard]] bool begins(const Where& where) const;
  bool read_head(Head& head, const Where& where, bool& empty);
  bool read_content(Value& value, const Where& where, const Head& head);
  bool read_block_text(Value& value, long indent);
  bool read_text_or_map(Value& value, const Where& where, const Head& head);
  bool read_list(Value& value, long column);
  bool read_map(Value& value, long column, Key* first);
  bool read_entry(Member& member, bool& merges, long column, Key* first);
  bool read_explicit_entry(Member& member, bool& merges, long column);
  bool read_implicit_key(Key& key, long column);
  bool next_entry(long column, bool& more);
  bool refuse_collection();
  bool refuse_rest();

  // yaml_flow.cpp
  bool read_inline(Value& value, long indent, bool flow);
  bool read_flow(Value& value, long indent);
  bool read_flow_item(Value& item, const Flow& flow);
  bool read_flow_member(Value& map, std::vector<Value>& merged, const Flow& flow);
  bool read_flow_value(Value& map, std::vector<Value>& merged, Key key, const Flow& flow);
  bool read_flow_node(Value& value, const Flow& flow, bool& quoted);
  bool skip_in_flow(const Flow& flow);
  [[nodiscard]] bool at_flow_colon(bool quoted) const;

  // yaml_values.cpp
  [[nodiscard]] bool at_property() const { return cursor_.peek() == '&' || cursor_.peek() == '!'; }
  bool read_properties(Properties& properties, bool flow);
  bool read_anchor(Properties& properties, bool flow);
  bool read_tag(Properties& properties, bool flow);
  bool add_properties(Properties& to, const Properties& more);
  bool read_alias(Value& value, bool flow);
  /// Gives a node its properties.
  bool finish(Value& value, const Properties& properties);
  /// The same of what read_inline() read, which may be an alias, and takes none then.
  bool finish_inline(Value& value, const Properties& properties, std::size_t start);
  void make_empty(Value& value, std::size_t at);
  [[nodiscard]] Key as_key(Value value) const;
  bool merge_all(Value& map, const std::vector<Value>& merged);
  bool merge(Value& map, const Value& from, std::set<std::string>& own);
  bool may_copy(std::size_t count);
  bool enter();  // one level deeper

  /// An anchored value, and how many values it is made of.
  struct Anchored {
    Value value;
    std::size_t count = 0;
  };

  YamlCursor cursor_;
  Span last_;
  unsigned depth_ = 0;
  bool may_direct_ = true;                        // directives may come
  std::set<std::string_view> handles_;            // of tags, in this document
  std::map<std::string_view, Anchored> anchors_;  // of this document
  std::size_t copied_ = 0;
};

}  // namespace mcplint
