// Python: expressions, and the table of what builds which.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/python.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace mcplint {

/// Real code nests a few dozen levels; a long chain of `+` some hundreds.
static constexpr unsigned kDeepest = 1000;

std::vector<Node> PythonBuilder::children(TSNode node) {
  std::vector<Node> result;
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    if (!ts_node_is_named(child) || ts_node_is_extra(child)) continue;
    result.push_back(expression(child));
  }
  ts_tree_cursor_delete(&cursor);
  return result;
}

template <NodeKind kKind>
Node PythonBuilder::with_children(TSNode node) {
  return code_.nodes.make(kKind, span(node), children(node));
}

/// Brackets and wrappers that mean what is inside them.
Node PythonBuilder::only_child(TSNode node) {
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    if (!ts_node_is_extra(child)) return expression(child);
  }
  return empty(NodeKind::Other, node);
}

Node PythonBuilder::name(TSNode node) {
  const Span its_span = span(node);
  return code_.nodes.make(NodeKind::Name, its_span, {}, its_span);
}

/// A capture in a pattern is a name; `Color.RED` there is a value.
Node PythonBuilder::dotted_name(TSNode node) {
  const std::uint32_t count = ts_node_named_child_count(node);
  Node result = only_child(node);
  for (std::uint32_t i = 1; i < count; ++i) {
    const Span name = span(ts_node_named_child(node, i));
    result = code_.nodes.make(NodeKind::Attribute, join(result.span(), name), {&result, 1}, name);
  }
  return result;
}

Node PythonBuilder::assignment(TSNode node) {
  const TSNode right = field(node, "right");
  if (ts_node_is_null(right)) return empty(NodeKind::Other, node);  // `x: int`

  // `a = b = value` nests on the right.
  std::vector<Node> parts = {expression(field(node, "left"))};
  const Node value = expression(right);
  if (value.is(NodeKind::Assign)) {
    parts.insert(parts.end(), value.parts().begin(), value.parts().end());
  } else {
    parts.push_back(value);
  }
  return code_.nodes.make(NodeKind::Assign, span(node), parts);
}

Node PythonBuilder::augmented_assignment(TSNode node) {
  const Node parts[] = {expression(field(node, "left")), expression(field(node, "right"))};
  return code_.nodes.make(NodeKind::Augment, span(node), parts, span(field(node, "operator")));
}

Node PythonBuilder::named_expression(TSNode node) {
  const Node parts[] = {expression(field(node, "name")), expression(field(node, "value"))};
  return code_.nodes.make(NodeKind::Assign, span(node), parts);
}

Node PythonBuilder::attribute(TSNode node) {
  const Node object = expression(field(node, "object"));
  return code_.nodes.make(NodeKind::Attribute, span(node), {&object, 1},
                          span(field(node, "attribute")));
}

Node PythonBuilder::call(TSNode node) {
  std::vector<Node> parts = {expression(field(node, "function"))};
  const TSNode arguments = field(node, "arguments");
  if (!ts_node_is_null(arguments)) {
    if (std::string_view(ts_node_type(arguments)) == "generator_expression") {
      parts.push_back(expression(arguments));
    } else {
      const std::vector<Node> given = children(arguments);
      parts.insert(parts.end(), given.begin(), given.end());
    }
  }
  return code_.nodes.make(NodeKind::Call, span(node), parts);
}

Node PythonBuilder::keyword_argument(TSNode node) {
  const Node value = expression(field(node, "value"));
  return code_.nodes.make(NodeKind::Keyword, span(node), {&value, 1}, span(field(node, "name")));
}

Node PythonBuilder::spread(TSNode node) {
  const Node value = only_child(node);
  const Span all = span(node);
  const std::size_t stars = all.text.starts_with("**") ? 2 : 1;
  return code_.nodes.make(NodeKind::Spread, all, {&value, 1}, {all.text.substr(0, stars)});
}

Node PythonBuilder::binary(TSNode node) {
  const Node parts[] = {expression(field(node, "left")), expression(field(node, "right"))};
  return code_.nodes.make(NodeKind::Binary, span(node), parts, span(field(node, "operator")));
}

Node PythonBuilder::comparison(TSNode node) {
  // `a < b < c` is `a < b and b < c`.
  std::vector<Node> links;
  Node left;
  TSNode left_node{};
  Span operation;
  const std::uint32_t count = ts_node_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_child(node, i);
    if (ts_node_is_extra(child)) continue;
    if (!ts_node_is_named(child)) {
      operation = operation.empty() ? span(child) : join(operation, span(child));
      continue;
    }
    const Node right = expression(child);
    if (!ts_node_is_null(left_node)) {
      const Node sides[] = {left, right};
      links.push_back(code_.nodes.make(NodeKind::Compare, join(span(left_node), span(child)), sides,
                                       operation));
    }
    left = right;
    left_node = child;
    operation = {};
  }
  if (links.size() == 1) return links.front();
  return code_.nodes.make(NodeKind::Logical, span(node), links);
}

Node PythonBuilder::logical(TSNode node) {
  const TSNode operation = field(node, "operator");
  const std::string_view word = text(operation);

  // `a and b and c` nests on the left; one node with three operands is easier to read.
  std::vector<Node> operands;
  const Node left = expression(field(node, "left"));
  if (left.is(NodeKind::Logical) && left.name() == word) {
    operands.assign(left.parts().begin(), left.parts().end());
  } else {
    operands.push_back(left);
  }
  operands.push_back(expression(field(node, "right")));
  return code_.nodes.make(NodeKind::Logical, span(node), operands, span(operation));
}

Node PythonBuilder::conditional(TSNode node) {
  // In the source: then, condition, else.
  const std::vector<Node> pieces = children(node);
  if (pieces.size() != 3) return code_.nodes.make(NodeKind::Other, span(node), pieces);
  const Node parts[] = {pieces[1], pieces[0], pieces[2]};
  return code_.nodes.make(NodeKind::Conditional, span(node), parts);
}

Node PythonBuilder::subscript(TSNode node) { return with_children<NodeKind::Subscript>(node); }

Node PythonBuilder::comprehension(TSNode node) {
  std::vector<Node> parts = {expression(field(node, "body"))};
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type == "for_in_clause") {
      const Node pieces[] = {expression(field(child, "left")), expression(field(child, "right"))};
      parts.push_back(code_.nodes.make(NodeKind::Generator, span(child), pieces));
    } else if (type == "if_clause") {
      parts.push_back(with_children<NodeKind::Filter>(child));
    }
  }
  return code_.nodes.make(NodeKind::Comprehension, span(node), parts);
}

Node PythonBuilder::lambda(TSNode node) {
  const auto index = static_cast<std::uint32_t>(code_.functions.size());
  code_.functions.emplace_back().parent = function_;
  const std::uint32_t outer = std::exchange(function_, index);
  std::vector<FunctionParameter> its_parameters = parameters(field(node, "parameters"));
  const Node value = expression(field(node, "body"));
  const Node result = code_.nodes.make(NodeKind::Return, value.span(), {&value, 1});
  code_.functions[index].name_span = {text(node).substr(0, std::string_view("lambda").size())};
  code_.functions[index].parameters = std::move(its_parameters);
  code_.functions[index].body = code_.nodes.make(NodeKind::Block, value.span(), {&result, 1});
  function_ = outer;
  return code_.nodes.make_index(NodeKind::Lambda, span(node), index);
}

/// Which member function builds which kind of tree-sitter node.
struct PythonHandlers {
  using Handler = PythonBuilder::Handler;
  using B = PythonBuilder;

  struct Entry {
    std::string_view type;
    Handler handler;
  };
  static constexpr Entry kEntries[] = {
      {"identifier", &B::name},
      {"keyword_identifier", &B::name},
      {"dotted_name", &B::dotted_name},
      {"attribute", &B::attribute},
      {"call", &B::call},
      {"keyword_argument", &B::keyword_argument},
      {"list_splat", &B::spread},
      {"dictionary_splat", &B::spread},
      {"list_splat_pattern", &B::spread},
      {"dictionary_splat_pattern", &B::spread},
      {"string", &B::string},
      {"concatenated_string", &B::adjacent_strings},
      {"integer", &B::with_children<NodeKind::Number>},
      {"float", &B::with_children<NodeKind::Number>},
      {"true", &B::with_children<NodeKind::Constant>},
      {"false", &B::with_children<NodeKind::Constant>},
      {"none", &B::with_children<NodeKind::Constant>},
      {"ellipsis", &B::with_children<NodeKind::Constant>},
      {"binary_operator", &B::binary},
      {"comparison_operator", &B::comparison},
      {"boolean_operator", &B::logical},
      {"not_operator", &B::with_children<NodeKind::Not>},
      {"conditional_expression", &B::conditional},
      {"list", &B::with_children<NodeKind::Sequence>},
      {"tuple", &B::with_children<NodeKind::Sequence>},
      {"set", &B::with_children<NodeKind::Sequence>},
      {"expression_list", &B::with_children<NodeKind::Sequence>},
      {"pattern_list", &B::with_children<NodeKind::Sequence>},
      {"tuple_pattern", &B::with_children<NodeKind::Sequence>},
      {"list_pattern", &B::with_children<NodeKind::Sequence>},
      {"dictionary", &B::with_children<NodeKind::Mapping>},
      {"pair", &B::with_children<NodeKind::Pair>},
      {"subscript", &B::subscript},
      {"generic_type", &B::subscript},
      {"list_comprehension", &B::comprehension},
      {"set_comprehension", &B::comprehension},
      {"dictionary_comprehension", &B::comprehension},
      {"generator_expression", &B::comprehension},
      {"lambda", &B::lambda},
      {"await", &B::with_children<NodeKind::Await>},
      {"yield", &B::with_children<NodeKind::Yield>},
      {"named_expression", &B::named_expression},
      {"parenthesized_expression", &B::only_child},
      {"parenthesized_list_splat", &B::only_child},
      {"type", &B::only_child},
      {"as_pattern_target", &B::only_child},
      {"case_pattern", &B::only_child},
      {"assignment", &B::assignment},
      {"augmented_assignment", &B::augmented_assignment},
      {"expression_statement", &B::only_child},
      {"return_statement", &B::with_children<NodeKind::Return>},
      {"raise_statement", &B::with_children<NodeKind::Raise>},
      {"assert_statement", &B::with_children<NodeKind::Assert>},
      {"if_statement", &B::if_statement},
      {"for_statement", &B::for_statement},
      {"while_statement", &B::while_statement},
      {"try_statement", &B::try_statement},
      {"with_statement", &B::with_statement},
      {"match_statement", &B::match_statement},
      {"decorated_definition", &B::decorated_definition},
  };

  /// By tree-sitter's number for the kind, so that no string is compared per node.
  static const std::vector<Handler>& table() {
    static const std::vector<Handler> kTable = [] {
      const TSLanguage* language = tree_sitter_python();
      std::vector<Handler> result(ts_language_symbol_count(language), nullptr);
      for (const Entry& entry : kEntries) {
        const TSSymbol symbol = ts_language_symbol_for_name(
            language, entry.type.data(), static_cast<std::uint32_t>(entry.type.size()), true);
        if (symbol != 0) result[symbol] = entry.handler;
      }
      return result;
    }();
    return kTable;
  }
};

Node PythonBuilder::handle(TSNode node) {
  const std::string_view type = ts_node_type(node);
  if (type == "function_definition") return function_definition(node, {});
  if (type == "class_definition") return class_definition(node, {});
  if (type == "break_statement" || type == "continue_statement") {
    return code_.nodes.make(NodeKind::Jump, span(node), {}, span(node));
  }
  return with_children<NodeKind::Other>(node);
}

void PythonBuilder::too_deep(TSNode node) {
  if (std::exchange(said_too_deep_, true)) return;
  parsed_.problems.push_back({{span(node).text.substr(0, 1)},
                              "nested more than 1,000 levels deep",
                              "split the expression into several"});
}

Node PythonBuilder::expression(TSNode node) {
  if (ts_node_is_null(node)) return {};
  if (depth_ >= kDeepest) {
    too_deep(node);
    return empty(NodeKind::Other, node);
  }
  ++depth_;
  const TSSymbol symbol = ts_node_symbol(node);
  const std::vector<Handler>& table = PythonHandlers::table();
  const Handler build = symbol < table.size() ? table[symbol] : nullptr;
  const Node result = build != nullptr ? (this->*build)(node) : handle(node);
  --depth_;
  return result;
}

}  // namespace mcplint
