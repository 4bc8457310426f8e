#include "lint/facts/launch/resolution.h"

#include <algorithm>
#include <utility>

#include "lint/facts/launch/argument_paths.h"
#include "lint/facts/launch/programs.h"

namespace mcplint {

const Program* find_program(std::string_view name) {
  // `python3.12`, `pythonw`, `pypy3` read as `python` does.
  if (name.starts_with("python") || name.starts_with("pypy")) {
    const std::string_view version = name.substr(name.starts_with("pypy") ? 4 : 6);
    if (version.find_first_not_of("0123456789.wt") == std::string_view::npos) name = "python";
  }
  for (const std::span<const Program> some :
       {wrappers(), package_runners(), interpreters(), container_engines(), bridges()}) {
    for (const Program& program : some) {
      if (program.name == name) return &program;
    }
  }
  return nullptr;
}

static bool is_wrapper(const Program& program) {
  return std::ranges::find(wrappers(), program.name, &Program::name) != wrappers().end();
}

/// Whether `program` is what a package runner fetched: `uvx runas` is no `runas`.
static bool is_package(const Launch& launch, const Text& program) {
  return std::ranges::any_of(launch.packages, [&](const LaunchedPackage& package) {
    return package.span.begin() == program.span.begin();
  });
}

bool run_script(CommandLine& line, const Text& word) {
  line.launch().script = word;
  line.add_path(LaunchedPath::Role::Script, word);
  return false;
}

bool run_module(CommandLine& line) {
  if (line.at_end()) return false;
  const Text& module = line.take();
  line.enter_package(module.text, module.span);
  return true;
}

bool run_code(CommandLine& line) {
  if (line.at_end()) return run_unknown(line);
  line.give_code(line.take());
  return false;
}

bool run_unknown(CommandLine& line) {
  line.give_up();
  return false;
}

/// Follows the words to what they start.
static void follow(CommandLine& line) {
  Launch& launch = line.launch();
  // A program that names another one took a word to do so: the way has an end.
  for (const Program* program = find_program(line.program().text); program != nullptr;) {
    if (is_wrapper(*program) && !is_package(launch, line.program()))
      launch.wrappers.push_back({line.program(), line.rest()});
    if (!program->read(line)) break;
    program = find_program(line.program().text);
  }
  if (line.ended_elsewhere()) return;
  if (!launch.script && !launch.image && !line.program().text.empty())
    launch.program = line.program();
  line.give_rest();
  if (line.on_host()) find_argument_paths(line);
}

bool resolve_inner(CommandLine& outer, std::vector<Text> words) {
  // Nobody nests deeper than `wsl bash -c "supergateway --stdio '…'"`.
  constexpr int kDeepest = 4;
  if (words.empty() || outer.depth() == kDeepest) return false;
  const Text first = words.front();
  words.erase(words.begin());
  CommandLine inner(outer.launch(), std::move(words), outer.depth() + 1);
  if (!outer.on_host()) inner.leave_host();
  inner.enter(first);
  follow(inner);
  outer.end_elsewhere();
  return true;
}

void resolve(Launch& launch) {
  if (!launch.command || launch.command->text.empty()) return;
  CommandLine line(launch, launch.args);
  line.enter(*launch.command);
  follow(line);
}

}  // namespace mcplint
