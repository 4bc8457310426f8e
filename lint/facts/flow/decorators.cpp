// What decorators of the project check before they call what they decorate.

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

std::optional<Checks> Walker::checks_before(std::string_view called) {
  called_ = called;
  run();
  return std::move(before_called_);
}

/// Notes what holds here, if this is the call of what is decorated.
void Walker::note_wrapped_call(const Node& called, const State& state) {
  const bool is_it =
      !called_.empty() && recording_ && called.is(NodeKind::Name) && called.name() == called_;
  if (!is_it) return;
  before_called_ = before_called_ ? join(*before_called_, state.checks) : state.checks;
}

/// The parameter of `decorated` that gets what `origin` of `wrapper` is; kNone if nobody knows.
static std::uint32_t parameter_behind(const Origin& origin, const Function& wrapper,
                                      const Function& decorated) {
  const FunctionParameter& outer = wrapper.parameters[origin.parameter];
  const std::string_view name = outer.stars == 2 ? origin.key : outer.name;
  const auto it = std::ranges::find(decorated.parameters, name, &FunctionParameter::name);
  const bool is_known = !name.empty() && outer.stars != 1 && it != decorated.parameters.end();
  return is_known ? static_cast<std::uint32_t>(it - decorated.parameters.begin()) : kNone;
}

/// Whether `inner` is defined in `outer`, however deep.
static bool is_inside(const Code& code, std::uint32_t inner, std::uint32_t outer) {
  for (std::uint32_t at = code.functions[inner].parent; at != kNone;
       at = code.functions[at].parent) {
    if (at == outer) return true;
  }
  return false;
}

const std::vector<Analysis::Wrapper>& Analysis::wrappers(FunctionId decorator) {
  static const std::vector<Wrapper> kNoWrappers;
  if (depth > kDeepest) return kNoWrappers;
  const auto [it, is_new] = wrappers_.try_emplace(decorator);
  if (!is_new) return it->second;
  ++depth;
  std::vector<Wrapper> made;
  const std::vector<Function>& functions = program_.code(decorator.code).functions;
  for (std::uint32_t i = 0; i < functions.size(); ++i) {
    const Function& function = functions[i];
    if (function.name.empty() || !is_inside(program_.code(decorator.code), i, decorator.index))
      continue;
    const std::vector<FunctionParameter>& given = functions[function.parent].parameters;
    if (given.empty()) continue;
    const FunctionId id{decorator.code, i};
    std::optional<Checks> checks = Walker(*this, id).checks_before(given.front().name);
    if (checks) made.push_back({id, std::move(*checks)});
  }
  --depth;
  it->second = std::move(made);
  return it->second;
}

/// Adds what a wrapper checks to what is known where the function that it decorates begins.
static void add_checks_of(const Analysis::Wrapper& wrapper, const Function& its_function,
                          const Function& decorated, State& state) {
  for (const Check& check : wrapper.checks) {
    if (check.guard == nullptr || !check.origin.is_given()) continue;
    const std::uint32_t parameter = parameter_behind(check.origin, its_function, decorated);
    if (parameter == kNone) continue;
    Check moved;
    moved.origin.parameter = parameter;
    moved.guard = check.guard;
    add_check(state.checks, std::move(moved));
  }
}

/// `def confined(tool): def run(path): check(path); return tool(path); return run` above `it`:
/// what `run` checks holds for the parameters of `it` with the same names.
void Walker::add_checks_of_decorators(const Function& it, State& state) {
  for (const Node& decorator : it.decorators) {
    const Node& named = decorator.is(NodeKind::Call) ? decorator.part(0) : decorator;
    const Symbol symbol = analysis_.program().resolve(id_.code, it.parent, named);
    if (symbol.kind != Symbol::Kind::Function) continue;
    const Code& its_code = analysis_.program().code(symbol.code);
    for (const Analysis::Wrapper& wrapper : analysis_.wrappers({symbol.code, symbol.index}))
      add_checks_of(wrapper, its_code.functions[wrapper.id.index], it, state);
  }
}

}  // namespace mcplint::flow
