#pragma once
// One function, statement by statement. Only the files of this folder include this.

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
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
  /// What was checked on every way to a call of the variable `called`; nothing if there is none.
  std::optional<Checks> checks_before(std::string_view called);
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
    std::string_view name;  // "os.path.join", "pathlib.Path.resolve", "*.get"
    Symbol symbol;          // the function or class, if it is of this project
    bool is_method = false;
    Value receiver;  // of a method
    const Node* receiver_node = nullptr;
    std::shared_ptr<const std::vector<Target>> targets;  // if it is held in a variable or table
    std::shared_ptr<const Value> chosen_by;
    std::string_view method;  // of targets that are objects: what is called of them
    bool is_super = false;
    bool makes_object = false;  // a constructor
  };
  /// One argument: its value, and how it was passed.
  struct Argument {
    Value value;
    const Node* node = nullptr;
    int position = 0;          // or kReceiver
    std::string_view keyword;  // or the stars of a Spread
  };
  using Arguments = std::vector<Argument>;

  // walker.cpp: a function as a whole, and what it is left with.
  State initial();
  void add_self(const Function& it, State& state);
  void add_parameter(const Function& it, std::uint32_t index, State& state);
  void leave(State& state);
  void note_return(Summary& summary, bool& has_result, const Value& value, const Node& node,
                   const State& state);
  void start_switch(const Node& condition, State& state);
  void return_statement(const Node& node, State& state);
  Value returned(const Node& node, State& state);
  void assign(const Node& target, const Value& value, State& state);
  void assign_parts(const Node& target, const Value& value, State& state);
  void bind_pattern(const Node& pattern, const Value& value, State& state);

  // decorators.cpp
  void note_wrapped_call(const Node& called, const State& state);
  void add_checks_of_decorators(const Function& it, State& state);

  // statements.cpp
  void block(const Node& node, State& state);
  void statement(const Node& node, State& state);
  void if_statement(const Node& node, State& state);
  static void each_item(const Value& items, Span place,
                        const std::function<void(const Value&)>& with);
  void for_statement(const Node& node, State& state);
  void while_statement(const Node& node, State& state);
  void try_statement(const Node& node, State& state);
  void with_statement(const Node& node, State& state);
  void match_statement(const Node& node, State& state);

  // expressions.cpp
  static Value item(const Value& base, std::string_view key, Span read);
  static Value constant(const Node& node);
  static Value as_function(FunctionId id);
  Value evaluate(const Node& node, State& state);
  Value evaluate_kind(const Node& node, State& state);
  Value name(const Node& node, State& state);

  // attributes.cpp
  Value attribute(const Node& node, State& state);
  Value attribute_of(const Value& base, const Node& node, State& state);
  static Value attribute_of_context(const Value& base, const Node& node);
  Value method_value(const Value& base, const Node& node, State& state);
  Value self_attribute(const Value& self, const Node& node);

  Value subscript(const Node& node, State& state);
  static Value item_of_table(const Value& base, const Node& index, const Value& chosen);
  Value logical(const Node& node, State& state);
  Value conditional(const Node& node, State& state);
  Value comprehension(const Node& node, State& state);
  Value assignment(const Node& node, State& state);
  Value augment(const Node& node, State& state);
  Value lambda(const Node& node, State& state);
  Value all_parts(const Node& node, State& state);
  static void bring_in(std::string_view by, const Node& node, std::string_view key, Value& value);
  bool is_bringer(const Node& node, std::string_view& by) const;
  void bind_generators(const Node& comprehension, State& state);

  // texts.cpp: where in texts and lists data stands.
  Value text(const Node& node, State& state);
  Value sequence(const Node& node, State& state);
  Value mapping(const Node& node, State& state);
  Value binary(const Node& node, State& state);
  Value joined_text(const std::vector<Value>& pieces);
  static Value joined_lists(const Value& left, const Value& right);
  static void append_item(Value& list, const Value& added);
  Value text_of_list(const Value& list, std::string_view separator);
  Value format_text(const Value& pattern, const Value& data);
  bool change_list(const Callee& callee, const Arguments& arguments, State& state) const;

  // conditions.cpp: what a test proves.
  void assume(const Node& condition, bool truth, State& state);
  void assume_any(const Node& condition, bool truth, State& state);
  void assume_each(const Node& comprehension, bool truth, State& state);
  void assume_none_left(const Node& refused, bool truth, State& state);
  void assume_variable(const Node& condition, bool truth, State& state);
  void assume_comparison(const Node& node, bool truth, State& state);
  void assume_call(const Node& node, bool truth, State& state);
  static void add_guard(const Value& value, std::string_view name, int argument, Outcome outcome,
                        Span span, State& state, std::string_view literal = {});
  static std::string_view literal_of(const Callee& callee, const Arguments& arguments);

  // calls.cpp: what is called, and with what.
  Value call(const Node& node, State& state);
  Callee callee_of(const Node& called, State& state);
  void resolve_method(const Node& called, Callee& callee, State& state);
  void held_function(const Node& called, Callee& callee, State& state);
  [[nodiscard]] Symbol super_method(std::string_view name) const;
  void unwrap(const Node& node, Callee& callee, Arguments& arguments, State& state);
  Arguments arguments_of(const Node& node, const Callee& callee, State& state);
  Value call_targets(const Callee& callee, const Arguments& arguments, const Node& node,
                     State& state);
  bool makes_model(const Node& called, Callee& callee, Arguments& arguments);
  void record(const Callee& callee, const Arguments& arguments, const Node& node, State& state);
  void record(Call call);
  static Checks about(const Taint& taint, const Checks& checks);
  static std::optional<FunctionId> target_of(const Callee& callee);

  // external.cpp: calls of other people's code.
  Value external_call(const Callee& callee, const Arguments& arguments, const Node& node,
                      State& state);
  Value carried(const Callee& callee, const Arguments& arguments, std::string_view method,
                Span span);
  bool makes_text(const Callee& callee, const Arguments& arguments, std::string_view method,
                  Value& result);
  static void bind_data(const Callee& callee, const Arguments& arguments, State& state,
                        Value& result);
  void add_named_methods(const Arguments& arguments, Value& result);
  static bool makes_folder_name(const Callee& callee, const Arguments& arguments);
  static const Value* key_of_item(std::string_view method, const Arguments& arguments);

  // summaries.cpp: what a function of the project does with it.
  Value internal_call(const Callee& callee, const Arguments& arguments, const Node& node,
                      State& state);
  // objects.cpp
  Value construct(const Callee& callee, const Arguments& arguments, const Node& node, State& state);
  Value as_field(ClassId made, std::string_view name, Value value, Span place);
  std::shared_ptr<const std::vector<std::pair<std::string_view, Value>>> fields_of(
      ClassId made, const Arguments& arguments);

  Value inline_call(FunctionId target, const Arguments& arguments, State& state);
  [[nodiscard]] static bool is_for(const Argument& argument, const FunctionParameter& parameter,
                                   std::size_t index, std::size_t first);
  static void spread_into(Value& given, const Argument& argument,
                          const FunctionParameter& parameter);
  [[nodiscard]] std::vector<Value> bind(FunctionId function, const Arguments& arguments,
                                        bool skip_first) const;

  /// A function that is called, and what it is given.
  struct Given {
    const Function* function = nullptr;
    std::vector<Value> values;       // of its parameters
    const Node* receiver = nullptr;  // the object it is a method of
    const State* state = nullptr;    // of the caller
    Span span;                       // of what was called
    bool is_own = false;             // the method is called of the same object
  };
  [[nodiscard]] Given given_to(const Callee& callee, const Arguments& arguments, const Node& node,
                               const State& state) const;
  [[nodiscard]] static std::vector<Taint> taints_of(const Origin& origin, const Given& given);
  void translate(const Taint& taint, const Given& given, std::vector<Taint>& out) const;
  [[nodiscard]] Checks translate(const Checks& checks, const Given& given) const;
  [[nodiscard]] std::shared_ptr<const Checks> translate(const std::shared_ptr<const Checks>& checks,
                                                        const Given& given) const;
  [[nodiscard]] Value translate(const Value& value, const Given& given) const;
  const Summary& summary_for(FunctionId target, const Given& given);
  void carry_up(const Summary& summary, const Given& given, State& state);

  [[nodiscard]] const Code& code() const { return analysis_.program().code(id_.code); }
  [[nodiscard]] const Function* function() const;

  Analysis& analysis_;
  FunctionId id_;
  std::uint32_t scope_;  // the function whose names are seen: id_.index, or one inlined into it
  Summary summary_;
  bool has_result_ = false;
  bool has_result_if_set_ = false;
  bool is_unset_ = false;  // on the way of an operator who turned a check off
  std::unordered_multimap<const char*, std::size_t> recorded_;  // calls by place
  State end_;
  std::vector<Loop> loops_;
  std::string_view called_;  // in a wrapper: what it wraps
  std::optional<Checks> before_called_;
  bool recording_ = true;               // false while a test is looked at a second time
  std::vector<std::uint32_t> inlined_;  // the nested functions that are being looked at in place
  std::vector<State>* inline_returns_ = nullptr;
  Value inline_result_;
  std::size_t work_ = 0;
};

}  // namespace mcplint::flow
