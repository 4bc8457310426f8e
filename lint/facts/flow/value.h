#pragma once
// What the flow analysis knows of a value, a state and a function.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/flow/chain.h"
#include "lint/facts/names.h"
#include "mcplint/tool.h"

namespace mcplint::flow {

/// A function of a Program.
struct FunctionId {
  std::uint32_t code = kNone;
  std::uint32_t index = kNone;

  friend bool operator==(FunctionId a, FunctionId b) {
    return a.code == b.code && a.index == b.index;
  }
  friend bool operator<(FunctionId a, FunctionId b) {
    return a.code != b.code ? a.code < b.code : a.index < b.index;
  }
};

/// A class of a Program; `code` is kNone if it is none.
struct ClassId {
  std::uint32_t code = kNone;
  std::uint32_t index = kNone;

  [[nodiscard]] bool known() const { return code != kNone; }
  friend bool operator==(const ClassId& a, const ClassId& b) = default;
};

/// What a function was given: a parameter, or one item of it (`arguments["x"]`,
/// `request.x`, `self.x`). Summaries speak of these; callers replace them by
/// their own.
struct Origin {
  std::uint32_t parameter = 0;
  std::string_view key;  // of the program's text; empty: the parameter as a whole
  Span read;             // where the item was first read; empty for the whole
  /// Of data that nobody gave: the call or name that brought it in, and what
  /// that is called. `parameter` is kNone then.
  const Node* bringer = nullptr;
  std::string_view brought_by = {};
  bool is_request = false;  // it is what the caller's request said besides the arguments

  /// Whether the caller chose it, as far as the function knows: checks count for that alone.
  [[nodiscard]] bool is_given() const { return bringer == nullptr || is_request; }
  /// Whether a check of this says something of `other` too.
  [[nodiscard]] bool covers(const Origin& other) const {
    return parameter == other.parameter && bringer == other.bringer &&
           (key.empty() || key == other.key);
  }

  friend bool operator==(const Origin& a, const Origin& b) {
    return a.parameter == b.parameter && a.key == b.key && a.bringer == b.bringer;
  }
};

struct Ways;

/// A Guard, and the data it was about. Guards are shared: they are many, and
/// every branch has its own list of those that hold. Or, instead of both, that
/// one of two ways led here.
struct Check {
  Origin origin;
  std::shared_ptr<const Guard> guard;
  std::shared_ptr<const Ways> ways = nullptr;  // `guard` is null then
};
using Checks = std::vector<Check>;

/// Two ways to one place, and what was checked on each alone.
struct Ways {
  Checks one;
  Checks other;
};

/// What stands for a part of a text that is not fixed.
inline constexpr std::string_view kHole = "{}";

/// Fixed texts, shared: the items of a list; "" for one that is not fixed.
using Items = std::shared_ptr<const std::vector<std::string_view>>;

/// Where in a text or list data stands.
struct Place {
  std::string_view prefix;  // fixed text in front of it, in the same text
  Items before;             // items in front of it
  bool in_list = false;
  bool embedded = false;  // there is more than the data in its text
  bool joined = false;    // it was a list, and was made a text

  friend bool operator==(const Place& a, const Place& b) {
    return a.in_list == b.in_list && a.embedded == b.embedded && a.joined == b.joined &&
           a.prefix == b.prefix &&
           (a.before == b.before ||
            (a.before != nullptr && b.before != nullptr && a.before->size() == b.before->size()));
  }
};

/// Where data came from, its way, and what it went through.
struct Taint {
  Origin origin;
  Steps steps;
  Calls passed;
  Place place;
  std::shared_ptr<const Checks> proved;  // hold for this value, wherever it is used
  bool whole = false;                    // it is the origin itself, its items untouched
};

struct Value;

/// A function that a value may be, and what it is called in a table.
struct Target {
  std::string_view key;                   // `"read"` of `{"read": read}`; empty if it stands alone
  FunctionId function;                    // or
  ClassId instance;                       // an object
  std::shared_ptr<const Value> receiver;  // of a bound method
};

/// What is known of a value.
struct Value {
  std::vector<Taint> taints;
  std::string_view type;          // qualified class, "str"; empty if unknown
  std::string_view made_by;       // the calls that made it: "sqlite3.connect.cursor"
  ClassId instance;               // its class, if that is of this project
  ClassId holds;                  // the class of its items
  bool is_self = false;           // the object that the method belongs to
  std::uint32_t context = kNone;  // the parameter that it is (of), if the SDK hands that in
  bool never_true = false;        // False or None, as far as is known
  bool never_false = false;       // True, as far as is known
  bool is_fixed = false;          // `text` is all of it
  std::string_view text;          // a text that is known, or that it begins with
  bool ends_in_name = false;      // a path that is known to have no separator at its end
  Items items;                    // of a list: what is known of its items
  std::shared_ptr<const std::vector<Value>> parts;  // of a tuple: each
  std::shared_ptr<const std::vector<std::pair<std::string_view, Value>>> fields;  // of an object
  std::shared_ptr<const std::vector<Target>> targets;  // what a call of it calls
  std::shared_ptr<const Value> chosen_by;              // which of them: an item of a table
  std::shared_ptr<const std::vector<Taint>> bound;     // data that a statement was run with
  const Node* condition = nullptr;                     // the test whose result it is
  std::shared_ptr<const Checks> if_true;               // for flags set behind a check
  std::shared_ptr<const Checks> if_false;

  /// The field of that name; null if it is not known.
  [[nodiscard]] const Value* field(std::string_view name) const;
};

struct State;

/// Variables by name: "x", "self.x". Values are shared, so that a copy for
/// each branch costs little.
class Variables {
 public:
  using Entry = std::pair<std::string_view, std::shared_ptr<const Value>>;

  [[nodiscard]] const Value* find(std::string_view name) const;
  void set(std::string_view name, Value value);
  /// Forgets `name.x` for all x.
  void forget_members(std::string_view name);
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }

 private:
  friend struct State;
  friend State merge(State a, State b);

  std::vector<Entry> entries_;  // in order of name
};

/// What is known at a place in a function.
struct State {
  Variables variables;
  Checks checks;      // that held on every way here
  bool dead = false;  // nothing comes here: after return, raise, break
};

/// A tainted call, in terms of the function that the summary is of.
struct Call {
  std::string_view callee;
  std::string_view receiver;  // what made the object that it is a method of
  int argument = 0;
  std::string_view keyword;
  Span span;
  const Node* node = nullptr;
  Taint taint;
  Checks checks;  // on the taint's origin, or on which tool was asked for
};

/// What calling a function does with what it is given.
struct Summary {
  std::vector<Call> calls;
  Value result;
  std::vector<std::pair<std::string_view, Value>> fields;  // what `self.x` holds in the end
  std::optional<Checks> if_returned;  // hold whenever it returns; none: it never does
  std::optional<Checks> if_true;      // hold whenever the result is true
  std::optional<Checks> if_false;
  // The same if none of `switches` is unset: `if root is None: return` is how an operator
  // turns a check off. Null if there is no such way out.
  std::shared_ptr<Summary> if_set;
  std::vector<Origin> switches;
  std::vector<FunctionId> callees;  // functions of this project that it calls
  bool complete = true;             // false: a bound was reached
};

/// The state behind a place that two ways lead to.
State merge(State a, State b);
/// What a value is if it comes from one of two ways, with what held on each.
Value merge(const Value& a, const Checks& on_a, const Value& b, const Checks& on_b);
/// Adds a check unless it is there.
void add_check(Checks& checks, Check check);
/// What holds where two ways meet: what holds on both, and that it was one of them.
Checks join(const Checks& a, const Checks& b);
/// Those of `checks` that say something of `origin`, or which tool was asked for.
Checks checks_of(const Origin& origin, const Checks& checks);
void add_checks_of(const Origin& origin, const Checks& checks, Checks& to);
/// What was checked on each way by which data of `origin` may have come; without
/// those on which one thing beside the data would have been two.
std::vector<Checks> each_way(const Origin& origin, const Checks& checks);
/// Adds the taints of `more` to `value`, each once.
void add_taints(Value& value, const std::vector<Taint>& more);
/// Whether any of `value` is what the function was given.
[[nodiscard]] bool is_chosen(const Value& value);
/// Takes out data that nobody gave: what is left of it says too little to follow.
void drop_brought(Value& value);
/// The taints of `value`, knowing that `checks` hold.
void prove(Value& value, const Checks& checks);
/// `taint` with one step more on its way.
Taint with_step(Taint taint, Step step);
/// `taint` after a call it went through.
Taint with_call(Taint taint, std::string_view name);

}  // namespace mcplint::flow
