// Objects of the project's own classes: what their fields are made of.

#include <memory>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// `value` as the field `name` of `made` holds it: its declared type may settle or check it.
Value Walker::as_field(ClassId made, std::string_view name, Value value, Span place) {
  const Class& it = analysis_.program().code(made.code).classes[made.index];
  for (const Field& field : it.fields) {
    if (field.name != name) continue;
    const DeclaredType declared =
        declared_type(analysis_, {made.code, it.parent}, field.annotation, field.default_value);
    if (declared.settled) value.taints.clear();
    if (declared.instance.known()) value.instance = declared.instance;
    if (declared.guard == nullptr) continue;
    Checks checks;
    for (const Taint& taint : value.taints) checks.push_back({taint.origin, declared.guard});
    prove(value, checks);
  }
  for (Taint& taint : value.taints) {
    taint = with_step(std::move(taint), {Step::Kind::Kept, place, name});
  }
  return value;
}

/// What each field of a model or data class is given: null if that is not told by name or place.
std::shared_ptr<const std::vector<std::pair<std::string_view, Value>>> Walker::fields_of(
    ClassId made, const Arguments& arguments) {
  const Class& it = analysis_.program().code(made.code).classes[made.index];
  std::vector<std::pair<std::string_view, Value>> fields;
  for (const Argument& argument : arguments) {
    const Span place = argument.node->span();
    if (argument.keyword == "**") {
      for (const Field& field : it.fields) {
        const Value* known = argument.value.field(field.name);
        Value value = known != nullptr ? *known : item(argument.value, field.name, place);
        fields.emplace_back(field.name, as_field(made, field.name, std::move(value), place));
      }
      continue;
    }
    if (argument.keyword == "*") return nullptr;
    std::string_view name = argument.keyword;
    if (name.empty()) {
      const auto position = static_cast<std::size_t>(argument.position);
      if (argument.position < 0 || position >= it.fields.size()) return nullptr;
      name = it.fields[position].name;
    }
    fields.emplace_back(name, as_field(made, name, argument.value, place));
  }
  return std::make_shared<const decltype(fields)>(std::move(fields));
}

Value Walker::construct(const Callee& callee, const Arguments& arguments, const Node& node,
                        State& state) {
  const Symbol made = callee.symbol;
  Value result;
  Callee constructor;
  constructor.symbol = analysis_.program().method(made.code, made.index, "__init__");
  if (constructor.symbol.kind == Symbol::Kind::Function) {
    constructor.name = "__init__";
    constructor.makes_object = true;
    internal_call(constructor, arguments, node, state);
    const Summary& summary = analysis_.summary({constructor.symbol.code, constructor.symbol.index});
    const Given given = given_to(constructor, arguments, node, state);
    std::vector<std::pair<std::string_view, Value>> fields;
    for (const auto& [name, value] : summary.fields) {
      fields.emplace_back(name, translate(value, given));
    }
    result.fields = std::make_shared<const decltype(fields)>(std::move(fields));
  } else {
    result.fields = fields_of({made.code, made.index}, arguments);
  }
  if (result.fields == nullptr) {
    // The object holds what it was made of, nobody knows where.
    const std::string_view name = analysis_.intern(made.name);
    for (const Argument& argument : arguments) {
      std::vector<Taint> taints = argument.value.taints;
      for (Taint& taint : taints) {
        taint.whole = false;
        taint = with_step(std::move(taint), {Step::Kind::Made, argument.node->span(), name});
      }
      add_taints(result, taints);
    }
  }
  result.instance = {made.code, made.index};
  return result;
}

}  // namespace mcplint::flow
