#include "lint/checklist/unread.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>

#include "lint/syntax/automation_file.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint::checklist {

namespace {

/// Kinds of file that lines draw upon; sets of them are sums.
enum Reads : unsigned {
  Nothing = 0,
  ServerCode = 1,      // of servers
  TestCode = 2,        // which is searched, in any language
  Configurations = 4,  // of clients, containers, packages, CI; and reports
  Documents = 8,
  Automations = 16,  // CI, hooks and task runners
  AnyLanguage = 32,  // of servers: searching the text is enough
};

}  // namespace

namespace {

/// Topics whose evidence stands in the same kinds of file.
struct Group {
  unsigned reads;
  std::span<const Topic> topics;
};

}  // namespace

static constexpr Topic kOfTests[] = {Topic::Tests, Topic::TestRuns, Topic::IntegrationTests,
                                     Topic::ErrorTests};
static constexpr Topic kOfAutomations[] = {Topic::Coverage, Topic::Audits, Topic::Linters,
                                           Topic::TypeChecks};
static constexpr Topic kOfCodeAndDocuments[] = {Topic::ToolsNamed, Topic::VariablesNamed};
static constexpr Topic kOfCodeAndConfigurations[] = {Topic::LogAggregation, Topic::ErrorTracking,
                                                     Topic::Metrics, Topic::AllowedPaths,
                                                     Topic::Volumes};
static constexpr Topic kOfLimits[] = {Topic::ResourceLimits};  // which only Python sets itself
static constexpr Topic kOfCode[] = {
    Topic::DiskSpace,  Topic::Permissions,       Topic::InputChecks,
    Topic::PathChecks, Topic::RateLimits,        Topic::Authentication,
    Topic::Retries,    Topic::RateLimitHandling, Topic::CircuitBreakers};
static constexpr Topic kOfDocuments[] = {
    Topic::Readme,       Topic::Troubleshooting, Topic::RollbackPlan, Topic::QuickRollback,
    Topic::FullRollback, Topic::Backups,         Topic::KeyRotation};
static constexpr Topic kOfAllButCode[] = {Topic::LoadTests, Topic::Registration};
static constexpr Topic kOfDocumentsAndConfigurations[] = {Topic::Changelog,   Topic::Examples,
                                                          Topic::Updates,     Topic::Support,
                                                          Topic::KnownIssues, Topic::Isolation};
static constexpr Topic kOfNothing[] = {Topic::None};

static constexpr Group kGroups[] = {{Nothing, kOfNothing},
                                    {TestCode | Configurations | Automations, kOfTests},
                                    {Configurations | Automations, kOfAutomations},
                                    {ServerCode | Documents, kOfCodeAndDocuments},
                                    {ServerCode | Configurations, kOfCodeAndConfigurations},
                                    {ServerCode | AnyLanguage | Configurations, kOfLimits},
                                    {ServerCode, kOfCode},
                                    {Documents, kOfDocuments},
                                    {Documents | Configurations | Automations, kOfAllButCode},
                                    {Documents | Configurations, kOfDocumentsAndConfigurations}};

static unsigned reads_of(Topic topic) {
  const auto* group = std::ranges::find_if(kGroups, [&](const Group& one) {
    return std::ranges::find(one.topics, topic) != one.topics.end();
  });
  return group == std::end(kGroups) ? Configurations : group->reads;
}

static unsigned reads_of(Subject subject) {
  switch (subject) {
    case Subject::None:
      return Nothing;
    case Subject::Tools:
    case Subject::Handlers:
    case Subject::Servers:
    case Subject::HttpServers:
      return ServerCode;
    case Subject::Containers:
      return Configurations;
    case Subject::Launches:
    case Subject::Dependencies:
      return Configurations | Automations;
    case Subject::Files:
      break;
  }
  return ServerCode | TestCode | Configurations | Documents | Automations;
}

static unsigned reads_of(Applies applies) {
  switch (applies) {
    case Applies::Always:
      return Nothing;
    case Applies::Containers:
      return Configurations;
    default:
      return ServerCode;
  }
}

static bool is_document(std::string_view path) {
  static constexpr auto kEnds =
      std::to_array<std::string_view>({".md", ".mdx", ".markdown", ".rst"});
  return ends_with_any(path, kEnds);
}

/// Source in a language that is searched, and not analysed.
static bool is_foreign_code(std::string_view path) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".go", ".rs", ".java", ".kt",
       ".cs", ".rb", ".php", ".swift", ".ex", ".scala"});
  return ends_with_any(path, kEnds);
}

/// Source that only sets up a tool, or is run by hand.
static bool is_of_a_tool(std::string_view path) {
  return contains(path, ".config.") || contains(path, "scripts/");
}

static bool is_test(std::string_view path) {
  return contains(lower(path), "test") || contains(path, ".spec.");
}

/// A report by its name, which is skipped where it cannot be read.
static bool is_report(std::string_view path) {
  static constexpr auto kEnds =
      std::to_array<std::string_view>({".xml", ".lcov", ".info", "_stats.csv"});
  static constexpr auto kWords =
      std::to_array<std::string_view>({"junit", "test", "coverage", "cobertura", "lcov", "_stats"});
  const std::string name = lower(file_name(path));
  return ends_with_any(name, kEnds) &&
         std::ranges::any_of(kWords, [&](std::string_view word) { return contains(name, word); });
}

/// Files whose tasks are only a part of what they say.
static bool is_manifest(std::string_view path) {
  return path.ends_with("package.json") || path.ends_with(".toml") || path.ends_with(".py");
}

static unsigned kind_of(std::string_view path) {
  if (is_document(path)) return Documents;
  if (automation_file(path)) return is_manifest(path) ? Automations | Configurations : Automations;
  if (path.ends_with(".py") || path.ends_with(".pyw"))
    return is_test(path) ? TestCode | ServerCode : ServerCode;
  if (is_foreign_code(path)) return TestCode;
  return Configurations;
}

/// Whether something that the file holds was not looked at.
static bool is_partly_read(const File& file) {
  if (file.state == File::State::Partly) return true;
  return file.state == File::State::Skipped && !file.is_link &&
         (is_document(file.path) || is_report(file.path));
}

/// A bound that was hit while data was followed speaks of a file that was read.
static const Source* cut_short(unsigned reads, const Run& run) {
  for (const Problem& problem : run.project.problems) {
    if (problem.span.begin() == nullptr) continue;
    const Source& source = run.sources.source_of(problem.span);
    if ((kind_of(source.path) & reads) != 0) return &source;
  }
  return nullptr;
}

/// Whether a server may be written in a language that is not analysed: nothing else was found,
/// or a manifest of such a language requires an SDK.
static bool may_be_foreign(const Project& project) {
  if (project.servers.empty()) return true;
  return std::ranges::any_of(project.manifests, [](const Manifest& one) {
    return one.of_server && !one.is_aside && one.ecosystem == "npm";
  });
}

static std::string unread(unsigned reads, const Run& run) {
  const bool doubts_languages =
      (reads & (ServerCode | AnyLanguage)) == ServerCode && may_be_foreign(run.project);
  const File* foreign = nullptr;
  for (const File& file : run.files) {
    if (is_partly_read(file) && (kind_of(file.path) & reads) != 0)
      return "`" + file.path + "` was not fully analysed";
    const bool is_foreign = doubts_languages && file.state == File::State::Scanned &&
                            is_foreign_code(file.path) && !is_test(file.path);
    // The settings of a tool are not what people think of first.
    const bool is_better =
        foreign == nullptr || (is_of_a_tool(foreign->path) && !is_of_a_tool(file.path));
    if (is_foreign && is_better) foreign = &file;
  }
  if (foreign != nullptr) return "`" + foreign->path + "` is in a language that is not analysed";
  if (const Source* source = cut_short(reads, run))
    return "`" + source->path + "` was not fully analysed";
  return {};
}

/// Whether variables were found in languages that are searched.
static bool searches_variables(const Run& run) {
  return std::ranges::any_of(run.project.variables, [&](const EnvironmentVariable& one) {
    return is_foreign_code(run.sources.source_of(one.span).path);
  });
}

std::string unread(Topic topic, const Run& run) {
  const bool is_searched = topic == Topic::VariablesNamed && searches_variables(run);
  return unread(reads_of(topic) | (is_searched ? AnyLanguage : Nothing), run);
}
std::string unread(Subject subject, const Run& run) { return unread(reads_of(subject), run); }
std::string unread(Applies applies, const Run& run) { return unread(reads_of(applies), run); }

}  // namespace mcplint::checklist
