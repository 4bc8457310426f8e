#pragma once
// JSON, JSONC, YAML and TOML files, as one kind of tree with places in it.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A decoded piece of text and where it was written. The two differ when the
/// file's syntax encodes it: quotes, escapes, folded lines.
struct Text {
  std::string text;
  Span span;
};

struct Member;

/// One value of a configuration file.
///
/// An alias of YAML is a copy of what it stands for, and a map that merges
/// others (`<<: *common`) has their members behind its own: the spans of such
/// values are where they were written, outside of what holds them.
struct Value {
  enum class Kind { Null, Bool, Number, String, List, Map };

  Kind kind = Kind::Null;
  Span span;         // as written, quotes and brackets included
  Span tag;          // of YAML, as written: `!override`; empty if none
  std::string text;  // of a String: decoded; of a Number, Bool or Null: as written; of a date
                     // in TOML, which is a String: as written
  std::vector<Value> items;
  std::vector<Member> members;  // in order; a key that is there twice is here twice

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  /// The member called `key`; the last one if there are several, as JSON.parse
  /// and most clients have it. Null if there is none, or this is no Map.
  [[nodiscard]] const Value* get(std::string_view key) const;
  /// Values at a path of keys and `*`, which stands for every member or item:
  /// find("mcpServers.*.env"). In order; empty if there are none.
  [[nodiscard]] std::vector<const Value*> find(std::string_view path) const;
};

struct Member {
  Text key;
  Value value;
};

/// How strictly a file was read, and whether it needed that.
enum class Syntax { Json, Jsonc, Yaml, Toml, Ini, Xml, Lines };

/// A configuration file.
struct Config {
  const Source* source = nullptr;
  Syntax syntax = Syntax::Json;  // Jsonc: it has comments or trailing commas
  Span comment;                  // the first one that strict clients stumble over; empty if none
  Span trailing_comma;           // likewise
  Value root;
  std::vector<Value> further;  // of YAML: the documents behind the first
};

}  // namespace mcplint
