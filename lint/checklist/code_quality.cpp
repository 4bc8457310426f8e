#include "lint/checklist/code_quality.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string>
#include <utility>

#include "lint/checklist/evidence.h"

namespace mcplint::checklist {

using Words = std::span<const std::string_view>;

/// The lowest coverage that the line accepts, in percent.
static constexpr unsigned kLeastCoverage = 80;

static Evidence evidence_of(const Automation& automation) {
  return {Strength::Configured,
          std::string(mcplint::to_string(automation.from)) + " runs `" + automation.program + "`",
          automation.span};
}

/// The commands of these programs, those that CI or a hook runs first; one of each place.
static std::vector<Evidence> runs(const Project& project, Words programs) {
  std::vector<const Automation*> found;
  std::set<std::pair<Automation::From, std::string_view>> seen;
  for (const Automation& one : project.automations) {
    if (std::ranges::find(programs, one.program) == programs.end()) continue;
    if (seen.emplace(one.from, one.program).second) found.push_back(&one);
  }
  std::ranges::stable_sort(found, {}, [](const Automation* one) { return !one->runs_by_itself(); });
  std::vector<Evidence> evidence;
  evidence.reserve(found.size());
  for (const Automation* one : found) evidence.push_back(evidence_of(*one));
  return evidence;
}

/// `npm test`, `yarn test`, `make test`: the word behind a runner that is no program of its own.
static void append_tasks(const Project& project, std::string_view task,
                         std::vector<Evidence>& evidence) {
  static constexpr auto kRunners =
      std::to_array<std::string_view>({"npm", "pnpm", "yarn", "bun", "make", "just", "task"});
  for (const Automation& one : project.automations) {
    if (!one.runs_by_itself() || !one.has(task)) continue;
    if (std::ranges::find(kRunners, one.program) == kRunners.end()) continue;
    Evidence found = evidence_of(one);
    found.text = std::string(mcplint::to_string(one.from)) + " runs `" + one.program + ' ' +
                 std::string(task) + '`';
    evidence.push_back(std::move(found));
    return;
  }
}

Verdict tests_pass(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kPrograms = std::to_array<std::string_view>(
      {"pytest", "py.test", "unittest", "tox", "nox", "jest", "vitest", "mocha", "ava", "nose2"});
  std::vector<Evidence> found = runs(deployment.run.project, kPrograms);
  append_tasks(deployment.run.project, "test", found);
  return by_evidence(std::move(found));
}

/// The number that stands at the beginning of `text`; 0 if none does.
static unsigned number_in(std::string_view text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

static Evidence threshold(unsigned percent, Span span) {
  return {Strength::Configured, "less than " + std::to_string(percent) + " % fails the run", span};
}

/// Thresholds below which a run of the tests fails.
static std::vector<std::pair<unsigned, Evidence>> thresholds(const Project& project) {
  std::vector<std::pair<unsigned, Evidence>> found;
  static constexpr std::string_view kOption = "--cov-fail-under";
  for (const Automation& one : project.automations) {
    for (const std::string& word : one.arguments) {
      const std::size_t at = word.find(kOption);
      if (at == std::string::npos || word.size() <= at + kOption.size()) continue;
      const unsigned percent = number_in(std::string_view(word).substr(at + kOption.size() + 1));
      found.emplace_back(percent, threshold(percent, one.span));
    }
  }
  static constexpr auto kPlaces = std::to_array<std::string_view>(
      {"tool.coverage.report.fail_under", "jest.coverageThreshold.global.lines",
       "jest.coverageThreshold.global.statements"});
  for (const Config& config : project.configs) {
    for (const std::string_view place : kPlaces) {
      for (const Value* value : config.root.find(place)) {
        const unsigned percent = number_in(value->text);
        found.emplace_back(percent, threshold(percent, value->span));
      }
    }
    for (const Value* value : config.root.find("tool.pytest.ini_options.addopts")) {
      const std::size_t at = value->text.find(kOption);
      if (at == std::string::npos || value->text.size() <= at + kOption.size()) continue;
      const unsigned percent =
          number_in(std::string_view(value->text).substr(at + kOption.size() + 1));
      found.emplace_back(percent, threshold(percent, value->span));
    }
  }
  return found;
}

Verdict covered(const Item& /*item*/, const Deployment& deployment) {
  std::vector<Evidence> enough;
  std::vector<Evidence> short_of;
  for (auto& [percent, evidence] : thresholds(deployment.run.project))
    (percent >= kLeastCoverage ? enough : short_of).push_back(std::move(evidence));
  if (!enough.empty() || short_of.empty()) return by_evidence(std::move(enough));
  Verdict verdict = by_evidence(std::move(short_of));
  verdict.status = Status::Fail;
  return verdict;
}

Verdict not_vulnerable(const Item& item, const Deployment& deployment) {
  static constexpr auto kPrograms = std::to_array<std::string_view>(
      {"pip-audit", "safety", "osv-scanner", "trivy", "grype", "snyk", "pypa/gh-action-pip-audit",
       "aquasecurity/trivy-action", "anchore/scan-action", "google/osv-scanner-action",
       "actions/dependency-review-action", "audit-ci", "python-safety-dependencies-check"});
  static constexpr auto kFiles = std::to_array<std::string_view>(
      {".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", "renovate.json5"});
  Verdict judged = by_rules(item, deployment, Subject::Dependencies);
  if (judged.status != Status::Pass && judged.status != Status::NotApplicable) return judged;
  std::vector<Evidence> found = runs(deployment.run.project, kPrograms);
  append_tasks(deployment.run.project, "audit", found);
  append(found, files_named(deployment.run, kFiles));
  if (found.empty()) return {.status = Status::Missing, .evidence = std::move(judged.evidence)};
  append(found, std::move(judged.evidence));
  return by_evidence(std::move(found));
}

Verdict linted(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kPrograms = std::to_array<std::string_view>(
      {"flake8", "ruff", "ruff-check", "ruff-format", "pylint", "black", "eslint", "biome",
       "oxlint", "prettier", "astral-sh/ruff-action", "chartboost/ruff-action", "psf/black",
       "pre-commit", "pre-commit/action", "super-linter/super-linter", "prek"});
  std::vector<Evidence> found = runs(deployment.run.project, kPrograms);
  append_tasks(deployment.run.project, "lint", found);
  return by_evidence(std::move(found));
}

Verdict type_checked(const Item& /*item*/, const Deployment& deployment) {
  static constexpr auto kPrograms = std::to_array<std::string_view>(
      {"mypy", "pyright", "basedpyright", "ty", "pyre", "pyrefly", "jakebailey/pyright-action"});
  std::vector<Evidence> found = runs(deployment.run.project, kPrograms);
  for (const Automation& one : deployment.run.project.automations) {
    if (one.program == "tsc" && (one.has("--noEmit") || one.has("-b"))) {
      found.push_back(evidence_of(one));
      break;
    }
  }
  append_tasks(deployment.run.project, "typecheck", found);
  append_tasks(deployment.run.project, "type-check", found);
  return by_evidence(std::move(found));
}

}  // namespace mcplint::checklist
