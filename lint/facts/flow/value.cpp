#include "lint/facts/flow/value.h"

#include <algorithm>
#include <utility>

namespace mcplint::flow {

/// Ways that differ only in detail are not worth keeping apart; these many are.
static constexpr std::size_t kMostTaints = 16;
static constexpr std::size_t kMostSteps = 24;
static constexpr std::size_t kMostChecks = 128;

static bool same_guard(const Check& a, const Check& b) {
  return a.origin == b.origin &&
         (a.guard == b.guard ||
          (a.guard->span.begin() == b.guard->span.begin() && a.guard->name == b.guard->name &&
           a.guard->argument == b.guard->argument && a.guard->outcome == b.guard->outcome));
}

std::vector<Check> intersect(const std::vector<Check>& a, const std::vector<Check>& b) {
  std::vector<Check> both;
  for (const Check& check : a) {
    const auto is_it = [&](const Check& other) { return same_guard(check, other); };
    if (std::ranges::any_of(b, is_it)) both.push_back(check);
  }
  return both;
}

static bool same_calls(const Calls& a, const Calls& b) {
  const Chain<std::string>* x = a.get();
  const Chain<std::string>* y = b.get();
  for (; x != y && x != nullptr && y != nullptr; x = x->before.get(), y = y->before.get()) {
    if (x->item != y->item) return false;
  }
  return x == y;
}

void add_taints(Value& value, const std::vector<Taint>& more) {
  for (const Taint& taint : more) {
    const auto is_it = [&](const Taint& other) {
      return other.origin == taint.origin && same_calls(other.passed, taint.passed);
    };
    if (value.taints.size() >= kMostTaints) return;
    if (std::ranges::none_of(value.taints, is_it)) value.taints.push_back(taint);
  }
}

void add_check(std::vector<Check>& checks, Check check) {
  const auto is_it = [&](const Check& other) { return same_guard(check, other); };
  if (checks.size() < kMostChecks && std::ranges::none_of(checks, is_it)) {
    checks.push_back(std::move(check));
  }
}

/// What holds if a variable is true, seen from behind the place where the
/// states meet: what was checked on the way counts too.
static std::vector<Check> proved(const Value& value, const State& state) {
  std::vector<Check> checks = value.if_true;
  for (const Check& check : state.checks) add_check(checks, check);
  return checks;
}

/// `found = False`, then `found = True` behind a check: true proves the check.
static void merge_flags(Value& mine, const State& here, const Value& other, const State& there) {
  if (!mine.never_true && !other.never_true) {
    mine.if_true = intersect(mine.if_true, other.if_true);
  } else if (!other.never_true) {
    mine.if_true = proved(other, there);
  } else if (!mine.never_true) {
    mine.if_true = proved(mine, here);
  }
  mine.never_true = mine.never_true && other.never_true;
}

State merge(State a, State b) {
  if (a.dead) return b;
  if (b.dead) return a;
  for (auto& [name, other] : b.variables) {
    const auto [it, is_new] = a.variables.try_emplace(name, other);
    if (is_new) continue;
    Value& mine = it->second;
    merge_flags(mine, a, other, b);
    add_taints(mine, other.taints);
    if (mine.type.empty()) mine.type = other.type;
    if (!mine.instance.known()) mine.instance = other.instance;
    if (mine.fields != other.fields) mine.fields = nullptr;
    if (mine.condition != other.condition) mine.condition = nullptr;
  }
  a.checks = intersect(a.checks, b.checks);
  return a;
}

template <class T>
static std::size_t length(const std::shared_ptr<const Chain<T>>& chain) {
  std::size_t size = 0;
  for (const Chain<T>* at = chain.get(); at != nullptr; at = at->before.get()) ++size;
  return size;
}

template <class T>
static std::vector<T> in_order(const std::shared_ptr<const Chain<T>>& chain) {
  std::vector<T> result;
  for (const Chain<T>* at = chain.get(); at != nullptr; at = at->before.get()) {
    result.push_back(at->item);
  }
  std::ranges::reverse(result);
  return result;
}

Taint with_step(Taint taint, Span span, std::string text) {
  if (length(taint.steps) < kMostSteps) {
    taint.steps = std::make_shared<const Chain<Label>>(
        Chain<Label>{{span, std::move(text)}, std::move(taint.steps)});
  }
  return taint;
}

Taint with_call(Taint taint, std::string name) {
  if (length(taint.passed) < kMostSteps) {
    taint.passed = std::make_shared<const Chain<std::string>>(
        Chain<std::string>{std::move(name), std::move(taint.passed)});
  }
  return taint;
}

std::vector<std::string> to_vector(const Calls& calls) { return in_order(calls); }
std::vector<Label> to_vector(const Steps& steps) { return in_order(steps); }

}  // namespace mcplint::flow
