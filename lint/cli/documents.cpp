// What packages bring besides the program: completions and a manual page, both made
// of the command line's own words.

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/cli/options.h"

namespace mcplint::cli {

static std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  std::vector<const CLI::App*> result;
  for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!one->get_group().empty()) result.push_back(one);
  }
  return result;
}

static std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  std::vector<const CLI::Option*> result;
  for (const CLI::Option* option : app.get_options()) {
    const bool is_shown = !option->get_group().empty() && !option->get_lnames().empty();
    if (is_shown) result.push_back(option);
  }
  return result;
}

static std::string first_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

/// The words that may follow an option, as its help shows them: "auto|always|never".
static std::string choices_of(const CLI::Option& option) {
  const std::string& text = option.get_option_text();
  const bool is_list = text.find('|') != std::string::npos &&
                       std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_list) return {};
  std::string words = text;
  std::ranges::replace(words, '|', ' ');
  return words;
}

// One line for each command of bash's `case`: its own words, then files.
static void write_bash_case(const CLI::App& app, const std::string& pattern) {
  std::string words;
  for (const CLI::Option* option : options_of(app)) words += " --" + option->get_lnames().front();
  for (const CLI::App* command : commands_of(app)) words += ' ' + command->get_name();
  std::cout << "    " << pattern << ") words='" << words.substr(words.empty() ? 0 : 1) << "' ;;\n";
}

static void write_bash(const CLI::App& app) {
  std::cout << "# bash completion for mcplint\n"
               "_mcplint() {\n"
               "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
               "  local command=\"${COMP_WORDS[1]}\" words\n"
               "  case \"$before\" in\n";
  for (const CLI::Option* option : options_of(app)) {
    const std::string choices = choices_of(*option);
    if (choices.empty()) continue;
    std::cout << "    --" << option->get_lnames().front() << ") COMPREPLY=($(compgen -W '"
              << choices << "' -- \"$word\")); return ;;\n";
  }
  std::cout << "  esac\n  case \"$command\" in\n";
  for (const CLI::App* command : commands_of(app)) write_bash_case(*command, command->get_name());
  write_bash_case(app, "*");
  std::cout << "  esac\n"
               "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))\n"
               "}\n"
               "complete -o filenames -F _mcplint mcplint\n";
}

/// `text` in single quotes of a shell, without what zsh gives a meaning.
static std::string quoted(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':') result += '\\';
      result += c;
    }
  }
  return result;
}

static void write_zsh_arguments(const CLI::App& app) {
  for (const CLI::Option* option : options_of(app)) {
    const bool takes_value = option->get_items_expected_max() > 0;
    const std::string choices = choices_of(*option);
    std::cout << "    '--" << option->get_lnames().front() << (takes_value ? "=" : "") << '['
              << quoted(first_line(option->get_description())) << ']';
    if (takes_value) std::cout << ":value:" << (choices.empty() ? "_files" : "(" + choices + ")");
    std::cout << "' \\\n";
  }
  std::cout << "    '*:file:_files'\n";
}

static void write_zsh(const CLI::App& app) {
  std::cout << "#compdef mcplint\n"
               "# zsh completion for mcplint\n"
               "_mcplint() {\n"
               "  local -a commands=(\n";
  for (const CLI::App* command : commands_of(app)) {
    std::cout << "    '" << command->get_name() << ':' << quoted(command->get_description())
              << "'\n";
  }
  std::cout << "  )\n"
               "  if (( CURRENT == 2 )); then _describe command commands; fi\n"
               "  _arguments -S \\\n";
  write_zsh_arguments(app);
  std::cout << "}\n"
               "_mcplint \"$@\"\n";
}

static void write_fish(const CLI::App& app) {
  const auto quote = [](std::string text) {
    for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 2))
      text.insert(at, 1, '\\');
    return "'" + text + "'";
  };
  std::cout << "# fish completion for mcplint\n";
  for (const CLI::App* command : commands_of(app)) {
    std::cout << "complete -c mcplint -n __fish_use_subcommand -a " << command->get_name() << " -d "
              << quote(command->get_description()) << '\n';
  }
  for (const CLI::Option* option : options_of(app)) {
    const std::string choices = choices_of(*option);
    std::cout << "complete -c mcplint -l " << option->get_lnames().front();
    if (!option->get_snames().empty()) std::cout << " -s " << option->get_snames().front();
    if (option->get_items_expected_max() > 0) std::cout << " -r";
    if (!choices.empty()) std::cout << " -f -a " << quote(choices);
    std::cout << " -d " << quote(first_line(option->get_description())) << '\n';
  }
}

int print_completions(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") write_bash(app);
  if (shell == "zsh") write_zsh(app);
  if (shell == "fish") write_fish(app);
  return kClean;
}

/// `text` with nothing in it that roff would read as more than text.
static std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if ((result.empty() || result.back() == '\n') && (c == '.' || c == '\'')) result += "\\&";
    if (c == '-' || c == '\\') result += '\\';
    result += c == '\\' ? "e" : std::string(1, c);
  }
  return result;
}

static void write_manual_options(const CLI::App& app) {
  for (const CLI::Option* option : options_of(app)) {
    std::string names;
    for (const std::string& name : option->get_snames()) names += "-" + name + ", ";
    names += "--" + option->get_lnames().front();
    std::cout << ".TP\n\\fB" << roff(names) << "\\fR";
    if (option->get_items_expected_max() > 0)
      std::cout << " \\fI" << roff(option->get_option_text()) << "\\fR";
    std::cout << '\n' << roff(first_line(option->get_description())) << '\n';
  }
}

static void write_manual_commands(const CLI::App& app, const std::string& before) {
  for (const CLI::App* command : commands_of(app)) {
    const std::string name = before + command->get_name();
    if (!commands_of(*command).empty()) {
      write_manual_commands(*command, name + ' ');
      continue;
    }
    std::cout << ".TP\n\\fB" << roff("mcplint " + name) << "\\fR\n"
              << roff(command->get_description()) << '\n';
  }
}

int print_manual(const CLI::App& app) {
  std::cout << ".TH MCPLINT 1 \"\" \"mcplint " MCPLINT_VERSION
               "\" \"User Commands\"\n"
               ".SH NAME\n"
               "mcplint \\- lint MCP (Model Context Protocol) deployments\n"
               ".SH SYNOPSIS\n"
               "\\fBmcplint\\fR [\\fIcommand\\fR] [\\fIoptions\\fR] [\\fIpaths\\fR]\n"
               ".SH DESCRIPTION\n"
            << roff(app.get_description()) << '\n'
            << ".SH COMMANDS\n";
  write_manual_commands(app, "");
  std::cout << ".SH OPTIONS\n";
  write_manual_options(app);
  std::cout
      << ".SH ENVIRONMENT\n"
      << roff(
             "Every option can be set in the environment: MCPLINT_FAIL_ON=high for "
             "--fail-on high. NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE are heeded.\n")
      << ".SH EXIT STATUS\n"
         ".TP\n0\nnothing at or above \\fB\\-\\-fail\\-on\\fR\n"
         ".TP\n1\nfindings\n"
         ".TP\n2\nwrong usage, a wrong configuration, or an internal error\n"
         ".TP\n3\nnothing to lint, or \\fB\\-\\-strict\\fR and a file was not fully analysed\n"
         ".SH FILES\n"
      << roff(
             "mcplint.toml, .mcplint.toml, [tool.mcplint] in pyproject.toml: the nearest one "
             "upwards from the first path, up to the root of the repository.\n");
  return kClean;
}

}  // namespace mcplint::cli
