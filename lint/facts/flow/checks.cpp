// What was checked on the ways to a place.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/value.h"

namespace mcplint::flow {

static constexpr std::size_t kMostChecks = 128;
/// Where more was checked on two ways than this, only what both have in common is kept; and no
/// more such places than these are kept apart.
static constexpr std::size_t kMostInWays = 8;
static constexpr std::ptrdiff_t kMostPlaces = 2;
static constexpr std::size_t kMostWays = 16;

static bool holds(const Checks& checks, const Check& wanted);

static bool hold_all(const Checks& checks, const Checks& wanted) {
  return std::ranges::all_of(wanted, [&](const Check& one) { return holds(checks, one); });
}

static bool same_guard(const Check& a, const Check& b) {
  if (a.guard == nullptr || b.guard == nullptr || !(a.origin == b.origin)) return false;
  return a.guard == b.guard ||
         (a.guard->span.begin() == b.guard->span.begin() && a.guard->name == b.guard->name &&
          a.guard->argument == b.guard->argument && a.guard->outcome == b.guard->outcome);
}

/// Whether `wanted` follows from `checks`.
static bool holds(const Checks& checks, const Check& wanted) {
  if (wanted.ways == nullptr) {
    return std::ranges::any_of(checks, [&](const Check& one) { return same_guard(wanted, one); });
  }
  const Ways& ways = *wanted.ways;
  const auto is_it = [&](const Check& one) {
    return one.ways != nullptr &&
           (one.ways == wanted.ways ||
            (hold_all(one.ways->one, ways.one) && hold_all(one.ways->other, ways.other)));
  };
  return std::ranges::any_of(checks, is_it) || hold_all(checks, ways.one) ||
         hold_all(checks, ways.other);
}

void add_check(Checks& checks, Check check) {
  if (checks.size() < kMostChecks && !holds(checks, check)) checks.push_back(std::move(check));
}

/// Whether the two are one test that came out differently.
static bool are_opposite(const Check& a, const Check& b) {
  if (a.guard == nullptr || b.guard == nullptr || !(a.origin == b.origin)) return false;
  const Guard& one = *a.guard;
  const Guard& other = *b.guard;
  const bool is_test = one.outcome != Outcome::Returned && other.outcome != Outcome::Returned;
  return is_test && one.outcome != other.outcome && one.name == other.name &&
         one.argument == other.argument && one.literal == other.literal &&
         one.passed == other.passed && one.span.text == other.span.text;
}

/// Whether all that tells the ways apart is how tests came out: that says nothing.
static bool are_all_opposite(const Checks& a, const Checks& b) {
  return std::ranges::all_of(a, [&](const Check& one) {
    return std::ranges::any_of(b, [&](const Check& other) { return are_opposite(one, other); });
  });
}

static std::size_t size_of(const Checks& checks) {
  std::size_t size = 0;
  for (const Check& check : checks) {
    size += check.ways == nullptr ? 1 : size_of(check.ways->one) + size_of(check.ways->other);
  }
  return size;
}

static void add_ways(Checks& checks, Checks one, Checks other) {
  if (one.empty() || other.empty()) return;
  const auto is_ways = [](const Check& check) { return check.ways != nullptr; };
  if (std::ranges::count_if(checks, is_ways) >= kMostPlaces) return;
  if (are_all_opposite(one, other) && are_all_opposite(other, one)) return;
  if (size_of(one) + size_of(other) > kMostInWays) return;
  Check check;
  check.ways = std::make_shared<const Ways>(Ways{std::move(one), std::move(other)});
  checks.push_back(std::move(check));
}

/// Those of `a` that do not follow from `b`.
static Checks without(const Checks& a, const Checks& b) {
  Checks rest;
  std::ranges::copy_if(a, std::back_inserter(rest),
                       [&](const Check& check) { return !holds(b, check); });
  return rest;
}

Checks join(const Checks& a, const Checks& b) {
  Checks both;
  Checks only_a;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Lists that grew from one list have it as their beginning.
    const bool same_place = i < b.size() && a[i].guard == b[i].guard && a[i].ways == b[i].ways &&
                            a[i].origin == b[i].origin;
    (same_place || holds(b, a[i]) ? both : only_a).push_back(a[i]);
  }
  if (only_a.empty()) return both;
  add_ways(both, std::move(only_a), without(b, a));
  return both;
}

static bool names_tool(const Guard& guard) { return guard.name == "==" && !guard.literal.empty(); }

Checks checks_of(const Origin& origin, const Checks& checks) {
  Checks mine;
  add_checks_of(origin, checks, mine);
  return mine;
}

void add_checks_of(const Origin& origin, const Checks& checks, Checks& to) {
  for (const Check& check : checks) {
    if (check.ways != nullptr) {
      if (holds(to, check)) continue;
      add_ways(to, checks_of(origin, check.ways->one), checks_of(origin, check.ways->other));
    } else if (check.origin.covers(origin) || names_tool(*check.guard)) {
      add_check(to, check);
    }
  }
}

/// Whether `mode == "a"` came out true and false, or `mode` was "a" and "b".
static bool exclude(const Check& a, const Check& b) {
  if (!(a.origin == b.origin) || !names_tool(*a.guard) || !names_tool(*b.guard)) return false;
  if (!a.guard->passed.empty() || !b.guard->passed.empty()) return false;
  const bool is_same = a.guard->literal == b.guard->literal;
  const bool hold_both = a.guard->outcome == Outcome::True && b.guard->outcome == Outcome::True;
  return is_same ? a.guard->outcome != b.guard->outcome : hold_both;
}

/// Tests of the data itself may be of several items of it: these say nothing here.
static bool is_impossible(const Origin& origin, const Checks& checks) {
  return std::ranges::any_of(checks, [&](const Check& one) {
    return !(one.origin == origin) &&
           std::ranges::any_of(checks, [&](const Check& other) { return exclude(one, other); });
  });
}

/// Each of `ways` followed by each of `more`.
static std::vector<Checks> combined(const std::vector<Checks>& ways,
                                    const std::vector<Checks>& more) {
  std::vector<Checks> all;
  for (const Checks& way : ways) {
    for (const Checks& added : more) {
      Checks& one = all.emplace_back(way);
      for (const Check& check : added) add_check(one, check);
    }
  }
  return all;
}

static std::vector<Checks> ways_of(const Checks& checks) {
  std::vector<Checks> ways(1);
  for (const Check& check : checks) {
    if (check.ways == nullptr) {
      for (Checks& way : ways) add_check(way, check);
      continue;
    }
    std::vector<Checks> more = ways_of(check.ways->one);
    for (Checks& other : ways_of(check.ways->other)) more.push_back(std::move(other));
    if (ways.size() * more.size() <= kMostWays) ways = combined(ways, more);
  }
  return ways;
}

std::vector<Checks> each_way(const Origin& origin, const Checks& checks) {
  std::vector<Checks> ways = ways_of(checks);
  std::erase_if(ways, [&](const Checks& way) { return is_impossible(origin, way); });
  return ways;
}

}  // namespace mcplint::flow
