#pragma once
// A shell script: commands, how they are joined, and the words they are made of.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

struct ShellCommand;

/// A word of a command, as the program finds it, as far as that can be told.
struct ShellWord {
  std::string text;  // without quotes and escapes; what a shell would fill in stands as written
  Span span;         // as written
  /// Whether `text` is the word, letter for letter: no variable, substitution,
  /// pattern or brace expansion stands in it, nor a `~`.
  bool known = true;
  bool quoted = false;                      // some of it stood in quotes
  std::vector<std::string> variables;       // that stand in it
  std::vector<ShellCommand> substitutions;  // commands in `$(…)`, backquotes or `<(…)`, in order

  /// A program's name without its folder: "pip" for `/usr/bin/pip`.
  [[nodiscard]] std::string_view base_name() const;
};

/// `name=value`, before a command or alone.
struct ShellAssignment {
  Text name;
  ShellWord value;  // empty, and known, if nothing stands behind the `=`
};

/// `2>file`, `<<EOF`, `<<<word`.
struct ShellRedirection {
  std::string descriptor;  // "2"; empty if none is written
  std::string operation;   // ">", ">>", "<", "<<", "<<-", "<<<", "&>", ">&", …
  ShellWord target;        // a here-document's is the word that ends it
  ShellWord body;          // of a here-document: what stands in it; not known if it expands
};

/// A command: a simple one, or one made of others.
struct ShellCommand {
  enum class Kind {
    Simple,    // a program with its words, or assignments alone
    Pipeline,  // `a | b`
    Subshell,  // `( … )`
    Group,     // `{ …; }`
    If,        // its conditions are parts like any other
    Case,
    Loop,      // for, while, until
    Function,  // a definition: nothing runs
    Test,      // `[ … ]`, `[[ … ]]`, `(( … ))`
  };
  /// How it stands to the command before it.
  enum class Joint { Then, Behind, And, Or, Pipe };  // `;` or a new line, `&`, `&&`, `||`, `|`

  Kind kind = Kind::Simple;
  Joint joint = Joint::Then;
  bool negated = false;  // `! a`
  Span span;
  std::vector<ShellAssignment> assignments;  // those of `export`, `local` … too
  std::vector<ShellWord> words;              // the program's name first
  std::vector<ShellRedirection> redirections;
  std::vector<ShellCommand> parts;  // of one made of others: all of them, in order

  /// The name of the program without its folder: "pip" for `/usr/bin/pip`.
  /// Empty if there is none, or it is not known.
  [[nodiscard]] std::string_view program() const;
  /// Its words without those that only start another program: `sudo -E`, `env A=b`, `exec`.
  [[nodiscard]] std::span<const ShellWord> without_wrappers() const;
  /// Whether it is `curl` or its like, or one of its parts is.
  [[nodiscard]] bool fetches() const;
  /// Whether it starts an interpreter of scripts, such as `sh` or `python3`.
  [[nodiscard]] bool interprets() const;
  /// The command in it that fetches what it then runs as a script: `curl` in
  /// `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`. Null if it does not.
  [[nodiscard]] const ShellCommand* fetched_script() const;
};

struct ShellScript {
  std::vector<ShellCommand> commands;
  /// The first place that makes no sense; empty if all of it does. What stands
  /// before is as it should be, what comes behind as well as it can be told.
  Span error;

  /// Every simple command that runs, in the order of the text, wherever it
  /// stands: in pipelines, loops, substitutions, here-documents' `$(…)`. Bodies
  /// of functions are among them.
  [[nodiscard]] std::vector<const ShellCommand*> simple_commands() const;
};

}  // namespace mcplint
