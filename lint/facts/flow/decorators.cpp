// What decorators of the project check before they call what they decorate.

#include <algorithm>
#include <optional>
#include <utility>

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

/// `def confined(tool): def run(path): check(path); return tool(path); return run` above `it`:
/// what `run` checks holds for the parameters of `it` with the same names.
void Walker::add_checks_of_decorators(const Function& it, State& state) {
  for (const Node& decorator : it.decorators) {
    const Node& named = decorator.is(NodeKind::Call) ? decorator.part(0) : decorator;
    const Symbol symbol = analysis_.program().resolve(id_.code, it.parent, named);
    if (symbol.kind != Symbol::Kind::Function) continue;
    const Code& its_code = analysis_.program().code(symbol.code);
    for (std::uint32_t i = 0; i < its_code.functions.size(); ++i) {
      const Function& wrapper = its_code.functions[i];
      if (wrapper.name.empty() || !is_inside(its_code, i, symbol.index)) continue;
      const std::vector<FunctionParameter>& given = its_code.functions[wrapper.parent].parameters;
      if (!given.empty()) add_checks_of(wrapper, {symbol.code, i}, given.front().name, it, state);
    }
  }
}

void Walker::add_checks_of(const Function& wrapper, FunctionId id, std::string_view decorated,
                           const Function& it, State& state) {
  const std::optional<Checks> held = Walker(analysis_, id).checks_before(decorated);
  if (!held) return;
  for (const Check& check : *held) {
    if (check.guard == nullptr || !check.origin.is_given()) continue;
    const std::uint32_t parameter = parameter_behind(check.origin, wrapper, it);
    if (parameter == kNone) continue;
    Check moved;
    moved.origin.parameter = parameter;
    moved.guard = check.guard;
    add_check(state.checks, std::move(moved));
  }
}

}  // namespace mcplint::flow
