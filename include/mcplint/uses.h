#pragma once
// Which calls get data of a tool's caller: once for each call, whoever makes it.

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "mcplint/diagnostic.h"
#include "mcplint/project.h"
#include "mcplint/tool.h"

namespace mcplint {

/// A call with data that the caller of a tool chose, and all tools that make it.
struct Use {
  const Tool* tool = nullptr;  // the first
  const TaintedCall* call = nullptr;
  std::vector<const Tool*> others;

  /// Adds to a finding who chooses the data, which way it takes, and which
  /// other tools lead here.
  void explain(Diagnostic& finding) const;
};

/// The calls of `sinks` that are `wanted`: one for each place, and one for each
/// parameter, because what settles one use of it settles all.
std::vector<Use> uses(const Project& project, std::span<const Callable> sinks,
                      const std::function<bool(const TaintedCall&)>& wanted);

/// Whether one of the words that the tool's name is made of is among `words`:
/// "run_shell_command" is made of "run", "shell" and "command".
[[nodiscard]] bool is_named(const Tool& tool, std::span<const std::string_view> words);

}  // namespace mcplint
