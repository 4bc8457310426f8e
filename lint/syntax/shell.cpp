// Shell scripts: commands, and how they are joined.

#include "lint/syntax/shell.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "lint/syntax/shell_words.h"
#include "lint/syntax/tree.h"
#include "lint/text/alignment.h"

extern "C" const TSLanguage* tree_sitter_bash();

namespace mcplint {

using Kind = ShellCommand::Kind;
using Joint = ShellCommand::Joint;

/// Commands one behind the other, as they are joined: those of a pipeline too.
using Sequence = std::vector<ShellCommand>;

static void read_statement(TSNode node, Joint joint, ShellReading& reading, int depth,
                           Sequence& sequence);

static std::string_view type_of(TSNode node) { return ts_node_type(node); }

static Joint joint_of(std::string_view written, Joint otherwise) {
  if (written == "&&") return Joint::And;
  if (written == "||") return Joint::Or;
  if (written == "&") return Joint::Behind;
  if (written == "|" || written == "|&") return Joint::Pipe;
  return otherwise;
}

static void note_error(TSNode node, ShellReading& reading) {
  if (!reading.error.empty()) return;
  const std::uint32_t start = ts_node_start_byte(node);
  reading.error = reading.alignment.place(reading.text.substr(start, 1));
  if (reading.error.empty()) reading.error = reading.alignment.place(reading.text.substr(0, 1));
}

/// Stands for a command that a redirection or an assignment alone makes.
static ShellCommand& last_command(TSNode node, Joint joint, ShellReading& reading,
                                  std::size_t first, Sequence& sequence) {
  if (sequence.size() == first) {
    ShellCommand command;
    command.joint = joint;
    command.span = reading.span(node);
    sequence.push_back(std::move(command));
  }
  return sequence.back();
}

static ShellAssignment read_assignment(TSNode node, ShellReading& reading, int depth) {
  ShellAssignment assignment;
  const TSNode name = ts_node_child_by_field_name(node, "name", 4);
  if (!ts_node_is_null(name)) {
    assignment.name = {std::string(reading.written(name)), reading.span(name)};
  }
  const TSNode value = ts_node_child_by_field_name(node, "value", 5);
  if (ts_node_is_null(value) || !is_shell_word(value)) {
    assignment.value.known = ts_node_is_null(value);
    assignment.value.span = reading.span(node);
    return assignment;
  }
  assignment.value = read_shell_word(value, reading, depth);
  return assignment;
}

/// `>file`. The grammar gives it all words that follow; those behind the first
/// are the command's own.
static void read_file_redirect(TSNode node, ShellReading& reading, int depth,
                               ShellCommand& command) {
  ShellRedirection redirection;
  bool has_target = false;
  for (const TSNode child : children_of(node)) {
    if (type_of(child) == "file_descriptor") {
      redirection.descriptor = reading.written(child);
    } else if (!is_shell_word(child)) {
      redirection.operation += reading.written(child);
    } else if (!has_target) {
      has_target = true;
      redirection.target = read_shell_word(child, reading, depth);
    } else {
      command.words.push_back(read_shell_word(child, reading, depth));
    }
  }
  command.redirections.push_back(std::move(redirection));
}

/// `<<EOF` and its body, and whatever else stands on its line: more words, other
/// redirections, the rest of a pipeline or of a list.
static void read_heredoc(TSNode node, ShellReading& reading, int depth, Sequence& sequence) {
  const std::size_t owner = sequence.size() - 1;
  ShellRedirection redirection;
  Joint joint = Joint::Then;
  for (const TSNode child : children_of(node)) {
    const std::string_view type = type_of(child);
    if (type == "file_descriptor") {
      redirection.descriptor = reading.written(child);
    } else if (type == "<<" || type == "<<-") {
      redirection.operation = type;
    } else if (type == "heredoc_start") {
      redirection.target.text = reading.written(child);
      redirection.target.span = reading.span(child);
    } else if (type == "heredoc_body") {
      redirection.body = read_here_document(child, reading, depth);
    } else if (type == "file_redirect" || type == "herestring_redirect") {
      read_file_redirect(child, reading, depth, sequence[owner]);
    } else if (type == "pipeline") {
      read_statement(child, Joint::Pipe, reading, depth, sequence);
    } else if (is_shell_word(child)) {
      sequence[owner].words.push_back(read_shell_word(child, reading, depth));
    } else if (ts_node_is_named(child) && type != "heredoc_end" && type != "comment") {
      read_statement(child, joint, reading, depth, sequence);
    } else {
      joint = joint_of(type, joint);
    }
  }
  sequence[owner].redirections.push_back(std::move(redirection));
}

static void read_redirect(TSNode node, ShellReading& reading, int depth, Sequence& sequence) {
  if (type_of(node) == "heredoc_redirect") return read_heredoc(node, reading, depth, sequence);
  read_file_redirect(node, reading, depth, sequence.back());
}

static bool is_redirect(std::string_view type) {
  return type == "file_redirect" || type == "heredoc_redirect" || type == "herestring_redirect";
}

/// Takes up a word that the grammar loses: the `-` of `python - <<EOF`.
static void read_lost_words(std::uint32_t from, TSNode redirect, ShellReading& reading,
                            ShellCommand& command) {
  const std::uint32_t to = ts_node_start_byte(redirect);
  if (to <= from) return;
  std::string_view gap = reading.text.substr(from, to - from);
  while (!gap.empty()) {
    const std::size_t begin = gap.find_first_not_of(" \t\r\n\\");
    if (begin == gap.npos) return;
    const std::size_t end = std::min(gap.find_first_of(" \t\r\n\\", begin), gap.size());
    ShellWord word;
    word.text = gap.substr(begin, end - begin);
    word.span = reading.alignment.place(gap.substr(begin, end - begin));
    command.words.push_back(std::move(word));
    gap.remove_prefix(end);
  }
}

/// A command with redirections behind it. They belong to the last one of a list
/// or pipeline, whatever the grammar says.
static void read_redirected(TSNode node, Joint joint, ShellReading& reading, int depth,
                            Sequence& sequence) {
  const std::size_t first = sequence.size();
  std::uint32_t end = ts_node_start_byte(node);
  for (const TSNode child : children_of(node)) {
    if (is_redirect(type_of(child))) {
      ShellCommand& command = last_command(node, joint, reading, first, sequence);
      read_lost_words(end, child, reading, command);
      read_redirect(child, reading, depth, sequence);
    } else if (ts_node_is_named(child)) {
      read_statement(child, joint, reading, depth, sequence);
    }
    end = ts_node_end_byte(child);
  }
}

/// A simple command, or a declaration such as `export A=b`.
static void read_simple(TSNode node, Joint joint, ShellReading& reading, int depth,
                        Sequence& sequence) {
  bool name_follows = type_of(node) == "declaration_command" || type_of(node) == "unset_command";
  ShellCommand& command = sequence.emplace_back();
  command.joint = joint;
  command.span = reading.span(node);
  for (const TSNode child : children_of(node)) {
    const std::string_view type = type_of(child);
    if (type == "variable_assignment") {
      command.assignments.push_back(read_assignment(child, reading, depth));
    } else if (is_redirect(type)) {
      read_file_redirect(child, reading, depth, command);
    } else if (type == "command_name") {
      command.words.push_back(read_shell_word(ts_node_child(child, 0), reading, depth));
      command.words.back().span = reading.span(child);
    } else if (is_shell_word(child) || std::exchange(name_follows, false)) {
      command.words.push_back(read_shell_word(child, reading, depth));
    } else if (type == "subshell") {
      command.parts = read_statements(child, reading, depth + 1);
    } else if (type == "ERROR") {
      note_error(child, reading);
    }
  }
}

/// `a && b && c`: the grammar nests lists to the left, as deep as they are long.
static void read_list(TSNode node, Joint joint, ShellReading& reading, int depth,
                      Sequence& sequence) {
  std::vector<std::pair<TSNode, Joint>> rights;
  while (type_of(node) == "list") {
    TSNode left = {};
    Joint behind = Joint::And;
    for (const TSNode child : children_of(node)) {
      const std::string_view type = type_of(child);
      if (type == "ERROR") {
        note_error(child, reading);
      } else if (!ts_node_is_named(child)) {
        behind = joint_of(type, behind);
      } else if (ts_node_is_null(left)) {
        left = child;
      } else if (type != "comment") {
        rights.emplace_back(child, behind);
      }
    }
    if (ts_node_is_null(left)) break;
    node = left;
  }
  read_statement(node, joint, reading, depth, sequence);
  std::ranges::reverse(rights);
  for (const auto& [right, its_joint] : rights) {
    read_statement(right, its_joint, reading, depth, sequence);
  }
}

static void read_pipeline(TSNode node, Joint joint, ShellReading& reading, int depth,
                          Sequence& sequence) {
  bool first = true;
  for (const TSNode child : named_children_of(node)) {
    if (type_of(child) == "comment") continue;
    read_statement(child, first ? joint : Joint::Pipe, reading, depth, sequence);
    first = false;
  }
}

static void read_negated(TSNode node, Joint joint, ShellReading& reading, int depth,
                         Sequence& sequence) {
  const std::size_t first = sequence.size();
  for (const TSNode child : named_children_of(node)) {
    read_statement(child, joint, reading, depth, sequence);
  }
  if (sequence.size() > first) sequence[first].negated = true;
}

/// Puts commands that are joined by pipes into pipelines.
static Sequence group_pipelines(Sequence sequence) {
  const auto is_piped = [](const ShellCommand& one) { return one.joint == Joint::Pipe; };
  if (std::ranges::none_of(sequence, is_piped)) return sequence;

  Sequence grouped;
  for (std::size_t i = 0; i < sequence.size();) {
    std::size_t end = i + 1;
    while (end < sequence.size() && is_piped(sequence[end])) ++end;
    if (end == i + 1) {
      grouped.push_back(std::move(sequence[i]));
    } else {
      ShellCommand pipeline;
      pipeline.kind = Kind::Pipeline;
      pipeline.joint = std::exchange(sequence[i].joint, Joint::Then);
      pipeline.negated = std::exchange(sequence[i].negated, false);
      pipeline.span = sequence[i].span;
      // A here-document's body lies between the stages, and may be all that is known.
      if (sequence[end - 1].span.end() > pipeline.span.begin()) {
        pipeline.span = join(pipeline.span, sequence[end - 1].span);
      }
      const auto from = sequence.begin() + static_cast<std::ptrdiff_t>(i);
      const auto to = sequence.begin() + static_cast<std::ptrdiff_t>(end);
      pipeline.parts.assign(std::make_move_iterator(from), std::make_move_iterator(to));
      grouped.push_back(std::move(pipeline));
    }
    i = end;
  }
  return grouped;
}

/// Reads what stands below `node`, from clauses and `do … done` too, into one sequence.
static void read_below(TSNode node, ShellReading& reading, int depth, Sequence& sequence) {
  Joint joint = Joint::Then;
  for (const TSNode child : children_of(node)) {
    const std::string_view type = type_of(child);
    if (!ts_node_is_named(child)) {
      joint = joint_of(type, Joint::Then);
    } else if (type == "do_group" || type == "elif_clause" || type == "else_clause" ||
               type == "case_item") {
      if (depth < kDeepestShell) read_below(child, reading, depth + 1, sequence);
    } else if (type == "ERROR") {
      note_error(child, reading);
      if (depth < kDeepestShell) read_below(child, reading, depth + 1, sequence);
    } else {
      read_statement(child, joint, reading, depth, sequence);
    }
  }
}

static Kind compound_kind(std::string_view type, std::string_view written) {
  if (type == "subshell") return Kind::Subshell;
  if (type == "if_statement") return Kind::If;
  if (type == "case_statement") return Kind::Case;
  if (type == "function_definition") return Kind::Function;
  if (type == "test_command" || written.starts_with("((")) return Kind::Test;
  return type == "compound_statement" ? Kind::Group : Kind::Loop;
}

/// Commands in the substitutions of a test, or of the words that a loop goes over.
static void read_inner_words(TSNode node, ShellReading& reading, int depth,
                             std::vector<ShellWord>& words) {
  for (const TSNode child : named_children_of(node)) {
    if (is_shell_word(child) || type_of(child) == "test_operator") {
      words.push_back(read_shell_word(child, reading, depth));
    } else if (depth < kDeepestShell && type_of(child).ends_with("_expression")) {
      read_inner_words(child, reading, depth + 1, words);
    }
  }
}

static bool is_compound(std::string_view type) {
  return type == "subshell" || type == "compound_statement" || type == "test_command" ||
         type == "function_definition" || type.ends_with("_statement");
}

static void read_compound(TSNode node, Joint joint, ShellReading& reading, int depth,
                          Sequence& sequence) {
  ShellCommand command;
  command.kind = compound_kind(type_of(node), reading.written(node));
  command.joint = joint;
  command.span = reading.span(node);
  // A function's name is a word like any other here.
  read_inner_words(node, reading, depth, command.words);
  if (command.kind != Kind::Test) command.parts = read_statements(node, reading, depth + 1);
  sequence.push_back(std::move(command));
}

static void read_assignments(TSNode node, Joint joint, ShellReading& reading, int depth,
                             Sequence& sequence) {
  ShellCommand& command = sequence.emplace_back();
  command.joint = joint;
  command.span = reading.span(node);
  if (type_of(node) == "variable_assignment") {
    command.assignments.push_back(read_assignment(node, reading, depth));
    return;
  }
  for (const TSNode child : named_children_of(node)) {
    command.assignments.push_back(read_assignment(child, reading, depth));
  }
}

static void read_statement(TSNode node, Joint joint, ShellReading& reading, int depth,
                           Sequence& sequence) {
  const std::string_view type = type_of(node);
  if (depth > kDeepestShell) return note_error(node, reading);
  if (type == "list") return read_list(node, joint, reading, depth, sequence);
  if (type == "pipeline") return read_pipeline(node, joint, reading, depth + 1, sequence);
  if (type == "redirected_statement") {
    return read_redirected(node, joint, reading, depth + 1, sequence);
  }
  if (type == "negated_command") return read_negated(node, joint, reading, depth + 1, sequence);
  if (type == "command" || type == "declaration_command" || type == "unset_command") {
    return read_simple(node, joint, reading, depth, sequence);
  }
  if (type == "variable_assignment" || type == "variable_assignments") {
    return read_assignments(node, joint, reading, depth, sequence);
  }
  if (type == "ERROR") return note_error(node, reading);
  if (is_compound(type)) read_compound(node, joint, reading, depth + 1, sequence);
}

std::vector<ShellCommand> read_statements(TSNode node, ShellReading& reading, int depth) {
  Sequence sequence;
  if (depth > kDeepestShell) {
    note_error(node, reading);
    return sequence;
  }
  read_below(node, reading, depth, sequence);
  return group_pipelines(std::move(sequence));
}

static ShellScript parse(std::string_view text, const Alignment& alignment) {
  ShellScript script;
  if (text.empty()) return script;
  ShellReading reading{.text = text, .alignment = alignment};
  const Tree tree = text.size() <= kLargestParsed ? parse_tree(tree_sitter_bash(), text) : nullptr;
  if (tree == nullptr) {
    script.error = alignment.place(text.substr(0, 1));
    return script;
  }
  const TSNode root = ts_tree_root_node(tree.get());
  script.commands = read_statements(root, reading, 0);
  if (ts_node_has_error(root)) {
    const TSNode error = first_error(root);
    if (!ts_node_is_null(error)) note_error(error, reading);
  }
  script.error = reading.error;
  return script;
}

ShellScript parse_shell(std::string_view script) {
  return parse_shell(Text{std::string(script), {script}});
}

ShellScript parse_shell(const Text& script) { return parse(script.text, Alignment(script)); }

}  // namespace mcplint
