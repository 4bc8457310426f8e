// `mcplint check`: lint, and write what was found.

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "lint/cli/commands.h"
#include "lint/cli/setup.h"
#include "lint/report/format.h"
#include "lint/text/edit_distance.h"
#include "lint/text/escape.h"

namespace mcplint::cli {

namespace fs = std::filesystem;

namespace {

/// `--format sarif=report.sarif`: what to write where.
struct Output {
  const Format* format = nullptr;
  std::string file;  // empty: standard output
};

}  // namespace

void remark(const std::string& what) { std::cerr << "mcplint: " << escape(what) << '\n'; }

int complain(const std::string& what) {
  remark(what);
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

Style terminal_style(const std::string& color_option) {
  Style style;
  style.color = wants_color(color_option);
  style.width = terminal_width();
  return style;
}

int level_named(std::string_view name) {
  constexpr int kMost = static_cast<int>(Severity::Critical);
  if (name == "never") return kMost + 1;
  for (int i = 0; i <= kMost; ++i) {
    if (name == to_string(static_cast<Severity>(i))) return i;
  }
  return -1;
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

std::string write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  const std::string temporary = path + ".tmp" + std::to_string(getpid());
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (out) write(out);
    out.flush();
    if (!out) {
      std::error_code ignored;
      fs::remove(temporary, ignored);
      return "cannot write `" + path +
             "`: " + std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
    }
  }
  std::error_code error;
  fs::rename(temporary, path, error);
  if (!error) return {};
  std::error_code ignored;
  fs::remove(temporary, ignored);
  return "cannot write `" + path + "`: " + error.message();
}

static int write_all(const Run& run, const CheckArguments& arguments,
                     const std::vector<Output>& outputs) {
  Style style;
  style.show_files = arguments.show_files;
  style.show_suppressed = arguments.show_suppressed;
  for (const Output& output : outputs) {
    if (!output.file.empty()) {
      const std::string error = write_file(
          output.file, [&](std::ostream& out) { output.format->write(run, style, out); });
      if (!error.empty()) return complain(error);
      continue;
    }
    Style terminal = terminal_style(arguments.color);
    terminal.show_files = arguments.show_files;
    terminal.show_suppressed = arguments.show_suppressed;
    output.format->write(run, terminal, std::cout);
    std::cout.flush();
    if (!std::cout) return complain("cannot write to standard output");
  }
  return kClean;
}

/// Whether the run looked at what it was asked to look at. Files that are named one
/// by one, by a hook say, need not be of a kind that is linted.
static bool looked_at_something(const Run& run, const Setup& setup) {
  if (run.count(File::State::Skipped) < run.files.size() || setup.options.shards > 1) return true;
  const bool named_alone = std::ranges::all_of(setup.options.paths, [](const std::string& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
  });
  return named_alone && !run.files.empty();
}

static int exit_code(const Run& run, const CheckArguments& arguments, const Setup& setup) {
  if (!looked_at_something(run, setup)) return kIncomplete;
  if (arguments.strict && run.count(File::State::Partly) > 0) return kIncomplete;
  const bool fails = std::ranges::any_of(run.diagnostics, [&](const Diagnostic& diagnostic) {
    return static_cast<int>(diagnostic.severity) >= setup.fail_on;
  });
  return fails && !arguments.exit_zero ? kFindings : kClean;
}

int check(const CheckArguments& arguments) {
  Setup setup;
  if (const int code = set_up(arguments, setup); code != kClean) return code;
  std::vector<Output> outputs;
  if (const std::string error = read_outputs(arguments, outputs); !error.empty()) {
    return complain(error);
  }
  const Run run = lint_as(setup);

  const int written = write_all(run, arguments, outputs);
  if (written != kClean) return written;
  const int code = exit_code(run, arguments, setup);
  if (code == kIncomplete && run.files.empty()) remark("no files to lint were found");
  return code;
}

}  // namespace mcplint::cli
