#pragma once
// One function, statement by statement. Only the files of this folder include this.

#include <vector>

#include "lint/facts/flow/analysis.h"
#include "lint/facts/flow/value.h"

namespace mcplint::flow {

/// Follows data through the body of one function (or of a module) and notes
/// each call that gets some, what was checked before, and what is returned.
class Walker {
 public:
  /// `function` is kNone for what a file does when it is imported.
  Walker(Analysis& analysis, FunctionId function);

  Summary run();
  /// What variables hold at the end, whichever way it was reached.
  [[nodiscard]] const State& end() const { return end_; }

 private:
  /// Where `break` and `continue` of the loop lead.
  struct Loop {
    State breaks;
    State continues;
  };
  /// A call about to be followed: what is called, and with what.
  struct Callee {
    std::string name;  // "os.path.join", "pathlib.Path.resolve", "*.get"
    Symbol symbol;     // the function or class, if it is of this project
    bool is_method = false;
    Value receiver;  // of a method
    const Node* receiver_node = nullptr;
  };
  /// One argument: its value, and how it was passed.
  struct Argument {
    Value value;
    const Node* node = nullptr;
    int position = 0;          // or kReceiver
    std::string_view keyword;  // or the stars of a Spread
  };

  // walker.cpp: statements.
  State initial();
  void block(const Node& node, State& state);
  void statement(const Node& node, State& state);
  void if_statement(const Node& node, State& state);
  void for_statement(const Node& node, State& state);
  void while_statement(const Node& node, State& state);
  void try_statement(const Node& node, State& state);
  void with_statement(const Node& node, State& state);
  void match_statement(const Node& node, State& state);
  void return_statement(const Node& node, State& state);
  void leave(State& state);
  void assign(const Node& target, const Value& value, State& state);
  void bind_pattern(const Node& pattern, const Value& value, State& state);

  // expressions.cpp
  static Value item(const Value& base, std::string_view key, Span read);
  Value evaluate(const Node& node, State& state);
  Value evaluate_kind(const Node& node, State& state);
  Value name(const Node& node, State& state);
  Value attribute(const Node& node, State& state);
  Value subscript(const Node& node, State& state);
  Value binary(const Node& node, State& state);
  Value logical(const Node& node, State& state);
  Value conditional(const Node& node, State& state);
  Value comprehension(const Node& node, State& state);
  Value assignment(const Node& node, State& state);
  Value lambda(const Node& node, State& state);
  Value all_parts(const Node& node, State& state);
  void bind_generators(const Node& comprehension, State& state);

  // conditions.cpp: what a test proves.
  void assume(const Node& condition, bool truth, State& state);
  void assume_any(const Node& condition, bool truth, State& state);
  void assume_comparison(const Node& node, bool truth, State& state);
  void assume_call(const Node& node, bool truth, State& state);
  static void add_guard(const Value& value, std::string_view name, int argument, Outcome outcome,
                        Span span, State& state, std::string_view literal = {});

  // calls.cpp
  Value call(const Node& node, State& state);
  Callee callee_of(const Node& called, State& state);
  void unwrap(const Node& node, Callee& callee, std::vector<Argument>& arguments, State& state);
  std::vector<Argument> arguments_of(const Node& node, const Callee& callee, State& state);
  Value external_call(const Callee& callee, const std::vector<Argument>& arguments, Span span,
                      State& state);
  Value internal_call(const Callee& callee, const std::vector<Argument>& arguments,
                      const Node& node, State& state);
  Value construct(const Callee& callee, const std::vector<Argument>& arguments, const Node& node,
                  State& state);
  static std::shared_ptr<const std::map<std::string_view, Value>> fields_of(
      const Class& made, const std::vector<Argument>& arguments);
  Value inline_call(FunctionId target, const std::vector<Argument>& arguments, State& state);
  void record(const Callee& callee, const std::vector<Argument>& arguments, State& state);
  void record(Call call);
  [[nodiscard]] std::vector<Value> bind(FunctionId function, const std::vector<Argument>& arguments,
                                        bool skip_first) const;
  static std::vector<Taint> translate(const Taint& taint, const std::vector<Value>& given,
                                      const Function& function, Span span);
  static std::vector<Check> translate(const std::vector<Check>& checks,
                                      const std::vector<Value>& given);
  static std::optional<FunctionId> target_of(const Callee& callee);

  [[nodiscard]] const Code& code() const { return analysis_.program().code(id_.code); }
  [[nodiscard]] const Function* function() const;

  Analysis& analysis_;
  FunctionId id_;
  std::uint32_t scope_;  // the function whose names are seen: id_.index, or one inlined into it
  Summary summary_;
  State end_;
  std::vector<Loop> loops_;
  bool recording_ = true;  // false while a test is looked at a second time
  unsigned inlined_ = 0;   // how many nested functions deep
  std::vector<State>* inline_returns_ = nullptr;
  Value inline_result_;
  std::size_t work_ = 0;
};

}  // namespace mcplint::flow
