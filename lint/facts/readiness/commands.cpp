// What CI and hooks run: tests, linters, type checkers, scanners, load tests.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "mcplint/words.h"

namespace mcplint {

static constexpr auto kTestRunners = std::to_array<std::string_view>(
    {"pytest", "py.test", "unittest", "jest", "vitest", "mocha", "ava", "nose2", "ward",
     "playwright", "c8", "nyc", "gotestsum", "test.sh", "tests.sh", "run_tests.sh", "run-tests.sh",
     "run_tests.py"});
/// Programs that run tests by a word of theirs.
static constexpr auto kTestCommands =
    std::to_array<std::string_view>({"go", "cargo", "dotnet", "mvn", "mvnw", "gradle", "gradlew",
                                     "deno", "bun", "swift", "mix", "hatch"});
static constexpr auto kTestWords = std::to_array<std::string_view>({"test", "nextest", "verify"});
static constexpr auto kTestTasks =
    std::to_array<std::string_view>({"test", "tests", "test:unit", "test:ci", "unit-test"});
static constexpr auto kAuditors = std::to_array<std::string_view>(
    {"pip-audit", "safety", "osv-scanner", "trivy", "grype", "snyk", "audit-ci",
     "pypa/gh-action-pip-audit", "aquasecurity/trivy-action", "anchore/scan-action",
     "google/osv-scanner-action", "actions/dependency-review-action",
     "python-safety-dependencies-check"});
static constexpr auto kAuditTasks = std::to_array<std::string_view>({"audit"});
static constexpr auto kUpdateFiles = std::to_array<std::string_view>(
    {".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", "renovate.json5",
     ".renovaterc", ".renovaterc.json"});
static constexpr auto kTypeCheckers = std::to_array<std::string_view>(
    {"mypy", "dmypy", "pyright", "basedpyright", "ty", "pyre", "pyrefly", "pytype", "zuban",
     "vue-tsc", "jakebailey/pyright-action"});
static constexpr auto kTypeTasks = std::to_array<std::string_view>(
    {"typecheck", "type-check", "types", "mypy", "check:types", "check-types"});
static constexpr auto kLintTasks = std::to_array<std::string_view>({"lint", "linter"});
static constexpr auto kLoadTools = std::to_array<std::string_view>(
    {"locust", "k6", "artillery", "vegeta", "mcp-bench", "wrk", "hey", "autocannon",
     "grafana/run-k6-action", "grafana/k6-action"});

namespace {

/// What speaks a language, and what looks after it.
struct Linting {
  std::string_view language;
  std::string_view ecosystem;
  std::span<const std::string_view> programs;
};

}  // namespace

static constexpr auto kPythonLinters = std::to_array<std::string_view>(
    {"flake8", "ruff", "ruff-check", "ruff-format", "pylint", "black", "isort",
     "astral-sh/ruff-action", "chartboost/ruff-action", "psf/black", "super-linter/super-linter",
     "github/super-linter"});
static constexpr auto kScriptLinters = std::to_array<std::string_view>(
    {"eslint", "biome", "@biomejs/biome", "biomejs/setup-biome", "biome-check", "oxlint",
     "prettier", "standard", "xo", "super-linter/super-linter", "github/super-linter"});
/// Of languages whose servers are found by their containers and launches alone.
static constexpr auto kOtherLinters = std::to_array<std::string_view>(
    {"golangci-lint", "golangci/golangci-lint-action", "staticcheck", "revive", "cargo-clippy",
     "clippy", "ktlint", "checkstyle", "rubocop"});
static constexpr Linting kLintings[] = {{"Python", "PyPI", kPythonLinters},
                                        {"JavaScript", "npm", kScriptLinters}};

/// The manifest of a server of that ecosystem; null if there is none.
static const Manifest* manifest_of(const Project& project, std::string_view ecosystem) {
  const auto found = std::ranges::find_if(project.manifests, [&](const Manifest& one) {
    return one.of_server && !one.is_aside && one.ecosystem == ecosystem &&
           one.kind != Manifest::Kind::Lock;
  });
  return found == project.manifests.end() ? nullptr : &*found;
}

/// Each language that a server is written in wants a linter of its own; a task called
/// "lint" may be any.
static void add_linters(const Material& material, std::vector<Evidence>& evidence) {
  std::vector<Evidence> found;
  std::vector<Evidence> unwatched;
  add_tasks(material, Topic::Linters, kLintTasks, found);
  add_commands(material, Topic::Linters, kOtherLinters, found);
  add_words(material, Topic::Linters, {{"go", "vet"}, {"cargo", "clippy"}, {"hatch", "fmt"}},
            found);
  const bool any = !found.empty();
  for (const Linting& linting : kLintings) {
    const std::size_t before = found.size();
    add_commands(material, Topic::Linters, linting.programs, found);
    const Manifest* manifest = manifest_of(material.project, linting.ecosystem);
    if (found.size() > before || manifest == nullptr || any) continue;
    unwatched.push_back({Strength::Configured, "", manifest->span, Topic::Linters, Bearing::Against,
                         std::string(linting.language)});
  }
  if (!found.empty()) std::ranges::move(unwatched, std::back_inserter(evidence));
  std::ranges::move(found, std::back_inserter(evidence));
}

/// Compilers check types whatever else they do.
static void add_compilers(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCompilers =
      std::to_array<std::string_view>({"go", "cargo", "dotnet", "mvn", "gradle", "gradlew"});
  static constexpr auto kWords =
      std::to_array<std::string_view>({"build", "vet", "check", "test", "clippy", "verify"});
  for (const std::string_view program : kCompilers) {
    for (const std::string_view word : kWords)
      add_words(material, Topic::TypeChecks, {{program, word}}, evidence);
  }
}

static void add_type_checks(const Material& material, std::vector<Evidence>& evidence) {
  add_commands(material, Topic::TypeChecks, kTypeCheckers, evidence);
  add_tasks(material, Topic::TypeChecks, kTypeTasks, evidence);
  // A program in Go beside a server in Python says nothing of that.
  if (manifest_of(material.project, "PyPI") == nullptr) add_compilers(material, evidence);
  for (const Automation& one : material.project.automations) {
    // The compiler of TypeScript checks whatever it makes of the source.
    if (one.program != "tsc" || !one.runs_by_itself()) continue;
    evidence.push_back(evidence_of(one, Topic::TypeChecks));
    break;
  }
}

/// Runners say that tests run only where there are any.
static void add_test_runs(const Material& material, std::vector<Evidence>& evidence) {
  if (material.project.tests.empty()) return;
  add_commands(material, Topic::TestRuns, kTestRunners, evidence);
  add_tasks(material, Topic::TestRuns, kTestTasks, evidence);
  for (const Automation& one : material.project.automations) {
    // `script/test`: the shell's own `test` has something to test.
    if (one.program == "test" && one.arguments.empty() && one.runs_by_itself())
      evidence.push_back(evidence_of(one, Topic::TestRuns));
  }
  for (const std::string_view program : kTestCommands) {
    for (const std::string_view word : kTestWords)
      add_words(material, Topic::TestRuns, {{program, word}}, evidence);
  }
}

void add_command_evidence(const Material& material, std::vector<Evidence>& evidence) {
  add_test_runs(material, evidence);
  add_commands(material, Topic::Audits, kAuditors, evidence);
  add_tasks(material, Topic::Audits, kAuditTasks, evidence);
  add_files(material, Topic::Audits, kUpdateFiles, evidence);
  add_linters(material, evidence);
  add_type_checks(material, evidence);
  add_commands(material, Topic::LoadTests, kLoadTools, evidence);
  add_files(material, Topic::Updates, kUpdateFiles, evidence);
}

}  // namespace mcplint
