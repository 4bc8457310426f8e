// A function as a whole: what it starts with, what it returns, what it assigns.

#include "lint/facts/flow/walker.h"

#include <algorithm>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/propagation.h"

namespace mcplint::flow {

Walker::Walker(Analysis& analysis, FunctionId function)
    : analysis_(analysis), id_(function), scope_(function.index) {
  end_.dead = true;
}

const Function* Walker::function() const {
  return id_.index == kNone ? nullptr : &code().functions[id_.index];
}

void Walker::add_parameter(const Function& it, std::uint32_t index, State& state) {
  const FunctionParameter& parameter = it.parameters[index];
  Value value;
  const DeclaredType declared = declared_type(analysis_, {id_.code, it.parent},
                                              parameter.annotation, parameter.default_value);
  value.type = declared.type;
  value.instance = declared.instance;
  if (declared.is_context) value.context = index;
  if (!declared.settled) {
    Taint taint;
    taint.origin.parameter = index;
    taint.whole = true;
    if (declared.guard != nullptr) add_check(state.checks, {taint.origin, declared.guard});
    value.taints.push_back(std::move(taint));
  }
  state.variables.set(parameter.name, std::move(value));
}

/// What a function starts with: its parameters.
State Walker::initial() {
  State state;
  const Function* it = function();
  if (it == nullptr) return state;
  for (std::uint32_t i = 0; i < it->parameters.size(); ++i) {
    if (!is_self(*it, i)) {
      add_parameter(*it, i, state);
      continue;
    }
    Value self;
    self.instance = {id_.code, it->enclosing_class};
    self.is_self = true;
    state.variables.set(it->parameters[i].name, std::move(self));
  }
  add_checks_of_decorators(*it, state);
  return state;
}

/// What the attributes of `self` hold behind a method.
static std::vector<std::pair<std::string_view, Value>> fields_after(const State& end,
                                                                    bool is_constructor) {
  constexpr std::string_view kSelf = "self.";
  std::vector<std::pair<std::string_view, Value>> fields;
  for (const auto& [name, value] : end.variables) {
    if (!name.starts_with(kSelf)) continue;
    const std::string_view field = name.substr(kSelf.size());
    const bool is_wanted = is_constructor || !value->taints.empty();
    if (is_wanted && field.find('.') == std::string_view::npos) fields.emplace_back(field, *value);
  }
  return fields;
}

Summary Walker::run() {
  State state = initial();
  const Function* it = function();
  block(it == nullptr ? code().body : it->body, state);
  // Falling off the end returns None.
  if (!state.dead) {
    const auto meet = [&](Summary& summary) {
      summary.if_false = summary.if_false ? join(*summary.if_false, state.checks) : state.checks;
    };
    meet(summary_);
    if (summary_.if_set != nullptr) meet(*summary_.if_set);
    leave(state);
  }
  if (it != nullptr && it->enclosing_class != kNone) {
    summary_.fields = fields_after(end_, it->name == "__init__");
  }
  return std::move(summary_);
}

/// Notes that the function returns in `state`.
void Walker::leave(State& state) {
  if (inline_returns_ != nullptr) {
    inline_returns_->push_back(state);
  } else {
    const auto meet = [&](Summary& summary) {
      summary.if_returned =
          summary.if_returned ? join(*summary.if_returned, state.checks) : state.checks;
    };
    meet(summary_);
    if (summary_.if_set != nullptr && !is_unset_) meet(*summary_.if_set);
    end_ = merge(std::move(end_), state);
  }
  state.dead = true;
}

/// What is returned, and what each item of a tuple proves: `return False, "bad"`.
Value Walker::returned(const Node& node, State& state) {
  constexpr std::size_t kMostItems = 6;
  Value value = evaluate(node, state);
  prove(value, state.checks);
  const bool is_tuple = node.is(NodeKind::Sequence) && value.parts != nullptr &&
                        value.parts->size() == node.parts().size() &&
                        node.parts().size() <= kMostItems;
  if (!is_tuple) return value;
  std::vector<Value> parts = *value.parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    prove(parts[i], state.checks);
    const auto proved = [&](bool truth) {
      State assumed = state;
      assume(node.part(i), truth, assumed);
      return std::make_shared<const Checks>(std::move(assumed.checks));
    };
    if (!parts[i].never_true) parts[i].if_true = proved(true);
    if (!parts[i].never_false) parts[i].if_false = proved(false);
    parts[i].condition = nullptr;
  }
  value.parts = std::make_shared<const std::vector<Value>>(std::move(parts));
  return value;
}

static void add_result(Value& result, bool& has_result, const Value& value) {
  result = has_result ? merge(result, {}, value, {}) : value;
  has_result = true;
}

/// Notes in `summary` what is returned, and what is known if that is true or false.
void Walker::note_return(Summary& summary, bool& has_result, const Value& value, const Node& node,
                         const State& state) {
  add_result(summary.result, has_result, value);
  const auto meet = [&](std::optional<Checks>& all, bool truth) {
    State assumed = state;
    if (!node.parts().empty()) assume(node.part(0), truth, assumed);
    all = all ? join(*all, assumed.checks) : std::move(assumed.checks);
  };
  if (!value.never_true) meet(summary.if_true, true);
  if (!value.never_false) meet(summary.if_false, false);
}

void Walker::return_statement(const Node& node, State& state) {
  Value value;
  value.never_true = true;
  if (!node.parts().empty()) value = returned(node.part(0), state);
  if (state.dead) return;
  value.condition = nullptr;
  if (inline_returns_ != nullptr) {
    add_result(inline_result_, has_result_, value);
    return leave(state);
  }
  note_return(summary_, has_result_, value, node, state);
  if (summary_.if_set != nullptr && !is_unset_) {
    note_return(*summary_.if_set, has_result_if_set_, value, node, state);
  }
  leave(state);
}

/// `container[key] = value`: one item of many. What the container held stays in it.
static Value with_item(Value container, const Node* key, const Value& value) {
  const bool is_named = key != nullptr && key->is(NodeKind::String);
  if (value.targets != nullptr && is_named) {
    std::vector<Target> targets;
    if (container.targets != nullptr) targets = *container.targets;
    for (Target target : *value.targets) {
      target.key = key->value();
      targets.push_back(std::move(target));
    }
    container.targets = std::make_shared<const std::vector<Target>>(std::move(targets));
  }
  if (container.fields != nullptr) {
    auto fields = *container.fields;
    std::erase_if(fields,
                  [&](const auto& field) { return is_named && field.first == key->value(); });
    if (is_named) fields.emplace_back(key->value(), value);
    container.fields =
        is_named ? std::make_shared<const decltype(fields)>(std::move(fields)) : nullptr;
  }
  std::vector<Taint> taints = value.taints;
  for (Taint& taint : taints) taint.whole = false;
  add_taints(container, taints);
  return container;
}

void Walker::assign(const Node& target, const Value& value, State& state) {
  switch (target.kind()) {
    case NodeKind::Name:
    case NodeKind::Attribute: {
      const Span place = target.span();
      Value stored = value;
      for (Taint& taint : stored.taints) {
        taint = with_step(std::move(taint), {Step::Kind::Assigned, place, place.text});
      }
      state.variables.forget_members(place.text);
      state.variables.set(place.text, std::move(stored));
      return;
    }
    case NodeKind::Subscript: {
      const std::string_view name = target.part(0).span().text;
      const Value* known = state.variables.find(name);
      const Node* key = target.parts().size() == 2 ? &target.part(1) : nullptr;
      Value container = known != nullptr ? *known : evaluate(target.part(0), state);
      state.variables.set(name, with_item(std::move(container), key, value));
      return;
    }
    default:
      assign_parts(target, value, state);
  }
}

/// `a, b = value`
void Walker::assign_parts(const Node& target, const Value& value, State& state) {
  const bool each_known = value.parts != nullptr && value.parts->size() == target.parts().size();
  const Value one = each_known ? Value() : item(value, {}, target.span());
  for (std::size_t i = 0; i < target.parts().size(); ++i) {
    assign(target.part(i), each_known ? (*value.parts)[i] : one, state);
  }
}

void Walker::bind_pattern(const Node& pattern, const Value& value, State& state) {
  if (pattern.is(NodeKind::Name)) return assign(pattern, value, state);
  if (pattern.is(NodeKind::Attribute)) return;  // a value to compare with
  for (const Node& part : pattern.parts()) bind_pattern(part, value, state);
}

}  // namespace mcplint::flow
