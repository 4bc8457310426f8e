#include "lint/facts/flow/analysis.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// A value without what was done to make it: what is known of it lasts longer
/// than the function that it was made in.
static Value without_data(const Value& value) {
  Value kept = value;
  std::erase_if(kept.taints, [](const Taint& taint) { return taint.origin.is_given(); });
  kept.parts = nullptr;
  kept.fields = nullptr;
  kept.bound = nullptr;
  kept.context = kNone;
  kept.condition = nullptr;
  kept.if_true = kept.if_false = nullptr;
  return kept;
}

static bool is_worth_keeping(const Value& value) {
  const auto is_brought = [](const Taint& taint) { return !taint.origin.is_given(); };
  return std::ranges::any_of(value.taints, is_brought) || !value.type.empty() ||
         !value.made_by.empty() || value.instance.known() || value.holds.known() ||
         !value.text.empty() || value.items != nullptr || value.targets != nullptr;
}

static Variables types_of(const State& state, std::string_view prefix) {
  Variables types;
  for (const auto& [name, value] : state.variables) {
    const bool is_wanted = name.starts_with(prefix) && is_worth_keeping(*value);
    if (is_wanted) types.set(name, without_data(*value));
  }
  return types;
}

Analysis::Analysis(const Program& program, std::span<const Callable> sinks) : program_(program) {
  for (const Callable& sink : sinks) {
    (sink.argument == kResult ? bringers_ : sinks_).insert(sink.name);
  }
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

const Variables& Analysis::variables(FunctionId scope) {
  const auto [it, is_new] = variables_.try_emplace(scope);
  if (!is_new) return it->second;
  Walker walker(*this, scope);
  walker.run();
  it->second = types_of(walker.end(), "");
  return it->second;
}

const Variables& Analysis::attributes(std::uint32_t code, std::uint32_t class_index) {
  const auto [it, is_new] = attributes_.try_emplace({code, class_index});
  if (!is_new) return it->second;
  const Class& its_class = program_.code(code).classes[class_index];
  Variables known;
  const Symbol constructor = program_.method(code, class_index, "__init__");
  if (constructor.kind == Symbol::Kind::Function) {
    Walker walker(*this, {constructor.code, constructor.index});
    walker.run();
    known = types_of(walker.end(), "self.");
  }
  for (const Field& field : its_class.fields) {
    Value value;
    value.type = annotated_type(field.annotation.span().text).type;
    const Symbol model = program_.resolve(code, its_class.parent, field.annotation);
    if (model.kind == Symbol::Kind::Class) value.instance = {model.code, model.index};
    known.set(intern("self." + std::string(field.name)), std::move(value));
  }
  it->second = std::move(known);
  return it->second;
}

}  // namespace mcplint::flow
