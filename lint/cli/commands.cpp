#include "lint/cli/commands.h"

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <string_view>

#include "lint/engine/select.h"
#include "lint/report/format.h"
#include "lint/report/rule_list.h"
#include "lint/report/rule_page.h"
#include "lint/text/edit_distance.h"
#include "rules/rules.h"

namespace mcplint::cli {

static constexpr std::string_view kDescription =
    "Lints MCP (Model Context Protocol) deployments: server source, dependency manifests,\n"
    "Dockerfiles and the client configurations that launch servers. Runs nothing of what it\n"
    "reads, and needs no network.";

static constexpr std::string_view kFooter =
    "Examples:\n"
    "  mcplint .                                lint everything below this folder\n"
    "  mcplint --format sarif=out.sarif .       for GitHub code scanning\n"
    "  mcplint --select secrets,MCP101 src      only some rules\n"
    "  mcplint explain path-traversal           what a rule is about\n"
    "\n"
    "Exit codes:\n"
    "  0  nothing at or above --fail-on    2  wrong usage, or an internal error\n"
    "  1  findings                         3  nothing to lint, or --strict and a file was\n"
    "                                         not fully analysed\n";

static const std::vector<std::string>& severities() {
  static const std::vector<std::string> kNames = {"info", "low", "medium", "high", "critical"};
  return kNames;
}

static void add_color(CLI::App& app, std::string& color) {
  app.add_option("--color", color, "when to use colours")
      ->check(CLI::IsMember(std::vector<std::string>{"auto", "always", "never"}))
      ->option_text("auto|always|never");
}

static void add_check_options(CLI::App& app, CheckArguments& arguments) {
  std::vector<std::string> levels = severities();
  levels.emplace_back("never");

  app.add_option("PATHS", arguments.paths, "files and folders to lint; default: this folder")
      ->option_text(" ");
  app.add_option("--select", arguments.select,
                 "only these rules: names, ids, beginnings of ids, categories, all")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("RULES")
      ->group("Rules");
  app.add_option("--ignore", arguments.ignore, "not these rules")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("RULES")
      ->group("Rules");
  app.add_option("--persona", arguments.persona, "for whom: which rules are on without --select")
      ->check(CLI::IsMember(std::vector<std::string>{"regular", "pedantic", "auditor"}))
      ->option_text("regular|pedantic|auditor")
      ->group("Rules");
  app.add_option("--min-severity", arguments.min_severity, "report nothing milder")
      ->check(CLI::IsMember(severities()))
      ->option_text("info|low|medium|high|critical")
      ->group("Rules");
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
  app.add_option("--config", arguments.config, "this configuration, not the nearest mcplint.toml")
      ->option_text("FILE")
      ->excludes(app.add_flag("--no-config", arguments.no_config, "no configuration at all")
                     ->group("Rules"))
      ->group("Rules");
  app.add_flag("--no-ignores", arguments.no_ignores,
               "report what comments and `[[ignore]]` leave out, too")
      ->group("Rules");
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
  app.add_flag("--no-respect-gitignore", arguments.no_gitignore,
               "read files that .gitignore leaves out, too")
      ->group("Files");
  app.add_option("-j,--jobs", arguments.jobs, "threads; default: one for each processor")
      ->option_text("N")
      ->check(CLI::Range(1U, 1024U))
      ->group("Files");
}

/// What to say of an option that does not exist: which one was probably meant.
static std::string unknown_option(const CLI::App& app, const std::string& given) {
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

int explain(const std::string& name, const std::string& color) {
  const Rule* rule = find_rule(all_rules(), name);
  if (rule == nullptr) {
    return complain("unknown rule `" + name + "`" + did_you_mean(all_rules(), name));
  }
  Style style;
  style.color = wants_color(color);
  std::cout << paint_markdown(rule_page(*rule, {}, {}), style);
  return kClean;
}

int list_rules(const std::string& name, const std::string& color) {
  Style style;
  style.color = wants_color(color);
  for (const RuleListFormat& format : all_rule_list_formats()) {
    if (format.name == name) format.write(all_rules(), style, std::cout);
  }
  return kClean;
}

int run(std::span<char* const> arguments) {
  CLI::App app{std::string(kDescription), "mcplint"};
  app.footer(std::string(kFooter));
  app.set_version_flag("-V,--version", "mcplint " MCPLINT_VERSION);
  app.option_defaults()->always_capture_default(false);
  app.get_formatter()->column_width(36);

  CheckArguments check_arguments;
  std::string color = "auto";
  add_check_options(app, check_arguments);
  add_color(app, color);

  CLI::App* check_command = app.add_subcommand("check", "lint (what `mcplint PATHS` does too)");
  add_check_options(*check_command, check_arguments);
  add_color(*check_command, color);

  std::string rule;
  CLI::App* explain_command = app.add_subcommand("explain", "print the page of a rule");
  explain_command->add_option("RULE", rule, "its name or id")->required()->option_text(" ");
  add_color(*explain_command, color);

  std::string list_format = "text";
  CLI::App* rules_command = app.add_subcommand("rules", "list every rule");
  std::vector<std::string> list_formats;
  for (const RuleListFormat& format : all_rule_list_formats())
    list_formats.emplace_back(format.name);
  rules_command->add_option("--format", list_format, "how")
      ->check(CLI::IsMember(list_formats))
      ->option_text("text|json|markdown");
  add_color(*rules_command, color);

  try {
    app.parse(static_cast<int>(arguments.size()), const_cast<char**>(arguments.data()));  // NOLINT
  } catch (const CLI::Success& success) {
    return app.exit(success, std::cout, std::cerr);  // --help, --version
  } catch (const CLI::ParseError& error) {
    for (const std::string& word : app.remaining(true)) {
      if (!word.starts_with('-')) continue;
      const bool in_check = check_command->parsed();
      return complain(unknown_option(in_check ? *check_command : app, word));
    }
    return complain(std::string(error.what()) + "; try `mcplint --help`");
  }

  check_arguments.color = color;
  if (explain_command->parsed()) return explain(rule, color);
  if (rules_command->parsed()) return list_rules(list_format, color);
  return check(check_arguments);
}

}  // namespace mcplint::cli
