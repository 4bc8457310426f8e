// The flow of data through expressions.

#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// More nodes than any function that people wrote; a bound against generated ones.
static constexpr std::size_t kMostWork = 200'000;

/// Deeper than real expressions and chains of calls together; the stack holds it.
static constexpr unsigned kDeepest = 500;

Value Walker::evaluate(const Node& node, State& state) {
  if (++work_ > kMostWork || analysis_.depth > kDeepest) {
    summary_.complete = false;
    return {};
  }
  ++analysis_.depth;
  Value value = evaluate_kind(node, state);
  --analysis_.depth;
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
    case NodeKind::Lambda:
      return lambda(node, state);
    case NodeKind::Augment: {
      Value value = evaluate(node.part(0), state);
      add_taints(value, evaluate(node.part(1), state).taints);
      assign(node.part(0), value, state);
      return value;
    }
    case NodeKind::Await:
      return node.parts().empty() ? Value() : evaluate(node.part(0), state);
    case NodeKind::Compare:
    case NodeKind::Not: {
      // An answer is not made of what was asked about.
      all_parts(node, state);
      Value answer;
      answer.condition = &node;
      return answer;
    }
    case NodeKind::String: {
      Value value;
      value.type = "str";
      value.never_true = node.value().empty();
      return value;
    }
    case NodeKind::Constant: {
      Value value;
      value.never_true = node.span().text == "None" || node.span().text == "False";
      return value;
    }
    case NodeKind::Format: {
      Value value = all_parts(node, state);
      value.type = "str";
      return value;
    }
    case NodeKind::Function:
    case NodeKind::Class:
    case NodeKind::Number:
      return {};
    default:
      return all_parts(node, state);
  }
}

Value Walker::all_parts(const Node& node, State& state) {
  Value value;
  for (const Node& part : node.parts()) add_taints(value, evaluate(part, state).taints);
  return value;
}

Value Walker::name(const Node& node, State& state) {
  if (const auto it = state.variables.find(node.name()); it != state.variables.end()) {
    return it->second;
  }
  if (id_.index == kNone) return {};
  const Variables& globals = analysis_.globals(id_.code);
  if (const auto it = globals.find(node.name()); it != globals.end()) return it->second;

  // `from storage import store`
  const Symbol symbol = analysis_.program().lookup(id_.code, scope_, node.name());
  if (symbol.kind != Symbol::Kind::Variable) return {};
  const Variables& theirs = analysis_.globals(symbol.code);
  const auto it = theirs.find(symbol.name);
  return it == theirs.end() ? Value() : it->second;
}

/// `arguments["path"]`, `request.path`: one item of what the caller chose, told
/// apart from its siblings so that a check of one is no check of another.
Value Walker::item(const Value& base, std::string_view key, Span read) {
  Value value;
  for (Taint taint : base.taints) {
    const bool untouched = taint.steps == nullptr && taint.origin.key.empty();
    if (untouched && !key.empty()) {
      taint.origin.key = key;
      taint.origin.read = read;
    }
    value.taints.push_back(std::move(taint));
  }
  return value;
}

/// What a field of a model is declared as, if that rules out paths and commands.
static AnnotatedType field_type(const Program& program, ClassId model, std::string_view name) {
  if (!model.known()) return {};
  for (const Field& field : program.code(model.code).classes[model.index].fields) {
    if (field.name == name) return annotated_type(field.annotation.span().text);
  }
  return {};
}

Value Walker::attribute(const Node& node, State& state) {
  if (const auto it = state.variables.find(node.span().text); it != state.variables.end()) {
    return it->second;
  }
  const Value base = evaluate(node.part(0), state);
  if (base.instance.known() && base.taints.empty()) {
    const Variables& known = analysis_.attributes(base.instance.code, base.instance.index);
    std::string key = "self.";
    key += node.name();
    const auto it = known.find(key);
    return it == known.end() ? Value() : it->second;
  }
  if (base.fields != nullptr) {
    const auto it = base.fields->find(node.name());
    return it == base.fields->end() ? Value() : it->second;
  }
  const AnnotatedType declared = field_type(analysis_.program(), base.instance, node.name());
  if (declared.settled) return {};
  const bool is_model = base.instance.known();
  Value value = item(base, is_model ? node.name() : std::string_view(), node.span());
  value.type = declared.type.empty() ? attribute_type(base.type, node.name()) : declared.type;
  if (base.type == "pathlib.Path" || node.name() == "parents") {
    // Rules tell `root in path.parents` from a test of the text by this.
    std::string name = "pathlib.Path.";
    name += node.name();
    for (Taint& taint : value.taints) taint = with_call(std::move(taint), name);
  }
  return value;
}

Value Walker::subscript(const Node& node, State& state) {
  const Value base = evaluate(node.part(0), state);
  std::string_view key;
  for (const Node& index : node.parts().subspan(1)) {
    evaluate(index, state);
    if (index.is(NodeKind::String)) key = index.value();
  }
  Value value = item(base, key, node.span());
  if (base.type == "str") value.type = "str";
  return value;
}

Value Walker::binary(const Node& node, State& state) {
  const Value left = evaluate(node.part(0), state);
  const Value right = evaluate(node.part(1), state);
  Value value = left;
  value.condition = nullptr;
  value.instance = {};
  add_taints(value, right.taints);
  const bool joins_path =
      node.name() == "/" && (left.type == "pathlib.Path" || right.type == "pathlib.Path");
  if (joins_path) value.type = "pathlib.Path";
  if (value.type.empty() && (node.name() == "+" || node.name() == "%")) value.type = right.type;
  return value;
}

Value Walker::logical(const Node& node, State& state) {
  // What stands behind `and` runs only if what stands before it is true.
  const bool is_and = node.name() != "or";
  Value value;
  State reached = state;
  for (const Node& part : node.parts()) {
    const Value operand = evaluate(part, reached);
    add_taints(value, operand.taints);
    if (value.type.empty()) value.type = operand.type;
    if (!value.instance.known()) value.instance = operand.instance;
    assume(part, is_and, reached);
  }
  for (auto& [its_name, its_value] : reached.variables) {
    state.variables.try_emplace(its_name, its_value);  // a walrus on the way
  }
  value.condition = &node;
  return value;
}

Value Walker::conditional(const Node& node, State& state) {
  evaluate(node.part(0), state);
  State otherwise = state;
  State then = state;
  assume(node.part(0), true, then);
  assume(node.part(0), false, otherwise);
  Value value = evaluate(node.part(1), then);
  const Value other = evaluate(node.part(2), otherwise);
  add_taints(value, other.taints);
  if (value.type.empty()) value.type = other.type;
  value.never_true = value.never_true && other.never_true;
  value.condition = nullptr;
  return value;
}

void Walker::bind_generators(const Node& comprehension, State& state) {
  for (const Node& clause : comprehension.parts().subspan(1)) {
    if (clause.is(NodeKind::Generator)) {
      assign(clause.part(0), evaluate(clause.part(1), state), state);
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
  value.taints = evaluate(node.part(0), inside).taints;
  return value;
}

Value Walker::assignment(const Node& node, State& state) {
  const std::span<const Node> targets = node.parts().first(node.parts().size() - 1);
  const Node& source = node.parts().back();
  const bool is_pairwise = targets.size() == 1 && source.is(NodeKind::Sequence) &&
                           targets[0].is(NodeKind::Sequence) &&
                           targets[0].parts().size() == source.parts().size();
  if (is_pairwise) {
    std::vector<Value> values;
    for (const Node& part : source.parts()) values.push_back(evaluate(part, state));
    for (std::size_t i = 0; i < values.size(); ++i) assign(targets[0].part(i), values[i], state);
    return {};
  }
  Value value = evaluate(source, state);
  if (source.is(NodeKind::Call)) value.condition = &source;
  for (const Node& target : targets) assign(target, value, state);
  return value;
}

Value Walker::lambda(const Node& node, State& state) {
  // Looked at where it is written, as if it were called there.
  const Node& body = code().function(node).body;
  if (body.parts().empty() || body.part(0).parts().empty()) return {};
  State inside = state;
  return evaluate(body.part(0).part(0), inside);
}

}  // namespace mcplint::flow
