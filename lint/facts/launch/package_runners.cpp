// Programs that fetch a package and run it: npx, uvx and their like.

#include <algorithm>

#include "lint/facts/launch/package_reference.h"
#include "lint/facts/launch/programs.h"

namespace mcplint {

namespace {

/// How a runner reads what names a package.
using Reference = std::optional<LaunchedPackage> (*)(std::string_view word);

/// More packages than this in one command line are somebody's idea of an attack.
constexpr std::size_t kMaxPackages = 256;

}  // namespace

/// Notes the package that `word` names, for `runner` to fetch.
static const LaunchedPackage* add_package(CommandLine& line, std::string_view runner,
                                          Reference reference, const Text& word) {
  if (line.launch().packages.size() == kMaxPackages) return nullptr;
  std::optional<LaunchedPackage> package = reference(word.text);
  if (!package) return nullptr;
  package->runner = runner;
  package->span = word.span;
  return &line.launch().packages.emplace_back(std::move(*package));
}

/// Reads the word that names both package and program, as `npx name` has it.
static bool run_package(CommandLine& line, std::string_view runner, Reference reference) {
  if (line.at_end()) return false;
  const Text& word = line.take();
  if (names_local_package(word.text)) {
    line.add_path(LaunchedPath::Role::Option, word);
    line.enter_package({}, {});
    return false;
  }
  const LaunchedPackage* package = add_package(line, runner, reference, word);
  if (package == nullptr) return run_unknown(line);
  line.enter_package(package->name, word.span);
  return true;
}

// npm and those who do as it does.

static bool npm_runner(CommandLine& line, std::string_view runner) {
  static constexpr std::string_view kValues[] = {"-p",
                                                 "--package",
                                                 "-c",
                                                 "--call",
                                                 "-w",
                                                 "--workspace",
                                                 "--registry",
                                                 "--cache",
                                                 "--loglevel",
                                                 "--node-options",
                                                 "--node-arg",
                                                 "--userconfig",
                                                 "--min-release-age",
                                                 "--before",
                                                 "--allow-scripts"};
  static constexpr std::string_view kPaths[] = {"--prefix", "-C"};
  bool named = false;
  bool local = false;
  while (const auto option = line.take_option({.values = kValues, .paths = kPaths})) {
    if (option->is({"-c", "--call"})) return run_unknown(line);
    local = local || option->is({"--no", "--no-install", "--offline"});
    if (!option->is({"-p", "--package"})) continue;
    named = true;
    add_package(line, runner, npm_package, option->value);
  }
  if (named) return line.enter_next();

  const bool runs = run_package(line, runner, npm_package);
  if (local) line.launch().packages.clear();  // it runs what is installed, or nothing
  return runs;
}

static bool npx(CommandLine& line) { return npm_runner(line, "npx"); }
static bool bunx(CommandLine& line) { return npm_runner(line, "bunx"); }
static bool pnpx(CommandLine& line) { return npm_runner(line, "pnpx"); }

/// `npm run start`, `pnpm start`: a script of the project's own.
static bool run_project_script(CommandLine& line) {
  line.enter_package({}, {});
  return false;
}

static bool package_manager(CommandLine& line, std::initializer_list<std::string_view> fetching,
                            std::string_view runner) {
  static constexpr std::string_view kValues[] = {"--filter", "-F", "--loglevel", "--workspace",
                                                 "-w"};
  static constexpr std::string_view kPaths[] = {"--prefix", "-C", "--dir", "--cwd"};
  while (const auto option = line.take_option({.values = kValues, .paths = kPaths})) {
    if (option->is({"--prefix", "-C", "--dir", "--cwd"})) line.leave_working_directory();
  }
  if (line.take_word(fetching)) return npm_runner(line, runner);
  if (find_program(line.peek()) != nullptr) return line.enter_next();  // `pnpm tsx x.ts`
  if (!line.take_word({"exec"})) return run_project_script(line);
  while (line.take_option({.values = kValues, .paths = kPaths})) {
  }
  return line.enter_next();
}

static bool npm(CommandLine& line) { return package_manager(line, {"exec", "x"}, "npm exec"); }
static bool pnpm(CommandLine& line) { return package_manager(line, {"dlx"}, "pnpm dlx"); }
static bool yarn(CommandLine& line) { return package_manager(line, {"dlx"}, "yarn dlx"); }

static bool bun(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-r", "--preload", "--import", "--define",
                                                 "-d", "--loader",  "-F",       "--filter"};
  static constexpr std::string_view kPaths[] = {"--cwd", "--env-file", "-c", "--config",
                                                "--tsconfig-override"};
  const OptionTable table{.values = kValues, .paths = kPaths};
  const auto take_options = [&] {
    while (const auto option = line.take_option(table)) {
      if (option->is({"--cwd"})) line.leave_working_directory();
    }
  };
  take_options();
  if (line.take_word({"x"})) return npm_runner(line, "bun x");
  const bool run = line.take_word({"run"});
  take_options();
  if (line.at_end()) return false;
  // `bun run name` is a script of the package.json, unless it looks like a file.
  if (run && line.peek().find_first_of("./\\") == std::string_view::npos)
    return run_project_script(line);
  return run_script(line, line.take());
}

// Python.

static constexpr std::string_view kUvValues[] = {"--allow-insecure-host",
                                                 "-b",
                                                 "--build-constraints",
                                                 "-c",
                                                 "--cache-dir",
                                                 "--color",
                                                 "-C",
                                                 "--config-setting",
                                                 "--constraints",
                                                 "--default-index",
                                                 "--exclude-newer",
                                                 "--extra",
                                                 "--extra-index-url",
                                                 "-f",
                                                 "--find-links",
                                                 "--fork-strategy",
                                                 "--from",
                                                 "--group",
                                                 "--index",
                                                 "--index-strategy",
                                                 "-i",
                                                 "--index-url",
                                                 "--keyring-provider",
                                                 "--link-mode",
                                                 "--no-binary-package",
                                                 "--no-build-isolation-package",
                                                 "--no-build-package",
                                                 "--no-extra",
                                                 "--no-group",
                                                 "--only-group",
                                                 "--overrides",
                                                 "--package",
                                                 "--prerelease",
                                                 "-p",
                                                 "--python",
                                                 "--python-platform",
                                                 "--python-preference",
                                                 "--refresh-package",
                                                 "--reinstall-package",
                                                 "--resolution",
                                                 "--torch-backend",
                                                 "-P",
                                                 "--upgrade-package",
                                                 "-w",
                                                 "--with"};
static constexpr std::string_view kUvPaths[] = {"--directory",     "--project",
                                                "--env-file",      "--config-file",
                                                "--with-editable", "--with-requirements"};
static constexpr OptionTable kUvOptions{.values = kUvValues, .paths = kUvPaths};

/// `--with a,b>=1,<2`: commas separate packages, except inside of a specifier.
static void add_with(CommandLine& line, std::string_view runner, const Text& value) {
  std::size_t begin = 0;
  while (begin < value.text.size()) {
    std::size_t end = value.text.find(',', begin);
    while (end != std::string::npos && end + 1 < value.text.size() &&
           std::string_view("<>=!~").find(value.text[end + 1]) != std::string_view::npos)
      end = value.text.find(',', end + 1);
    end = std::min(end, value.text.size());
    const std::string_view one = std::string_view(value.text).substr(begin, end - begin);
    // Extras have commas, too; then the value is one package.
    if (one.find('[') != std::string_view::npos && one.find(']') == std::string_view::npos) {
      add_package(line, runner, python_package, value);
      return;
    }
    if (names_local_package(one))
      line.add_path(LaunchedPath::Role::Option, part_of(value, begin, end - begin));
    else
      add_package(line, runner, python_package, part_of(value, begin, end - begin));
    begin = end + 1;
  }
}

/// `uvx` and `uv tool run`.
static bool uv_tool_run(CommandLine& line, std::string_view runner) {
  bool named = false;
  while (const auto option = line.take_option(kUvOptions)) {
    if (option->is({"--directory"})) line.leave_working_directory();
    if (option->is({"-w", "--with"})) add_with(line, runner, option->value);
    if (!option->is({"--from"})) continue;
    named = true;
    if (names_local_package(option->value.text))
      line.add_path(LaunchedPath::Role::Option, option->value);
    else
      add_package(line, runner, python_package, option->value);
  }
  const bool interpreter = line.peek() == "python" || line.peek().starts_with("python@");
  if (named || interpreter) return line.enter_next();
  return run_package(line, runner, python_package);
}

/// `uv run`: in the project's environment, with what `--with` adds to it.
static bool uv_run(CommandLine& line) {
  bool script = false;
  bool module = false;
  while (const auto option = line.take_option(kUvOptions)) {
    if (option->is({"--directory"})) line.leave_working_directory();
    if (option->is({"-w", "--with"})) add_with(line, "uv run", option->value);
    module = module || option->is({"-m", "--module"});
    script = script || option->is({"-s", "--script", "--gui-script"});
  }
  if (module) return run_module(line);
  if (line.at_end()) return false;
  const std::string_view next = line.peek();
  if (next.find("://") != std::string_view::npos) return run_unknown(line);
  if (script || next.ends_with(".py") || next.ends_with(".pyw"))
    return run_script(line, line.take());
  return line.enter_next();
}

static bool uvx(CommandLine& line) { return uv_tool_run(line, "uvx"); }

static bool uv(CommandLine& line) {
  while (const auto option = line.take_option(kUvOptions)) {
    if (option->is({"--directory"})) line.leave_working_directory();
  }
  if (line.take_word({"run"})) return uv_run(line);
  if (line.take_word({"x"})) return uv_tool_run(line, "uv x");
  if (line.take_word({"tool"}) && line.take_word({"run"})) return uv_tool_run(line, "uv tool run");
  return run_unknown(line);
}

static bool pipx(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"--spec",     "--python", "--index-url", "-i",
                                                 "--pip-args", "--with",   "--backend"};
  if (!line.take_word({"run"})) return run_unknown(line);
  bool named = false;
  while (const auto option = line.take_option({.values = kValues, .paths = {}})) {
    if (option->is({"--with"})) add_with(line, "pipx run", option->value);
    if (!option->is({"--spec"})) continue;
    named = true;
    if (names_local_package(option->value.text))
      line.add_path(LaunchedPath::Role::Option, option->value);
    else
      add_package(line, "pipx run", python_package, option->value);
  }
  if (named) return line.enter_next();
  if (line.peek().ends_with(".py")) return run_script(line, line.take());
  return run_package(line, "pipx run", python_package);
}

static bool deno(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"--ext",      "-L",     "--log-level",
                                                 "--location", "--seed", "--cert"};
  static constexpr std::string_view kPaths[] = {"-c", "--config", "--import-map"};
  const OptionTable table{.values = kValues, .paths = kPaths};
  while (line.take_option(table)) {
  }
  const bool run = line.take_word({"run", "serve", "x"});
  while (line.take_option(table)) {
  }
  const std::string_view next = line.peek();
  if (next.starts_with("npm:") || next.starts_with("jsr:"))
    return run_package(line, "deno run", deno_package);
  if (next.find("://") != std::string_view::npos) return run_unknown(line);
  // Without `run` it may be a task's or a subcommand's name.
  if (line.at_end() || (!run && next.find('.') == std::string_view::npos))
    return run_project_script(line);
  return run_script(line, line.take());
}

/// `dnx Name@1.2.3 --yes`: .NET's npx. Options may stand behind the name, too.
static bool dnx(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"--version",    "--source", "--add-source",
                                                 "--configfile", "-v",       "--verbosity"};
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  return run_package(line, "dnx", nuget_package);
}

static constexpr Program kRunners[] = {
    {"bun", bun},   {"bunx", bunx}, {"deno", deno}, {"dnx", dnx}, {"npm", npm}, {"npx", npx},
    {"pipx", pipx}, {"pnpm", pnpm}, {"pnpx", pnpx}, {"uv", uv},   {"uvx", uvx}, {"yarn", yarn},
};

std::span<const Program> package_runners() { return kRunners; }

}  // namespace mcplint
