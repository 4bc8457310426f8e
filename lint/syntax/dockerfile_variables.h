#pragma once
// Variables of a Dockerfile, and the words they stand in.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/dockerfile.h"
#include "mcplint/text.h"

namespace mcplint {

/// What is known of the variables at one point of a Dockerfile.
class Variables {
 public:
  enum class State {
    Set,
    Unset,    // it has no value unless whoever builds passes one
    Unknown,  // something outside the file may set it
  };
  struct Value {
    State state = State::Unset;
    std::string text;
    Span span;  // where it was given; empty unless Set
  };

  void set(const std::string& name, std::string text, Span span);
  /// An ARG without a default.
  void declare(const std::string& name);
  /// A value that depends on something unknown.
  void forget(const std::string& name);
  /// From here on, names that were not mentioned may have come with an image.
  void inherit_unknown() { others_ = State::Unknown; }

  [[nodiscard]] State state(std::string_view name) const;
  /// Its value; null if it is not Set.
  [[nodiscard]] const Value* get(std::string_view name) const;

 private:
  std::map<std::string, Value, std::less<>> values_;
  State others_ = State::Unset;
};

/// A word with its variables filled in.
struct Expansion {
  std::string text;
  bool resolved = true;        // false: a variable without a value was left as written
  std::vector<Span> defaults;  // where the values that went into it were given
};

/// Fills in `$name`, `${name}` and `${name:-else}`, and takes off quotes and
/// escapes, as BuildKit does with the words of most instructions. What BuildKit
/// would refuse is left as it is, and not resolved; so are the pattern forms
/// `${name#…}`, `${name%…}` and `${name/…}`.
Expansion expand(std::string_view word, const Variables& variables, char escape);

/// One of several words in a string.
struct SplitWord {
  std::string text;          // without quotes and escapes, variables filled in
  std::string_view written;  // the slice it was made of
  bool quoted = false;       // quotes were taken off
};

/// Splits `line` as a shell splits words; nothing if its quotes or braces do
/// not close.
std::optional<std::vector<SplitWord>> split_words(std::string_view line, const Variables& variables,
                                                  char escape);

/// Executes an ARG: gives the names in it their defaults, or what `global`,
/// the ARGs before the first FROM, knows of those that have none.
void apply_arg(const Instruction& instruction, const Variables* global, char escape,
               Variables& variables);

/// The ARGs before the first FROM, which FROM may use.
Variables global_variables(const Dockerfile& dockerfile);

}  // namespace mcplint
