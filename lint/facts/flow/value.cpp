#include "lint/facts/flow/value.h"

#include <algorithm>
#include <utility>

namespace mcplint::flow {

/// Ways that differ only in detail are not worth keeping apart; these many are.
static constexpr std::size_t kMostTaints = 16;

using Shared = std::shared_ptr<const Checks>;

static Shared join(const Shared& a, const Shared& b) {
  if (a == b || a == nullptr || b == nullptr) return a == b ? a : nullptr;
  Checks both = join(*a, *b);
  return both.empty() ? nullptr : std::make_shared<const Checks>(std::move(both));
}

static bool same_taint(const Taint& a, const Taint& b) {
  return a.origin == b.origin && a.place == b.place && same_calls(a.passed, b.passed);
}

void add_taints(Value& value, const std::vector<Taint>& more) {
  for (const Taint& taint : more) {
    const auto is_it = [&](const Taint& other) { return same_taint(other, taint); };
    const auto it = std::ranges::find_if(value.taints, is_it);
    if (it != value.taints.end()) {
      it->proved = join(it->proved, taint.proved);
      it->whole = it->whole && taint.whole;
    } else if (value.taints.size() < kMostTaints) {
      value.taints.push_back(taint);
    }
  }
}

/// What a taint is known to have passed, with what holds where it is.
static Shared with(const Taint& taint, const Checks& here) {
  if (!taint.origin.is_given()) return nullptr;
  Checks all;
  if (taint.proved != nullptr) all = *taint.proved;
  const std::size_t before = all.size();
  add_checks_of(taint.origin, here, all);
  if (all.size() == before) return taint.proved;
  return std::make_shared<const Checks>(std::move(all));
}

void prove(Value& value, const Checks& checks) {
  if (checks.empty()) return;
  for (Taint& taint : value.taints) taint.proved = with(taint, checks);
}

static std::vector<Taint> merge(const std::vector<Taint>& a, const Checks& on_a,
                                const std::vector<Taint>& b, const Checks& on_b) {
  std::vector<Taint> merged;
  const auto find_in = [](const std::vector<Taint>& taints, const Taint& taint) {
    return std::ranges::find_if(taints, [&](const Taint& one) { return same_taint(one, taint); });
  };
  for (const Taint& taint : a) {
    Taint added = taint;
    const auto other = find_in(b, taint);
    if (other == b.end()) {
      added.proved = with(taint, on_a);
    } else if (taint.proved != other->proved) {
      added.proved = join(with(taint, on_a), with(*other, on_b));
    }
    merged.push_back(std::move(added));
  }
  for (const Taint& taint : b) {
    if (merged.size() >= kMostTaints || find_in(a, taint) != a.end()) continue;
    merged.push_back(taint);
    merged.back().proved = with(taint, on_b);
  }
  return merged;
}

/// What holds if one of two values is true (or false): `never_*` says that it
/// cannot be that one.
static Shared merge_flags(const Shared& a, bool not_a, const Checks& on_a, const Shared& b,
                          bool not_b, const Checks& on_b) {
  if (a == b && not_a == not_b) return a;
  const auto all = [](const Shared& flags, const Checks& here) {
    Checks checks = flags == nullptr ? Checks() : *flags;
    for (const Check& check : here) add_check(checks, check);
    return std::make_shared<const Checks>(std::move(checks));
  };
  if (not_a && not_b) return nullptr;
  if (not_a) return all(b, on_b);
  if (not_b) return all(a, on_a);
  return join(all(a, on_a), all(b, on_b));
}

static std::string_view common_start(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  while (size < a.size() && size < b.size() && a[size] == b[size]) ++size;
  return a.substr(0, size);
}

static Items common_start(const Items& a, const Items& b) {
  if (a == b || a == nullptr || b == nullptr) return a == b ? a : nullptr;
  std::size_t size = 0;
  while (size < a->size() && size < b->size() && (*a)[size] == (*b)[size]) ++size;
  return std::make_shared<const std::vector<std::string_view>>(
      a->begin(), a->begin() + static_cast<std::ptrdiff_t>(size));
}

/// Tuples of the same size are one with each item from one of two.
static void merge_parts(Value& value, const Checks& on_a, const Value& b, const Checks& on_b) {
  if (value.parts == b.parts) return;
  if (value.parts == nullptr || b.parts == nullptr || value.parts->size() != b.parts->size()) {
    value.parts = nullptr;
    return;
  }
  std::vector<Value> parts;
  for (std::size_t i = 0; i < b.parts->size(); ++i) {
    parts.push_back(merge((*value.parts)[i], on_a, (*b.parts)[i], on_b));
  }
  value.parts = std::make_shared<const std::vector<Value>>(std::move(parts));
}

static void merge_targets(Value& value, const Value& b) {
  if (value.targets == b.targets || b.targets == nullptr) return;
  if (value.targets == nullptr) {
    value.targets = b.targets;
    value.chosen_by = b.chosen_by;
    return;
  }
  constexpr std::size_t kMostTargets = 64;
  std::vector<Target> both = *value.targets;
  for (const Target& target : *b.targets) {
    const auto is_it = [&](const Target& other) {
      return other.key == target.key && other.function == target.function;
    };
    if (both.size() < kMostTargets && std::ranges::none_of(both, is_it)) both.push_back(target);
  }
  value.targets = std::make_shared<const std::vector<Target>>(std::move(both));
}

Value merge(const Value& a, const Checks& on_a, const Value& b, const Checks& on_b) {
  Value value = a;
  value.taints = merge(a.taints, on_a, b.taints, on_b);
  if (value.type.empty()) value.type = b.type;
  if (value.made_by.empty()) value.made_by = b.made_by;
  if (!value.instance.known()) value.instance = b.instance;
  if (!value.holds.known()) value.holds = b.holds;
  value.if_true = merge_flags(a.if_true, a.never_true, on_a, b.if_true, b.never_true, on_b);
  value.if_false = merge_flags(a.if_false, a.never_false, on_a, b.if_false, b.never_false, on_b);
  value.never_true = a.never_true && b.never_true;
  value.never_false = a.never_false && b.never_false;
  value.is_fixed = a.is_fixed && b.is_fixed && a.text == b.text;
  value.ends_in_name = a.ends_in_name && b.ends_in_name;
  value.text = common_start(a.text, b.text);
  value.items = common_start(a.items, b.items);
  merge_parts(value, on_a, b, on_b);
  merge_targets(value, b);
  if (a.fields != b.fields) value.fields = nullptr;
  if (a.context != b.context) value.context = kNone;
  if (a.bound != b.bound) value.bound = nullptr;
  if (a.condition != b.condition) value.condition = nullptr;
  return value;
}

State merge(State a, State b) {
  if (a.dead) return b;
  if (b.dead) return a;
  std::vector<Variables::Entry> merged;
  merged.reserve(std::max(a.variables.entries_.size(), b.variables.entries_.size()));
  const auto alone = [&](Variables::Entry& entry, const Checks& here) {
    const bool can_prove = !here.empty() && is_chosen(*entry.second);
    if (can_prove) {
      Value value = *entry.second;
      prove(value, here);
      entry.second = std::make_shared<const Value>(std::move(value));
    }
    merged.push_back(std::move(entry));
  };
  auto x = a.variables.entries_.begin();
  auto y = b.variables.entries_.begin();
  while (x != a.variables.entries_.end() || y != b.variables.entries_.end()) {
    if (y == b.variables.entries_.end() ||
        (x != a.variables.entries_.end() && x->first < y->first)) {
      alone(*x++, a.checks);
    } else if (x == a.variables.entries_.end() || y->first < x->first) {
      alone(*y++, b.checks);
    } else {
      if (x->second != y->second) {
        x->second =
            std::make_shared<const Value>(merge(*x->second, a.checks, *y->second, b.checks));
      }
      merged.push_back(std::move(*x++));
      ++y;
    }
  }
  a.variables.entries_ = std::move(merged);
  a.checks = join(a.checks, b.checks);
  return a;
}

const Value* Value::field(std::string_view name) const {
  if (fields == nullptr) return nullptr;
  for (const auto& [its_name, value] : *fields) {
    if (its_name == name) return &value;
  }
  return nullptr;
}

const Value* Variables::find(std::string_view name) const {
  const auto it = std::ranges::lower_bound(entries_, name, {}, &Entry::first);
  return it != entries_.end() && it->first == name ? it->second.get() : nullptr;
}

void Variables::set(std::string_view name, Value value) {
  auto shared = std::make_shared<const Value>(std::move(value));
  const auto it = std::ranges::lower_bound(entries_, name, {}, &Entry::first);
  if (it != entries_.end() && it->first == name) {
    it->second = std::move(shared);
  } else {
    entries_.emplace(it, name, std::move(shared));
  }
}

void Variables::forget_members(std::string_view name) {
  std::string prefix(name);
  prefix += '.';
  const auto first = std::ranges::lower_bound(entries_, prefix, {}, &Entry::first);
  auto last = first;
  while (last != entries_.end() && last->first.starts_with(prefix)) ++last;
  entries_.erase(first, last);
}

Taint with_step(Taint taint, Step step) {
  taint.steps = extended(std::move(taint.steps), step);
  return taint;
}

Taint with_call(Taint taint, std::string_view name) {
  taint.passed = extended(std::move(taint.passed), name);
  return taint;
}

bool is_chosen(const Value& value) {
  return std::ranges::any_of(value.taints,
                             [](const Taint& taint) { return taint.origin.is_given(); });
}

void drop_brought(Value& value) {
  std::erase_if(value.taints, [](const Taint& taint) { return !taint.origin.is_given(); });
}

}  // namespace mcplint::flow
