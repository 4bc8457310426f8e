#include "mcplint/lint.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "lint/engine/check.h"
#include "lint/engine/discover.h"
#include "lint/engine/load.h"
#include "lint/engine/parallel.h"
#include "lint/engine/repository.h"
#include "lint/engine/select.h"
#include "lint/engine/suppress.h"
#include "lint/engine/surroundings.h"
#include "lint/facts/advisories.h"
#include "lint/facts/dependencies/finders.h"
#include "lint/facts/facts.h"
#include "lint/facts/link.h"
#include "lint/facts/reach.h"
#include "lint/facts/readiness/readiness.h"
#include "lint/facts/script_variables.h"
#include "lint/facts/tests.h"
#include "lint/syntax/rst.h"
#include "lint/text/directive.h"
#include "lint/text/glob.h"

namespace mcplint {

namespace fs = std::filesystem;

namespace {

/// A file on its way from the disk to the Project.
struct Reading {
  Candidate candidate;
  const Parser* parser = nullptr;
  File file;
  Facts facts;
  Outline outline;  // of source code
};

}  // namespace

static bool holds_code(const Parser* parser) {
  return parser != nullptr && parser->parse == parse_python;
}

/// Whether nothing of the deployment is lost with a file that cannot be read.
static bool is_optional(const Parser* parser) {
  return parser == nullptr || reads_documents(*parser);
}

/// Reads a file; what cannot be read is a Problem if it looked like part of a
/// deployment, and skipped if not.
static bool read(Reading& reading) {
  const Overlay* overlay = reading.candidate.overlay;
  Loaded loaded = overlay != nullptr ? accept(reading.candidate.path, overlay->text)
                                     : load(reading.candidate.path);
  if (loaded.source != nullptr) {
    reading.facts.source = std::move(loaded.source);
    return true;
  }
  reading.file.detail = loaded.failure;
  if (is_opaque_lock(reading.candidate.path)) {
    reading.facts.source = std::make_unique<Source>(reading.candidate.path, "");
    add_opaque_lock(reading.facts);
  }
  // A binary file is none of ours, even if somebody names all that they changed.
  const bool is_wanted = reading.candidate.named && !loaded.is_binary;
  if (is_optional(reading.parser) && !is_wanted) {
    reading.file.state = File::State::Skipped;
    return false;
  }
  reading.file.state = File::State::Partly;
  reading.facts.source = std::make_unique<Source>(reading.candidate.path, "");
  reading.facts.parsed.problems.push_back(
      {reading.facts.source->start(), loaded.failure, loaded.help});
  return false;
}

static void parse(Reading& reading) {
  collect(*reading.parser, reading.facts);
  const bool whole = reading.facts.parsed.problems.empty();
  reading.file.state = whole ? File::State::Analysed : File::State::Partly;
  reading.file.detail = reading.parser->name;
  if (reading.facts.client_file)
    reading.file.detail += ", " + std::string(to_string(reading.facts.client_file->client));
  std::size_t unread = 0;
  for (const Container& container : reading.facts.containers) unread += container.unread_scripts;
  if (unread > 0) {
    reading.file.detail += ", " + std::to_string(unread) +
                           (unread == 1 ? " command" : " commands") +
                           " for PowerShell or another shell left alone";
  }
}

/// Whether someone searches the text of the file when all are known.
static bool is_searched_later(std::string_view path) {
  return tells_of_variables(path) || sets_thresholds(path);
}

/// Searches a file for credentials, and parses it unless it is source code:
/// whether that matters is known only when every file has been seen.
static void scan(Reading& reading) {
  reading.parser = parser_for(reading.candidate.path);
  reading.file.path = reading.candidate.path;
  if (!read(reading)) return;

  Facts& facts = reading.facts;
  reading.file.state = File::State::Scanned;
  const std::string_view path = facts.source->path;
  find_literals(*facts.source, facts.literals, path.substr(reading.candidate.root));
  for (Literal& literal : facts.literals) literal.is_ignored = reading.candidate.is_ignored;
  find_tests(*facts.source, facts.tests);
  if (runs_as_script(path)) find_script_variables(*facts.source, facts.variables);
  if (holds_code(reading.parser)) {
    reading.outline = outline_python(facts.source->text);
    find_python_dependencies(*facts.source, facts);
  } else if (is_helm_template(reading.candidate.path, facts.source->text)) {
    reading.file.state = File::State::Skipped;
    reading.file.detail = "a Helm template: lint what `helm template` makes of it";
  } else if (reading.parser != nullptr && wants(*reading.parser, facts.source->text)) {
    parse(reading);
    return;
  }
  // A file that was only searched, in vain, need not stay in memory, unless it
  // may hold a suppression that is unused, or is parsed because somebody named it.
  const bool is_done = !holds_code(reading.parser) || !reading.candidate.named;
  if (is_done && !is_searched_later(facts.source->path) && facts.literals.empty() &&
      facts.tests.empty() && facts.variables.empty() && !facts.manifest &&
      !may_hold_directives(facts.source->text))
    facts.source.reset();
}

/// Parses the source code that a server can reach.
static void parse_code(std::vector<Reading>& readings, unsigned jobs) {
  std::vector<Reading*> code;
  std::vector<Module> modules;
  for (Reading& reading : readings) {
    if (!holds_code(reading.parser) || reading.file.state != File::State::Scanned) continue;
    code.push_back(&reading);
    modules.push_back(
        {reading.candidate.path, !reading.candidate.is_test, std::move(reading.outline)});
  }
  const std::vector<bool> reached = reachable(modules);
  parallel_for(code.size(), jobs, [&](std::size_t i) {
    Reading& reading = *code[i];
    if (!reached[i] && !reading.candidate.named) return;
    if (reading.facts.source == nullptr && !read(reading)) return;
    parse(reading);
  });
}

/// Reads `reading` as what a requirements file includes, unless its own name says what it is.
static void parse_included(Reading& reading, const Include& include) {
  if (reading.parser != nullptr || reading.file.state != File::State::Scanned) return;
  reading.parser = parser_for("requirements.txt");
  if (reading.facts.source == nullptr && !read(reading)) return;
  parse(reading);
  if (include.as != Dependency::From::Constraints) return;
  reading.facts.manifest->kind = Manifest::Kind::Constraints;
  for (Dependency& one : reading.facts.parsed.dependencies) one.from = include.as;
}

/// Requirements files include others, `-r base.txt`, whose names say nothing. Those may include
/// more.
static void parse_includes(std::vector<Reading>& readings) {
  std::unordered_map<std::string_view, Reading*> by_path;
  std::vector<Reading*> including;
  for (Reading& reading : readings) {
    by_path.emplace(reading.candidate.path, &reading);
    if (reading.facts.manifest) including.push_back(&reading);
  }
  for (std::size_t i = 0; i < including.size(); ++i) {
    const Manifest& manifest = *including[i]->facts.manifest;
    for (const Include& include : manifest.includes) {
      const fs::path path = fs::path(manifest.folder()) / include.path;
      const auto found = by_path.find(path.lexically_normal().generic_string());
      if (found == by_path.end() || found->second->parser != nullptr) continue;
      parse_included(*found->second, include);
      if (found->second->facts.manifest) including.push_back(found->second);
    }
  }
}

static std::vector<Reading> read_files(const std::vector<Candidate>& candidates, unsigned jobs) {
  std::vector<Reading> readings(candidates.size());
  parallel_for(readings.size(), jobs, [&](std::size_t i) {
    readings[i].candidate = candidates[i];
    scan(readings[i]);
  });
  parse_code(readings, jobs);
  parse_includes(readings);
  return readings;
}

/// The calls that any of `rules` asks about.
static std::vector<Callable> sinks_of(std::span<const Rule* const> rules) {
  std::vector<Callable> sinks;
  for (const Rule* rule : rules) sinks.insert(sinks.end(), rule->sinks.begin(), rule->sinks.end());
  return sinks;
}

/// Findings come out in the order people read files, whatever the threads did.
void sort_by_place(Run& run) {
  const auto key = [&](const Diagnostic& diagnostic) {
    return std::tuple(std::string_view(run.sources.source_of(diagnostic.span).path),
                      diagnostic.span.begin(), diagnostic.rule->id);
  };
  std::ranges::stable_sort(run.diagnostics, {}, key);
  std::ranges::stable_sort(run.suppressed, {},
                           [&](const Suppressed& one) { return key(one.diagnostic); });
}

/// Whether `path` is one of those that `entry` speaks of.
static bool is_among(const Configuration::PerFile& entry, const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error).lexically_normal();
  const std::string relative = absolute.lexically_relative(entry.folder).string();
  return std::ranges::any_of(
      entry.files, [&](const std::string& pattern) { return glob_matches(pattern, relative); });
}

/// Severities, and the files of which some rules do not speak.
static void apply(const Configuration& configuration, Run& run) {
  for (const std::shared_ptr<const Source>& source : configuration.sources) run.sources.add(source);
  for (const Configuration::RuleSetting& setting : configuration.rules) {
    if (!setting.severity) continue;
    for (Diagnostic& diagnostic : run.diagnostics) {
      if (diagnostic.rule == setting.rule) diagnostic.severity = *setting.severity;
    }
  }
  std::erase_if(run.diagnostics, [&](const Diagnostic& diagnostic) {
    const std::string& path = run.sources.source_of(diagnostic.span).path;
    return std::ranges::any_of(configuration.per_file, [&](const Configuration::PerFile& entry) {
      return std::ranges::any_of(entry.ignore,
                                 [&](const std::string& name) {
                                   return names_any(name, {&diagnostic.rule, 1});
                                 }) &&
             is_among(entry, path);
    });
  });
}

/// Leaves out what is said of files that were read only for what they say of others.
static void keep_reported(Run& run) {
  std::unordered_set<std::string_view> paths;
  for (const File& file : run.files) paths.insert(file.path);
  const auto is_elsewhere = [&](Span span) {
    return !paths.contains(run.sources.source_of(span).path);
  };
  std::erase_if(run.diagnostics, [&](const Diagnostic& one) { return is_elsewhere(one.span); });
  std::erase_if(run.project.problems, [&](const Problem& one) { return is_elsewhere(one.span); });
}

/// Leaves out what people have accepted in comments, and asks the rules about
/// suppressions what they think of those: they can know only now.
static void drop_suppressed(Run& run, const Options& options) {
  std::vector<Suppression>& suppressions = run.project.suppressions;
  suppressions = read_suppressions(run, options, today());
  run.suppressed = suppress(run.diagnostics, suppressions, options.rules);
  std::ranges::move(run_rules_on_suppressions(run.project, options.rules),
                    std::back_inserter(run.diagnostics));
}

std::size_t Run::count(File::State state) const {
  return static_cast<std::size_t>(std::ranges::count(files, state, &File::state));
}

void drop_unwanted(Run& run, Severity min_severity, Persona persona) {
  const auto unwanted = [&](const Diagnostic& d) {
    return d.severity < min_severity || d.persona > std::max(persona, d.rule->persona);
  };
  std::erase_if(run.diagnostics, unwanted);
  std::erase_if(run.suppressed, [&](const Suppressed& s) { return unwanted(s.diagnostic); });
}

/// Adds what speaks for the project's readiness, or against it: rules for auditors ask for it, and
/// no others. It takes a tenth of the time.
static void gather(Run& run, std::span<const std::string> paths, const Options& options) {
  if (std::ranges::find(options.rules, Persona::Auditor, &Rule::persona) == options.rules.end())
    return;
  std::span<const std::string> kinds;
  if (options.configuration != nullptr) {
    kinds = options.configuration->checklist.kinds;
    run.project.targets = options.configuration->targets;
  }
  gather_evidence(run.project, run.sources, paths, kinds, options.today);
}

/// Joins the files: which helper a tool calls, which server reaches which code. Adds the paths of
/// those that were read to `paths`.
static void join(Run& run, const Discovery& found, std::vector<Reading>& readings,
                 std::vector<std::string>& paths, const Options& options) {
  std::vector<Facts> facts;
  for (const File& file : found.skipped) {
    if (!is_lock(file.path)) continue;
    facts.emplace_back().source = std::make_unique<Source>(file.path, "");
    add_opaque_lock(facts.back());
  }
  run.files = found.skipped;
  run.skipped_folders = found.skipped_folders;
  for (Reading& reading : readings) {
    // That a file is there says something only if somebody can read it.
    const bool was_read =
        reading.file.state == File::State::Analysed || reading.file.state == File::State::Scanned;
    if (was_read) paths.push_back(reading.candidate.path);
    if (reading.candidate.reported) run.files.push_back(std::move(reading.file));
    facts.push_back(std::move(reading.facts));
  }
  run.context_files = readings.size() + found.skipped.size() - run.files.size();
  std::ranges::stable_sort(run.files, {}, &File::path);
  run.project = link(std::move(facts), run.sources, sinks_of(options.rules));
}

static void take_advisories(Run& run, const Options& options) {
  run.project.advisories =
      options.advisories != nullptr ? options.advisories : &built_in_advisories();
  const std::string& day = run.project.advisories->date;
  if (!options.today.empty() && days_between(day, options.today) > kOldAfterDays)
    run.old_advisories = day;
}

static void find_repository(Run& run, const Options& options) {
  const std::string& start =
      options.context.empty() ? options.paths.front() : options.context.front();
  run.repository = read_repository(start);
  run.root = work_tree_of(start);
  if (run.root.empty()) run.root = fs::current_path().generic_string();
}

Run lint(const Options& options) {
  Run run;
  const unsigned jobs =
      options.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.jobs;

  // Find every file, then read each once. Files do not know of each other yet.
  const Discovery found = discover(options);
  std::vector<Reading> readings = read_files(found.files, jobs);
  std::vector<std::string> paths;
  join(run, found, readings, paths, options);
  look_around(run.project, run.sources);
  gather(run, paths, options);
  take_advisories(run, options);
  find_repository(run, options);

  // Ask every enabled rule about everything it inspects.
  run.rules.assign(options.rules.begin(), options.rules.end());
  run.diagnostics = run_rules(run.project, options.rules, options.configuration, jobs);
  if (run.context_files > 0) keep_reported(run);
  if (options.configuration != nullptr) apply(*options.configuration, run);
  if (options.honour_suppressions) drop_suppressed(run, options);

  drop_unwanted(run, options.min_severity, options.persona);
  sort_by_place(run);
  return run;
}

}  // namespace mcplint
