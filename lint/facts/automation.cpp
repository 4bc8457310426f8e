#include "lint/facts/automation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "lint/syntax/shell.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

using From = Automation::From;

/// More commands than this in one file are no automation of people.
constexpr std::size_t kMostCommands = 5000;

/// A program that starts another one: what comes behind it is the command.
struct Starter {
  std::string_view program;
  std::string_view subcommand;                    // "run" of `uv run`; empty if none
  std::span<const std::string_view> values = {};  // its options that take a value
};

}  // namespace

static constexpr auto kUvValues = std::to_array<std::string_view>(
    {"--with", "--with-editable", "--with-requirements", "--extra", "--group", "--only-group",
     "--no-group", "--python", "-p", "--package", "--directory", "--project", "--env-file",
     "--index", "--from", "--index-url", "--cache-dir"});
static constexpr auto kNpxValues = std::to_array<std::string_view>({"-p", "--package"});
static constexpr auto kEnvironmentValues = std::to_array<std::string_view>({"-e", "-n"});

static constexpr Starter kStarters[] = {
    {"uv", "run", kUvValues},
    {"uv", "tool run", kUvValues},
    {"uvx", "", kUvValues},
    {"poetry", "run"},
    {"pdm", "run"},
    {"pipenv", "run"},
    {"rye", "run"},
    {"hatch", "run"},
    {"pixi", "run", kEnvironmentValues},
    {"conda", "run", kEnvironmentValues},
    {"pipx", "run", kUvValues},
    {"npx", "", kNpxValues},
    {"bunx", "", kNpxValues},
    {"pnpm", "exec"},
    {"pnpm", "dlx"},
    {"yarn", "dlx"},
    {"npm", "exec", kNpxValues},
    {"bun", "x"},
    {"sudo", ""},
    {"env", ""},
    {"time", ""},
    {"exec", ""},
    {"xvfb-run", ""},
    {"nice", ""},
};

bool Automation::has(std::string_view word) const {
  return std::ranges::find(arguments, word) != arguments.end();
}

std::string_view to_string(Automation::From from) {
  static constexpr std::string_view kNames[] = {
      "GitHub Actions", "GitLab CI",  "CircleCI", "Azure Pipelines",
      "Jenkins",        "pre-commit", "Makefile", "justfile",
      "Taskfile",       "tox",        "nox",      "package.json",
      "pyproject.toml", "a script"};
  return kNames[static_cast<std::size_t>(from)];
}

/// Where the command begins behind what starts it at `at`; `at` if nothing does.
static std::size_t behind(const Starter& starter, std::span<const std::string> words,
                          std::size_t at) {
  if (words[at] != starter.program) return at;
  std::size_t next = at + 1;
  std::string_view rest = starter.subcommand;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (next == words.size() || words[next] != word) return at;
    ++next;
    rest = rest.size() == word.size() ? std::string_view() : rest.substr(word.size() + 1);
  }
  while (next < words.size() &&
         (words[next].starts_with('-') || words[next].find('=') < words[next].find('/'))) {
    const bool ends = words[next] == "--";
    const bool takes_value = std::ranges::find(starter.values, words[next]) != starter.values.end();
    next += takes_value ? 2 : 1;
    if (ends) break;
  }
  return next < words.size() ? next : at;
}

static bool is_python(std::string_view program) {
  return program == "python" || program == "python3" || program == "py" ||
         (program.starts_with("python3.") && program.size() <= 10);
}

/// Where the program stands that `words` come down to.
static std::size_t program_at(std::span<const std::string> words) {
  std::size_t at = 0;
  for (bool moved = true; moved;) {
    moved = false;
    for (const Starter& starter : kStarters) {
      const std::size_t next = behind(starter, words, at);
      if (next == at) continue;
      at = next;
      moved = true;
    }
    if (!is_python(file_name(words[at]))) continue;
    const auto module = std::ranges::find(words.subspan(at), "-m");
    const auto next = at + static_cast<std::size_t>(module - words.subspan(at).begin()) + 1;
    if (next >= words.size()) continue;
    at = next;
    moved = true;
  }
  return at;
}

/// `coverage run -m pytest` runs two programs: the second one is noted too.
static void add(From from, std::vector<std::string> words, Span span, const std::string& task,
                std::vector<Automation>& automations) {
  while (!words.empty() && automations.size() < kMostCommands) {
    const std::size_t at = program_at(words);
    Automation one{.from = from,
                   .program = std::string(file_name(words[at])),
                   .arguments = {},
                   .span = span,
                   .task = task};
    one.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
    // A version behind the name, as `npx` and `uvx` take it.
    if (const std::size_t version = one.program.find_first_of("@=", 1);
        version != std::string::npos)
      one.program.resize(version);
    words.clear();
    if (one.program == "coverage" && one.has("run")) {
      const auto module = std::ranges::find(one.arguments, "-m");
      if (module != one.arguments.end()) words.assign(module + 1, one.arguments.end());
    }
    automations.push_back(std::move(one));
  }
}

void add_commands(From from, const ShellScript& script, const std::string& task,
                  std::vector<Automation>& automations) {
  for (const ShellCommand* command : script.simple_commands()) {
    if (command->words.empty()) continue;
    std::vector<std::string> words;
    for (const ShellWord& word : command->words) words.push_back(word.text);
    if (words.front().empty()) continue;
    add(from, std::move(words), command->span, task, automations);
  }
}

/// A script at `value`, or in each item of it.
static void add_scripts(const Value* value, std::vector<Recipe>& scripts,
                        const std::string& task = {}) {
  if (value == nullptr) return;
  if (value->is(Value::Kind::String)) scripts.push_back({{value->text, value->span}, task});
  for (const Value& item : value->items) {
    if (item.is(Value::Kind::String)) scripts.push_back({{item.text, item.span}, task});
  }
}

static void add_steps(const Value& root, std::span<const std::string_view> paths,
                      std::vector<Recipe>& scripts) {
  for (const std::string_view path : paths) {
    for (const Value* value : root.find(path)) add_scripts(value, scripts);
  }
}

/// An action or a hook: a name that stands for a command.
static void read_names(From from, const Value& root, std::string_view path,
                       std::vector<Automation>& automations) {
  for (const Value* value : root.find(path)) {
    if (!value->is(Value::Kind::String)) continue;
    automations.push_back({.from = from,
                           .program = value->text.substr(0, value->text.find('@')),
                           .arguments = {},
                           .span = value->span});
  }
}

static void add_gitlab(const Value& root, std::vector<Recipe>& scripts) {
  for (const Member& job : root.members) {
    for (const char* key : {"before_script", "script", "after_script"})
      add_scripts(job.value.get(key), scripts);
  }
  for (const char* key : {"before_script", "after_script"}) add_scripts(root.get(key), scripts);
}

/// Other tasks that run with it, as if it named them on a command line.
static void add_prerequisites(const Value* value, const std::string& task,
                              std::vector<Recipe>& scripts) {
  if (value == nullptr) return;
  for (const Value& item : value->items) {
    const Value* name = item.is(Value::Kind::String) ? &item : item.get("task");
    if (name == nullptr) name = item.get("ref");
    const bool is_name = name != nullptr && name->is(Value::Kind::String) &&
                         name->text.find(' ') == std::string::npos;
    if (is_name) scripts.push_back({{"task " + name->text, name->span}, task});
  }
}

/// Tasks of a map: each a command, a list of them, or a table with one.
static void add_tasks(const Value& tasks, std::vector<Recipe>& scripts) {
  for (const Member& task : tasks.members) {
    const std::string& name = task.key.text;
    add_scripts(&task.value, scripts, name);
    for (const char* key : {"cmd", "shell", "cmds", "composite"})
      add_scripts(task.value.get(key), scripts, name);
    for (const Value* cmd : task.value.find("cmds.*.cmd")) add_scripts(cmd, scripts, name);
    for (const char* key : {"deps", "sequence", "depends-on", "depends_on"})
      add_prerequisites(task.value.get(key), name, scripts);
    add_prerequisites(&task.value, name, scripts);  // Poe: a list of tasks is a sequence of them
  }
}

/// Commands of tox in TOML: each a list of words. Its runner runs all of them.
static void add_tox(const Value& root, std::vector<Recipe>& scripts) {
  for (const char* path : {"tool.tox.env_run_base.commands.*", "tool.tox.env.*.commands.*"}) {
    for (const Value* words : root.find(path)) {
      std::string command;
      for (const Value& word : words->items) {
        if (word.is(Value::Kind::String)) (command += command.empty() ? "" : " ") += word.text;
      }
      if (!command.empty()) scripts.push_back({{command, words->span}, {}});
    }
  }
}

static void add_scripts_of(From from, const Value& root, std::vector<Recipe>& scripts) {
  static constexpr auto kGitHub = std::to_array<std::string_view>(
      {"jobs.*.steps.*.run", "runs.steps.*.run", "jobs.*.strategy.matrix.*.*.cmd",
       "jobs.*.strategy.matrix.*.*.command", "jobs.*.strategy.matrix.*.*.run",
       "jobs.*.strategy.matrix.cmd", "jobs.*.strategy.matrix.command"});
  static constexpr auto kCircle =
      std::to_array<std::string_view>({"jobs.*.steps.*.run", "jobs.*.steps.*.run.command",
                                       "commands.*.steps.*.run", "commands.*.steps.*.run.command"});
  static constexpr auto kAzure = std::to_array<std::string_view>(
      {"steps.*.script", "steps.*.bash", "jobs.*.steps.*.script", "jobs.*.steps.*.bash",
       "stages.*.jobs.*.steps.*.script", "stages.*.jobs.*.steps.*.bash"});
  static constexpr auto kHooks = std::to_array<std::string_view>({"repos.*.hooks.*.entry"});
  static constexpr auto kTables = std::to_array<std::string_view>(
      {"tool.poe.tasks", "tool.pdm.scripts", "tool.hatch.envs.*.scripts", "tool.taskipy.tasks",
       "tool.pixi.tasks"});
  switch (from) {
    case From::GitHubActions:
      return add_steps(root, kGitHub, scripts);
    case From::GitLabCi:
      return add_gitlab(root, scripts);
    case From::CircleCi:
      return add_steps(root, kCircle, scripts);
    case From::AzurePipelines:
      return add_steps(root, kAzure, scripts);
    case From::PreCommit:
      return add_steps(root, kHooks, scripts);
    case From::Taskfile:
    case From::Npm:
      if (const Value* tasks = root.get(from == From::Npm ? "scripts" : "tasks"))
        add_tasks(*tasks, scripts);
      return;
    case From::Python:
      for (const std::string_view path : kTables) {
        for (const Value* tasks : root.find(path)) add_tasks(*tasks, scripts);
      }
      return add_tox(root, scripts);
    case From::Makefile:
    case From::Justfile:
    case From::Tox:
    case From::Nox:
    case From::Jenkins:
    case From::Script:
      return;  // no configuration: see Parsed::recipes
  }
}

std::vector<Recipe> scripts_of(Automation::From from, const Parsed& parsed) {
  std::vector<Recipe> scripts = parsed.recipes;
  if (parsed.config) add_scripts_of(from, parsed.config->root, scripts);
  return scripts;
}

void add_names(From from, const Value& root, std::vector<Automation>& automations) {
  if (from == From::GitHubActions) {
    read_names(from, root, "jobs.*.steps.*.uses", automations);
    read_names(from, root, "jobs.*.uses", automations);
  }
  if (from == From::PreCommit) read_names(from, root, "repos.*.hooks.*.id", automations);
}

}  // namespace mcplint
