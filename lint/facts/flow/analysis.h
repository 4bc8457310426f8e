#pragma once
// Taint: what happens to the data that a function is given.

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/facts/flow/value.h"
#include "lint/facts/names.h"

namespace mcplint::flow {

/// Summaries of functions, each made once, when somebody asks. Helpers come
/// before their callers by asking; a function that (through others) calls
/// itself sees an empty summary of itself.
class Analysis {
 public:
  /// Only calls of what `sinks` name are noted: there are few of them, and
  /// every call that is noted is carried up to every tool that can make it.
  Analysis(const Program& program, std::span<const Callable> sinks);

  /// What the function does with its parameters.
  const Summary& summary(FunctionId function);
  /// `first` and all functions that they call, directly or through others, each once.
  std::vector<FunctionId> reached_from(std::span<const FunctionId> first);
  /// What the variables of a function (or, if its index is kNone, of a file's
  /// module level) hold in the end, as far as types go: those defined in it see them.
  const Variables& variables(FunctionId scope);
  const Variables& globals(std::uint32_t code) { return variables({code, kNone}); }
  /// What `self.x` holds in the methods of a class, as far as types go.
  const Variables& attributes(std::uint32_t code, std::uint32_t class_index);

  /// A function that a decorator makes around what it is given, and what that checks on every
  /// way before it calls that.
  struct Wrapper {
    FunctionId id;
    Checks checks;
  };
  /// Those of a decorator. One that decorates its own wrapper sees none.
  const std::vector<Wrapper>& wrappers(FunctionId decorator);

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] bool is_sink(std::string_view callee) const { return sinks_.contains(callee); }
  /// Whether rules ask where the result of `callee` goes.
  [[nodiscard]] bool brings_in(std::string_view callee) const { return bringers_.contains(callee); }
  /// A copy of `text` that lives as long as the analysis.
  std::string_view intern(std::string_view text);

  /// How deep functions and expressions are nested in each other right now, and how deep they
  /// may be: a bound for all recursion of the analysis together.
  unsigned depth = 0;
  static constexpr unsigned kDeepest = 200;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  const Program& program_;
  std::unordered_set<std::string_view> sinks_;
  std::unordered_set<std::string_view> bringers_;
  std::unordered_set<std::string, Hash, std::equal_to<>> texts_;
  std::map<FunctionId, Summary> summaries_;
  std::map<FunctionId, Variables> variables_;
  std::map<FunctionId, Variables> attributes_;  // by class
  std::map<FunctionId, std::vector<Wrapper>> wrappers_;
};

}  // namespace mcplint::flow
