// What the tests of a program prove about its data.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

void Walker::add_guard(const Value& value, std::string_view name, int argument, Outcome outcome,
                       Span span, State& state, std::string_view literal) {
  for (const Taint& taint : value.taints) {
    Guard guard{.name = std::string(name),
                .argument = argument,
                .outcome = outcome,
                .literal = std::string(literal),
                .passed = to_vector(taint.passed),
                .span = span};
    add_check(state.checks, {taint.origin, std::make_shared<const Guard>(std::move(guard))});
  }
}

void Walker::assume(const Node& condition, bool truth, State& state) {
  // A test is evaluated before it is assumed; this second look notes no calls.
  const bool was_recording = std::exchange(recording_, false);
  switch (condition.kind()) {
    case NodeKind::Not:
      if (!condition.parts().empty()) assume(condition.part(0), !truth, state);
      break;
    case NodeKind::Logical: {
      // All of `a and b` hold if it is true; none of `a or b` if it is false.
      const bool settles_all = (condition.name() != "or") == truth;
      if (settles_all) {
        for (const Node& part : condition.parts()) assume(part, truth, state);
      } else {
        assume_any(condition, truth, state);
      }
      break;
    }
    case NodeKind::Compare:
      assume_comparison(condition, truth, state);
      break;
    case NodeKind::Call:
      assume_call(condition, truth, state);
      break;
    case NodeKind::Await:
      if (!condition.parts().empty()) assume(condition.part(0), truth, state);
      break;
    case NodeKind::Assign:
      assume(condition.parts().back(), truth, state);
      break;
    case NodeKind::Name: {
      const auto it = state.variables.find(condition.name());
      if (it == state.variables.end()) break;
      // `x = not x` tests itself: its own test is not looked at again on the way.
      const Node* test = std::exchange(it->second.condition, nullptr);
      if (truth) {
        const std::vector<Check> proved = it->second.if_true;
        for (const Check& check : proved) add_check(state.checks, check);
      }
      if (test != nullptr && !test->is(NodeKind::Name)) assume(*test, truth, state);
      it->second.condition = test;
      break;
    }
    default:
      break;
  }
  recording_ = was_recording;
}

/// What holds if one of several operands does, nobody knows which: what all of
/// them prove alike. `real == ROOT or real.startswith(ROOT + "/")` proves what its
/// second operand does, because an equal value is a fixed one; an operand that
/// tests no data (`ROOT == "/"`) is about the program's own settings.
void Walker::assume_any(const Node& condition, bool truth, State& state) {
  std::vector<std::vector<Check>> proved;
  for (const Node& part : condition.parts()) {
    State one = state;
    one.checks.clear();
    assume(part, truth, one);
    const auto is_equality = [](const Check& check) {
      return check.guard->name == "==" && check.guard->outcome == Outcome::True;
    };
    if (!std::ranges::all_of(one.checks, is_equality)) proved.push_back(std::move(one.checks));
  }
  if (proved.empty()) return;
  for (const Check& check : proved.front()) {
    const bool in_all = std::ranges::all_of(proved, [&](const std::vector<Check>& others) {
      return std::ranges::any_of(others, [&](const Check& other) {
        return other.origin == check.origin && other.guard->name == check.guard->name &&
               other.guard->argument == check.guard->argument &&
               other.guard->outcome == check.guard->outcome;
      });
    });
    if (in_all) add_check(state.checks, check);
  }
}

static bool is_constant(const Node& node, std::string_view text) {
  return node.is(NodeKind::Constant) && node.span().text == text;
}

void Walker::assume_comparison(const Node& node, bool truth, State& state) {
  const Node& left = node.part(0);
  const Node& right = node.part(1);
  std::string_view operation = node.name();
  const bool negative =
      operation.starts_with("not") || operation.ends_with("not") || operation == "!=";
  const bool holds = truth != negative;
  const bool compares = operation == "==" || operation == "!=" || operation.starts_with("is");
  if (operation.starts_with("not")) operation = "in";
  if (operation == "!=" || operation.starts_with("is")) operation = "==";

  // `x is None`, `ok == False`: a test of x itself.
  if (compares && (is_constant(right, "None") || is_constant(right, "False"))) {
    return assume(left, !holds, state);
  }
  if (compares && is_constant(right, "True")) return assume(left, holds, state);

  const Outcome outcome = holds ? Outcome::True : Outcome::False;
  const std::string_view left_text = left.is(NodeKind::String) ? left.value() : std::string_view();
  const std::string_view right_text =
      right.is(NodeKind::String) ? right.value() : std::string_view();
  add_guard(evaluate(left, state), operation, 0, outcome, node.span(), state, right_text);
  add_guard(evaluate(right, state), operation, 1, outcome, node.span(), state, left_text);
}

void Walker::assume_call(const Node& node, bool truth, State& state) {
  const Callee callee = callee_of(node.part(0), state);

  // any(p.is_relative_to(root) for root in roots): one of them held, or none did.
  const Node* first = node.argument(0);
  if (callee.name == "bool" && first != nullptr) return assume(*first, truth, state);
  const bool is_any = callee.name == "any" && !truth;
  const bool is_some = (callee.name == "any" || callee.name == "all") && truth;
  if ((is_any || is_some) && first != nullptr && first->is(NodeKind::Comprehension)) {
    State inside = state;
    bind_generators(*first, inside);
    assume(first->part(0), truth, inside);
    for (Check& check : inside.checks) add_check(state.checks, std::move(check));
    return;
  }

  const std::vector<Argument> arguments = arguments_of(node, callee, state);
  const Outcome outcome = truth ? Outcome::True : Outcome::False;
  const bool has_text = first != nullptr && first->is(NodeKind::String);
  for (const Argument& argument : arguments) {
    add_guard(argument.value, callee.name, argument.position, outcome, node.span(), state,
              has_text ? first->value() : std::string_view());
  }
  const std::optional<FunctionId> target = target_of(callee);
  if (!target) return;
  const Summary& summary = analysis_.summary(*target);
  const std::optional<std::vector<Check>>& proved = truth ? summary.if_true : summary.if_false;
  if (!proved) return;
  const std::vector<Value> given = bind(*target, arguments, callee.is_method);
  for (Check& check : translate(*proved, given)) add_check(state.checks, std::move(check));
}

}  // namespace mcplint::flow
