// Python: the file, its statements and definitions.

#include "lint/syntax/python.h"

#include <algorithm>
#include <utility>

extern "C" const TSLanguage* tree_sitter_python();

namespace mcplint {

TSNode PythonBuilder::field(TSNode node, std::string_view name) {
  return ts_node_child_by_field_name(node, name.data(), static_cast<std::uint32_t>(name.size()));
}

Node PythonBuilder::empty(NodeKind kind, TSNode place) {
  return code_.nodes.make(kind, {span(place).text.substr(0, 0)});
}

Node PythonBuilder::block_or_empty(TSNode node, TSNode place) {
  return ts_node_is_null(node) ? empty(NodeKind::Block, place) : block(node);
}

Node PythonBuilder::body_of(TSNode node) { return block_or_empty(field(node, "body"), node); }

Node PythonBuilder::block(TSNode node) {
  std::vector<Node> statements;
  const std::uint32_t count = ts_node_named_child_count(node);
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  statements.reserve(count);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    if (ts_node_is_named(child)) statement(child, statements);
  }
  ts_tree_cursor_delete(&cursor);
  return code_.nodes.make(NodeKind::Block, span(node), statements);
}

void PythonBuilder::statement(TSNode node, std::vector<Node>& out) {
  const std::string_view type = ts_node_type(node);
  if (type == "comment" || type == "pass_statement") return;
  if (type == "import_statement") return import_statement(node);
  if (type == "import_from_statement" || type == "future_import_statement") {
    return import_from(node);
  }
  if (type == "ERROR") {
    // The sound parts of what could not be parsed are statements like others.
    const Node sound = block(node);
    out.insert(out.end(), sound.parts().begin(), sound.parts().end());
    return;
  }
  out.push_back(expression(node));
}

Node PythonBuilder::if_statement(TSNode node) {
  // elif clauses nest in the else of what precedes them; build from the last.
  std::vector<TSNode> clauses = {node};
  Node otherwise = empty(NodeKind::Block, node);
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type == "elif_clause") clauses.push_back(child);
    if (type == "else_clause") otherwise = body_of(child);
  }
  for (; clauses.size() > 1; clauses.pop_back()) {
    const TSNode clause = clauses.back();
    const Node parts[] = {expression(field(clause, "condition")),
                          block_or_empty(field(clause, "consequence"), clause), otherwise};
    const Node nested = code_.nodes.make(NodeKind::If, span(clause), parts);
    otherwise = code_.nodes.make(NodeKind::Block, span(clause), {&nested, 1});
  }
  const Node parts[] = {expression(field(node, "condition")),
                        block_or_empty(field(node, "consequence"), node), otherwise};
  return code_.nodes.make(NodeKind::If, span(node), parts);
}

Node PythonBuilder::for_statement(TSNode node) {
  const TSNode alternative = field(node, "alternative");
  const Node parts[] = {
      expression(field(node, "left")), expression(field(node, "right")), body_of(node),
      ts_node_is_null(alternative) ? empty(NodeKind::Block, node) : body_of(alternative)};
  return code_.nodes.make(NodeKind::For, span(node), parts);
}

Node PythonBuilder::while_statement(TSNode node) {
  const TSNode alternative = field(node, "alternative");
  const Node parts[] = {
      expression(field(node, "condition")), body_of(node),
      ts_node_is_null(alternative) ? empty(NodeKind::Block, node) : body_of(alternative)};
  return code_.nodes.make(NodeKind::While, span(node), parts);
}

Node PythonBuilder::try_statement(TSNode node) {
  std::vector<Node> parts = {body_of(node), empty(NodeKind::Block, node),
                             empty(NodeKind::Block, node)};
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type.starts_with("except")) parts.push_back(handler(child));
    if (type == "else_clause") parts[1] = body_of(child);
    if (type == "finally_clause") {
      parts[2] = block(ts_node_named_child(child, ts_node_named_child_count(child) - 1));
    }
  }
  return code_.nodes.make(NodeKind::Try, span(node), parts);
}

Node PythonBuilder::handler(TSNode node) {
  // `except E as name:`, `except E:`, `except:`
  std::vector<Node> parts = {empty(NodeKind::Block, node)};
  Span name;
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type == "block") {
      parts[0] = block(child);
    } else if (type == "as_pattern") {
      parts.push_back(expression(ts_node_named_child(child, 0)));
      name = span(field(child, "alias"));
    } else if (type != "comment") {
      parts.push_back(expression(child));
    }
  }
  return code_.nodes.make(NodeKind::Handler, span(node), parts, name);
}

Node PythonBuilder::with_statement(TSNode node) {
  std::vector<Node> parts;
  const TSNode clause = ts_node_named_child(node, 0);
  const std::uint32_t count = ts_node_named_child_count(clause);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode item = ts_node_named_child(clause, i);
    const TSNode value = field(item, "value");
    if (ts_node_is_null(value)) continue;
    std::vector<Node> pieces;
    if (std::string_view(ts_node_type(value)) == "as_pattern") {
      pieces.push_back(expression(ts_node_named_child(value, 0)));
      pieces.push_back(expression(field(value, "alias")));
    } else {
      pieces.push_back(expression(value));
    }
    parts.push_back(code_.nodes.make(NodeKind::Item, span(item), pieces));
  }
  parts.push_back(body_of(node));
  return code_.nodes.make(NodeKind::With, span(node), parts);
}

Node PythonBuilder::match_statement(TSNode node) {
  std::vector<Node> parts = {expression(field(node, "subject"))};
  const TSNode body = field(node, "body");
  const std::uint32_t count = ts_node_is_null(body) ? 0 : ts_node_named_child_count(body);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode clause = ts_node_named_child(body, i);
    if (std::string_view(ts_node_type(clause)) != "case_clause") continue;
    const TSNode guard = field(clause, "guard");
    const Node pieces[] = {expression(ts_node_named_child(clause, 0)),
                           ts_node_is_null(guard) ? empty(NodeKind::Other, clause)
                                                  : expression(ts_node_named_child(guard, 0)),
                           block_or_empty(field(clause, "consequence"), clause)};
    parts.push_back(code_.nodes.make(NodeKind::Case, span(clause), pieces));
  }
  return code_.nodes.make(NodeKind::Match, span(node), parts);
}

Node PythonBuilder::decorated_definition(TSNode node) {
  std::vector<Node> decorators;
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    if (std::string_view(ts_node_type(child)) == "decorator") {
      decorators.push_back(expression(ts_node_named_child(child, 0)));
    }
  }
  const TSNode definition = field(node, "definition");
  if (ts_node_is_null(definition)) return empty(NodeKind::Other, node);
  const bool is_class = std::string_view(ts_node_type(definition)) == "class_definition";
  return is_class ? class_definition(definition, decorators)
                  : function_definition(definition, decorators);
}

Node PythonBuilder::function_definition(TSNode node, const std::vector<Node>& decorators) {
  const auto index = static_cast<std::uint32_t>(code_.functions.size());
  Function& function = code_.functions.emplace_back();
  function.name_span = span(field(node, "name"));
  function.name = function.name_span.text;
  function.decorators = decorators;
  function.parent = function_;
  function.enclosing_class = class_;
  function.is_async = text(node).starts_with("async");
  if (class_ != kNone) code_.classes[class_].methods.push_back(index);

  // Its defaults and body may define functions too, which moves `function`.
  const std::uint32_t outer_function = std::exchange(function_, index);
  const std::uint32_t outer_class = std::exchange(class_, kNone);
  std::vector<FunctionParameter> its_parameters = parameters(field(node, "parameters"));
  const Node body = body_of(node);
  code_.functions[index].parameters = std::move(its_parameters);
  code_.functions[index].body = body;
  function_ = outer_function;
  class_ = outer_class;
  return code_.nodes.make_index(NodeKind::Function, span(node), index);
}

Node PythonBuilder::class_definition(TSNode node, const std::vector<Node>& decorators) {
  const auto index = static_cast<std::uint32_t>(code_.classes.size());
  Class& result = code_.classes.emplace_back();
  result.name_span = span(field(node, "name"));
  result.name = result.name_span.text;
  result.decorators = decorators;
  result.parent = function_;

  const TSNode superclasses = field(node, "superclasses");
  if (!ts_node_is_null(superclasses)) {
    std::vector<Node> bases = children(superclasses);
    code_.classes[index].bases = std::move(bases);
  }
  const std::uint32_t outer = std::exchange(class_, index);
  const Node body = body_of(node);
  code_.classes[index].body = body;
  class_fields(field(node, "body"), code_.classes[index]);
  class_ = outer;
  return code_.nodes.make_index(NodeKind::Class, span(node), index);
}

void PythonBuilder::class_fields(TSNode body, Class& result) {
  const std::uint32_t count = ts_node_is_null(body) ? 0 : ts_node_named_child_count(body);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode statement = ts_node_named_child(body, i);
    if (std::string_view(ts_node_type(statement)) != "expression_statement") continue;
    const TSNode assignment = ts_node_named_child(statement, 0);
    const TSNode type = ts_node_is_null(assignment) ? assignment : field(assignment, "type");
    if (ts_node_is_null(assignment) || ts_node_is_null(type)) continue;
    const Span name = span(field(assignment, "left"));
    result.fields.push_back({.name = name.text,
                             .span = name,
                             .annotation = expression(type),
                             .default_value = expression(field(assignment, "right"))});
  }
}

std::vector<FunctionParameter> PythonBuilder::parameters(TSNode node) {
  std::vector<FunctionParameter> result;
  bool keyword_only = false;
  const std::uint32_t count = ts_node_is_null(node) ? 0 : ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type == "keyword_separator") keyword_only = true;
    if (type == "comment" || type.ends_with("_separator")) continue;
    FunctionParameter added = parameter(child);
    added.keyword_only = keyword_only && added.stars == 0;
    keyword_only = keyword_only || added.stars == 1;
    result.push_back(added);
  }
  return result;
}

FunctionParameter PythonBuilder::parameter(TSNode node) {
  FunctionParameter result;
  result.annotation = expression(field(node, "type"));
  result.default_value = expression(field(node, "value"));
  TSNode name = field(node, "name");
  const bool is_typed = std::string_view(ts_node_type(node)) == "typed_parameter";
  if (ts_node_is_null(name)) name = is_typed ? ts_node_named_child(node, 0) : node;
  result.span = span(name);
  while (result.span.text.starts_with('*')) {
    result.span.text.remove_prefix(1);
    ++result.stars;
  }
  result.name = result.span.text;
  return result;
}

void PythonBuilder::import_statement(TSNode node) {
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const TSNode alias = field(child, "alias");
    if (!ts_node_is_null(alias)) {
      code_.imports.push_back({.module = std::string(text(field(child, "name"))),
                               .name = {},
                               .alias = text(alias),
                               .span = span(child)});
      continue;
    }
    const std::string_view module = text(child);
    code_.imports.push_back({.module = std::string(module),
                             .name = {},
                             .alias = module.substr(0, module.find('.')),
                             .span = span(child)});
  }
}

void PythonBuilder::import_from(TSNode node) {
  const TSNode module_node = field(node, "module_name");
  const std::string module(ts_node_is_null(module_node) ? "__future__" : text(module_node));
  const std::uint32_t count = ts_node_named_child_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    if (ts_node_eq(child, module_node)) continue;
    const std::string_view type = ts_node_type(child);
    if (type == "wildcard_import") {
      code_.imports.push_back({.module = module, .name = "*", .alias = {}, .span = span(child)});
    } else if (type == "aliased_import") {
      code_.imports.push_back({.module = module,
                               .name = std::string(text(field(child, "name"))),
                               .alias = text(field(child, "alias")),
                               .span = span(child)});
    } else if (type == "dotted_name") {
      code_.imports.push_back({.module = module,
                               .name = std::string(text(child)),
                               .alias = text(child),
                               .span = span(child)});
    }
  }
}

void parse_python(const Source& source, Parsed& parsed) {
  if (source.text.size() > kLargestParsed) {
    parsed.problems.push_back({source.start(), "larger than 1 MB, the limit for source files",
                               "split the file, or leave generated code out with `.gitignore`"});
    return;
  }
  const Tree tree = parse_tree(tree_sitter_python(), source.text);
  if (!tree) {
    parsed.problems.push_back({source.start(), "takes more steps to parse than real code does",
                               "look for an unclosed string or bracket"});
    return;
  }
  const TSNode root = ts_tree_root_node(tree.get());
  Code& code = parsed.code.emplace();
  code.source = &source;
  code.body = PythonBuilder(source, parsed, code).block(root);

  if (!ts_node_has_error(root)) return;
  const TSNode error = first_error(root);
  if (ts_node_is_null(error)) return;
  Span place = span_of(error, source.text);
  place.text = place.text.substr(0, std::min(place.text.find('\n'), place.text.size()));
  parsed.problems.push_back(
      {place.empty() ? source.start() : place, "syntax error",
       "what stands around this place was not judged; the rest of the file was"});
}

}  // namespace mcplint
