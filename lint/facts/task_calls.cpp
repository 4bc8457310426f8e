// Which tasks of Makefiles, package.json and the like are run by themselves: CI or a hook
// names them, or a task that it names does.

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/automation.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

using From = Automation::From;

/// A program, and the files whose tasks it runs.
struct Runner {
  std::string_view program;
  std::span<const From> files;
};

}  // namespace

static constexpr From kMake[] = {From::Makefile};
static constexpr From kJust[] = {From::Justfile};
static constexpr From kTask[] = {From::Taskfile, From::Python};
static constexpr From kTox[] = {From::Tox, From::Python};
static constexpr From kNox[] = {From::Nox};
static constexpr From kNpm[] = {From::Npm};
static constexpr From kPython[] = {From::Python};
static constexpr From kPreCommit[] = {From::PreCommit};

static constexpr Runner kRunners[] = {{"make", kMake},         {"gmake", kMake},
                                      {"just", kJust},         {"task", kTask},
                                      {"go-task", kTask},      {"tox", kTox},
                                      {"nox", kNox},           {"pre-commit", kPreCommit},
                                      {"prek", kPreCommit},    {"action", kPreCommit},
                                      {"npm", kNpm},           {"pnpm", kNpm},
                                      {"yarn", kNpm},          {"bun", kNpm},
                                      {"turbo", kNpm},         {"nx", kNpm},
                                      {"lerna", kNpm},         {"npm-run-all", kNpm},
                                      {"run-s", kNpm},         {"run-p", kNpm},
                                      {"concurrently", kNpm},  {"poe", kPython},
                                      {"hatch", kPython},      {"pdm", kPython},
                                      {"taskipy", kPython},    {"pixi", kPython},
                                      {"poethepoet", kPython}, {"pre-commit/action", kPreCommit}};

/// The files whose tasks `program` runs.
static std::span<const From> tasks_of(std::string_view program) {
  const auto* runner = std::ranges::find(kRunners, program, &Runner::program);
  return runner == std::end(kRunners) ? std::span<const From>() : runner->files;
}

bool is_task_runner(std::string_view program) { return !tasks_of(program).empty(); }

/// Whether `word` names `task`: itself, behind its environment ("lint:style" of Hatch), or as
/// npm runs what is called after it ("pretest").
static bool names(std::string_view word, std::string_view task) {
  if (word == task) return true;
  if (word.size() > task.size() && word.ends_with(task) &&
      word[word.size() - task.size() - 1] == ':')
    return true;
  static constexpr auto kHooks = std::to_array<std::string_view>({"pre", "post"});
  return std::ranges::any_of(kHooks, [&](std::string_view hook) {
    return task.starts_with(hook) && task.substr(hook.size()) == word;
  });
}

/// Whether the words behind a package manager are its own business: `npm ci` is no script.
static bool is_own_command(const Automation& caller) {
  static constexpr auto kOwn = std::to_array<std::string_view>(
      {"ci", "install", "i", "add", "publish", "pack", "audit", "init", "version", "config",
       "cache", "view", "whoami", "link", "update", "outdated", "sync", "lock"});
  return !caller.arguments.empty() && is_one_of(caller.arguments.front(), kOwn) &&
         caller.program != "make" && caller.program != "just" && caller.program != "task";
}

/// Whether `caller` runs the task that `one` is part of.
static bool calls(const Automation& caller, const Automation& one) {
  // `./lint.sh` and `bash scripts/lint.sh`.
  if (one.from == From::Script) {
    return caller.program == one.task ||
           std::ranges::any_of(caller.arguments, [&](const std::string& word) {
             return file_name(word) == one.task;
           });
  }
  // `hatch run test` comes down to `test`.
  if (one.from == From::Python && names(caller.program, one.task)) return true;
  const std::span<const From> files = tasks_of(caller.program);
  if (std::ranges::find(files, one.from) == files.end()) return false;
  if (one.task.empty()) return true;  // its runner runs all there are
  const bool names_any = std::ranges::any_of(
      caller.arguments, [](const std::string& word) { return !word.starts_with('-'); });
  if (!names_any) return one.from != From::Npm;
  return !is_own_command(caller) &&
         std::ranges::any_of(caller.arguments,
                             [&](const std::string& word) { return names(word, one.task); });
}

void mark_called(std::vector<Automation>& automations) {
  std::set<std::pair<std::string_view, std::vector<std::string>>> known;
  std::vector<const Automation*> waiting;
  const auto note = [&](const Automation& one) {
    if (known.emplace(one.program, one.arguments).second) waiting.push_back(&one);
  };
  for (const Automation& one : automations) {
    if (one.is_unasked()) note(one);
  }
  while (!waiting.empty()) {
    const Automation& caller = *waiting.back();
    waiting.pop_back();
    for (Automation& one : automations) {
      if (one.runs_by_itself() || !calls(caller, one)) continue;
      one.called = true;
      note(one);
    }
  }
}

}  // namespace mcplint
