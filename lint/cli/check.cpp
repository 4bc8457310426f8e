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
#include "lint/cli/select.h"
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

int check(const CheckArguments& arguments) {
  const std::optional<int> min_severity = level(arguments.min_severity);
  const std::optional<int> fail_on = level(arguments.fail_on);
  Persona persona = Persona::Regular;
  for (const Persona one : {Persona::Regular, Persona::Pedantic, Persona::Auditor}) {
    if (arguments.persona == to_string(one)) persona = one;
  }

  const Selection selection =
      select_rules(all_rules(), arguments.select, arguments.ignore, persona);
  if (!selection.error.empty()) return complain(selection.error);
  std::vector<Output> outputs;
  if (const std::string error = read_outputs(arguments, outputs); !error.empty()) {
    return complain(error);
  }
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return complain("`" + path + "` does not exist");
  }

  Options options;
  if (!arguments.paths.empty()) options.paths = arguments.paths;
  options.rules = selection.rules;
  options.known = all_rules();
  options.honour_suppressions = !arguments.no_ignores;
  options.min_severity = static_cast<Severity>(*min_severity);
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
