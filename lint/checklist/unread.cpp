#include "lint/checklist/unread.h"

#include <algorithm>
#include <array>
#include <string_view>

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
};

}  // namespace

static unsigned reads_of(Topic topic) {
  switch (topic) {
    case Topic::None:
      return Nothing;
    case Topic::Tests:
    case Topic::TestRuns:
    case Topic::IntegrationTests:
    case Topic::ErrorTests:
      return TestCode | Configurations;
    case Topic::ToolsNamed:
    case Topic::VariablesNamed:
      return ServerCode | Documents;
    case Topic::LogAggregation:
    case Topic::ErrorTracking:
    case Topic::Metrics:
    case Topic::AllowedPaths:
    case Topic::ResourceLimits:
    case Topic::Volumes:
      return ServerCode | Configurations;
    case Topic::DiskSpace:
    case Topic::Permissions:
      return ServerCode;
    case Topic::Readme:
    case Topic::Troubleshooting:
    case Topic::RollbackPlan:
    case Topic::QuickRollback:
    case Topic::FullRollback:
    case Topic::Backups:
    case Topic::KeyRotation:
      return Documents;
    case Topic::Changelog:
    case Topic::Examples:
    case Topic::LoadTests:
    case Topic::Updates:
    case Topic::Support:
    case Topic::KnownIssues:
    case Topic::Isolation:
    case Topic::Registration:
      return Documents | Configurations;
    default:
      return Configurations;
  }
}

static unsigned reads_of(Subject subject) {
  switch (subject) {
    case Subject::None:
      return Nothing;
    case Subject::Tools:
    case Subject::Servers:
    case Subject::HttpServers:
      return ServerCode;
    case Subject::Launches:
    case Subject::Containers:
    case Subject::Dependencies:
      return Configurations;
    case Subject::Files:
      break;
  }
  return ServerCode | TestCode | Configurations | Documents;
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
  static constexpr auto kEnds = std::to_array<std::string_view>({".md", ".mdx", ".markdown"});
  return ends_with_any(path, kEnds);
}

/// Source in a language that is searched, and not analysed.
static bool is_foreign_code(std::string_view path) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".go", ".rs", ".java", ".kt",
       ".cs", ".rb", ".php", ".swift", ".ex", ".scala"});
  return ends_with_any(path, kEnds);
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

static unsigned kind_of(std::string_view path) {
  if (is_document(path)) return Documents;
  if (path.ends_with(".py") || path.ends_with(".pyw"))
    return is_test(path) ? TestCode | ServerCode : ServerCode;
  if (is_foreign_code(path)) return TestCode;
  return Configurations;
}

/// Whether something that the file holds was not looked at.
static bool is_partly_read(const File& file) {
  if (file.state == File::State::Partly) return true;
  return file.state == File::State::Skipped && (is_document(file.path) || is_report(file.path));
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
  const bool doubts_languages = (reads & ServerCode) != 0 && may_be_foreign(run.project);
  for (const File& file : run.files) {
    if (is_partly_read(file) && (kind_of(file.path) & reads) != 0)
      return "`" + file.path + "` was not fully analysed";
    const bool is_foreign = doubts_languages && file.state == File::State::Scanned &&
                            is_foreign_code(file.path) && !is_test(file.path);
    if (is_foreign) return "`" + file.path + "` is in a language that is not analysed";
  }
  if (const Source* source = cut_short(reads, run))
    return "`" + source->path + "` was not fully analysed";
  return {};
}

std::string unread(Topic topic, const Run& run) { return unread(reads_of(topic), run); }
std::string unread(Subject subject, const Run& run) { return unread(reads_of(subject), run); }
std::string unread(Applies applies, const Run& run) { return unread(reads_of(applies), run); }

}  // namespace mcplint::checklist
