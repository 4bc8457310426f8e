// What `object.name` is: a field, a method, a part of a path, what a request said.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// What a field of a model is declared as.
static DeclaredType field_type(Analysis& analysis, ClassId model, std::string_view name) {
  if (!model.known()) return {};
  const Class& it = analysis.program().code(model.code).classes[model.index];
  for (const Field& field : it.fields) {
    if (field.name != name) continue;
    return declared_type(analysis, {model.code, it.parent}, field.annotation, field.default_value);
  }
  return {};
}

/// What `self.x` holds: what is known of its type, and whatever the object was given.
Value Walker::self_attribute(const Value& self, const Node& node) {
  std::string key = "self.";
  key += node.name();
  const Value* known = analysis_.attributes(self.instance.code, self.instance.index).find(key);
  Value value = known == nullptr ? Value() : *known;
  if (self.is_self && !value.is_fixed && value.targets == nullptr) {
    Taint taint;
    taint.origin = {.parameter = 0, .key = node.name(), .read = node.span()};
    value.taints.push_back(std::move(taint));
  }
  return value;
}

static bool is_property(const Function& function) {
  return std::ranges::any_of(function.decorators, [](const Node& decorator) {
    return decorator.span().text.ends_with("property");
  });
}

/// The text of `Tools.READ`, of `class Tools: READ = "read_file"`; null if it is none.
static const Node* class_constant(const Class& its_class, std::string_view name) {
  for (const Node& statement : its_class.body.parts()) {
    const bool is_it = statement.is(NodeKind::Assign) && statement.part(0).is(NodeKind::Name) &&
                       statement.part(0).name() == name;
    if (is_it && statement.parts().back().is(NodeKind::String)) return &statement.parts().back();
  }
  return nullptr;
}

Value Walker::attribute(const Node& node, State& state) {
  if (const Value* known = state.variables.find(node.span().text)) return *known;
  if (std::string_view by; is_bringer(node, by)) {
    Value value;
    bring_in(by, node, {}, value);
    return value;
  }
  const Symbol module = analysis_.program().resolve(id_.code, scope_, node.part(0));
  const bool is_hidden =
      node.part(0).is(NodeKind::Name) && state.variables.find(node.part(0).name()) != nullptr;
  if (module.kind == Symbol::Kind::Class && !is_hidden) {
    const Class& its_class = analysis_.program().code(module.code).classes[module.index];
    const Node* text = class_constant(its_class, node.name());
    return text == nullptr ? Value() : constant(*text);
  }
  if (module.kind == Symbol::Kind::Module && !is_hidden) {
    if (const Value* known = analysis_.globals(module.code).find(node.name())) return *known;
    const Symbol symbol = analysis_.program().member(module, node.name());
    if (symbol.kind == Symbol::Kind::Function) return as_function({symbol.code, symbol.index});
    return {};
  }
  return attribute_of(evaluate(node.part(0), state), node, state);
}

/// A method that is named and not called, or a property.
Value Walker::method_value(const Value& base, const Node& node, State& state) {
  const Symbol method =
      analysis_.program().method(base.instance.code, base.instance.index, node.name());
  if (method.kind != Symbol::Kind::Function) return {};
  const Function& it = analysis_.program().code(method.code).functions[method.index];
  if (is_property(it)) {
    Callee callee;
    callee.symbol = method;
    callee.name = it.name;
    callee.is_method = true;
    callee.receiver = base;
    callee.receiver_node = &node.part(0);
    return internal_call(callee, {{base, &node.part(0), kReceiver, {}}}, node, state);
  }
  Target target;
  target.function = {method.code, method.index};
  target.receiver = std::make_shared<const Value>(base);
  Value value;
  value.targets = std::make_shared<const std::vector<Target>>(1, std::move(target));
  return value;
}

/// `ctx.request_context.request.headers`: what the client's request said besides the arguments.
Value Walker::attribute_of_context(const Value& base, const Node& node) {
  Value value;
  if (!is_sent(node.name())) {
    value.context = base.context;
    return value;
  }
  Taint taint;
  taint.origin = {.parameter = base.context, .key = node.name(), .read = node.span()};
  value.taints.push_back(std::move(taint));
  return value;
}

Value Walker::attribute_of(const Value& base, const Node& node, State& state) {
  if (base.context != kNone) return attribute_of_context(base, node);
  if (base.instance.known()) {
    Value method = method_value(base, node, state);
    if (method.targets != nullptr || !method.taints.empty() || !method.type.empty()) return method;
  }
  if (base.fields != nullptr) {
    const Value* known = base.field(node.name());
    return known == nullptr ? Value() : *known;
  }
  if (base.instance.known() && !is_chosen(base)) return self_attribute(base, node);

  // Of a request, the rest is what the server made of it.
  if (base.type == "http.Request" && !is_sent(node.name())) return {};
  const DeclaredType declared = field_type(analysis_, base.instance, node.name());
  if (declared.settled) return {};
  // `params.name` of a request is which tool was asked for, `params.arguments` what it is given.
  const bool is_item = base.instance.known() || node.name() == "name";
  Value value = item(base, is_item ? node.name() : std::string_view(), node.span());
  if (says_little(node.name())) drop_brought(value);
  value.type = declared.type.empty() ? attribute_type(base.type, node.name()) : declared.type;
  value.instance = declared.instance;
  if (declared.guard != nullptr) {
    Checks checks;
    for (const Taint& taint : value.taints) checks.push_back({taint.origin, declared.guard});
    prove(value, checks);
  }
  const bool is_path = base.type == "pathlib.Path" || node.name() == "parents";
  if (is_path || base.type == "urllib.parse.ParseResult") {
    // Rules tell `root in path.parents` from a test of the text by this, and a
    // test of an address's host from one of its scheme.
    const std::string name_of_type(is_path ? std::string_view("pathlib.Path") : base.type);
    const std::string_view name = analysis_.intern(name_of_type + "." + std::string(node.name()));
    for (Taint& taint : value.taints) taint = with_call(std::move(taint), name);
  }
  return value;
}

}  // namespace mcplint::flow
