#include "lint/facts/flow/walker.h"

#include <algorithm>
#include <utility>

#include "lint/facts/flow/propagation.h"

namespace mcplint::flow {

Walker::Walker(Analysis& analysis, FunctionId function)
    : analysis_(analysis), id_(function), scope_(function.index) {
  end_.dead = true;
}

const Function* Walker::function() const {
  return id_.index == kNone ? nullptr : &code().functions[id_.index];
}

/// What a function starts with: its parameters, and what `self` is known to hold.
State Walker::initial() {
  State state;
  const Function* it = function();
  if (it == nullptr) return state;
  for (std::uint32_t i = 0; i < it->parameters.size(); ++i) {
    const FunctionParameter& parameter = it->parameters[i];
    Value& value = state.variables[parameter.name];
    const bool is_self = i == 0 && it->enclosing_class != kNone &&
                         (parameter.name == "self" || parameter.name == "cls");
    if (is_self) {
      value.instance = {id_.code, it->enclosing_class};
      continue;
    }
    const AnnotatedType type = annotated_type(parameter.annotation.span().text);
    value.type = type.type;
    if (type.settled) continue;
    const Symbol model = analysis_.program().resolve(id_.code, it->parent, parameter.annotation);
    if (model.kind == Symbol::Kind::Class) value.instance = {model.code, model.index};
    value.taints.push_back(
        {.origin = {.parameter = i, .key = {}, .read = {}}, .steps = {}, .passed = {}});
  }
  if (it->enclosing_class == kNone || it->name == "__init__") return state;
  for (const auto& [name, value] : analysis_.attributes(id_.code, it->enclosing_class)) {
    state.variables.try_emplace(name, value);
  }
  return state;
}

Summary Walker::run() {
  State state = initial();
  const Function* it = function();
  block(it == nullptr ? code().body : it->body, state);
  // Falling off the end returns None.
  if (!state.dead) {
    summary_.if_false =
        summary_.if_false ? intersect(*summary_.if_false, state.checks) : state.checks;
    leave(state);
  }
  return std::move(summary_);
}

/// Notes that the function returns in `state`.
void Walker::leave(State& state) {
  if (inline_returns_ != nullptr) {
    inline_returns_->push_back(state);
  } else {
    summary_.if_returned =
        summary_.if_returned ? intersect(*summary_.if_returned, state.checks) : state.checks;
    end_ = merge(std::move(end_), state);
  }
  state.dead = true;
}

void Walker::block(const Node& node, State& state) {
  for (const Node& part : node.parts()) {
    if (state.dead) return;
    statement(part, state);
  }
}

void Walker::statement(const Node& node, State& state) {
  switch (node.kind()) {
    case NodeKind::If:
      return if_statement(node, state);
    case NodeKind::For:
      return for_statement(node, state);
    case NodeKind::While:
      return while_statement(node, state);
    case NodeKind::Try:
      return try_statement(node, state);
    case NodeKind::With:
      return with_statement(node, state);
    case NodeKind::Match:
      return match_statement(node, state);
    case NodeKind::Return:
      return return_statement(node, state);
    case NodeKind::Raise:
      for (const Node& part : node.parts()) evaluate(part, state);
      state.dead = true;
      return;
    case NodeKind::Assert:
      if (node.parts().empty()) return;
      evaluate(node.part(0), state);
      return assume(node.part(0), true, state);
    case NodeKind::Jump:
      if (!loops_.empty()) {
        State& target = node.name() == "break" ? loops_.back().breaks : loops_.back().continues;
        target = merge(std::move(target), state);
      }
      state.dead = true;
      return;
    case NodeKind::Block:
      return block(node, state);
    case NodeKind::Function:
    case NodeKind::Class:
      return;  // looked at when called
    default:
      evaluate(node, state);
  }
}

void Walker::if_statement(const Node& node, State& state) {
  evaluate(node.part(0), state);
  State otherwise = state;
  assume(node.part(0), true, state);
  assume(node.part(0), false, otherwise);
  block(node.part(1), state);
  block(node.part(2), otherwise);
  state = merge(std::move(state), std::move(otherwise));
}

/// Twice is enough for what one round hands to the next.
static constexpr int kRounds = 2;

static State nowhere() {
  State state;
  state.dead = true;
  return state;
}

void Walker::for_statement(const Node& node, State& state) {
  const Value items = evaluate(node.part(1), state);
  loops_.push_back({nowhere(), nowhere()});
  for (int round = 0; round < kRounds; ++round) {
    State body = state;
    assign(node.part(0), items, body);
    block(node.part(2), body);
    body = merge(std::move(body), std::exchange(loops_.back().continues, nowhere()));
    state = merge(std::move(state), std::move(body));
  }
  State breaks = std::move(loops_.back().breaks);
  loops_.pop_back();
  block(node.part(3), state);
  state = merge(std::move(state), std::move(breaks));
}

void Walker::while_statement(const Node& node, State& state) {
  loops_.push_back({nowhere(), nowhere()});
  for (int round = 0; round < kRounds; ++round) {
    State body = state;
    evaluate(node.part(0), body);
    assume(node.part(0), true, body);
    block(node.part(1), body);
    body = merge(std::move(body), std::exchange(loops_.back().continues, nowhere()));
    state = merge(std::move(state), std::move(body));
  }
  State breaks = std::move(loops_.back().breaks);
  loops_.pop_back();
  const bool endless = node.part(0).span().text == "True" || node.part(0).span().text == "1";
  if (endless) {
    state.dead = true;
  } else {
    assume(node.part(0), false, state);
  }
  block(node.part(2), state);
  state = merge(std::move(state), std::move(breaks));
}

void Walker::try_statement(const Node& node, State& state) {
  const State before = state;
  block(node.part(0), state);

  // An exception may come from anywhere in the body.
  State thrown = before;
  if (!state.dead) thrown = merge(std::move(thrown), state);
  thrown.checks = before.checks;

  block(node.part(1), state);
  for (const Node& handler : node.parts().subspan(3)) {
    State handling = thrown;
    block(handler.part(0), handling);
    state = merge(std::move(state), std::move(handling));
  }
  if (state.dead && !node.part(2).parts().empty()) {
    State last = thrown;  // what runs on the way out
    block(node.part(2), last);
    return;
  }
  block(node.part(2), state);
}

void Walker::with_statement(const Node& node, State& state) {
  const std::size_t items = node.parts().size() - 1;
  for (const Node& item : node.parts().first(items)) {
    const Value value = evaluate(item.part(0), state);
    if (item.parts().size() > 1) assign(item.part(1), value, state);
  }
  block(node.part(items), state);
}

void Walker::match_statement(const Node& node, State& state) {
  const Value subject = evaluate(node.part(0), state);
  State after = nowhere();
  bool has_default = false;
  for (const Node& one : node.parts().subspan(1)) {
    const Node& pattern = one.part(0);
    State branch = state;
    if (pattern.is(NodeKind::String)) {
      add_guard(subject, "==", 0, Outcome::True, pattern.span(), branch, pattern.value());
    }
    bind_pattern(pattern, subject, branch);
    const bool has_guard = !one.part(1).span().empty();
    if (has_guard) {
      evaluate(one.part(1), branch);
      assume(one.part(1), true, branch);
    }
    has_default =
        has_default || (pattern.is(NodeKind::Name) && !has_guard) || pattern.span().text == "_";
    block(one.part(2), branch);
    after = merge(std::move(after), std::move(branch));
  }
  state = has_default ? std::move(after) : merge(std::move(state), std::move(after));
}

void Walker::bind_pattern(const Node& pattern, const Value& value, State& state) {
  if (pattern.is(NodeKind::Name)) return assign(pattern, value, state);
  for (const Node& part : pattern.parts()) bind_pattern(part, value, state);
}

/// Text that is not empty, a number, True: what a test of it always comes to.
static bool is_always_true(const Node& node) {
  if (node.is(NodeKind::String)) return !node.value().empty();
  if (node.is(NodeKind::Format)) return std::ranges::any_of(node.parts(), is_always_true);
  if (node.is(NodeKind::Number)) return node.span().text != "0";
  return node.is(NodeKind::Constant) && node.span().text == "True";
}

void Walker::return_statement(const Node& node, State& state) {
  Value value;
  if (!node.parts().empty()) value = evaluate(node.part(0), state);
  if (state.dead) return;
  const bool is_none = node.parts().empty() || value.never_true;
  Value& result = inline_returns_ != nullptr ? inline_result_ : summary_.result;
  add_taints(result, value.taints);
  if (result.type.empty()) result.type = value.type;
  if (!result.instance.known()) result.instance = value.instance;

  if (inline_returns_ == nullptr) {
    State if_true = state;
    State if_false = state;
    if (!node.parts().empty()) {
      assume(node.part(0), true, if_true);
      assume(node.part(0), false, if_false);
    }
    const bool always_true = !node.parts().empty() && is_always_true(node.part(0));
    const auto meet = [](std::optional<std::vector<Check>>& all, const State& one) {
      all = all ? intersect(*all, one.checks) : one.checks;
    };
    if (!is_none) meet(summary_.if_true, if_true);
    if (!always_true) meet(summary_.if_false, if_false);
  }
  leave(state);
}

/// Drops what was known of `x.a` when `x` becomes something else.
static void forget_members(std::string_view name, State& state) {
  std::string prefix(name);
  prefix += '.';
  auto it = state.variables.lower_bound(prefix);
  while (it != state.variables.end() && it->first.starts_with(prefix)) {
    it = state.variables.erase(it);
  }
}

void Walker::assign(const Node& target, const Value& value, State& state) {
  switch (target.kind()) {
    case NodeKind::Name:
    case NodeKind::Attribute: {
      Value stored = value;
      for (Taint& taint : stored.taints) {
        std::string text = "assigned to `";
        text += target.span().text;
        text += '`';
        taint = with_step(std::move(taint), target.span(), std::move(text));
      }
      forget_members(target.span().text, state);
      state.variables[target.span().text] = std::move(stored);
      return;
    }
    case NodeKind::Subscript: {
      // One item of many: what the container held stays in it.
      add_taints(state.variables[target.part(0).span().text], value.taints);
      return;
    }
    default:
      for (const Node& part : target.parts()) assign(part, value, state);
  }
}

}  // namespace mcplint::flow
