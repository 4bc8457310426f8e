#pragma once
// What the flow analysis knows of a value, a state and a function.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/names.h"
#include "mcplint/tool.h"

namespace mcplint::flow {

/// A function of a Program.
struct FunctionId {
  std::uint32_t code = kNone;
  std::uint32_t index = kNone;

  friend bool operator<(FunctionId a, FunctionId b) {
    return a.code != b.code ? a.code < b.code : a.index < b.index;
  }
};

/// A class of a Program; `code` is kNone if it is none.
struct ClassId {
  std::uint32_t code = kNone;
  std::uint32_t index = kNone;

  [[nodiscard]] bool known() const { return code != kNone; }
};

/// What a function was given: a parameter, or one item of it (`arguments["x"]`,
/// `request.x`). Summaries speak of these; callers replace them by their own.
struct Origin {
  std::uint32_t parameter = 0;
  std::string_view key;  // of the program's text; empty: the parameter as a whole
  Span read;             // where the item was first read; empty for the whole

  friend bool operator==(const Origin& a, const Origin& b) {
    return a.parameter == b.parameter && a.key == b.key;
  }
};

/// A list that grows at its end and shares its beginning with other lists.
template <class T>
struct Chain {
  T item;
  std::shared_ptr<const Chain> before;
};
using Steps = std::shared_ptr<const Chain<Label>>;
using Calls = std::shared_ptr<const Chain<std::string>>;

/// Where data came from, its way, and what it went through.
struct Taint {
  Origin origin;
  Steps steps;  // null: it is the origin itself, untouched
  Calls passed;
};

/// A Guard, and the data it was about. Guards are shared: they are many, and
/// every branch has its own list of those that hold.
struct Check {
  Origin origin;
  std::shared_ptr<const Guard> guard;
};

/// What is known of a value.
struct Value {
  std::vector<Taint> taints;
  std::string_view type;  // qualified class, "str"; empty if unknown
  ClassId instance;       // its class, if that is of this project
  std::shared_ptr<const std::map<std::string_view, Value>> fields;  // of an object made here
  const Node* condition = nullptr;                                  // the test whose result it is
  bool never_true = false;     // False or None, as far as is known
  std::vector<Check> if_true;  // hold if it is true: for flags set behind a check
};

/// What is known at a place in a function.
struct State {
  std::map<std::string_view, Value> variables;  // "x", "self.x": slices of the program
  std::vector<Check> checks;                    // that held on every way here
  bool dead = false;                            // nothing comes here: after return, raise, break
};

/// A tainted call, in terms of the function that the summary is of.
struct Call {
  std::string_view callee;
  int argument = 0;
  std::string_view keyword;
  Span span;
  Taint taint;
  std::vector<Check> checks;  // on the taint's origin, or on which tool was asked for
};

/// What calling a function does with what it is given.
struct Summary {
  std::vector<Call> calls;
  Value result;
  std::optional<std::vector<Check>> if_returned;  // hold whenever it returns; none: it never does
  std::optional<std::vector<Check>> if_true;      // hold whenever the result is true
  std::optional<std::vector<Check>> if_false;
  std::vector<FunctionId> callees;  // functions of this project that it calls
  bool complete = true;             // false: a bound was reached
};

/// The state behind a place that two ways lead to.
State merge(State a, State b);
/// Adds a check unless it is there.
void add_check(std::vector<Check>& checks, Check check);
/// Those of `a` that are in `b` too.
std::vector<Check> intersect(const std::vector<Check>& a, const std::vector<Check>& b);
/// Adds the taints of `more` to `value`, each once.
void add_taints(Value& value, const std::vector<Taint>& more);
/// `taint` with one step more on its way.
Taint with_step(Taint taint, Span span, std::string text);
/// `taint` after a call it went through.
Taint with_call(Taint taint, std::string name);
std::vector<std::string> to_vector(const Calls& calls);
std::vector<Label> to_vector(const Steps& steps);

}  // namespace mcplint::flow
