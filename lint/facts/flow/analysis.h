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

using Variables = std::map<std::string_view, Value>;

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
  /// What the variables of a file's module level hold, as far as types go.
  const Variables& globals(std::uint32_t code);
  /// What `self.x` holds in the methods of a class, as far as types go.
  const Variables& attributes(std::uint32_t code, std::uint32_t class_index);

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] bool is_sink(std::string_view callee) const { return sinks_.contains(callee); }
  /// A copy of `text` that lives as long as the analysis.
  std::string_view intern(std::string_view text);

  /// How deep functions and expressions are nested in each other right now: a
  /// bound for all recursion of the analysis together.
  unsigned depth = 0;

 private:
  const Program& program_;
  std::unordered_set<std::string_view> sinks_;
  std::set<std::string, std::less<>> texts_;
  std::map<FunctionId, Summary> summaries_;
  std::map<std::uint32_t, Variables> globals_;
  std::map<FunctionId, Variables> attributes_;  // by class
};

}  // namespace mcplint::flow
