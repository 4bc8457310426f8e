// Programs that start another program with the words behind their own.

#include <algorithm>

#include "lint/facts/launch/programs.h"

namespace mcplint {

static bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && word[0] != '-';
}

static bool env(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-u", "--unset", "-C", "--chdir"};
  static constexpr std::string_view kText[] = {"-S", "--split-string"};
  for (;;) {
    if (is_assignment(line.peek())) {
      line.take();
    } else if (std::ranges::find(kText, line.peek()) != std::end(kText)) {
      return run_unknown(line);
    } else if (!line.take_option({.values = kValues, .paths = {}}) && !is_assignment(line.peek())) {
      return line.enter_next();
    }
  }
}

/// `cmd /c npx …` is how Windows starts what is no `.exe`. A whole command line
/// in one word is a shell's business.
static bool cmd(CommandLine& line) {
  bool runs = false;
  while (line.peek().starts_with('/')) {
    const std::string_view option = line.take().text;
    runs = runs || option == "/c" || option == "/C" || option == "/k" || option == "/K";
  }
  if (!runs) return run_unknown(line);
  if (line.peek().find(' ') != std::string_view::npos) return run_plain_words(line, line.take());
  return line.enter_next();
}

/// A shell inside of WSL reads the words, and looks paths up there.
static bool wsl(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-d",     "--distribution", "-u",
                                                 "--user", "--cd",           "--shell-type"};
  line.leave_host();
  line.take_word({"~"});
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  if (line.peek().find(' ') != std::string_view::npos) return run_command_line(line, line.take());
  return line.enter_next();
}

static bool timeout(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-k", "--kill-after", "-s", "--signal"};
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  if (!line.at_end()) line.take();  // how long
  return line.enter_next();
}

/// Programs whose options all come before the one they start.
static bool plain(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-n", "-u", "--user", "-g", "--group"};
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  return line.enter_next();
}

/// `sudo`, `doas`, `pkexec`, `gsudo`: another user runs what follows.
static bool sudo(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-u", "--user",   "-g",          "--group",   "-C", "--close-from",
      "-D", "--chdir",  "-h",          "--host",    "-p", "--prompt",
      "-R", "--chroot", "-r",          "--role",    "-T", "--command-timeout",
      "-t", "--type",   "--integrity", "--loglevel"};
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  while (is_assignment(line.peek())) line.take();
  return line.enter_next();
}

/// `su -c "…"`, `runas /user:x "…"`: a whole command line in one word.
static bool opaque(CommandLine& line) { return run_unknown(line); }

/// `poetry run`, `op run --`, `pixi run`: a subcommand starts the program.
static bool with_subcommand(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-n", "--name",   "-e",       "--env",       "--environment",
      "-p", "--prefix", "--config", "--projectId", "--account"};
  static constexpr std::string_view kPaths[] = {"--env-file", "-f",    "--directory",
                                                "-C",         "--cwd", "--project"};
  bool found = false;
  for (;;) {
    if (!found && line.take_word({"run", "exec", "x"})) {
      found = true;
    } else if (const auto option = line.take_option({.values = kValues, .paths = kPaths})) {
      if (option->is({"--directory", "-C", "--cwd"})) line.leave_working_directory();
    } else {
      return found && line.enter_next();
    }
  }
}

/// `mise exec node@22 -- npx …`: what stands before the `--` is to be installed.
static bool mise(CommandLine& line) {
  if (!line.take_word({"exec", "x"})) return run_unknown(line);
  while (!line.at_end()) {
    if (line.take().text == "--") return line.enter_next();
  }
  return run_unknown(line);
}

/// `dotenv -e .env -- npx …`: no subcommand, but options that name files.
static bool dotenv(CommandLine& line) {
  static constexpr std::string_view kPaths[] = {"-e", "-f", "--env-file"};
  while (line.take_option({.values = {}, .paths = kPaths})) {
  }
  line.take_word({"run"});
  while (line.take_option({.values = {}, .paths = kPaths})) {
  }
  return line.enter_next();
}

static bool direnv(CommandLine& line) {
  if (!line.take_word({"exec"}) || line.at_end()) return run_unknown(line);
  line.add_path(LaunchedPath::Role::Option, line.take());
  return line.enter_next();
}

/// Whatever follows runs on another machine.
static bool elsewhere(CommandLine& line) {
  line.leave_host();
  return false;
}

static constexpr Program kWrappers[] = {
    {"cmd", cmd},
    {"conda", with_subcommand},
    {"direnv", direnv},
    {"doppler", with_subcommand},
    {"doas", sudo},
    {"dotenv", dotenv},
    {"dotenvx", dotenv},
    {"env", env},
    {"gsudo", sudo},
    {"infisical", with_subcommand},
    {"kubectl", elsewhere},
    {"micromamba", with_subcommand},
    {"mise", mise},
    {"nice", plain},
    {"op", with_subcommand},
    {"pdm", with_subcommand},
    {"pipenv", with_subcommand},
    {"pixi", with_subcommand},
    {"pkexec", sudo},
    {"poetry", with_subcommand},
    {"runas", opaque},
    {"rye", with_subcommand},
    {"ssh", elsewhere},
    {"su", opaque},
    {"sudo", sudo},
    {"timeout", timeout},
    {"wsl", wsl},
};

std::span<const Program> wrappers() { return kWrappers; }

}  // namespace mcplint
