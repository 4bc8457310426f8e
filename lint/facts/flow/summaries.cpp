// Calls of the project's own functions: their summaries in the caller's terms.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// Nested functions are followed into where they are called, this deep.
static constexpr unsigned kMostInlined = 4;

/// Whether `argument` is what the parameter at `index` gets; `first` parameters before it are given
/// by the way of the call.
bool Walker::is_for(const Argument& argument, const FunctionParameter& parameter, std::size_t index,
                    std::size_t first) {
  if (argument.position == kReceiver) return index == 0;
  if (!argument.keyword.empty()) return parameter.name == argument.keyword;
  const std::size_t place = first + static_cast<std::size_t>(argument.position);
  const bool is_rest = parameter.stars == 1 && argument.position >= 0 && place >= index;
  return index == place || is_rest;
}

/// What the parameter gets of `*list` or `**map`.
void Walker::spread_into(Value& given, const Argument& argument,
                         const FunctionParameter& parameter) {
  const bool is_map = argument.keyword == "**";
  if (is_map && parameter.stars == 2) {
    given = argument.value;
    return;
  }
  const std::string_view key = is_map && parameter.stars == 0 ? parameter.name : "";
  const Value* field = key.empty() ? nullptr : argument.value.field(key);
  add_taints(given, field != nullptr ? field->taints
                                     : item(argument.value, key, argument.node->span()).taints);
}

std::vector<Value> Walker::bind(FunctionId function, const Arguments& arguments,
                                bool skip_first) const {
  const std::vector<FunctionParameter>& parameters =
      analysis_.program().code(function.code).functions[function.index].parameters;
  std::vector<Value> given(parameters.size());
  std::vector<bool> is_given(parameters.size());
  const std::size_t first = skip_first ? 1 : 0;
  const auto is_spread = [](const Argument& one) {
    return one.keyword == "**" || one.keyword == "*";
  };

  for (const Argument& argument : arguments) {
    if (is_spread(argument)) continue;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (!is_for(argument, parameters[i], i, first)) continue;
      if (is_given[i]) {
        add_taints(given[i], argument.value.taints);
      } else {
        given[i] = argument.value;
      }
      is_given[i] = true;
      break;
    }
  }
  for (const Argument& argument : arguments) {
    if (!is_spread(argument)) continue;
    for (std::size_t i = first; i < parameters.size(); ++i) {
      if (!is_given[i]) spread_into(given[i], argument, parameters[i]);
    }
  }
  return given;
}

Walker::Given Walker::given_to(const Callee& callee, const Arguments& arguments, const Node& node,
                               const State& state) const {
  const FunctionId target{callee.symbol.code, callee.symbol.index};
  Given given;
  given.function = &analysis_.program().code(target.code).functions[target.index];
  const bool is_method = callee.is_method || callee.makes_object;
  given.values = bind(target, arguments, is_method && is_self(*given.function, 0));
  given.receiver = callee.is_super ? nullptr : callee.receiver_node;
  given.is_own = callee.is_super || (callee.receiver.is_self && !callee.makes_object);
  given.state = &state;
  given.span = node.part(0).span();
  return given;
}

/// What the caller gave for `origin`, an item of one of the function's parameters.
std::vector<Taint> Walker::taints_of(const Origin& origin, const Given& given) {
  if (origin.is_request) {
    Taint taint;
    taint.origin = origin;
    return {taint};
  }
  if (origin.parameter >= given.values.size()) return {};
  const Value& value = given.values[origin.parameter];
  const bool is_attribute = !origin.key.empty() && is_self(*given.function, origin.parameter);
  if (is_attribute) {
    const std::string_view object = given.is_own                ? std::string_view("self")
                                    : given.receiver != nullptr ? given.receiver->span().text
                                                                : std::string_view();
    const std::string name = std::string(object) + "." + std::string(origin.key);
    if (const Value* held = given.state->variables.find(name)) return held->taints;
    if (const Value* held = value.field(origin.key)) return held->taints;
    if (!given.is_own) return {};
    Taint taint;
    taint.origin = origin;
    return {taint};
  }
  std::vector<Taint> taints = value.taints;
  if (origin.key.empty()) return taints;
  if (value.context != kNone) {
    Taint taint;
    taint.origin = {.parameter = value.context, .key = origin.key, .read = origin.read};
    return {taint};
  }
  if (const Value* held = value.field(origin.key)) return held->taints;
  for (Taint& taint : taints) {
    if (!taint.whole) continue;
    taint.origin.key = origin.key;
    taint.origin.read = origin.read;
    taint.whole = false;
  }
  return taints;
}

/// Where data stands that stood at `outer` in something that came to stand at `inner`.
static Place inside(const Place& inner, const Place& outer, Analysis& analysis) {
  Place place = outer;
  const bool is_text = inner.joined || (inner.embedded && !inner.in_list);
  if (is_text && outer.in_list) {
    // The list was made a text.
    std::string words;
    if (outer.before != nullptr) {
      for (const std::string_view item : *outer.before) {
        words += std::string(item.empty() ? "{}" : item) + ' ';
      }
    }
    words += outer.prefix;
    place.prefix = analysis.intern(words);
    place.in_list = false;
    place.before = nullptr;
    place.embedded = true;
  }
  if (inner.in_list) {
    std::vector<std::string_view> before;
    if (inner.before != nullptr) before = *inner.before;
    if (place.in_list && place.before != nullptr) {
      before.insert(before.end(), place.before->begin(), place.before->end());
    }
    place.before = std::make_shared<const std::vector<std::string_view>>(std::move(before));
    place.in_list = true;
  }
  if (!inner.prefix.empty()) {
    place.prefix = analysis.intern(std::string(inner.prefix) + std::string(place.prefix));
  }
  place.embedded = place.embedded || inner.embedded;
  return place;
}

void Walker::translate(const Taint& taint, const Given& given, std::vector<Taint>& out) const {
  if (taint.origin.bringer != nullptr) {
    out.push_back(with_step(taint, {Step::Kind::Returned, given.span, given.function->name}));
    return;
  }
  const std::uint32_t parameter = taint.origin.parameter;
  if (parameter >= given.values.size()) return;
  const Step passed{Step::Kind::Passed, given.span, given.function->name,
                    is_self(*given.function, parameter)
                        ? taint.origin.key
                        : given.function->parameters[parameter].name};
  const std::shared_ptr<const Checks> proved = translate(taint.proved, given);
  for (Taint& moved : taints_of(taint.origin, given)) {
    moved.whole = moved.whole && taint.whole;
    moved = with_step(std::move(moved), passed);
    for (const Step& step : in_order(taint.steps)) moved = with_step(std::move(moved), step);
    for (const std::string_view name : in_order(taint.passed)) {
      moved = with_call(std::move(moved), name);
    }
    moved.place = inside(taint.place, moved.place, analysis_);
    if (proved != nullptr) {
      Value value;
      value.taints.push_back(std::move(moved));
      prove(value, *proved);
      moved = std::move(value.taints.front());
    }
    out.push_back(std::move(moved));
  }
}

Checks Walker::translate(const Checks& checks, const Given& given) const {
  Checks result;
  for (const Check& check : checks) {
    if (check.ways != nullptr) {
      Check moved;
      moved.ways = std::make_shared<const Ways>(
          Ways{translate(check.ways->one, given), translate(check.ways->other, given)});
      const bool says_much = !moved.ways->one.empty() && !moved.ways->other.empty();
      if (says_much) add_check(result, std::move(moved));
      continue;
    }
    for (const Taint& outer : taints_of(check.origin, given)) {
      Check moved = check;
      moved.origin = outer.origin;
      if (outer.passed != nullptr) {
        // By the time of the check, the data had also gone through what it
        // went through here.
        Guard guard = *check.guard;
        const std::vector<std::string> before = to_vector(outer.passed);
        guard.passed.insert(guard.passed.begin(), before.begin(), before.end());
        moved.guard = std::make_shared<const Guard>(std::move(guard));
      }
      add_check(result, std::move(moved));
    }
  }
  return result;
}

std::shared_ptr<const Checks> Walker::translate(const std::shared_ptr<const Checks>& checks,
                                                const Given& given) const {
  if (checks == nullptr) return nullptr;
  return std::make_shared<const Checks>(translate(*checks, given));
}

Value Walker::translate(const Value& value, const Given& given) const {
  Value result = value;
  result.condition = nullptr;
  result.is_self = false;
  if (value.chosen_by != nullptr) {
    result.chosen_by = std::make_shared<const Value>(translate(*value.chosen_by, given));
  }
  result.taints.clear();
  std::vector<Taint> taints;
  for (const Taint& taint : value.taints) translate(taint, given, taints);
  add_taints(result, taints);
  result.if_true = translate(value.if_true, given);
  result.if_false = translate(value.if_false, given);
  if (value.parts != nullptr) {
    std::vector<Value> parts;
    for (const Value& part : *value.parts) parts.push_back(translate(part, given));
    result.parts = std::make_shared<const std::vector<Value>>(std::move(parts));
  }
  if (value.fields != nullptr) {
    std::vector<std::pair<std::string_view, Value>> fields;
    for (const auto& [name, field] : *value.fields) {
      fields.emplace_back(name, translate(field, given));
    }
    result.fields = std::make_shared<const decltype(fields)>(std::move(fields));
  }
  return result;
}

/// What the function does, if its caller gives settings of its own for what switches checks
/// off; else what it does at the least.
const Summary& Walker::summary_for(FunctionId target, const Given& given) {
  const Summary& summary = analysis_.summary(target);
  if (summary.if_set == nullptr || !summary.if_set->if_returned) return summary;
  const auto is_chosen = [&](const Origin& origin) {
    const std::vector<Taint> taints = taints_of(origin, given);
    return std::ranges::any_of(taints, [&](const Taint& taint) {
      const bool is_own = function() != nullptr && is_self(*function(), taint.origin.parameter);
      return taint.origin.is_given() && !is_own;
    });
  };
  return std::ranges::any_of(summary.switches, is_chosen) ? summary : *summary.if_set;
}

/// Notes the calls that the function makes with what it is given here.
void Walker::carry_up(const Summary& summary, const Given& given, State& state) {
  if (!recording_) return;
  for (const Call& inner : summary.calls) {
    std::vector<Taint> taints;
    if (inner.taint.origin.is_request) {
      taints.push_back(inner.taint);
    } else {
      translate(inner.taint, given, taints);
    }
    if (taints.empty()) continue;
    const Checks held = translate(inner.checks, given);
    for (Taint& taint : taints) {
      if (!taint.origin.is_given()) continue;
      Call call = inner;
      call.checks = about(taint, state.checks);
      for (const Check& check : held) add_check(call.checks, check);
      call.taint = std::move(taint);
      record(std::move(call));
    }
  }
}

Value Walker::internal_call(const Callee& callee, const Arguments& arguments, const Node& node,
                            State& state) {
  const FunctionId target{callee.symbol.code, callee.symbol.index};
  summary_.callees.push_back(target);
  const Function& function = analysis_.program().code(target.code).functions[target.index];
  // A nested function sees the variables around it.
  const bool is_nested = target.code == id_.code && function.parent != kNone && scope_ != kNone &&
                         inlined_.size() < kMostInlined;
  if (is_nested) return inline_call(target, arguments, state);

  const Summary& summary = analysis_.summary(target);
  const Given given = given_to(callee, arguments, node, state);
  for (const Argument& argument : arguments) {
    add_guard(argument.value, callee.name, argument.position, Outcome::Returned, node.span(),
              state);
  }
  summary_.complete = summary_.complete && summary.complete;
  carry_up(summary, given, state);
  const Summary& returned = summary_for(target, given);
  if (returned.if_returned) {
    const Checks held = translate(*returned.if_returned, given);
    for (const Check& check : held) add_check(state.checks, check);
  } else {
    state.dead = true;  // it raises, whatever it is given
  }
  // What the method left in the attributes of this object.
  if (given.is_own && recording_) {
    for (const auto& [name, value] : summary.fields) {
      Value held = translate(value, given);
      state.variables.set(analysis_.intern("self." + std::string(name)), std::move(held));
    }
  }
  return translate(returned.result, given);
}

Value Walker::inline_call(FunctionId target, const Arguments& arguments, State& state) {
  // One that calls itself sees nothing of itself, like all functions. To go on would double the
  // work with every call in it.
  if (std::ranges::find(inlined_, target.index) != inlined_.end()) return {};
  const Function& function = code().functions[target.index];
  const std::vector<Value> given = bind(target, arguments, false);
  State inside = state;
  for (std::size_t i = 0; i < given.size(); ++i) {
    inside.variables.set(function.parameters[i].name, given[i]);
  }

  std::vector<State> returns;
  std::vector<State>* outer_returns = std::exchange(inline_returns_, &returns);
  Value outer_result = std::exchange(inline_result_, {});
  const bool outer_has_result = std::exchange(has_result_, false);
  std::vector<Loop> outer_loops = std::exchange(loops_, {});
  const std::uint32_t outer_scope = std::exchange(scope_, target.index);
  inlined_.push_back(target.index);
  block(function.body, inside);
  inlined_.pop_back();
  scope_ = outer_scope;
  loops_ = std::move(outer_loops);
  inline_returns_ = outer_returns;
  has_result_ = outer_has_result;
  Value result = std::exchange(inline_result_, std::move(outer_result));

  // Only what was checked comes back; its variables were its own.
  for (State& one : returns) inside = merge(std::move(inside), std::move(one));
  state.dead = inside.dead;
  if (!inside.dead) state.checks = std::move(inside.checks);
  return result;
}

}  // namespace mcplint::flow
