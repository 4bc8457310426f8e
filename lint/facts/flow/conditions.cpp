// What the tests of a program prove about its data.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

void Walker::add_guard(const Value& value, std::string_view name, int argument, Outcome outcome,
                       Span span, State& state, std::string_view literal) {
  for (const Taint& taint : value.taints) {
    if (!taint.origin.is_given()) continue;
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
    case NodeKind::Name:
      assume_variable(condition, truth, state);
      break;
    case NodeKind::Binary:
    case NodeKind::Comprehension:
      assume_none_left(condition, truth, state);
      break;
    case NodeKind::Attribute: {
      // `address.is_private`
      if (!condition.name().starts_with("is_")) break;
      const std::string name = "*." + std::string(condition.name());
      add_guard(evaluate(condition.part(0), state), name, kReceiver,
                truth ? Outcome::True : Outcome::False, condition.span(), state);
      break;
    }
    default:
      break;
  }
  recording_ = was_recording;
}

/// `set(names) - ALLOWED` and `[name for name in names if name not in ALLOWED]` hold what is
/// refused: if they are empty, all names are allowed.
void Walker::assume_none_left(const Node& refused, bool truth, State& state) {
  if (truth) return;
  if (refused.is(NodeKind::Binary)) {
    if (refused.name() != "-" || is_chosen(evaluate(refused.part(1), state))) return;
    return add_guard(evaluate(refused.part(0), state), "in", 0, Outcome::True, refused.span(),
                     state);
  }
  const bool has_one_test = refused.parts().size() == 3 &&
                            refused.part(1).is(NodeKind::Generator) &&
                            !refused.part(2).is(NodeKind::Generator);
  if (!has_one_test || refused.part(2).parts().empty()) return;
  State inside = state;
  const Value items = evaluate(refused.part(1).part(1), inside);
  assign(refused.part(1).part(0), item(items, {}, refused.part(1).part(1).span()), inside);
  assume(refused.part(2).part(0), false, inside);
  for (Check& check : inside.checks) add_check(state.checks, std::move(check));
}

/// `if ok:`: what was found out when `ok` was set.
void Walker::assume_variable(const Node& condition, bool truth, State& state) {
  const Value* known = state.variables.find(condition.name());
  if (known == nullptr) return;
  const std::shared_ptr<const Checks> proved = truth ? known->if_true : known->if_false;
  if (proved != nullptr) {
    for (const Check& check : *proved) add_check(state.checks, check);
  }
  // `x = not x` tests itself: its own test is not looked at again on the way.
  const Node* test = known->condition;
  if (test == nullptr || test->is(NodeKind::Name)) return;
  Value before = *known;
  Value without = before;
  without.condition = nullptr;
  state.variables.set(condition.name(), std::move(without));
  assume(*test, truth, state);
  state.variables.set(condition.name(), std::move(before));
}

/// Whether two tests ask the same of the same data.
static bool are_alike(const Check& a, const Check& b) {
  return a.guard != nullptr && b.guard != nullptr && a.origin == b.origin &&
         a.guard->name == b.guard->name && a.guard->argument == b.guard->argument &&
         a.guard->outcome == b.guard->outcome;
}

/// `name` of `not name`.
static const Node& asked_about(const Node& condition) {
  const bool is_not = condition.is(NodeKind::Not) && !condition.parts().empty();
  return is_not ? condition.part(0) : condition;
}

/// `if mode == "a" and name`: if that is false, `mode` may be "a" all the same.
static bool is_only_one_of(const Check& check, const std::vector<Taint>& others) {
  const bool is_choice = check.guard != nullptr && check.guard->name == "==" &&
                         !check.guard->literal.empty() && check.guard->outcome == Outcome::False;
  return is_choice && std::ranges::any_of(others, [&](const Taint& other) {
           return other.origin.is_given() && !(other.origin == check.origin);
         });
}

/// What holds if one of several operands does, nobody knows which: what all of
/// them prove alike. `real == ROOT or real.startswith(ROOT + "/")` proves what its
/// second operand does, because an equal value is a fixed one; an operand that
/// tests no data (`ROOT == "/"`) is about the program's own settings.
void Walker::assume_any(const Node& condition, bool truth, State& state) {
  std::vector<Checks> proved;
  std::vector<Taint> unproved;  // what operands ask about that prove nothing
  for (const Node& part : condition.parts()) {
    State one = state;
    one.checks.clear();
    assume(part, truth, one);
    if (one.checks.empty()) {
      const std::vector<Taint> asked = evaluate(asked_about(part), state).taints;
      unproved.insert(unproved.end(), asked.begin(), asked.end());
    }
    const auto is_equality = [](const Check& check) {
      return check.guard != nullptr && check.guard->name == "==" &&
             check.guard->outcome == Outcome::True;
    };
    if (!std::ranges::all_of(one.checks, is_equality)) proved.push_back(std::move(one.checks));
  }
  if (proved.empty()) return;
  for (const Check& check : proved.front()) {
    const bool in_all = std::ranges::all_of(proved, [&](const Checks& others) {
      return std::ranges::any_of(others,
                                 [&](const Check& other) { return are_alike(other, check); });
    });
    if (in_all && !is_only_one_of(check, unproved)) add_check(state.checks, check);
  }
  // `path in ALLOWED or path.startswith(ROOT)`: one of them did.
  if (proved.size() < condition.parts().size()) return;
  Checks one_of_them = proved.front();
  for (const Checks& other : proved) one_of_them = join(one_of_them, other);
  for (Check& check : one_of_them) add_check(state.checks, std::move(check));
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

  const Value a = evaluate(left, state);
  const Value b = evaluate(right, state);
  const Outcome outcome = holds ? Outcome::True : Outcome::False;
  // `set(names) <= ALLOWED`
  const bool compares_sets =
      operation == "<=" && left.is(NodeKind::Call) && left.part(0).span().text.ends_with("set");
  if (compares_sets && holds) operation = "in";
  const auto fixed = [](const Value& value) {
    return value.is_fixed ? value.text : std::string_view();
  };
  add_guard(a, operation, 0, outcome, node.span(), state, fixed(b));
  add_guard(b, operation, 1, outcome, node.span(), state, fixed(a));
}

/// The fixed text that data is compared with: `x.startswith("/")`, the pattern of
/// `re.match(PATTERN, x)` and of `PATTERN.match(x)`. A folder that is not fixed, but known to
/// have no separator at its end, is `{}`.
std::string_view Walker::literal_of(const Callee& callee, const Arguments& arguments) {
  if (callee.receiver.type == "re.Pattern") return callee.receiver.text;
  for (const Argument& argument : arguments) {
    if (argument.position != 0) continue;
    if (argument.value.is_fixed) return argument.value.text;
    return argument.value.ends_in_name ? kHole : std::string_view();
  }
  return {};
}

/// any(p.is_relative_to(root) for root in roots): one of them held, or none did.
void Walker::assume_each(const Node& comprehension, bool truth, State& state) {
  const Node& clause = comprehension.part(1);
  if (comprehension.parts().size() == 2 && clause.is(NodeKind::Generator)) {
    const Value items = evaluate(clause.part(1), state);
    each_item(items, clause.part(1).span(), [&](const Value& one) {
      State inside = state;
      assign(clause.part(0), one, inside);
      assume(comprehension.part(0), truth, inside);
      for (Check& check : inside.checks) add_check(state.checks, std::move(check));
    });
    return;
  }
  State inside = state;
  bind_generators(comprehension, inside);
  assume(comprehension.part(0), truth, inside);
  for (Check& check : inside.checks) add_check(state.checks, std::move(check));
}

void Walker::assume_call(const Node& node, bool truth, State& state) {
  const Callee callee = callee_of(node.part(0), state);
  const Node* first = node.argument(0);
  if (callee.name == "bool" && first != nullptr) return assume(*first, truth, state);
  const bool is_any = callee.name == "any" && !truth;
  const bool is_some = (callee.name == "any" || callee.name == "all") && truth;
  const bool is_each = (is_any || is_some) && first != nullptr &&
                       first->is(NodeKind::Comprehension) && first->parts().size() > 1;
  if (is_each) return assume_each(*first, truth, state);

  const Arguments arguments = arguments_of(node, callee, state);
  const Outcome outcome = truth ? Outcome::True : Outcome::False;
  const std::string_view literal = literal_of(callee, arguments);
  for (const Argument& argument : arguments) {
    add_guard(argument.value, callee.name, argument.position, outcome, node.span(), state, literal);
  }
  if (callee.receiver.bound != nullptr) {
    // `if not cursor.fetchone()`: of what the statement asked for.
    Value bound;
    bound.taints = *callee.receiver.bound;
    add_guard(bound, callee.name, kReceiver, outcome, node.span(), state);
  }
  const std::optional<FunctionId> target = target_of(callee);
  if (!target) return;
  const Given given = given_to(callee, arguments, node, state);
  const Summary& summary = summary_for(*target, given);
  const std::optional<Checks>& proved = truth ? summary.if_true : summary.if_false;
  if (!proved) return;
  for (Check& check : translate(*proved, given)) add_check(state.checks, std::move(check));
}

}  // namespace mcplint::flow
