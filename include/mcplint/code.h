#pragma once
// Source code as a small structured tree, the same for every language.

#include <cstdint>
#include <forward_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// What a Node is. Brackets list its parts, in order; `name` says what name()
/// answers, where that is more than nothing.
enum class NodeKind : std::uint8_t {
  // Expressions
  Name,           // []                                    name: itself
  Attribute,      // [object]                              name: the attribute
  Call,           // [callee, argument…]
  Keyword,        // [value]: a named argument             name: its name
  Spread,         // [value]: `*x`, `**x`, `...x`          name: the stars or dots
  String,         // []: text without holes; see value()
  Number,         // []
  Constant,       // []: True, None, null, undefined, …
  Format,         // [piece…]: f-strings, template literals, adjacent strings
  Binary,         // [left, right]                         name: the operator
  Compare,        // [left, right]; chains are a Logical   name: the operator: "==", "not in"
  Logical,        // [operand…]                            name: "and" or "or"
  Not,            // [operand]
  Conditional,    // [condition, then, else]
  Sequence,       // [item…]: list, tuple, set, array
  Mapping,        // [Pair or Spread…]
  Pair,           // [key, value]
  Subscript,      // [object, index…]
  Lambda,         // []: see Code::function()
  Comprehension,  // [element, Generator or Filter…]
  Generator,      // [target, iterable]
  Filter,         // [condition]
  Await,          // [value]
  Yield,          // [value?]
  Other,          // [child…]: an expression that says nothing about data
  // Statements; an expression may also stand in a Block
  Block,     // [statement…]
  Assign,    // [target…, value]: also as an expression (walrus)
  Augment,   // [target, value]: `x += y`             name: the operator
  Return,    // [value?]
  Raise,     // [value?]
  Assert,    // [condition]
  Jump,      // []                                    name: "break" or "continue"
  If,        // [condition, then Block, else Block]
  For,       // [target, iterable, body Block, else Block]
  While,     // [condition, body Block, else Block]
  Try,       // [body Block, else Block, finally Block, Handler…]
  Handler,   // [body Block, type?]                   name: what the exception is called
  With,      // [Item…, body Block]
  Item,      // [expression, target?]
  Match,     // [subject, Case…]
  Case,      // [pattern, guard, body Block]; guard is an Other without text if there is none
  Function,  // []: defined here; see Code::function()
  Class,     // []: defined here; see Code::class_of()
};

/// One node of the tree: 32 bytes, owned by its Code.
///
/// It is small because a project has millions: names and operators are slices
/// of its own text, and its parts lie side by side.
class Node {
 public:
  [[nodiscard]] NodeKind kind() const { return kind_; }
  [[nodiscard]] bool is(NodeKind kind) const { return kind_ == kind; }
  [[nodiscard]] Span span() const { return {{begin_, size_}}; }
  /// See NodeKind; empty for kinds that have none.
  [[nodiscard]] std::string_view name() const { return {begin_ + name_at_, name_size_}; }
  [[nodiscard]] std::span<const Node> parts() const;
  [[nodiscard]] const Node& part(std::size_t index) const { return parts()[index]; }
  /// Of a String: the text it stands for, escapes decoded.
  [[nodiscard]] std::string_view value() const;
  /// Of a Lambda, Function or Class: its number in the Code.
  [[nodiscard]] std::uint32_t index() const { return count_; }

  /// Of a Call: the argument at `position`, or the one called `keyword`; null
  /// if neither is there. Pass -1 or "" for "not by that".
  [[nodiscard]] const Node* argument(int position, std::string_view keyword = {}) const;

 private:
  friend class NodeArena;

  const char* begin_ = "";
  union {
    const Node* parts_ = nullptr;
    const char* value_;
  };
  std::uint32_t size_ = 0;
  std::uint32_t count_ = 0;  // of parts; of a String's value, its bytes; of a Lambda, its index
  std::uint32_t name_at_ = 0;
  std::uint16_t name_size_ = 0;
  NodeKind kind_ = NodeKind::Other;
};

/// Makes Nodes and keeps them alive. Moving it leaves them where they are.
class NodeArena {
 public:
  /// A node of `kind` over `span`. `name` must be a slice of `span`, or empty.
  Node make(NodeKind kind, Span span, std::span<const Node> parts = {}, Span name = {});
  Node make_string(Span span, std::string_view value);
  Node make_index(NodeKind kind, Span span, std::uint32_t index);

 private:
  std::vector<std::vector<Node>> blocks_;
  std::forward_list<std::string> values_;
};

/// A parameter of a function, as its language writes it.
struct FunctionParameter {
  std::string_view name;
  Span span;               // the name alone
  Node annotation;         // its type; an Other without text if there is none
  Node default_value;      // likewise
  std::uint8_t stars = 0;  // 1: takes the rest of the positions; 2: of the names
  bool keyword_only = false;

  [[nodiscard]] bool has_annotation() const { return !annotation.span().empty(); }
  [[nodiscard]] bool has_default() const { return !default_value.span().empty(); }
};

inline constexpr std::uint32_t kNone = UINT32_MAX;

/// A function, method or lambda.
struct Function {
  std::string_view name;  // empty for a lambda
  Span name_span;
  std::vector<FunctionParameter> parameters;
  std::vector<Node> decorators;
  Node body;                              // a Block
  std::uint32_t parent = kNone;           // the function it is defined in
  std::uint32_t enclosing_class = kNone;  // the class it is a method of
  bool is_async = false;
  bool in_tool = false;  // can run while a client waits for a tool, as far as calls can be followed
};

/// A name and annotation in a class body: `path: str = Field(…)`.
struct Field {
  std::string_view name;
  Span span;
  Node annotation;
  Node default_value;
};

struct Class {
  std::string_view name;
  Span name_span;
  std::vector<Node> bases;
  std::vector<Node> decorators;
  std::vector<Field> fields;
  std::vector<std::uint32_t> methods;  // indexes of functions
  Node body;                           // a Block
  std::uint32_t parent = kNone;        // the function it is defined in
};

/// One name that an import brings in: `from a.b import c as d` is
/// {"a.b", "c", "d"}, `import a.b` {"a.b", "", "a"}.
struct Import {
  std::string module;  // dotted or as a path; relative ones with their leading dots
  std::string name;    // empty if the module itself is imported; "*" for all
  std::string_view alias;
  Span span;
};

enum class Language : std::uint8_t { Python };

/// A source file.
struct Code {
  const Source* source = nullptr;
  Language language = Language::Python;
  std::vector<Function> functions;
  std::vector<Class> classes;
  std::vector<Import> imports;
  Node body;  // a Block: what runs when the file does
  NodeArena nodes;

  [[nodiscard]] const Function& function(const Node& node) const { return functions[node.index()]; }
  [[nodiscard]] const Class& class_of(const Node& node) const { return classes[node.index()]; }
};

}  // namespace mcplint
