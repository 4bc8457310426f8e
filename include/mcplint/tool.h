#pragma once
// What an MCP server offers to its clients, and what it does with their data.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/diagnostic.h"
#include "mcplint/text.h"

namespace mcplint {

/// The place of `x` in `x.f()`, where an argument's number is expected.
inline constexpr int kReceiver = -1;

/// One argument of one function, as imports and types resolve it:
/// {"os.remove", 0}. A method of an object whose type is unknown is "*.name".
struct Callable {
  std::string_view name;
  int argument;  // or kReceiver
};

/// Something the caller of a tool chooses.
struct Parameter {
  std::string name;
  Span span;         // where it is declared, or first read
  std::string type;  // as written, white space removed; empty if none
};

/// A condition that held, or a call that returned normally, on every way to a
/// place: `if not p.is_relative_to(ROOT): raise` leaves such a guard behind.
struct Guard {
  std::string name;  // "pathlib.Path.is_relative_to", "in", "str.startswith"
  int argument;      // which argument or operand the data was
  bool holds;        // whether it was true; a call that only returned counts as true
  Span span;
};

/// A call that a tool makes with data its caller chose.
struct TaintedCall {
  std::string callee;               // as imports and types resolve it: "shutil.rmtree"
  int argument = 0;                 // or kReceiver
  std::string keyword;              // the argument's name, if it was passed by name
  Span span;                        // of that argument
  const Parameter* origin = nullptr;
  std::vector<std::string> passed;  // calls the data went through on its way
  std::vector<Guard> guards;        // on the data, on every way to the call
  std::vector<Label> flow;          // from `origin` to `span`

  [[nodiscard]] bool reaches(std::span<const Callable> sinks) const;
  /// Whether the data went through one of `names` or met it as a guard.
  [[nodiscard]] bool checked_by(std::span<const std::string_view> names) const;
};

/// A tool, resource template or prompt, in whichever language and style it is
/// written.
struct Tool {
  enum class Kind { Tool, Resource, Prompt };

  Kind kind = Kind::Tool;
  std::string name;
  Span span;  // its name, where it is declared
  std::vector<Parameter> parameters;
  std::vector<TaintedCall> tainted_calls;
};

/// "tool", "resource", "prompt".
[[nodiscard]] std::string_view to_string(Tool::Kind kind);

}  // namespace mcplint
