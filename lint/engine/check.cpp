#include "lint/engine/check.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "lint/engine/parallel.h"

namespace mcplint {

// What a rule gets to see, by what it asks for.
static std::span<const Project> subjects(const Project& p, const Project*) { return {&p, 1}; }
static std::span<const BaselineEntry> subjects(const Project& p, const BaselineEntry*) {
  return p.stale_entries;
}
static std::span<const Call> subjects(const Project& p, const Call*) { return p.calls; }
static std::span<const Code> subjects(const Project& p, const Code*) { return p.codes; }
static std::span<const Config> subjects(const Project& p, const Config*) { return p.configs; }
static std::span<const Container> subjects(const Project& p, const Container*) {
  return p.containers;
}
static std::span<const Dependency> subjects(const Project& p, const Dependency*) {
  return p.dependencies;
}
static std::span<const Dockerfile> subjects(const Project& p, const Dockerfile*) {
  return p.dockerfiles;
}
static std::span<const Launch> subjects(const Project& p, const Launch*) { return p.launches; }
static std::span<const Literal> subjects(const Project& p, const Literal*) { return p.literals; }
static std::span<const Problem> subjects(const Project& p, const Problem*) { return p.problems; }
static std::span<const Server> subjects(const Project& p, const Server*) { return p.servers; }
static std::span<const Suppression> subjects(const Project& p, const Suppression*) {
  return p.suppressions;
}
static std::span<const Tool> subjects(const Project& p, const Tool*) { return p.tools; }

namespace {

/// A rule at work.
struct Work {
  const Rule& rule;
  std::deque<Diagnostic>& found;
  std::span<const RuleOptionValue> settings;
};

}  // namespace

/// What a README tells people to copy is theirs to change: what is a matter of
/// opinion there becomes a remark for those who asked for it.
template <class Subject>
static void soften(const Subject&, const Work&, std::size_t) {}

static void soften(const Launch& launch, const Work& work, std::size_t from) {
  for (std::size_t i = from; launch.uncertain && i < work.found.size(); ++i)
    work.found[i].as(std::min(work.found[i].severity, Severity::Low));
  if (!launch.in_document || work.rule.in_documents == Persona::Regular) return;
  for (std::size_t i = from; i < work.found.size(); ++i)
    work.found[i].only_for(work.rule.in_documents).as(Severity::Info);
}

template <class Subject>
static void run(void (*check)(const Subject&, Report&), const Project& project, const Work& work) {
  Report report(work.rule, work.found, work.settings);
  for (const Subject& subject : subjects(project, static_cast<const Subject*>(nullptr))) {
    const std::size_t before = work.found.size();
    check(subject, report);
    soften(subject, work, before);
  }
}

/// What `configuration`, which may be null, tells a rule.
static std::span<const RuleOptionValue> settings_of(const Rule* rule,
                                                    const Configuration* configuration) {
  if (configuration == nullptr) return {};
  const auto found =
      std::ranges::find_if(configuration->rules, [&](const Configuration::RuleSetting& setting) {
        return setting.rule == rule && !setting.own.empty();
      });
  if (found == configuration->rules.end()) return {};
  return found->own;
}

std::deque<Diagnostic> run_rules(const Project& project, std::span<const Rule* const> rules,
                                 const Configuration* configuration, unsigned jobs) {
  // Rules are pure functions of a const Project and each has a deque of its
  // own, so nothing needs a lock.
  std::vector<std::deque<Diagnostic>> found(rules.size());
  parallel_for(rules.size(), jobs, [&](std::size_t i) {
    const Work work{*rules[i], found[i], settings_of(rules[i], configuration)};
    std::visit([&](auto check) { run(check, project, work); }, rules[i]->check);
  });

  std::deque<Diagnostic> all;
  for (std::deque<Diagnostic>& some : found) {
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

template <class Subject>
static std::vector<const Rule*> those_about(std::span<const Rule* const> rules) {
  std::vector<const Rule*> some;
  std::ranges::copy_if(rules, std::back_inserter(some), [](const Rule* rule) {
    return std::holds_alternative<void (*)(const Subject&, Report&)>(rule->check);
  });
  return some;
}

std::deque<Diagnostic> run_rules_on_suppressions(const Project& project,
                                                 std::span<const Rule* const> rules) {
  return run_rules(project, those_about<Suppression>(rules), nullptr, 1);
}

std::deque<Diagnostic> run_rules_on_baseline(const Project& project,
                                             std::span<const Rule* const> rules) {
  return run_rules(project, those_about<BaselineEntry>(rules), nullptr, 1);
}

}  // namespace mcplint
