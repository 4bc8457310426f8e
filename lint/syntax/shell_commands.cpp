// What a shell script answers when it is asked.

#include <string_view>
#include <vector>

#include "mcplint/shell.h"

namespace mcplint {

std::string_view ShellCommand::program() const {
  if (kind != Kind::Simple || words.empty() || !words.front().known) return {};
  const std::string_view name = words.front().text;
  return name.substr(name.rfind('/') + 1);  // npos + 1 is 0
}

static void collect_simple(const ShellCommand& command, std::vector<const ShellCommand*>& all);

static void collect_inner(const ShellWord& word, std::vector<const ShellCommand*>& all) {
  for (const ShellCommand& inner : word.substitutions) collect_simple(inner, all);
}

/// Goes as deep as commands are nested, which kDeepestShell bounds.
static void collect_simple(const ShellCommand& command, std::vector<const ShellCommand*>& all) {
  for (const ShellAssignment& one : command.assignments) collect_inner(one.value, all);
  for (const ShellWord& word : command.words) collect_inner(word, all);
  for (const ShellRedirection& one : command.redirections) {
    collect_inner(one.target, all);
    collect_inner(one.body, all);
  }
  if (command.kind == ShellCommand::Kind::Simple) all.push_back(&command);
  for (const ShellCommand& part : command.parts) collect_simple(part, all);
}

std::vector<const ShellCommand*> ShellScript::simple_commands() const {
  std::vector<const ShellCommand*> all;
  for (const ShellCommand& command : commands) collect_simple(command, all);
  return all;
}

}  // namespace mcplint
