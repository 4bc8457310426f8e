#include "lint/cli/commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <string_view>

#include "lint/checklist/format.h"
#include "lint/cli/options.h"
#include "lint/engine/select.h"
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
    "  mcplint explain-flow server.py:12        why a call is reported, or not\n"
    "\n"
    "Every option can be set in the environment: MCPLINT_FAIL_ON=high for --fail-on high.\n"
    "\n"
    "Exit codes:\n"
    "  0  nothing at or above --fail-on    2  wrong usage, or an internal error\n"
    "  1  findings                         3  nothing to lint, or --strict and a file was\n"
    "                                         not fully analysed\n";

int explain(const std::string& name, const std::string& color) {
  const Rule* rule = find_rule(all_rules(), name);
  if (rule == nullptr) {
    return complain("unknown rule `" + name + "`" + did_you_mean(all_rules(), name));
  }
  std::cout << paint_markdown(rule_page(*rule, {}, {}), terminal_style(color));
  return kClean;
}

int list_rules(const std::string& name, const std::string& color) {
  const Style style = terminal_style(color);
  for (const RuleListFormat& format : all_rule_list_formats()) {
    if (format.name == name) format.write(all_rules(), style, std::cout);
  }
  return kClean;
}

namespace {

/// Everything that the command line can say, and what then to do.
class CommandLine {
 public:
  CommandLine() : app_(std::string(kDescription), "mcplint") {
    app_.footer(std::string(kFooter));
    app_.set_version_flag("-V,--version", "mcplint " MCPLINT_VERSION);
    app_.option_defaults()->always_capture_default(false);
    app_.get_formatter()->column_width(36);
    app_.require_subcommand(0, 1);
    add_check_options(app_, check_);
    add_color(app_, check_.color);
    add_check();
    add_checklist();
    add_explain();
    add_explain_flow();
    add_rules();
    add_advisories();
    add_config();
    add_baseline();
    add_merge();
    add_completions();
  }

  int run(std::span<char* const> arguments) {
    try {
      std::vector<std::string> words = with_command(app_, arguments);
      std::ranges::reverse(words);  // as CLI11 wants them
      app_.parse(words);
      const std::vector<CLI::App*> parsed = app_.get_subcommands();
      CLI::App* innermost = parsed.empty() ? &app_ : parsed.front();
      while (!innermost->get_subcommands().empty())
        innermost = innermost->get_subcommands().front();
      read_environment(*innermost);
    } catch (const CLI::Success& success) {
      return app_.exit(success, std::cout, std::cerr);  // --help, --version
    } catch (const CLI::ParseError& error) {
      return complain_of(error);
    }
    return action_ ? action_() : check(check_);
  }

 private:
  int complain_of(const CLI::ParseError& error) {
    const CLI::App* at = &app_;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    const std::vector<std::string> rest = app_.remaining(true);
    for (const std::string& word : rest) {
      if (word.starts_with('-')) return complain(unknown_option(*at, word));
    }
    if (at->get_require_subcommand_min() > 0)
      return complain(missing_command(*at, rest.empty() ? std::string() : rest.front()));
    return complain(std::string(error.what()) + "; try `mcplint --help`");
  }

  /// What to say of a command that needs another behind it.
  static std::string missing_command(const CLI::App& app, const std::string& given) {
    std::vector<std::string> names;
    for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(one->get_name());
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string_view meant = nearest(given, known);
    std::string text = "`mcplint " + app.get_name() + "` needs a command behind it";
    if (!given.empty()) text = "unknown command `" + app.get_name() + ' ' + given + '`';
    if (!meant.empty()) return text + "; did you mean `" + std::string(meant) + "`?";
    for (const std::string& name : names)
      text += (&name == &names.front() ? ": `" : ", `") + name + '`';
    return text;
  }

  CLI::App* add(CLI::App& parent, const char* name, const char* summary,
                std::function<int()> action) {
    CLI::App* command = parent.add_subcommand(name, summary);
    command->parse_complete_callback([this, action = std::move(action)] { action_ = action; });
    return command;
  }

  void add_check() {
    CLI::App* command = add(app_, "check", "lint (what `mcplint PATHS` does too)",
                            [this] { return check(check_); });
    add_check_options(*command, check_);
    add_color(*command, check_.color);
  }

  void add_checklist() {
    CLI::App* command = add(app_, "checklist", "fill in the production deployment checklist",
                            [this] { return checklist(checklist_); });
    command->add_option("PATH", checklist_.lint.paths, "the deployment's folder; default: this one")
        ->expected(0, 1)
        ->option_text(" ");
    add_configuration_options(*command, checklist_.lint);
    std::vector<std::string> formats;
    for (const checklist::ChecklistFormat& format : checklist::all_checklist_formats())
      formats.emplace_back(format.name);
    command->add_option("--format", checklist_.format, "how")
        ->check(CLI::IsMember(formats))
        ->option_text("full|markdown|html|json|sarif");
    command->add_option("-o,--output", checklist_.output, "write to a file, not to standard output")
        ->option_text("FILE");
    command->add_option("--date", checklist_.date, "of the deployment; default: today")
        ->option_text("YYYY-MM-DD");
    command->add_option("--deployed-by", checklist_.deployed_by, "who deploys")
        ->option_text("NAME");
    command->add_option("--version-label", checklist_.version, "what is deployed")
        ->option_text("VERSION");
    command
        ->add_option("--report", checklist_.reports,
                     "a report of a run, or a folder of them, that is ignored or elsewhere")
        ->option_text("PATH…");
    command->add_flag("--write-rollback", checklist_.rollback,
                      "print the beginning of a rollback plan, with the names of this project");
    command->add_flag("--init", checklist_.init,
                      "print the attestations that only a person can give, to fill in");
    add_color(*command, checklist_.color);
  }

  void add_explain() {
    CLI::App* command =
        add(app_, "explain", "print the page of a rule", [this] { return explain(rule_, color_); });
    command->add_option("RULE", rule_, "its name or id")->required()->option_text(" ");
    add_color(*command, color_);
  }

  void add_explain_flow() {
    CLI::App* command = add(app_, "explain-flow", "tell why a call of a line is reported, or not",
                            [this] { return explain_flow(explain_flow_); });
    command->add_option("PLACE", explain_flow_.place, "a file and a line: server.py:12")
        ->required()
        ->option_text(" ");
    command
        ->add_option("PROJECT", explain_flow_.project,
                     "the project's folder; default: the file's repository")
        ->option_text(" ");
    add_configuration_options(*command, explain_flow_.lint);
    add_color(*command, explain_flow_.color);
  }

  void add_rules() {
    CLI::App* command =
        add(app_, "rules", "list every rule", [this] { return list_rules(list_format_, color_); });
    std::vector<std::string> formats;
    for (const RuleListFormat& format : all_rule_list_formats()) formats.emplace_back(format.name);
    command->add_option("--format", list_format_, "how")
        ->check(CLI::IsMember(formats))
        ->option_text("text|json|markdown");
    add_color(*command, color_);
  }

  void add_advisories() {
    CLI::App* command =
        add(app_, "advisories", "list what is known of vulnerable packages, and its date",
            [this] { return list_advisories(advisory_files_, advisory_format_); });
    command->add_option("--advisories", advisory_files_, "of these files, not those built in")
        ->option_text("FILE")
        ->allow_extra_args(false);
    command->add_option("--format", advisory_format_, "how")
        ->check(CLI::IsMember(std::vector<std::string>{"text", "json"}))
        ->option_text("text|json");
  }

  void add_config() {
    CLI::App* command = app_.add_subcommand("config", "what is configured, and what can be");
    command->require_subcommand(1);
    CLI::App* show = add(*command, "show", "print the configuration that counts, and who set what",
                         [this] { return show_configuration(check_); });
    add_lint_options(*show, check_);
    show->add_option("--fail-on", check_.fail_on)->group("");  // for its variable
    add(*command, "schema", "print the JSON schema of mcplint.toml", print_configuration_schema);
    add(*command, "init", "print a file to begin with, all of it commented out",
        print_starter_configuration);
  }

  void add_baseline() {
    CLI::App* command =
        app_.add_subcommand("baseline", "leave out what is found today, and no more");
    command->require_subcommand(1);
    const struct {
      const char* name;
      const char* summary;
      int (*act)(const CheckArguments&);
    } commands[] = {
        {"write", "list every finding of today in the baseline file", baseline_write},
        {"prune", "take out entries that are not found any more", baseline_prune},
        {"check", "exit with 1 if there are such entries", baseline_check},
    };
    for (const auto& one : commands) {
      CLI::App* inner =
          add(*command, one.name, one.summary, [this, act = one.act] { return act(check_); });
      add_lint_options(*inner, check_);
    }
  }

  void add_merge() {
    CLI::App* command = add(app_, "merge", "make one SARIF log of those that --shard made",
                            [this] { return merge(merge_); });
    command->add_option("LOGS", merge_.logs, "SARIF logs of mcplint")->required()->option_text(" ");
    command->add_option("-o,--output", merge_.output, "write to a file instead of standard output")
        ->option_text("FILE");
    command
        ->add_option("--fail-on", merge_.fail_on, "exit with 1 from this severity on; default: low")
        ->check(CLI::IsMember(
            std::vector<std::string>{"info", "low", "medium", "high", "critical", "never"}))
        ->option_text("LEVEL|never");
    command->add_flag("--exit-zero", merge_.exit_zero, "exit with 0 even if there are findings");
  }

  void add_completions() {
    CLI::App* command = add(app_, "completions", "print completions for a shell",
                            [this] { return print_completions(app_, shell_); });
    command->add_option("SHELL", shell_, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>{"bash", "zsh", "fish"}))
        ->option_text(" ");
    // For whoever makes packages.
    add(app_, "manual", "print the manual page", [this] { return print_manual(app_); })->group("");
  }

  CLI::App app_;
  CheckArguments check_;
  ChecklistArguments checklist_;
  ExplainFlowArguments explain_flow_;
  MergeArguments merge_;
  std::string color_ = "auto";
  std::string rule_;
  std::string list_format_ = "text";
  std::string shell_;
  std::vector<std::string> advisory_files_;
  std::string advisory_format_ = "text";
  std::function<int()> action_;
};

}  // namespace

int run(std::span<char* const> arguments) { return CommandLine().run(arguments); }

}  // namespace mcplint::cli
