// What a shell script answers when it is asked.

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/shell.h"

namespace mcplint {

std::string_view ShellCommand::program() const {
  if (kind != Kind::Simple || words.empty() || !words.front().known) return {};
  return words.front().base_name();
}

std::string_view ShellWord::base_name() const {
  return std::string_view(text).substr(text.rfind('/') + 1);  // npos + 1 is 0
}

namespace {

/// A program whose arguments are another program and its arguments.
struct Wrapper {
  std::string_view name;
  std::string_view valued;   // letters of its options that take the next word
  std::size_t operands = 0;  // before the program: the seconds of `timeout`
};

}  // namespace

static constexpr Wrapper kWrappers[] = {
    {"sudo", "ugCDRTph"}, {"env", "uCS"},    {"exec", "a"},       {"command", ""},
    {"nice", "n"},        {"nohup", ""},     {"time", "fo"},      {"timeout", "ks", 1},
    {"doas", "uC"},       {"stdbuf", "ioe"}, {"ionice", "cnpPu"}, {"dumb-init", "r"},
    {"tini", "pe"},       {"catchsegv", ""}, {"chroot", "", 1},
};

/// The words behind a wrapper's own.
static std::span<const ShellWord> behind(const Wrapper& wrapper, std::span<const ShellWord> words) {
  words = words.subspan(1);
  std::size_t operands = wrapper.operands;
  while (!words.empty()) {
    const std::string& text = words.front().text;
    if (text.size() > 1 && text[0] == '-') {
      const bool valued = text.size() == 2 && wrapper.valued.find(text[1]) != std::string::npos;
      words = words.subspan(valued && words.size() > 1 ? 2 : 1);
      if (text == "--") break;
    } else if (text.find('=') != std::string::npos && wrapper.name != "exec") {
      words = words.subspan(1);
    } else if (operands > 0) {
      --operands;
      words = words.subspan(1);
    } else {
      break;
    }
  }
  return words;
}

std::span<const ShellWord> ShellCommand::without_wrappers() const {
  if (kind != Kind::Simple) return {};
  std::span<const ShellWord> rest = words;
  while (!rest.empty() && rest.front().known) {
    const std::string_view name = rest.front().base_name();
    const auto* wrapper = std::ranges::find(kWrappers, name, &Wrapper::name);
    if (wrapper == std::end(kWrappers)) break;
    rest = behind(*wrapper, rest);
  }
  return rest;
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
