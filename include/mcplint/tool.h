#pragma once
// What an MCP server offers to its clients, and what it does with their data.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/diagnostic.h"
#include "mcplint/text.h"

namespace mcplint {

struct Call;
struct Code;
struct Function;
class Node;

/// The place of `x` in `x.f()`, where an argument's number is expected.
inline constexpr int kReceiver = -1;
/// Of an argument that was passed by name.
inline constexpr int kNamed = -2;
/// In a table: any argument, however it was passed.
inline constexpr int kAny = -3;

/// What a call, or a name, brings into the program: rules ask which tools return it.
inline constexpr int kResult = -4;

/// One argument of one function, as imports and types resolve it:
/// {"os.remove", 0, "path"}. A method of an object whose type is unknown is
/// "*.name".
struct Callable {
  std::string_view name;
  int argument;                   // or kReceiver, or kAny
  std::string_view keyword = {};  // what it is called if passed by name
};

/// What a call or a comparison must have come to for the program to go on.
enum class Outcome { Returned, True, False };

/// Something that settles a doubt about data: {"pathlib.Path.is_relative_to",
/// kReceiver, Outcome::True}. An operator is a call with its operands.
struct Proof {
  std::string_view name;
  int argument;
  Outcome outcome;
};

/// Something the caller of a tool chooses.
struct Parameter {
  std::string name;
  Span span;         // where it is declared, or first read
  std::string type;  // as written, white space removed; of a JSON Schema, its `type`; empty if none
  bool from_client = true;       // false: the SDK hands it in, as `ctx: Context`
  bool described = false;        // the model is told what it is for
  bool bounded = false;          // a pattern, a longest length or a list of choices limits it
  std::string description = {};  // empty if none is written out
  Span description_span = {};
};

/// What a tool says of itself for clients to rely on: `readOnlyHint: true`.
struct Hint {
  std::string name;  // as the protocol spells it: "readOnlyHint", "destructiveHint"
  bool value = false;
  Span span;
};

/// A call or comparison that the data met on every way to a place, and how it
/// came out: `if not p.is_relative_to(ROOT): raise` leaves one behind.
struct Guard {
  std::string name;  // "pathlib.Path.is_relative_to", "in", "str.startswith"
  int argument = 0;  // which argument or operand the data was
  Outcome outcome = Outcome::Returned;
  std::string literal;              // fixed text that it was compared with; empty if none
  std::vector<std::string> passed;  // calls the data had gone through by then
  Span span;
};

/// A call that a tool makes with data its caller chose.
struct TaintedCall {
  std::string callee;   // as imports and types resolve it: "shutil.rmtree"
  int argument = 0;     // or kReceiver, or kNamed
  std::string keyword;  // the argument's name, if it was passed by name
  std::string
      receiver;  // the calls that made the object it is a method of: "sqlite3.connect.cursor"
  const Node* node = nullptr;       // of kind Call
  Span span;                        // of that argument
  std::string prefix;               // fixed text in front of the data, in the same text
  std::vector<std::string> before;  // items in front of it, in a list; "" for one that is not fixed
  bool in_list = false;             // the data is (in) an item of a list
  bool embedded = false;            // there is more than the data in its text
  const Parameter* origin = nullptr;
  std::vector<std::string> passed;  // calls the data went through on its way
  std::vector<Guard> guards;        // on the data, on every way to the call
  std::vector<Label> flow;          // from `origin` to `span`

  [[nodiscard]] bool reaches(std::span<const Callable> sinks) const;
  /// Whether the call's argument `name` is written out as `text`: "True".
  [[nodiscard]] bool has(std::string_view name, std::string_view text) const;
  /// The arguments in front of the data's; "" for one that is not fixed text.
  [[nodiscard]] std::vector<std::string_view> arguments_before() const;
  /// Whether the data is the result of one of these calls.
  [[nodiscard]] bool went_through(std::span<const std::string_view> names) const;
  /// Whether one of `proofs` held for the data on every way here.
  [[nodiscard]] bool proved_by(std::span<const Proof> proofs) const;
};

/// Data that nobody gave the tool, and that it returns: of a call, or a name, that
/// a rule lists with `kResult`.
struct Returned {
  std::string callee;               // what brought it in: "os.getenv", "os.environ", "open"
  std::string key;                  // the fixed text that it was asked for; empty if none
  const Node* node = nullptr;       // that call or name
  std::vector<std::string> passed;  // calls the data went through on its way
  std::vector<Label> flow;

  [[nodiscard]] Span span() const;
  /// Whether `call` has a part in bringing it in: the caller chose what.
  [[nodiscard]] bool is_chosen_by(const TaintedCall& call) const;
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

  bool described = false;        // the model is told what it does, here or by other means
  std::string description = {};  // empty if it is not written out in the program
  Span description_span = {};    // the text, or what makes it; empty if there is none
  const Node* schema = nullptr;  // what it says its arguments are: a JSON Schema; null if none
  std::vector<Hint> hints = {};
  bool annotated = false;  // it has annotations, read or not
  bool low_level = false;  // its handler gets the arguments of all tools

  // What runs when it is called; null and empty if no handler of it was found.
  const Code* code = nullptr;
  const Function* function = nullptr;  // that the SDK calls
  const Node* body = nullptr;          // of `function`, what runs for this tool
  std::vector<Returned> returned = {};
  std::vector<const Function*> reached = {};  // what `body` calls, directly or through others

  /// Whether it is what runs for all tools, whose names were not found.
  [[nodiscard]] bool is_unlisted() const;
  /// Whether `call` runs when this tool is called, as far as calls can be followed.
  [[nodiscard]] bool makes(const Call& call) const;
  /// Its hint called `name`; null if it gives none.
  [[nodiscard]] const Hint* hint(std::string_view name) const;
};

/// "tool", "resource", "prompt".
[[nodiscard]] std::string_view to_string(Tool::Kind kind);

}  // namespace mcplint
