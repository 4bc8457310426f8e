// What is called, and with what.

#include <algorithm>
#include <array>
#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// More tainted calls than any function makes; what is beyond is not followed.
static constexpr std::size_t kMostCalls = 1000;

static std::string joined(std::string_view a, std::string_view b) {
  std::string text(a);
  text += '.';
  text += b;
  return text;
}

/// The method that `super().name` is, or one that a base class has.
Symbol Walker::super_method(std::string_view name) const {
  const Function* it = function();
  if (it == nullptr || it->enclosing_class == kNone) return {};
  const Class& its_class = code().classes[it->enclosing_class];
  for (const Node& base : its_class.bases) {
    const Symbol symbol = analysis_.program().resolve(id_.code, its_class.parent, base);
    if (symbol.kind != Symbol::Kind::Class) continue;
    Symbol found = analysis_.program().method(symbol.code, symbol.index, name);
    if (found.kind != Symbol::Kind::None) return found;
  }
  return {};
}

/// What `receiver.name` is, as far as the receiver is known.
void Walker::resolve_method(const Node& called, Callee& callee, State& state) {
  const Program& program = analysis_.program();
  const Value& receiver = callee.receiver;
  if (receiver.instance.known()) {
    const ClassId id = receiver.instance;
    callee.symbol = program.method(id.code, id.index, called.name());
    callee.name =
        analysis_.intern(joined(program.code(id.code).classes[id.index].name, called.name()));
    if (callee.symbol.kind != Symbol::Kind::None) return;
    const Value held = attribute_of(receiver, called, state);  // self.handler(…)
    callee.targets = held.targets;
    callee.chosen_by = held.chosen_by;
    return;
  }
  const bool is_table = receiver.targets != nullptr && receiver.chosen_by != nullptr;
  if (is_table) {
    callee.targets = receiver.targets;
    callee.chosen_by = receiver.chosen_by;
    callee.method = called.name();
  }
  callee.name =
      analysis_.intern(joined(receiver.type.empty() ? "*" : receiver.type, called.name()));
}

/// A call of what a variable, table or call holds.
void Walker::held_function(const Node& called, Callee& callee, State& state) {
  const Value held = evaluate(called, state);
  callee.targets = held.targets;
  callee.chosen_by = held.chosen_by;
  callee.name = called.is(NodeKind::Name) ? called.name() : std::string_view("*");
}

Walker::Callee Walker::callee_of(const Node& called, State& state) {
  Callee callee;

  // A local variable hides what the name means elsewhere.
  const Node* root = &called;
  while (root->is(NodeKind::Attribute)) root = &root->part(0);
  const bool is_local = root->is(NodeKind::Name) && state.variables.find(root->name()) != nullptr;
  if (!is_local) callee.symbol = analysis_.program().resolve(id_.code, scope_, called);
  if (callee.symbol.kind == Symbol::Kind::Variable) callee.symbol = {};
  if (callee.symbol.kind != Symbol::Kind::None) {
    callee.name = analysis_.intern(callee.symbol.name);
    return callee;
  }
  if (!called.is(NodeKind::Attribute)) {
    held_function(called, callee, state);
    return callee;
  }
  callee.is_method = true;
  callee.receiver_node = &called.part(0);
  const bool is_super =
      called.part(0).is(NodeKind::Call) && called.part(0).part(0).span().text == "super";
  if (is_super) {
    callee.symbol = super_method(called.name());
    callee.is_super = true;
    callee.name = called.name();
    if (const Value* self = state.variables.find("self")) callee.receiver = *self;
    return callee;
  }
  callee.receiver = evaluate(called.part(0), state);
  resolve_method(called, callee, state);
  return callee;
}

Walker::Arguments Walker::arguments_of(const Node& node, const Callee& callee, State& state) {
  Arguments arguments;
  if (callee.is_method) {
    arguments.push_back({callee.receiver, callee.receiver_node, kReceiver, {}});
  }
  int position = 0;
  for (const Node& part : node.parts().subspan(1)) {
    if (part.is(NodeKind::Keyword) || part.is(NodeKind::Spread)) {
      arguments.push_back({evaluate(part.part(0), state), &part.part(0), kNamed, part.name()});
    } else {
      arguments.push_back({evaluate(part, state), &part, position, {}});
      ++position;
    }
  }
  return arguments;
}

void Walker::record(Call call) {
  if (summary_.calls.size() >= kMostCalls) {
    summary_.complete = false;
    return;
  }
  const auto [first, last] = recorded_.equal_range(call.span.begin());
  for (auto it = first; it != last; ++it) {
    Call& other = summary_.calls[it->second];
    const bool is_same = other.argument == call.argument && other.callee == call.callee &&
                         other.taint.origin == call.taint.origin &&
                         other.taint.place == call.taint.place &&
                         same_calls(other.taint.passed, call.taint.passed);
    if (!is_same) continue;
    other.checks = join(other.checks, call.checks);  // a second way to the same place
    return;
  }
  recorded_.emplace(call.span.begin(), summary_.calls.size());
  summary_.calls.push_back(std::move(call));
}

Checks Walker::about(const Taint& taint, const Checks& checks) {
  Value value;
  value.taints.push_back(taint);
  prove(value, checks);
  const std::shared_ptr<const Checks>& all = value.taints.front().proved;
  return all == nullptr ? Checks() : *all;
}

void Walker::record(const Callee& callee, const Arguments& arguments, const Node& node,
                    State& state) {
  if (!recording_ || !analysis_.is_sink(callee.name)) return;
  for (const Argument& argument : arguments) {
    for (const Taint& taint : argument.value.taints) {
      if (!taint.origin.is_given()) continue;  // rules ask only who returns it
      record({.callee = callee.name,
              .receiver = callee.receiver.made_by,
              .argument = argument.position,
              .keyword = argument.keyword,
              .span = argument.node->span(),
              .node = &node,
              .taint = taint,
              .checks = about(taint, state.checks)});
    }
  }
}

std::optional<FunctionId> Walker::target_of(const Callee& callee) {
  if (callee.symbol.kind != Symbol::Kind::Function) return std::nullopt;
  return FunctionId{callee.symbol.code, callee.symbol.index};
}

/// `asyncio.to_thread(f, x)` is a call of f with x: makes it that.
void Walker::unwrap(const Node& node, Callee& callee, Arguments& arguments, State& state) {
  const int position = called_argument(callee.name);
  const Node* handed = position < 0 ? nullptr : node.argument(position);
  if (handed == nullptr) return;

  Callee inner = callee_of(*handed, state);
  Arguments rest;
  if (inner.is_method) rest.push_back({inner.receiver, inner.receiver_node, kReceiver, {}});
  for (Argument& argument : arguments) {
    if (argument.position == kReceiver ||
        (argument.position >= 0 && argument.position <= position)) {
      continue;
    }
    if (argument.position > position) argument.position -= position + 1;
    rest.push_back(std::move(argument));
  }
  callee = std::move(inner);
  arguments = std::move(rest);
  record(callee, arguments, node, state);
}

/// Each of the functions that a table or variable may hold is called.
Value Walker::call_targets(const Callee& callee, const Arguments& arguments, const Node& node,
                           State& state) {
  Value result;
  State after;
  after.dead = true;
  for (const Target& target : *callee.targets) {
    Callee one;
    FunctionId id = target.function;
    if (target.instance.known()) {
      const Symbol method =
          analysis_.program().method(target.instance.code, target.instance.index, callee.method);
      if (method.kind != Symbol::Kind::Function) continue;
      id = {method.code, method.index};
      one.receiver.instance = target.instance;
      one.is_method = true;
    }
    if (id.code == kNone) continue;
    if (target.receiver != nullptr) {
      one.receiver = *target.receiver;
      one.is_method = true;
    }
    one.symbol = {Symbol::Kind::Function, id.code, id.index, {}};
    one.name = analysis_.program().code(id.code).functions[id.index].name;
    Arguments given;
    if (one.is_method) given.push_back({one.receiver, &node.part(0), kReceiver, {}});
    for (const Argument& argument : arguments) {
      if (argument.position != kReceiver) given.push_back(argument);
    }
    State branch = state;
    if (callee.chosen_by != nullptr && !target.key.empty()) {
      add_guard(*callee.chosen_by, "==", 0, Outcome::True, node.part(0).span(), branch, target.key);
    }
    result = merge(result, {}, internal_call(one, given, node, branch), {});
    after = merge(std::move(after), std::move(branch));
  }
  if (!after.dead) state = std::move(after);
  return result;
}

/// `Model.model_validate(arguments)` is `Model(**arguments)`.
bool Walker::makes_model(const Node& called, Callee& callee, Arguments& arguments) {
  constexpr auto kMakers = std::to_array<std::string_view>(
      {"model_validate", "parse_obj", "model_construct", "construct", "from_dict"});
  if (!called.is(NodeKind::Attribute) || callee.symbol.kind != Symbol::Kind::None) return false;
  if (std::ranges::find(kMakers, called.name()) == kMakers.end()) return false;
  const Symbol made = analysis_.program().resolve(id_.code, scope_, called.part(0));
  if (made.kind != Symbol::Kind::Class) return false;
  callee.symbol = made;
  std::erase_if(arguments, [](const Argument& one) { return one.position == kReceiver; });
  for (Argument& argument : arguments) {
    if (argument.position != 0) continue;
    argument.position = kNamed;
    argument.keyword = "**";
  }
  return true;
}

Value Walker::call(const Node& node, State& state) {
  Callee callee = callee_of(node.part(0), state);
  Arguments arguments = arguments_of(node, callee, state);
  note_wrapped_call(node.part(0), state);
  record(callee, arguments, node, state);
  unwrap(node, callee, arguments, state);
  if (target_of(callee)) return internal_call(callee, arguments, node, state);
  if (callee.targets != nullptr && !callee.targets->empty()) {
    const bool is_own = callee.method.empty();
    if (is_own || callee.receiver.chosen_by != nullptr) {
      return call_targets(callee, arguments, node, state);
    }
  }
  makes_model(node.part(0), callee, arguments);
  if (callee.symbol.kind == Symbol::Kind::Class) return construct(callee, arguments, node, state);
  return external_call(callee, arguments, node, state);
}

}  // namespace mcplint::flow
