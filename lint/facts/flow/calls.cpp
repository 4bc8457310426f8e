// The flow of data into calls, through them, and back.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// More tainted calls than any function makes; what is beyond is not followed.
static constexpr std::size_t kMostCalls = 1000;

/// Nested functions are followed into where they are called, this deep.
static constexpr unsigned kMostInlined = 4;

static std::string joined(std::string_view a, std::string_view b) {
  std::string text(a);
  text += '.';
  text += b;
  return text;
}

Walker::Callee Walker::callee_of(const Node& called, State& state) {
  const Program& program = analysis_.program();
  Callee callee;

  // A local variable hides what the name means elsewhere.
  const Node* root = &called;
  while (root->is(NodeKind::Attribute)) root = &root->part(0);
  const bool is_local =
      root->is(NodeKind::Name) && state.variables.find(root->name()) != state.variables.end();
  if (!is_local) callee.symbol = program.resolve(id_.code, scope_, called);
  if (callee.symbol.kind == Symbol::Kind::Variable) callee.symbol = {};
  if (callee.symbol.kind != Symbol::Kind::None) {
    callee.name = callee.symbol.name;
    return callee;
  }
  if (!called.is(NodeKind::Attribute)) {
    callee.name = called.is(NodeKind::Name) ? called.name() : std::string_view("*");
    return callee;
  }

  callee.is_method = true;
  callee.receiver_node = &called.part(0);
  const bool is_super =
      called.part(0).is(NodeKind::Call) && called.part(0).part(0).span().text == "super";
  callee.receiver = is_super ? Value() : evaluate(called.part(0), state);
  const Value& receiver = callee.receiver;
  if (receiver.instance.known()) {
    callee.symbol = program.method(receiver.instance.code, receiver.instance.index, called.name());
    const Code& its_code = program.code(receiver.instance.code);
    callee.name = joined(its_code.classes[receiver.instance.index].name, called.name());
  } else {
    callee.name = joined(receiver.type.empty() ? "*" : receiver.type, called.name());
  }
  return callee;
}

std::vector<Walker::Argument> Walker::arguments_of(const Node& node, const Callee& callee,
                                                   State& state) {
  std::vector<Argument> arguments;
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
  const auto is_same = [&](const Call& other) {
    return other.span.begin() == call.span.begin() && other.argument == call.argument &&
           other.callee == call.callee && other.taint.origin == call.taint.origin &&
           to_vector(other.taint.passed) == to_vector(call.taint.passed);
  };
  const auto same = std::ranges::find_if(summary_.calls, is_same);
  if (same == summary_.calls.end()) {
    summary_.calls.push_back(std::move(call));
  } else {
    same->checks = intersect(same->checks, call.checks);  // a second way to the same place
  }
}

/// The checks that say something of `origin`: on it, on the whole it is an item
/// of, or on which tool was asked for.
static std::vector<Check> about(const Origin& origin, const std::vector<Check>& checks) {
  std::vector<Check> result;
  for (const Check& check : checks) {
    const bool same = check.origin.parameter == origin.parameter &&
                      (check.origin.key.empty() || check.origin.key == origin.key);
    const bool names_tool = check.guard->name == "==" && !check.guard->literal.empty();
    if (same || names_tool) result.push_back(check);
  }
  return result;
}

void Walker::record(const Callee& callee, const std::vector<Argument>& arguments, State& state) {
  if (!recording_ || !analysis_.is_sink(callee.name)) return;
  const std::string_view name = analysis_.intern(callee.name);
  for (const Argument& argument : arguments) {
    for (const Taint& taint : argument.value.taints) {
      record({.callee = name,
              .argument = argument.position,
              .keyword = argument.keyword,
              .span = argument.node->span(),
              .taint = taint,
              .checks = about(taint.origin, state.checks)});
    }
  }
}

std::optional<FunctionId> Walker::target_of(const Callee& callee) {
  if (callee.symbol.kind != Symbol::Kind::Function) return std::nullopt;
  return FunctionId{callee.symbol.code, callee.symbol.index};
}

/// `asyncio.to_thread(f, x)` is a call of f with x: makes it that.
void Walker::unwrap(const Node& node, Callee& callee, std::vector<Argument>& arguments,
                    State& state) {
  const int position = called_argument(callee.name);
  const Node* handed = position < 0 ? nullptr : node.argument(position);
  if (handed == nullptr) return;

  Callee inner = callee_of(*handed, state);
  std::vector<Argument> rest;
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
  record(callee, arguments, state);
}

Value Walker::call(const Node& node, State& state) {
  Callee callee = callee_of(node.part(0), state);
  std::vector<Argument> arguments = arguments_of(node, callee, state);
  record(callee, arguments, state);
  unwrap(node, callee, arguments, state);
  if (target_of(callee)) return internal_call(callee, arguments, node, state);
  if (callee.symbol.kind == Symbol::Kind::Class) return construct(callee, arguments, node, state);
  return external_call(callee, arguments, node.span(), state);
}

Value Walker::external_call(const Callee& callee, const std::vector<Argument>& arguments, Span span,
                            State& state) {
  Value result;
  const std::string_view method = std::string_view(callee.name).substr(callee.name.rfind('.') + 1);
  const bool from_receiver = callee.is_method && carries_receiver(method);
  const bool from_arguments = carries_arguments(callee.name) ||
                              (callee.is_method && (method == "join" || method == "joinpath" ||
                                                    method == "format" || method == "with_name"));
  for (const Argument& argument : arguments) {
    add_guard(argument.value, callee.name, argument.position, Outcome::Returned, span, state);
    const bool carried = argument.position == kReceiver ? from_receiver : from_arguments;
    if (!carried) continue;

    // `arguments.get("path")` is an item, as `arguments["path"]` is.
    const bool is_item = argument.position == kReceiver && (method == "get" || method == "pop");
    const bool has_key = is_item && arguments.size() > 1 &&
                         arguments[1].node->is(NodeKind::String) && arguments[1].keyword.empty();
    if (has_key) {
      add_taints(result, item(argument.value, arguments[1].node->value(), span).taints);
      continue;
    }
    std::vector<Taint> taints = argument.value.taints;
    for (Taint& taint : taints) taint = with_call(std::move(taint), callee.name);
    add_taints(result, taints);
  }
  // Class names are capitalised: what they make has their type.
  const bool makes_instance = callee.symbol.kind == Symbol::Kind::External && !method.empty() &&
                              method.front() >= 'A' && method.front() <= 'Z';
  result.type = result_type(callee.name);
  if (result.type.empty() && makes_instance) result.type = analysis_.intern(callee.name);
  return result;
}

std::vector<Value> Walker::bind(FunctionId function, const std::vector<Argument>& arguments,
                                bool skip_first) const {
  const std::vector<FunctionParameter>& parameters =
      analysis_.program().code(function.code).functions[function.index].parameters;
  std::vector<Value> given(parameters.size());
  std::vector<bool> is_given(parameters.size());
  const std::size_t first = skip_first ? 1 : 0;

  for (const Argument& argument : arguments) {
    if (argument.keyword == "**" || argument.keyword == "*") continue;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const bool is_it = argument.position == kReceiver ? i == 0
                         : argument.keyword.empty()
                             ? i == first + static_cast<std::size_t>(argument.position)
                             : parameters[i].name == argument.keyword;
      if (!is_it) continue;
      given[i] = argument.value;
      is_given[i] = true;
    }
  }
  for (const Argument& argument : arguments) {
    if (argument.keyword != "**" && argument.keyword != "*") continue;
    for (std::size_t i = first; i < parameters.size(); ++i) {
      if (is_given[i]) continue;
      const std::string_view key =
          argument.keyword == "**" && parameters[i].stars == 0 ? parameters[i].name : "";
      add_taints(given[i], item(argument.value, key, argument.node->span()).taints);
    }
  }
  return given;
}

std::vector<Taint> Walker::translate(const Taint& taint, const std::vector<Value>& given,
                                     const Function& function, Span span) {
  std::vector<Taint> result;
  const std::uint32_t parameter = taint.origin.parameter;
  if (parameter >= given.size()) return result;
  std::string text = "passed to `";
  text += function.name;
  text += "` as `";
  text += function.parameters[parameter].name;
  text += '`';

  for (const Taint& outer : given[parameter].taints) {
    Taint moved = outer;
    const bool untouched = outer.steps == nullptr && outer.origin.key.empty();
    if (untouched && !taint.origin.key.empty()) {
      moved.origin.key = taint.origin.key;
      moved.origin.read = taint.origin.read;
    }
    moved = with_step(std::move(moved), span, text);
    for (Label& step : to_vector(taint.steps)) {
      moved = with_step(std::move(moved), step.span, std::move(step.text));
    }
    for (std::string& name : to_vector(taint.passed))
      moved = with_call(std::move(moved), std::move(name));
    result.push_back(std::move(moved));
  }
  return result;
}

std::vector<Check> Walker::translate(const std::vector<Check>& checks,
                                     const std::vector<Value>& given) {
  std::vector<Check> result;
  for (const Check& check : checks) {
    if (check.origin.parameter >= given.size()) continue;
    for (const Taint& outer : given[check.origin.parameter].taints) {
      Check moved = check;
      moved.origin = outer.origin;
      const bool untouched = outer.steps == nullptr && outer.origin.key.empty();
      if (untouched) moved.origin.key = check.origin.key;
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

Value Walker::internal_call(const Callee& callee, const std::vector<Argument>& arguments,
                            const Node& node, State& state) {
  const FunctionId target{callee.symbol.code, callee.symbol.index};
  summary_.callees.push_back(target);
  const Function& function = analysis_.program().code(target.code).functions[target.index];
  // A nested function sees the variables around it.
  const bool is_nested = target.code == id_.code && function.parent != kNone && scope_ != kNone &&
                         inlined_ < kMostInlined;
  if (is_nested) return inline_call(target, arguments, state);

  const Summary& summary = analysis_.summary(target);
  const std::vector<Value> given = bind(target, arguments, callee.is_method);
  for (const Argument& argument : arguments) {
    add_guard(argument.value, callee.name, argument.position, Outcome::Returned, node.span(),
              state);
  }
  summary_.complete = summary_.complete && summary.complete;
  if (recording_) {
    for (const Call& inner : summary.calls) {
      for (Taint& taint : translate(inner.taint, given, function, node.part(0).span())) {
        std::vector<Check> checks = about(taint.origin, state.checks);
        for (Check& check : translate(inner.checks, given)) add_check(checks, std::move(check));
        record({inner.callee, inner.argument, inner.keyword, inner.span, std::move(taint),
                std::move(checks)});
      }
    }
  }
  if (summary.if_returned) {
    for (Check& check : translate(*summary.if_returned, given)) {
      add_check(state.checks, std::move(check));
    }
  } else {
    state.dead = true;  // it raises, whatever it is given
  }

  Value result;
  result.type = summary.result.type;
  result.instance = summary.result.instance;
  for (const Taint& taint : summary.result.taints) {
    add_taints(result, translate(taint, given, function, node.part(0).span()));
  }
  return result;
}

/// What each field of a model or data class is given: null if not all are told by name or place.
std::shared_ptr<const std::map<std::string_view, Value>> Walker::fields_of(
    const Class& made, const std::vector<Argument>& arguments) {
  auto fields = std::make_shared<std::map<std::string_view, Value>>();
  for (const Argument& argument : arguments) {
    std::string_view name = argument.keyword;
    if (name.starts_with('*')) return nullptr;
    if (name.empty()) {
      const auto position = static_cast<std::size_t>(argument.position);
      if (argument.position < 0 || position >= made.fields.size()) return nullptr;
      name = made.fields[position].name;
    }
    Value value = argument.value;
    for (Taint& taint : value.taints) {
      std::string text = "kept as `";
      text += name;
      text += '`';
      taint = with_step(std::move(taint), argument.node->span(), std::move(text));
    }
    fields->emplace(name, std::move(value));
  }
  return fields;
}

Value Walker::construct(const Callee& callee, const std::vector<Argument>& arguments,
                        const Node& node, State& state) {
  // The object holds what it was made of.
  const Symbol made = callee.symbol;
  std::string text = "made into `";
  text += made.name;
  text += '`';
  Value result;
  for (const Argument& argument : arguments) {
    std::vector<Taint> taints = argument.value.taints;
    for (Taint& taint : taints) taint = with_step(std::move(taint), argument.node->span(), text);
    add_taints(result, taints);
  }

  Callee constructor;
  constructor.symbol = analysis_.program().method(made.code, made.index, "__init__");
  if (constructor.symbol.kind == Symbol::Kind::Function) {
    constructor.name = joined(made.name, "__init__");
    constructor.is_method = true;
    internal_call(constructor, arguments, node, state);
  } else {
    result.fields = fields_of(analysis_.program().code(made.code).classes[made.index], arguments);
  }
  result.instance = {made.code, made.index};
  return result;
}

Value Walker::inline_call(FunctionId target, const std::vector<Argument>& arguments, State& state) {
  const Function& function = code().functions[target.index];
  const std::vector<Value> given = bind(target, arguments, false);
  State inside = state;
  for (std::size_t i = 0; i < given.size(); ++i) {
    inside.variables[function.parameters[i].name] = given[i];
  }

  std::vector<State> returns;
  std::vector<State>* outer_returns = std::exchange(inline_returns_, &returns);
  Value outer_result = std::exchange(inline_result_, {});
  std::vector<Loop> outer_loops = std::exchange(loops_, {});
  const std::uint32_t outer_scope = std::exchange(scope_, target.index);
  ++inlined_;
  block(function.body, inside);
  --inlined_;
  scope_ = outer_scope;
  loops_ = std::move(outer_loops);
  inline_returns_ = outer_returns;
  Value result = std::exchange(inline_result_, std::move(outer_result));

  // Only what was checked comes back; its variables were its own.
  for (State& one : returns) inside = merge(std::move(inside), std::move(one));
  state.dead = inside.dead;
  if (!inside.dead) state.checks = std::move(inside.checks);
  return result;
}

}  // namespace mcplint::flow
