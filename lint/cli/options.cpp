#include "lint/cli/options.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "lint/text/edit_distance.h"

namespace mcplint::cli {

static constexpr std::string_view kPrefix = "MCPLINT_";

static const std::vector<std::string>& severities() {
  static const std::vector<std::string> kNames = {"info", "low", "medium", "high", "critical"};
  return kNames;
}

void add_color(CLI::App& app, std::string& color) {
  app.add_option("--color", color, "when to use colours")
      ->check(CLI::IsMember(std::vector<std::string>{"auto", "always", "never"}))
      ->option_text("auto|always|never");
}

/// An option that takes rules, comma between them or given more than once.
static void add_rules(CLI::App& app, const char* name, std::vector<std::string>& rules,
                      const char* summary) {
  app.add_option(name, rules, summary)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("RULES")
      ->group("Rules");
}

void add_configuration_options(CLI::App& app, CheckArguments& arguments) {
  app.add_option(
         "--config", arguments.configs,
         "this configuration, not the nearest mcplint.toml; or one\nKEY=VALUE of it, such as "
         "rules.no-timeout.severity=low")
      ->option_text("FILE|KEY=VALUE")
      ->allow_extra_args(false)
      ->group("Configuration");
  app.add_flag("--no-config", arguments.no_config, "no configuration file at all")
      ->group("Configuration");
}

static void add_rule_options(CLI::App& app, CheckArguments& arguments) {
  add_rules(app, "--select", arguments.select,
            "only these rules: names, ids, beginnings of ids, categories, all");
  add_rules(app, "--extend-select", arguments.extend_select, "these rules, too");
  add_rules(app, "--ignore", arguments.ignore, "not these rules");
  app.add_option("--advisories", arguments.advisories,
                 "a newer table of advisories, or records of osv.dev: files, folders")
      ->option_text("FILE")
      ->allow_extra_args(false)
      ->group("Rules");
  app.add_option("--persona", arguments.persona, "for whom: which rules are on without --select")
      ->check(CLI::IsMember(std::vector<std::string>{"regular", "pedantic", "auditor"}))
      ->option_text("regular|pedantic|auditor")
      ->group("Rules");
  app.add_option("--min-severity", arguments.min_severity, "report nothing milder")
      ->check(CLI::IsMember(severities()))
      ->option_text("info|low|medium|high|critical")
      ->group("Rules");
}

void add_lint_options(CLI::App& app, CheckArguments& arguments) {
  app.add_option("PATHS", arguments.paths, "files and folders to lint; default: this folder")
      ->option_text(" ");
  add_rule_options(app, arguments);
  add_configuration_options(app, arguments);
  app.add_flag("--no-ignores", arguments.no_ignores,
               "report what comments and `[[ignore]]` leave out, too")
      ->group("Configuration");
  app.add_option("--baseline", arguments.baseline, "leave out the findings that this file lists")
      ->option_text("FILE")
      ->group("Configuration");
  app.add_flag("--no-baseline", arguments.no_baseline, "report what the baseline leaves out, too")
      ->group("Configuration");
  app.add_flag("--no-respect-gitignore", arguments.no_gitignore,
               "read files that .gitignore leaves out, too")
      ->group("Files");
  app.add_flag("--force-exclude", arguments.force_exclude,
               "leave out ignored and excluded files even if PATHS names them")
      ->group("Files");
  app.add_flag("--no-project", arguments.no_project,
               "judge files that PATHS names without the rest of their project")
      ->group("Files");
  app.add_option("-j,--jobs", arguments.jobs, "threads; default: one for each processor")
      ->option_text("N")
      ->check(CLI::Range(1U, 1024U))
      ->group("Files");
}

void add_check_options(CLI::App& app, CheckArguments& arguments) {
  std::vector<std::string> levels = severities();
  levels.emplace_back("never");

  add_lint_options(app, arguments);
  app.add_option("--stdin-filename", arguments.stdin_filename,
                 "what the path `-`, standard input, is to be taken for")
      ->option_text("NAME")
      ->group("Files");
  app.add_option("--shard", arguments.shard, "report on the I-th of N parts of the files")
      ->option_text("I/N")
      ->group("Files");
  app.add_option(
         "--format", arguments.formats,
         "full, concise, json, jsonl, sarif, github, gitlab, junit or markdown; repeat it, with\n"
         "=FILE, for several")
      ->option_text("F[=FILE]")
      ->allow_extra_args(false)
      ->group("Output");
  app.add_option("-o,--output", arguments.output, "write to a file instead of standard output")
      ->option_text("FILE")
      ->group("Output");
  app.add_flag("--show-suppressed", arguments.show_suppressed, "list what was left out, and why")
      ->group("Output");
  app.add_flag("--show-files", arguments.show_files, "list every file and what became of it")
      ->group("Output");
  app.add_option("--fail-on", arguments.fail_on, "exit with 1 from this severity on; default: low")
      ->check(CLI::IsMember(levels))
      ->option_text("LEVEL|never")
      ->group("Exit code");
  app.add_flag("--exit-zero", arguments.exit_zero, "exit with 0 even if there are findings")
      ->group("Exit code");
  app.add_flag("--strict", arguments.strict, "exit with 3 if a file was not fully analysed")
      ->group("Exit code");
}

std::string unknown_option(const CLI::App& app, const std::string& given) {
  std::vector<std::string> names;
  for (const CLI::App* one : {&app, app.get_parent()}) {
    if (one == nullptr) continue;
    for (const CLI::Option* option : one->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string word = given.substr(0, given.find('='));
  const std::string_view meant = nearest(word, known);
  std::string text = "unknown option `" + word + "`";
  if (!meant.empty()) {
    text += "; did you mean `";
    text += meant;
    text += "`?";
  }
  return text;
}

/// Whether the word behind `word` is its value.
static bool takes_next(const CLI::App& app, const std::string& word) {
  if (word.find('=') != std::string::npos) return false;
  const CLI::Option* option = app.get_option_no_throw(word);
  return option != nullptr && option->get_items_expected_max() > 0;
}

/// The words among `words` that are no options and no values of any.
static std::vector<std::size_t> find_positionals(const CLI::App& app,
                                                 const std::vector<std::string>& words) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      for (++i; i < words.size(); ++i) found.push_back(i);
    } else if (words[i].size() > 1 && words[i].starts_with('-')) {
      if (takes_next(app, words[i])) ++i;
    } else {
      found.push_back(i);
    }
  }
  return found;
}

/// Whether `command` can take `word` as its first own word.
static bool can_take(const CLI::App& command, const std::string& word) {
  for (const CLI::App* inner : command.get_subcommands([](const CLI::App*) { return true; }))
    if (inner->get_name() == word) return true;
  return std::ranges::any_of(command.get_options(),
                             [](const CLI::Option* option) { return option->get_positional(); });
}

std::vector<std::string> with_command(const CLI::App& app, std::span<char* const> arguments) {
  std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  const std::vector<std::size_t> positionals = find_positionals(app, words);
  if (positionals.empty()) return words;

  const std::string& first = words[positionals.front()];
  const CLI::App* command = nullptr;
  for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (one->get_name() == first) command = one;
  }
  const bool is_behind_dashes =
      std::ranges::find(words.begin(),
                        words.begin() + static_cast<std::ptrdiff_t>(positionals.front()),
                        "--") != words.begin() + static_cast<std::ptrdiff_t>(positionals.front());
  std::error_code error;
  const bool is_path = std::filesystem::exists(first, error);
  bool is_command = command != nullptr && !is_behind_dashes;
  if (is_command && is_path && positionals.size() > 1)
    is_command = can_take(*command, words[positionals[1]]);
  if (is_command && is_path) {
    remark("`" + first + "` is taken for the command; to lint what has that name, write `./" +
           first + "`");
  }
  if (!is_command) words.insert(words.begin(), "check");
  return words;
}

/// "MCPLINT_FAIL_ON" for "fail-on".
static std::string variable_of(const std::string& option) {
  std::string name(kPrefix);
  for (const char c : option)
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

/// A variable that is nearly one of ours was meant as one.
static void remark_on_unknown(const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view name(*entry);
    name = name.substr(0, name.find('='));
    if (!name.starts_with(kPrefix) || std::ranges::find(known, name) != known.end()) continue;
    const std::string_view meant = nearest(name, known);
    if (meant.empty()) continue;
    remark("the environment's `" + std::string(name) + "` is no option; did you mean `" +
           std::string(meant) + "`?");
  }
}

void read_environment(CLI::App& app) {
  std::vector<std::string> names;
  for (CLI::Option* option : app.get_options()) {
    const std::vector<std::string>& longs = option->get_lnames();
    if (longs.empty() || longs.front() == "help" || longs.front() == "version") continue;
    names.push_back(variable_of(longs.front()));
    const char* value = std::getenv(names.back().c_str());  // NOLINT(concurrency-mt-unsafe)
    if (value == nullptr || *value == '\0' || option->count() > 0) continue;
    const bool is_flag = option->get_items_expected_max() == 0;
    const std::string text(value);
    if (is_flag && (text == "0" || text == "false" || text == "no")) continue;
    try {
      option->add_result(is_flag ? "true" : text);
      option->run_callback();
    } catch (const CLI::Error& error) {
      throw CLI::ValidationError(names.back(), error.what());
    }
  }
  remark_on_unknown(names);
}

}  // namespace mcplint::cli
