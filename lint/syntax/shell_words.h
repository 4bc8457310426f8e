#pragma once
// The words of a shell: quotes, escapes, and what is filled in.

#include <tree_sitter/api.h>

#include <string_view>
#include <vector>

#include "lint/text/alignment.h"
#include "mcplint/shell.h"

namespace mcplint {

/// What is known while a script is read.
struct ShellReading {
  std::string_view text;
  const Alignment& alignment;
  Span error = {};

  [[nodiscard]] std::string_view written(TSNode node) const;
  [[nodiscard]] Span span(TSNode node) const { return alignment.place(written(node)); }
};

/// Deeper commands are not read: nobody writes such, and each level takes stack.
inline constexpr int kDeepestShell = 300;

/// The parts of a node. To ask the tree for each by its number takes quadratic time.
std::vector<TSNode> children_of(TSNode node);
std::vector<TSNode> named_children_of(TSNode node);

/// Whether `node` is a word, of whatever parts.
bool is_shell_word(TSNode node);
ShellWord read_shell_word(TSNode node, ShellReading& reading, int depth);
/// A here-document's text, with what is filled in where its end is not quoted.
ShellWord read_here_document(TSNode node, ShellReading& reading, int depth);

/// The statements below `node`, in order. Defined beside the commands.
std::vector<ShellCommand> read_statements(TSNode node, ShellReading& reading, int depth);

}  // namespace mcplint
