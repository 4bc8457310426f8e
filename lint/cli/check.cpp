// `mcplint check`: lint, and write what was found.

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "lint/cli/commands.h"
#include "lint/engine/configuration.h"
#include "lint/engine/select.h"
#include "lint/report/format.h"
#include "lint/text/edit_distance.h"
#include "lint/text/escape.h"
#include "rules/rules.h"

namespace mcplint::cli {

namespace {

/// `--format sarif=report.sarif`: what to write where.
struct Output {
  const Format* format = nullptr;
  std::string file;  // empty: standard output
};

}  // namespace

int complain(const std::string& what) {
  std::cerr << "mcplint: " << escape(what) << '\n';
  return kCannotRun;
}

bool wants_color(const std::string& option) {
  if (option != "auto") return option == "always";
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
    return value != nullptr && *value != '\0';
  };
  if (is_set("NO_COLOR")) return false;
  if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE")) return true;
  return isatty(STDOUT_FILENO) != 0;
}

static unsigned terminal_width() {
  winsize size{};
  constexpr unsigned kUsual = 100;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

/// The level of that name; nothing if there is none. "never" is above all.
static std::optional<int> level(std::string_view name) {
  if (name == "never") return static_cast<int>(Severity::Critical) + 1;
  for (int i = 0; i <= static_cast<int>(Severity::Critical); ++i) {
    if (name == to_string(static_cast<Severity>(i))) return i;
  }
  return std::nullopt;
}

static std::string unknown_format(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Format& format : all_formats()) known.push_back(format.name);
  std::string text = "unknown format `";
  text += name;
  text += "`";
  const std::string_view meant = nearest(name, known);
  if (!meant.empty()) {
    text += "; did you mean `";
    text += meant;
    text += "`?";
  }
  return text;
}

/// Reads `--format F[=FILE]` and `-o FILE`; returns what is wrong, or nothing.
static std::string read_outputs(const CheckArguments& arguments, std::vector<Output>& outputs) {
  std::vector<std::string> wishes = arguments.formats;
  if (wishes.empty()) wishes.emplace_back("full");
  for (const std::string& wish : wishes) {
    const std::size_t equals = wish.find('=');
    const std::string name = wish.substr(0, equals);
    const auto it = std::ranges::find(all_formats(), name, &Format::name);
    if (it == all_formats().end()) return unknown_format(name);
    outputs.push_back({&*it, equals == std::string::npos ? "" : wish.substr(equals + 1)});
    if (equals != std::string::npos && outputs.back().file.empty()) {
      return "`--format " + wish + "` names no file behind its `=`";
    }
  }
  if (!arguments.output.empty()) {
    const auto to_stdout = std::ranges::find(outputs, std::string(), &Output::file);
    if (to_stdout == outputs.end()) return "`-o` has nothing to write: every format names a file";
    to_stdout->file = arguments.output;
  }
  if (std::ranges::count(outputs, std::string(), &Output::file) > 1) {
    return "only one format can go to standard output; give the others a file: `--format "
           "sarif=FILE`";
  }
  return {};
}

/// Writes a new file and renames it, so that nobody reads half a report.
static std::string write_file(const Run& run, const Style& style, const Output& output) {
  const std::string temporary = output.file + ".tmp" + std::to_string(getpid());
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (out) output.format->write(run, style, out);
    out.flush();
    if (!out) {
      std::error_code ignored;
      std::filesystem::remove(temporary, ignored);
      return "cannot write `" + output.file +
             "`: " + std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
    }
  }
  std::error_code error;
  std::filesystem::rename(temporary, output.file, error);
  if (!error) return {};
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  return "cannot write `" + output.file + "`: " + error.message();
}

static int write_all(const Run& run, const CheckArguments& arguments,
                     const std::vector<Output>& outputs) {
  Style style;
  style.show_files = arguments.show_files;
  style.show_suppressed = arguments.show_suppressed;
  for (const Output& output : outputs) {
    if (!output.file.empty()) {
      const std::string error = write_file(run, style, output);
      if (!error.empty()) return complain(error);
      continue;
    }
    Style terminal = style;
    terminal.color = wants_color(arguments.color);
    terminal.width = terminal_width();
    output.format->write(run, terminal, std::cout);
    std::cout.flush();
    if (!std::cout) return complain("cannot write to standard output");
  }
  return kClean;
}

static int exit_code(const Run& run, const CheckArguments& arguments, int fail_on) {
  const bool read_something = run.count(File::State::Analysed) + run.count(File::State::Partly) +
                                  run.count(File::State::Scanned) >
                              0;
  if (!read_something) return kIncomplete;
  if (arguments.strict && run.count(File::State::Partly) > 0) return kIncomplete;
  const bool fails = std::ranges::any_of(run.diagnostics, [&](const Diagnostic& diagnostic) {
    return static_cast<int>(diagnostic.severity) >= fail_on;
  });
  return fails && !arguments.exit_zero ? kFindings : kClean;
}

/// Says what is wrong with a configuration: file, line, the line itself, what to do.
static int complain_of(const ReadConfiguration& read) {
  Sources sources;
  for (const std::shared_ptr<const Source>& source : read.configuration.sources)
    sources.add(source);
  for (const Problem& error : read.errors) {
    const Location at = sources.locate(error.span);
    const std::string number = std::to_string(at.line);
    complain(at.source->path + ":" + number + ":" + std::to_string(at.column) + ": " + error.what);
    const char* start = error.span.begin() - (at.column - 1);
    const std::string_view rest(start, static_cast<std::size_t>(at.source->all().end() - start));
    const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
    if (!line.empty()) std::cerr << "  " << number << " | " << escape(line) << '\n';
    if (!error.help.empty()) std::cerr << "  = help: " << escape(error.help) << '\n';
  }
  return kCannotRun;
}

/// Reads the configuration that `arguments` ask for; an empty one if there is none.
static ReadConfiguration configuration_for(const CheckArguments& arguments) {
  if (arguments.no_config) return {};
  const std::string path =
      !arguments.config.empty()
          ? arguments.config
          : find_configuration(arguments.paths.empty() ? "." : arguments.paths.front());
  return path.empty() ? ReadConfiguration{} : read_configuration(path, all_rules());
}

/// The command line says it, else the configuration, else nobody: `usual`.
static std::string_view first_given(const std::string& argument, const std::string& configured,
                                    std::string_view usual) {
  if (!argument.empty()) return argument;
  return configured.empty() ? usual : configured;
}

static Persona persona_for(const CheckArguments& arguments, const Configuration& configuration) {
  const std::string_view wanted = first_given(arguments.persona, configuration.persona, "regular");
  for (const Persona one : {Persona::Pedantic, Persona::Auditor}) {
    if (wanted == to_string(one)) return one;
  }
  return Persona::Regular;
}

static Selection selection_for(const CheckArguments& arguments, const Configuration& configuration,
                               Persona persona) {
  if (!arguments.select.empty())
    return select_rules(all_rules(), arguments.select, arguments.ignore, persona);

  // What is asked for on the command line is run, whatever the configuration has off.
  Selection selection = select_rules(all_rules(), configuration.select, arguments.ignore, persona);
  for (const Configuration::RuleSetting& setting : configuration.rules) {
    if (setting.enabled == std::nullopt) continue;
    std::erase(selection.rules, setting.rule);
    if (*setting.enabled) selection.rules.push_back(setting.rule);
  }
  std::ranges::sort(selection.rules, {}, [](const Rule* rule) { return rule->id; });
  return selection;
}

int check(const CheckArguments& arguments) {
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return complain("`" + path + "` does not exist");
  }
  const ReadConfiguration read = configuration_for(arguments);
  if (!read.errors.empty()) return complain_of(read);
  const Configuration& configuration = read.configuration;

  const std::optional<int> min_severity =
      level(first_given(arguments.min_severity, configuration.min_severity, "info"));
  const std::optional<int> fail_on =
      level(first_given(arguments.fail_on, configuration.fail_on, "low"));
  const Persona persona = persona_for(arguments, configuration);
  const Selection selection = selection_for(arguments, configuration, persona);
  if (!selection.error.empty()) return complain(selection.error);
  std::vector<Output> outputs;
  if (const std::string error = read_outputs(arguments, outputs); !error.empty()) {
    return complain(error);
  }

  Options options;
  if (!arguments.paths.empty()) options.paths = arguments.paths;
  options.rules = selection.rules;
  options.known = all_rules();
  options.configuration = &configuration;
  options.honour_suppressions = !arguments.no_ignores;
  options.min_severity = static_cast<Severity>(*min_severity);
  options.persona = persona;
  options.respect_gitignore = !arguments.no_gitignore;
  options.jobs = arguments.jobs;
  const Run run = lint(options);

  const int written = write_all(run, arguments, outputs);
  if (written != kClean) return written;
  const int code = exit_code(run, arguments, *fail_on);
  if (code == kIncomplete && run.files.empty()) {
    std::cerr << "mcplint: no files to lint were found\n";
  }
  return code;
}

}  // namespace mcplint::cli
