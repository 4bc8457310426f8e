#include "lint/facts/flow/annotations.h"

#include <algorithm>

#include "lint/facts/flow/propagation.h"
#include "mcplint/nodes.h"

namespace mcplint::flow {

/// `Field(pattern=r"^[a-z]+$")`, in `Annotated[…]` or as a default. pydantic
/// searches, so that only a pattern with both anchors speaks of the whole text.
static std::shared_ptr<const Guard> pattern_guard(const Node& declaration) {
  std::shared_ptr<const Guard> guard;
  each_node(declaration, [&](const Node& node) {
    if (!node.is(NodeKind::Call) || guard != nullptr) return;
    const Node* pattern = node.argument(-1, "pattern");
    if (pattern == nullptr) pattern = node.argument(-1, "regex");
    if (pattern == nullptr || !pattern->is(NodeKind::String)) return;
    const std::string_view text = pattern->value();
    const bool is_whole = text.starts_with('^') && text.ends_with('$');
    Guard made{.name = is_whole ? "re.fullmatch" : "re.search",
               .argument = 1,
               .outcome = Outcome::True,
               .literal = std::string(text),
               .passed = {},
               .span = pattern->span()};
    guard = std::make_shared<const Guard>(std::move(made));
  });
  return guard;
}

/// Whether a class has only the values that are written down in it.
static bool is_enum(const Program& program, const Symbol& symbol) {
  const Class& it = program.code(symbol.code).classes[symbol.index];
  return std::ranges::any_of(it.bases, [&](const Node& base) {
    const std::string_view text = base.span().text;
    return text.ends_with("Enum") || text.ends_with("IntFlag");
  });
}

/// `Mode = Literal["a", "b"]`, and a parameter of type `Mode`.
static bool is_alias_of_literal(Analysis& analysis, FunctionId scope, const Node& annotation) {
  if (!annotation.is(NodeKind::Name)) return false;
  const Value* known = analysis.globals(scope.code).find(annotation.name());
  if (known == nullptr) {
    const Symbol symbol = analysis.program().lookup(scope.code, scope.index, annotation.name());
    if (symbol.kind != Symbol::Kind::Variable) return false;
    known = analysis.globals(symbol.code).find(symbol.name);
  }
  return known != nullptr && known->type == "typing.Literal";
}

/// What `Annotated[T, …]`, `Optional[T]` and `T | None` are about.
static const Node& bare(const Node& annotation) {
  if (annotation.is(NodeKind::Subscript) && annotation.parts().size() > 1) {
    const std::string_view outer = annotation.part(0).span().text;
    if (outer.ends_with("Annotated") || outer.ends_with("Optional"))
      return bare(annotation.part(1));
  }
  if (annotation.is(NodeKind::Binary) && annotation.part(1).span().text == "None") {
    return bare(annotation.part(0));
  }
  return annotation;
}

DeclaredType declared_type(Analysis& analysis, FunctionId scope, const Node& annotation,
                           const Node& default_value) {
  const AnnotatedType named = annotated_type(annotation.span().text);
  DeclaredType result{.type = named.type,
                      .instance = {},
                      .is_context = named.is_context,
                      .settled = named.settled,
                      .guard = {}};
  if (result.settled) return result;
  result.guard = pattern_guard(annotation);
  if (result.guard == nullptr) result.guard = pattern_guard(default_value);
  if (annotation.span().empty()) return result;

  const Node& inner = bare(annotation);
  const Symbol symbol = analysis.program().resolve(scope.code, scope.index, inner);
  if (symbol.kind == Symbol::Kind::Class) {
    result.instance = {symbol.code, symbol.index};
    result.settled = is_enum(analysis.program(), symbol);
  } else if (symbol.kind == Symbol::Kind::External && result.type.empty()) {
    const std::string_view name = symbol.name;
    const std::size_t dot = name.rfind('.') + 1;
    const bool is_class = dot < name.size() && name[dot] >= 'A' && name[dot] <= 'Z';
    const bool says_nothing = name.starts_with("typing") || name.starts_with("collections.") ||
                              name.starts_with("pydantic.") || name.starts_with("mcp.");
    if (is_class && !says_nothing) result.type = analysis.intern(name);
  } else if (is_alias_of_literal(analysis, scope, inner)) {
    result.settled = true;
  }
  return result;
}

bool is_self(const Function& function, std::size_t index) {
  const bool is_first = index == 0 && !function.parameters.empty();
  if (!is_first || function.enclosing_class == kNone) return false;
  const std::string_view name = function.parameters[0].name;
  return name == "self" || name == "cls";
}

}  // namespace mcplint::flow
