// The flow of data through expressions.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// More nodes than any function that people wrote; a bound against generated ones.
static constexpr std::size_t kMostWork = 200'000;

/// Deeper than real expressions and chains of calls together; the stack holds it.

Value Walker::evaluate(const Node& node, State& state) {
  if (++work_ > kMostWork || analysis_.depth > Analysis::kDeepest) {
    summary_.complete = false;
    return {};
  }
  ++analysis_.depth;
  Value value = evaluate_kind(node, state);
  --analysis_.depth;
  return value;
}

/// A text, number or constant that is written out.
Value Walker::constant(const Node& node) {
  Value value;
  if (node.is(NodeKind::String)) {
    value.type = "str";
    value.text = node.value();
    value.is_fixed = true;
    value.never_true = value.text.empty();
    value.never_false = !value.text.empty();
  } else if (node.is(NodeKind::Number)) {
    value.never_false = node.span().text != "0";
  } else {
    value.never_true = node.span().text == "None" || node.span().text == "False";
    value.never_false = node.span().text == "True";
  }
  return value;
}

Value Walker::evaluate_kind(const Node& node, State& state) {
  switch (node.kind()) {
    case NodeKind::Name:
      return name(node, state);
    case NodeKind::Attribute:
      return attribute(node, state);
    case NodeKind::Subscript:
      return subscript(node, state);
    case NodeKind::Call:
      return call(node, state);
    case NodeKind::Binary:
      return binary(node, state);
    case NodeKind::Logical:
      return logical(node, state);
    case NodeKind::Conditional:
      return conditional(node, state);
    case NodeKind::Comprehension:
      return comprehension(node, state);
    case NodeKind::Assign:
      return assignment(node, state);
    case NodeKind::Augment:
      return augment(node, state);
    case NodeKind::Lambda:
      return lambda(node, state);
    case NodeKind::Await:
    case NodeKind::Spread:
      return node.parts().empty() ? Value() : evaluate(node.part(0), state);
    case NodeKind::Yield: {
      const Value value = all_parts(node, state);
      if (inline_returns_ == nullptr) add_taints(summary_.result, value.taints);
      return {};
    }
    case NodeKind::Compare:
    case NodeKind::Not: {
      // An answer is not made of what was asked about.
      all_parts(node, state);
      Value answer;
      answer.condition = &node;
      return answer;
    }
    case NodeKind::String:
    case NodeKind::Number:
    case NodeKind::Constant:
      return constant(node);
    case NodeKind::Format:
      return text(node, state);
    case NodeKind::Sequence:
      return sequence(node, state);
    case NodeKind::Mapping:
      return mapping(node, state);
    case NodeKind::Function:
    case NodeKind::Class:
      return {};
    default:
      return all_parts(node, state);
  }
}

Value Walker::all_parts(const Node& node, State& state) {
  Value value;
  for (const Node& part : node.parts()) add_taints(value, evaluate(part, state).taints);
  for (Taint& taint : value.taints) taint.whole = false;
  return value;
}

Value Walker::as_function(FunctionId id) {
  Target target;
  target.function = id;
  Value value;
  value.targets = std::make_shared<const std::vector<Target>>(1, std::move(target));
  return value;
}

/// Adds data that `node` brings into the program.
void Walker::bring_in(std::string_view by, const Node& node, std::string_view key, Value& value) {
  Taint taint;
  taint.origin = {.parameter = kNone, .key = key, .read = {}, .bringer = &node, .brought_by = by};
  taint.whole = key.empty();
  value.taints.push_back(std::move(taint));
}

/// Whether `node` names something that rules ask about, as `os.environ` does.
bool Walker::is_bringer(const Node& node, std::string_view& by) const {
  if (node.name() != "environ" && node.name() != "environb") return false;
  const Symbol symbol = analysis_.program().resolve(id_.code, scope_, node);
  if (symbol.kind != Symbol::Kind::External || !analysis_.brings_in(symbol.name)) return false;
  by = analysis_.intern(symbol.name);
  return true;
}

Value Walker::name(const Node& node, State& state) {
  if (const Value* known = state.variables.find(node.name())) return *known;
  if (std::string_view by; is_bringer(node, by)) {
    Value value;
    bring_in(by, node, {}, value);
    return value;
  }
  const Program& program = analysis_.program();
  if (id_.index != kNone) {
    // What the functions around this one, and the file, have made.
    for (std::uint32_t at = code().functions[id_.index].parent; at != kNone;
         at = code().functions[at].parent) {
      const Value* known = analysis_.variables({id_.code, at}).find(node.name());
      if (known != nullptr) return *known;
    }
    if (const Value* known = analysis_.globals(id_.code).find(node.name())) return *known;
  }
  const Symbol symbol = program.lookup(id_.code, scope_, node.name());
  if (symbol.kind == Symbol::Kind::Function) return as_function({symbol.code, symbol.index});
  if (symbol.kind != Symbol::Kind::Variable) return {};
  const Value* theirs = analysis_.globals(symbol.code).find(symbol.name);
  return theirs == nullptr ? Value() : *theirs;
}

/// `arguments["path"]`, `request.path`: one item of what the caller chose, told
/// apart from its siblings so that a check of one is no check of another.
Value Walker::item(const Value& base, std::string_view key, Span read) {
  Value value;
  value.instance = base.holds;
  for (Taint taint : base.taints) {
    if (!taint.origin.is_given()) {
      // What was looked up by name was put into something, and this is any part of
      // that; of a table, what matters is which part.
      const bool is_beside = !taint.origin.key.empty();
      const bool is_any = key.empty() && brings_table(taint.origin.brought_by);
      if (is_beside || is_any) continue;
    }
    if (taint.whole && !key.empty()) {
      taint.origin.key = key;
      taint.origin.read = read;
    }
    taint.whole = taint.whole && key.empty();
    taint.place.in_list = false;
    taint.place.before = nullptr;
    value.taints.push_back(std::move(taint));
  }
  return value;
}

/// `HANDLERS[name]`: one of a table's functions, chosen by what `index` holds.
Value Walker::item_of_table(const Value& base, const Node& index, const Value& chosen) {
  Value value = item(base, {}, index.span());
  value.targets = base.targets;
  value.chosen_by = std::make_shared<const Value>(chosen);
  if (index.is(NodeKind::String) && base.targets != nullptr) {
    std::vector<Target> those = *base.targets;
    std::erase_if(those, [&](const Target& target) { return target.key != index.value(); });
    value.targets = std::make_shared<const std::vector<Target>>(std::move(those));
  }
  return value;
}

/// `text[:200]`: a part of a text, which shows as much of it as was meant to.
static bool is_slice(const Node& subscript) {
  const Node& index = subscript.parts().back();
  return !index.is(NodeKind::String) && index.span().text.find(':') != std::string_view::npos;
}

Value Walker::subscript(const Node& node, State& state) {
  const Value base = evaluate(node.part(0), state);
  std::string_view key;
  Value chosen;
  for (const Node& index : node.parts().subspan(1)) {
    chosen = evaluate(index, state);
    if (chosen.is_fixed) key = chosen.text;
  }
  if (node.part(0).span().text.ends_with("Literal")) {
    Value value;
    value.type = "typing.Literal";
    return value;
  }
  if (base.targets != nullptr) return item_of_table(base, node.parts().back(), chosen);
  if (!key.empty() && base.fields != nullptr) {
    const Value* known = base.field(key);
    return known == nullptr ? Value() : *known;
  }
  Value value = item(base, key, node.span());
  if (is_slice(node)) drop_brought(value);
  if (base.type == "str") value.type = "str";
  return value;
}

Value Walker::logical(const Node& node, State& state) {
  // What stands behind `and` runs only if what stands before it is true.
  const bool is_and = node.name() != "or";
  Value value;
  bool is_first = true;
  State reached = state;
  for (const Node& part : node.parts()) {
    Value operand = evaluate(part, reached);
    if (!is_first) prove(operand, reached.checks);
    value = is_first ? operand : merge(value, {}, operand, {});
    if (!is_first && value.fields == nullptr && operand.taints.empty()) value.parts = nullptr;
    is_first = false;
    assume(part, is_and, reached);
  }
  for (const auto& [its_name, its_value] : reached.variables) {
    // A walrus on the way.
    if (state.variables.find(its_name) == nullptr) state.variables.set(its_name, *its_value);
  }
  value.if_true = value.if_false = nullptr;
  value.never_true = value.never_false = false;
  value.condition = &node;
  return value;
}

Value Walker::conditional(const Node& node, State& state) {
  evaluate(node.part(0), state);
  State otherwise = state;
  State then = state;
  assume(node.part(0), true, then);
  assume(node.part(0), false, otherwise);
  const Value value = evaluate(node.part(1), then);
  const Value other = evaluate(node.part(2), otherwise);
  return merge(value, then.checks, other, otherwise.checks);
}

void Walker::bind_generators(const Node& comprehension, State& state) {
  for (const Node& clause : comprehension.parts().subspan(1)) {
    if (clause.is(NodeKind::Generator)) {
      const Value items = evaluate(clause.part(1), state);
      assign(clause.part(0), item(items, {}, clause.part(1).span()), state);
    } else if (!clause.parts().empty()) {
      evaluate(clause.part(0), state);
      assume(clause.part(0), true, state);
    }
  }
}

Value Walker::comprehension(const Node& node, State& state) {
  State inside = state;
  bind_generators(node, inside);
  Value value;
  Value element = evaluate(node.part(0), inside);
  prove(element, inside.checks);
  value.holds = element.instance;
  value.taints = std::move(element.taints);
  for (Taint& taint : value.taints) {
    taint.whole = false;
    taint.place.in_list = true;
  }
  value.condition = &node;
  return value;
}

Value Walker::assignment(const Node& node, State& state) {
  const std::span<const Node> targets = node.parts().first(node.parts().size() - 1);
  const Node& source = node.parts().back();
  Value value = evaluate(source, state);
  if (source.is(NodeKind::Call)) value.condition = &source;
  for (const Node& target : targets) assign(target, value, state);
  return value;
}

Value Walker::lambda(const Node& node, State& state) {
  // Looked at where it is written, as if it were called there.
  const Function& function = code().function(node);
  if (function.body.parts().empty() || function.body.part(0).parts().empty()) return {};
  State inside = state;
  for (const FunctionParameter& parameter : function.parameters) {
    inside.variables.set(parameter.name, Value());
  }
  Value value = as_function({id_.code, node.index()});
  value.taints = evaluate(function.body.part(0).part(0), inside).taints;
  return value;
}

}  // namespace mcplint::flow
