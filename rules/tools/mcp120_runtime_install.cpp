#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp120_runtime_install = {
    .id = "MCP120",
    .name = "runtime-install",
    .summary = "Tool that installs or downloads programs while it serves",
    .severity = Severity::High,
    .cwe = 829,
    .owasp = "MCP04:2025",
    .doc = R"(
A package runs code of its authors when it is installed, and a script that was piped into a shell
runs at once: with the rights of the server, at the moment that a model asked for it, in whatever
version is published by then. Nobody reviewed what runs, and no lock file says what it was.

Put what is needed into the dependencies or into the image. Where installing is what a tool is
for, run it in a container that is thrown away, take packages from a list of known ones in fixed
versions, and let a person agree first.
)",
    .blind_spots = R"(
Commands that are put together in other functions, and programs that install more when they start.
)",
    .check = check,
};

/// What the only assignment to a variable in `function` gives it; `node` itself if it is none.
static const Node& value_of(const Node& node, const Function& function) {
  if (!node.is(NodeKind::Name)) return node;
  const Node* value = &node;
  int times = 0;
  each_node(function.body, [&](const Node& one) {
    const bool is_it = one.is(NodeKind::Assign) && one.part(0).is(NodeKind::Name) &&
                       one.part(0).name() == node.name();
    if (!is_it) return;
    value = &one.parts().back();
    ++times;
  });
  return times == 1 ? *value : node;
}

/// Adds the words of a text: a command line, or one argument.
static void add_words(std::string_view text, std::vector<std::string>& words) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// The words of a command as far as they are written out; `{}` for others.
static std::vector<std::string> words_of(const Node& command) {
  std::vector<std::string> words;
  if (command.is(NodeKind::String)) add_words(command.value(), words);
  if (command.is(NodeKind::Format)) {
    std::string text;
    for (const Node& piece : command.parts()) {
      text += piece.is(NodeKind::String) ? std::string(piece.value()) : "{}";
    }
    add_words(text, words);
  }
  if (command.is(NodeKind::Binary) && command.name() == "+") return words_of(command.part(0));
  if (command.is(NodeKind::Sequence)) {
    for (const Node& item : command.parts()) {
      const bool is_interpreter = item.span().text == "sys.executable";
      words.emplace_back(item.is(NodeKind::String) ? item.value()
                         : is_interpreter          ? "python"
                                                   : "{}");
    }
  }
  return words;
}

/// Whether `words` install something; what is in front of the program that does is skipped.
static bool installs(std::vector<std::string> words) {
  const auto skip = [&](std::string_view word) {
    if (!words.empty() && words.front() == word) words.erase(words.begin());
  };
  skip("sudo");
  if (words.size() > 2 && words[0].starts_with("python") && words[1] == "-m") {
    words.erase(words.begin(), words.begin() + 2);
  }
  if (words.size() < 2) return false;
  const std::string program(file_name(words[0]));
  constexpr auto kInstallers = std::to_array<std::string_view>(
      {"pip", "pip3",  "npm",   "pnpm",  "yarn", "bun", "apt",  "apt-get", "apk",    "brew",
       "gem", "cargo", "conda", "mamba", "dnf",  "yum", "pipx", "choco",   "winget", "poetry"});
  constexpr auto kRunners = std::to_array<std::string_view>({"npx", "uvx", "bunx"});
  if (std::ranges::find(kRunners, program) != kRunners.end()) return true;
  const bool is_uv = program == "uv";
  if (is_uv && words[1] == "pip" && words.size() > 2) words.erase(words.begin());
  if (!is_uv && std::ranges::find(kInstallers, program) == kInstallers.end()) return false;
  // Options may stand between the program and what it is told.
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].starts_with('-')) continue;
    return words[i] == "install" || words[i] == "add" || words[i] == "i" ||
           (is_uv && words[i] == "tool");
  }
  return false;
}

/// `curl … | sh`: a download that goes to a shell.
static bool pipes_download(const std::vector<std::string>& words) {
  if (words.empty() || (words[0] != "curl" && words[0] != "wget")) return false;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "|") continue;
    const std::string program(file_name(words[i + 1]));
    if (program == "sh" || program == "bash" || program == "sudo" || program == "python" ||
        program == "python3") {
      return true;
    }
  }
  return false;
}

/// The command of a call, as one node or as arguments of their own.
static std::vector<std::string> command_of(const Call& call) {
  if (call.callee.find("_exec") == std::string::npos && call.callee != "os.execvp") {
    const Node* first = call.node->argument(0, "args");
    if (first == nullptr) return {};
    std::vector<std::string> words = words_of(value_of(*first, *call.function));
    const bool is_shell = words.size() == 3 && words[1] == "-c";  // `sh -c "…"`
    if (!is_shell) return words;
    std::vector<std::string> inner;
    add_words(words[2], inner);
    return inner;
  }
  std::vector<std::string> words;
  for (const Node& part : call.node->parts().subspan(1)) {
    if (part.is(NodeKind::Keyword)) continue;
    if (part.is(NodeKind::Spread)) {
      const std::vector<std::string> spread = words_of(value_of(part.part(0), *call.function));
      words.insert(words.end(), spread.begin(), spread.end());
      continue;
    }
    const std::vector<std::string> one = words_of(part);
    words.push_back(one.size() == 1                        ? one[0]
                    : part.span().text == "sys.executable" ? "python"
                                                           : "{}");
  }
  return words;
}

static void check(const Call& call, Report& report) {
  if (!call.in_tool()) return;
  const bool is_pip = call.callee == "pip.main" || call.callee == "pip._internal.main" ||
                      call.callee == "pip._internal.cli.main.main";
  if (!is_pip && !call.starts_process()) return;
  const std::vector<std::string> words = command_of(call);
  if (is_pip || installs(words)) {
    report.at(call.span(), "`{}` installs packages while the server runs", call.callee)
        .note(call.function->name_span, "a tool runs this function")
        .suggest("declare them as dependencies, or install in a container that is thrown away");
  } else if (pipes_download(words)) {
    report.at(call.span(), "`{}` runs a script that it has just downloaded", call.callee)
        .note(call.function->name_span, "a tool runs this function")
        .suggest("put the program into the image, in a version that was looked at");
  }
}

}  // namespace mcplint
