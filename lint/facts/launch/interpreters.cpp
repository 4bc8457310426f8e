// Programs that run a file of the project.

#include <algorithm>

#include "lint/facts/launch/programs.h"

namespace mcplint {

static bool is_url(std::string_view word) { return word.find("://") != std::string_view::npos; }

/// The next word is the script, unless it is none of this host's files.
static bool run_next(CommandLine& line) {
  if (line.at_end() || line.peek() == "-" || is_url(line.peek())) return run_unknown(line);
  return run_script(line, line.take());
}

/// Python joins switches: `-um server` is `-u -m server`.
static bool ends_in(std::string_view word, char letter) {
  return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.back() == letter;
}

static bool python(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-W", "-X", "--check-hash-based-pycs"};
  while (const auto option = line.take_option({.values = kValues, .paths = {}})) {
    if (ends_in(option->name.text, 'c')) return run_code(line);
    if (ends_in(option->name.text, 'm')) return run_module(line);
  }
  return run_next(line);
}

static bool node(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-r",         "--require",    "--import",     "--loader", "--experimental-loader",
      "-C",         "--conditions", "--input-type", "-O",       "--compiler-options",
      "--tsconfig", "-P",           "--project"};
  static constexpr std::string_view kPaths[] = {"--env-file", "--env-file-if-exists"};
  line.take_word({"watch"});  // tsx's
  while (const auto option = line.take_option({.values = kValues, .paths = kPaths})) {
    if (option->is({"-e", "--eval", "-p", "--print", "-pe"})) return run_code(line);
  }
  return run_next(line);
}

/// A shell runs a script unless it is given a command line.
static bool shell(CommandLine& line) {
  while (const auto option = line.take_option({})) {
    if (ends_in(option->name.text, 'c') && !line.at_end())
      return run_command_line(line, line.take());
    if (ends_in(option->name.text, 's')) return run_unknown(line);
  }
  return run_next(line);
}

static bool powershell(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-ExecutionPolicy", "-ep",           "-Version",           "-WindowStyle",
      "-InputFormat",     "-OutputFormat", "-ConfigurationName", "-WorkingDirectory"};
  while (const auto option = line.take_option({.values = kValues, .paths = {}})) {
    if (option->is({"-File", "-file", "-f"})) return run_next(line);
    if (option->is({"-EncodedCommand", "-enc", "-e"})) return run_code(line);
    if (option->is({"-Command", "-command", "-c"})) {
      // It joins its arguments to one command line.
      if (line.rest().size() == 1) return run_plain_words(line, line.take());
      return run_code(line);
    }
  }
  return run_next(line);
}

static bool java(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-cp", "-classpath",    "--class-path",
                                                 "-p",  "--module-path", "--add-modules"};
  while (const auto option = line.take_option({.values = kValues, .paths = {}})) {
    if (option->is({"-jar"})) return run_next(line);
  }
  return run_module(line);  // a class
}

static bool dotnet(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-c", "--configuration", "-f", "--framework", "--launch-profile", "-v", "--verbosity"};
  static constexpr std::string_view kPaths[] = {"--project", "-p"};
  const bool run = line.take_word({"run"});
  while (line.take_option({.values = kValues, .paths = kPaths})) {
  }
  if (!run && line.peek().ends_with(".dll")) return run_next(line);
  line.enter_package({}, {});
  return false;
}

/// `go run ./cmd/server`: a folder of the project, or a module from elsewhere.
static bool go(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-tags", "-ldflags", "-mod"};
  static constexpr std::string_view kPaths[] = {"-C"};
  while (line.take_option({.values = {}, .paths = kPaths})) line.leave_working_directory();
  if (!line.take_word({"run"})) return run_unknown(line);
  while (const auto option = line.take_option({.values = kValues, .paths = kPaths})) {
    if (option->is({"-C"})) line.leave_working_directory();
  }
  if (line.peek().ends_with(".go") || is_explicit_path(line.peek())) return run_next(line);
  return run_unknown(line);
}

static bool cargo(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-p",         "--package", "--bin",
                                                 "--features", "--profile", "--target"};
  static constexpr std::string_view kPaths[] = {"--manifest-path"};
  if (!line.take_word({"run"})) return run_unknown(line);
  // What follows `--` is for the program.
  while (line.take_option({.values = kValues, .paths = kPaths})) {
  }
  line.enter_package({}, {});
  return false;
}

/// `mcp run server.py:app` and `fastmcp run server.py`: their own commands.
static bool mcp(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-t",       "--transport", "--host",      "-p",
                                                 "--port",   "-l",          "--log-level", "--path",
                                                 "--python", "--with"};
  static constexpr std::string_view kPaths[] = {"--project", "--with-requirements"};
  if (!line.take_word({"run", "dev"})) return false;
  while (line.take_option({.values = kValues, .paths = kPaths})) {
  }
  if (line.at_end() || is_url(line.peek())) return run_unknown(line);
  const Text& word = line.take();
  const std::size_t object = word.text.find(".py:");
  return run_script(line, object == std::string::npos ? word : part_of(word, 0, object + 3));
}

/// Interpreters without options that take a value and stand before the script.
static bool simple(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-d", "-c", "-I", "-r"};
  while (const auto option = line.take_option({.values = kValues, .paths = {}})) {
    if (option->is({"-e", "-E"})) return run_code(line);
  }
  return run_next(line);
}

static constexpr Program kInterpreters[] = {
    {"bash", shell},      {"cargo", cargo},
    {"dash", shell},      {"dotnet", dotnet},
    {"fastmcp", mcp},     {"go", go},
    {"java", java},       {"julia", simple},
    {"mcp", mcp},         {"node", node},
    {"nodejs", node},     {"perl", simple},
    {"php", simple},      {"powershell", powershell},
    {"pwsh", powershell}, {"py", python},
    {"python", python},   {"rscript", simple},
    {"ruby", simple},     {"sh", shell},
    {"ts-node", node},    {"ts-node-esm", node},
    {"tsx", node},        {"zsh", shell},
};

std::span<const Program> interpreters() { return kInterpreters; }

}  // namespace mcplint
