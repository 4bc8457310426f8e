#include "lint/facts/flow/analysis.h"

#include <algorithm>
#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// Values without what they were made of: types last longer than data.
static Variables types_of(const State& state, std::string_view prefix) {
  Variables types;
  for (const auto& [name, value] : state.variables) {
    if (!name.starts_with(prefix)) continue;
    if (value.type.empty() && !value.instance.known()) continue;
    Value& kept = types[name];
    kept.type = value.type;
    kept.instance = value.instance;
  }
  return types;
}

Analysis::Analysis(const Program& program, std::span<const Callable> sinks) : program_(program) {
  for (const Callable& sink : sinks) sinks_.insert(sink.name);
}

std::string_view Analysis::intern(std::string_view text) {
  const auto it = texts_.find(text);
  return it != texts_.end() ? *it : *texts_.emplace(text).first;
}

const Summary& Analysis::summary(FunctionId function) {
  const auto [it, is_new] = summaries_.try_emplace(function);
  if (!is_new) return it->second;
  it->second.if_returned.emplace();  // what a recursive call sees
  Summary made = Walker(*this, function).run();
  it->second = std::move(made);
  return it->second;
}

std::vector<FunctionId> Analysis::reached_from(std::span<const FunctionId> first) {
  std::set<FunctionId> seen;
  std::vector<FunctionId> waiting;
  const auto reach = [&](FunctionId id) {
    if (seen.insert(id).second) waiting.push_back(id);
  };
  std::ranges::for_each(first, reach);
  std::vector<FunctionId> reached;
  while (!waiting.empty()) {
    const FunctionId id = waiting.back();
    waiting.pop_back();
    reached.push_back(id);
    std::ranges::for_each(summary(id).callees, reach);
  }
  return reached;
}

const Variables& Analysis::globals(std::uint32_t code) {
  const auto [it, is_new] = globals_.try_emplace(code);
  if (!is_new) return it->second;
  Walker walker(*this, {code, kNone});
  walker.run();
  it->second = types_of(walker.end(), "");
  return it->second;
}

const Variables& Analysis::attributes(std::uint32_t code, std::uint32_t class_index) {
  const auto [it, is_new] = attributes_.try_emplace({code, class_index});
  if (!is_new) return it->second;
  const Symbol constructor = program_.method(code, class_index, "__init__");
  if (constructor.kind == Symbol::Kind::Function) {
    Walker walker(*this, {constructor.code, constructor.index});
    walker.run();
    it->second = types_of(walker.end(), "self.");
  }
  for (const Field& field : program_.code(code).classes[class_index].fields) {
    Value& value = it->second[intern("self." + std::string(field.name))];
    value.type = annotated_type(field.annotation.span().text).type;
    const Symbol model = program_.resolve(code, kNone, field.annotation);
    if (model.kind == Symbol::Kind::Class) value.instance = {model.code, model.index};
  }
  return it->second;
}

}  // namespace mcplint::flow
