#pragma once
// A call of other people's code.

#include <string>

#include "mcplint/code.h"

namespace mcplint {

/// A call, as imports and what was assigned to its receiver resolve it. Calls
/// of the project's own functions are none of these.
struct Call {
  /// "requests.get"; "requests.Session.get" of an object made by calling
  /// `requests.Session`; "*.get" of an object of unknown type; "open".
  std::string callee;
  const Node* node = nullptr;          // of kind Call
  const Code* code = nullptr;          // the file it stands in
  const Function* function = nullptr;  // the function it stands in; null at module level

  /// The callee as written.
  [[nodiscard]] Span span() const { return node->part(0).span(); }
  /// Whether it can run while a client waits for a tool.
  [[nodiscard]] bool in_tool() const { return function != nullptr && function->in_tool; }
  /// Whether its argument `keyword` is written out as `text`: "False", "None".
  [[nodiscard]] bool has(std::string_view keyword, std::string_view text) const;
  /// Whether it sends a request over HTTP: `requests`, `httpx`, `aiohttp`, `urllib`.
  [[nodiscard]] bool sends_request() const;
  /// Whether it starts a program: `subprocess`, `os.system`, `asyncio.create_subprocess_exec`.
  [[nodiscard]] bool starts_process() const;
  /// Whether it writes, moves or removes files.
  [[nodiscard]] bool changes_files() const;
  /// Whether it writes to a log that people read, or to standard error.
  [[nodiscard]] bool logs() const;
  /// Whether it passes on arguments that are not written here: `**options`.
  [[nodiscard]] bool has_spread() const;
};

}  // namespace mcplint
