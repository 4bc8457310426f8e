#include "lint/cli/setup.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string_view>
#include <utility>

#include "lint/engine/repository.h"
#include "lint/engine/suppress.h"
#include "lint/report/identity.h"
#include "lint/text/escape.h"
#include "rules/rules.h"

namespace mcplint::cli {

namespace fs = std::filesystem;

static constexpr std::string_view kStandardInput = "-";

/// Says what is wrong in files of ours: file, line, the line itself, what to do.
static int complain_of(const std::vector<std::shared_ptr<const Source>>& files,
                       const std::vector<Problem>& errors) {
  Sources sources;
  for (const std::shared_ptr<const Source>& source : files) sources.add(source);
  for (const Problem& error : errors) {
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

/// Whether `--config WISH` sets a key rather than naming a file.
static bool sets_key(const std::string& wish) {
  std::error_code error;
  return wish.find('=') != std::string::npos && !fs::exists(wish, error);
}

/// Where the search for a configuration begins.
static std::string first_path(const CheckArguments& arguments) {
  if (arguments.paths.empty()) return ".";
  if (arguments.paths.front() != kStandardInput) return arguments.paths.front();
  return arguments.stdin_filename.empty() ? "." : arguments.stdin_filename;
}

/// A path as reports show it: from where the run started.
static std::string shown(const std::string& path) {
  std::error_code error;
  const fs::path near = fs::proximate(path, error);
  return error || path.empty() ? path : near.generic_string();
}

int read_configuration_for(const CheckArguments& arguments, ReadConfiguration& read) {
  std::string path;
  std::vector<std::string> overrides;
  for (const std::string& wish : arguments.configs) {
    if (sets_key(wish)) {
      overrides.push_back(wish);
    } else if (path.empty()) {
      path = wish;
    } else {
      std::string two = "`--config` names two files, `";
      two += path + "` and `";
      two += wish + "`; let one extend the other";
      return complain(two);
    }
  }
  if (path.empty() && !arguments.no_config) path = shown(find_configuration(first_path(arguments)));
  read = read_configuration(path, all_rules(), overrides);
  return read.errors.empty() ? kClean : complain_of(read.configuration.sources, read.errors);
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

/// Adds what `--extend-select` names.
static Selection extended(Selection selection, const CheckArguments& arguments) {
  if (arguments.extend_select.empty() || !selection.error.empty()) return selection;
  Selection more =
      select_rules(all_rules(), arguments.extend_select, arguments.ignore, Persona::Auditor);
  if (!more.error.empty()) return more;
  for (const Rule* rule : more.rules) {
    std::erase(selection.rules, rule);
    selection.rules.push_back(rule);
  }
  std::ranges::sort(selection.rules, {}, [](const Rule* rule) { return rule->id; });
  return selection;
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

/// "2/8" is the second of eight parts.
static bool read_shard(const std::string& text, Options& options) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return false;
  constexpr std::size_t kMost = 10'000;
  const auto number = [](std::string_view digits) -> std::size_t {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
  };
  const std::size_t part = number(std::string_view(text).substr(0, slash));
  options.shards = number(std::string_view(text).substr(slash + 1));
  options.shard = part - 1;
  return part >= 1 && part <= options.shards && options.shards <= kMost;
}

/// Reads standard input in place of the file that it is said to be.
static int read_standard_input(const CheckArguments& arguments, Options& options) {
  const bool is_wanted = std::ranges::find(options.paths, kStandardInput) != options.paths.end();
  if (!is_wanted && !arguments.stdin_filename.empty())
    return complain("`--stdin-filename` goes with the path `-`, which reads standard input");
  if (!is_wanted) return kClean;
  if (options.paths.size() > 1) return complain("`-` reads standard input, and stands alone");
  if (arguments.stdin_filename.empty()) {
    return complain("`-` needs `--stdin-filename NAME`, which says what kind of file it is");
  }
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  options.paths = {arguments.stdin_filename};
  options.overlays.push_back({arguments.stdin_filename, std::move(text)});
  return kClean;
}

/// Files that are named alone are judged as parts of their project: what other
/// files say of them counts, and nothing is reported on those.
static void add_context(const CheckArguments& arguments, const std::vector<std::string>& sources,
                        Options& options) {
  if (arguments.no_project) return;
  const auto is_file = [&](const std::string& path) {
    std::error_code error;
    return !options.overlays.empty() || fs::is_regular_file(path, error);
  };
  const auto named = std::ranges::find_if(options.paths, is_file);
  if (named == options.paths.end()) return;
  std::string root = work_tree_of(*named);
  if (root.empty() && !sources.empty()) root = fs::path(sources.back()).parent_path().string();
  std::error_code error;
  const fs::path file = fs::weakly_canonical(fs::absolute(*named, error), error);
  const bool is_inside =
      !file.lexically_relative(root).empty() && *file.lexically_relative(root).begin() != "..";
  if (root.empty() || !is_inside) return;
  // Paths of one project must begin alike, as code finds its modules by them.
  const bool is_absolute = fs::path(*named).is_absolute();
  options.context = {is_absolute ? root : fs::proximate(root, error).generic_string()};
}

std::string baseline_path(const CheckArguments& arguments, const Configuration& configuration) {
  if (arguments.no_baseline) return {};
  return arguments.baseline.empty() ? shown(configuration.baseline) : arguments.baseline;
}

static int read_baseline_for(const CheckArguments& arguments, Setup& setup) {
  const std::string path = baseline_path(arguments, setup.read.configuration);
  if (path.empty()) return kClean;
  setup.baseline = read_baseline(path);
  if (setup.baseline->errors.empty()) return kClean;
  return complain_of({setup.baseline->source}, setup.baseline->errors);
}

int set_up(const CheckArguments& arguments, Setup& setup) {
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    if (path != kStandardInput && !fs::exists(path, error))
      return complain("`" + path + "` does not exist");
  }
  if (const int code = read_configuration_for(arguments, setup.read); code != kClean) return code;
  const Configuration& configuration = setup.read.configuration;

  setup.persona = persona_for(arguments, configuration);
  setup.min_severity = static_cast<Severity>(
      level_named(first_given(arguments.min_severity, configuration.min_severity, "info")));
  setup.fail_on = level_named(first_given(arguments.fail_on, configuration.fail_on, "low"));
  setup.selection = extended(selection_for(arguments, configuration, setup.persona), arguments);
  if (!setup.selection.error.empty()) return complain(setup.selection.error);

  Options& options = setup.options;
  if (!arguments.paths.empty()) options.paths = arguments.paths;
  options.rules = setup.selection.rules;
  options.known = all_rules();
  options.configuration = &configuration;
  options.honour_suppressions = !arguments.no_ignores;
  options.respect_gitignore = !arguments.no_gitignore;
  options.force_exclude = arguments.force_exclude;
  options.jobs = arguments.jobs;
  if (!arguments.shard.empty() && !read_shard(arguments.shard, options))
    return complain("`--shard " + arguments.shard +
                    "` is not like `2/8`, the second of eight parts");
  if (const int code = read_standard_input(arguments, options); code != kClean) return code;
  std::vector<std::string> files;
  for (const std::shared_ptr<const Source>& source : configuration.sources) {
    if (source->path != kCommandLine) files.push_back(fs::absolute(source->path).string());
  }
  add_context(arguments, files, options);
  if (!arguments.advisories.empty()) {
    setup.advisories = load_advisories(arguments.advisories);
    if (!setup.advisories.error.empty()) return complain(setup.advisories.error);
    options.advisories = &setup.advisories.advisories;
  }
  options.today = today();
  return read_baseline_for(arguments, setup);
}

Run lint_as(const Setup& setup) {
  Run run = lint(setup.options);
  add_fingerprints(run);
  if (setup.baseline) {
    const bool whole = setup.options.context.empty() && setup.options.shard == 0;
    apply_baseline(run, *setup.baseline, all_rules(), whole);
    add_fingerprints(run);
  }
  drop_unwanted(run, setup.min_severity, setup.persona);
  return run;
}

}  // namespace mcplint::cli
