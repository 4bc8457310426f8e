#pragma once
// From tree-sitter's Python tree to Code. Only the python*.cpp files include this.

#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/syntax/tree.h"

namespace mcplint {

/// Builds the Code of one file, statement by statement.
class PythonBuilder {
 public:
  PythonBuilder(const Source& source, Parsed& parsed, Code& code)
      : source_(source), parsed_(parsed), code_(code) {}

  /// The statements of a `module` or `block`.
  Node block(TSNode node);
  /// Any expression or pattern; a null node gives an empty Other.
  Node expression(TSNode node);

 private:
  using Handler = Node (PythonBuilder::*)(TSNode);
  friend struct PythonHandlers;

  // Statements.
  void statement(TSNode node, std::vector<Node>& out);
  Node if_statement(TSNode node);
  Node for_statement(TSNode node);
  Node while_statement(TSNode node);
  Node try_statement(TSNode node);
  Node handler(TSNode node);
  Node with_statement(TSNode node);
  Node match_statement(TSNode node);
  Node function_definition(TSNode node, const std::vector<Node>& decorators);
  Node class_definition(TSNode node, const std::vector<Node>& decorators);
  Node decorated_definition(TSNode node);
  void class_fields(TSNode body, Class& result);
  void import_statement(TSNode node);
  void import_from(TSNode node);
  std::vector<FunctionParameter> parameters(TSNode node);
  FunctionParameter parameter(TSNode node);

  // Expressions.
  Node assignment(TSNode node);
  Node augmented_assignment(TSNode node);
  Node named_expression(TSNode node);
  Node name(TSNode node);
  Node dotted_name(TSNode node);
  Node attribute(TSNode node);
  Node call(TSNode node);
  Node keyword_argument(TSNode node);
  Node spread(TSNode node);
  Node string(TSNode node);
  Node adjacent_strings(TSNode node);
  Node binary(TSNode node);
  Node comparison(TSNode node);
  Node logical(TSNode node);
  Node conditional(TSNode node);
  Node subscript(TSNode node);
  Node comprehension(TSNode node);
  Node lambda(TSNode node);
  Node only_child(TSNode node);
  template <NodeKind kKind>
  Node with_children(TSNode node);

  // Helpers.
  [[nodiscard]] Span span(TSNode node) const { return span_of(node, source_.text); }
  [[nodiscard]] std::string_view text(TSNode node) const { return span(node).text; }
  static TSNode field(TSNode node, std::string_view name);
  Node block_or_empty(TSNode node, TSNode place);
  Node empty(NodeKind kind, TSNode place);
  Node body_of(TSNode node);
  std::vector<Node> children(TSNode node);
  Node handle(TSNode node);
  void too_deep(TSNode node);

  const Source& source_;
  Parsed& parsed_;
  Code& code_;
  std::uint32_t function_ = kNone;  // the one being built
  std::uint32_t class_ = kNone;     // the class whose body is being built
  unsigned depth_ = 0;
  bool said_too_deep_ = false;
};

}  // namespace mcplint
