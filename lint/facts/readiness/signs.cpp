#include "lint/facts/readiness/signs.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

static bool is_word(char c) { return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_'; }

bool has_any_word(std::string_view text, Words words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      if (at == 0 || !is_word(text[at - 1])) return true;
    }
    return false;
  });
}

void add_sections(const Material& material, Topic topic, Words words,
                  std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    for (const Heading& heading : document.headings) {
      if (!has_any_word(lower(heading.text.text), words)) continue;
      const bool says_something =
          heading.body.text.find_first_not_of(" \t\r\n") != std::string_view::npos;
      if (!says_something) continue;
      evidence.push_back(
          {Strength::Stated, "section “" + heading.text.text + "”", heading.text.span, topic});
    }
  }
}

void add_links(const Material& material, Topic topic, Words parts,
               std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    const auto link = std::ranges::find_if(document.links, [&](const DocumentLink& one) {
      return std::ranges::any_of(
          parts, [&](std::string_view part) { return contains(one.target.text, part); });
    });
    if (link == document.links.end()) continue;  // one for each document says it
    evidence.push_back(
        {Strength::Stated, "link to " + link->target.text, link->target.span, topic});
  }
}

void add_files(const Material& material, Topic topic, Words names,
               std::vector<Evidence>& evidence) {
  for (const std::string& path : material.paths) {
    const std::string small = lower(path);
    const bool fits = std::ranges::any_of(names, [&](std::string_view name) {
      return small == name || small.ends_with("/" + std::string(name));
    });
    if (fits) evidence.push_back({Strength::Configured, "`" + path + "` is there", {}, topic});
  }
}

void add_calls(const Material& material, Topic topic, Words beginnings,
               std::vector<Evidence>& evidence) {
  std::set<std::string_view> seen;
  for (const Call& call : material.project.calls) {
    const bool fits = std::ranges::any_of(
        beginnings, [&](std::string_view word) { return call.callee.starts_with(word); });
    if (!fits || !seen.insert(call.callee).second) continue;
    evidence.push_back(
        {Strength::Configured, "`" + call.callee + "` is called", call.span(), topic});
  }
}

Evidence evidence_of(const Automation& automation, Topic topic) {
  return {Strength::Configured,
          std::string(to_string(automation.from)) + " runs `" + automation.program + "`",
          automation.span, topic};
}

/// Which files of tasks a program runs.
static std::span<const Automation::From> tasks_of(std::string_view program) {
  using From = Automation::From;
  static constexpr From kMake[] = {From::Makefile};
  static constexpr From kJust[] = {From::Justfile};
  static constexpr From kTask[] = {From::Taskfile};
  static constexpr From kTox[] = {From::Tox, From::Python};
  static constexpr From kNox[] = {From::Nox};
  static constexpr From kNpm[] = {From::Npm};
  static constexpr From kPython[] = {From::Python};
  static constexpr From kHooks[] = {From::PreCommit};
  if (program == "make") return kMake;
  if (program == "just") return kJust;
  if (program == "task" || program == "go-task") return kTask;
  if (program == "tox") return kTox;
  if (program == "nox") return kNox;
  if (program == "pre-commit" || program == "prek" || program == "pre-commit/action") return kHooks;
  for (const std::string_view one : {"npm", "pnpm", "yarn", "bun"}) {
    if (program == one) return kNpm;
  }
  for (const std::string_view one : {"poe", "hatch", "pdm", "taskipy", "pixi"}) {
    if (program == one) return kPython;
  }
  return {};
}

bool runs_by_itself(const Project& project, const Automation& automation) {
  if (automation.runs_by_itself()) return true;
  return std::ranges::any_of(project.automations, [&](const Automation& caller) {
    if (!caller.runs_by_itself()) return false;
    const std::span<const Automation::From> files = tasks_of(caller.program);
    return std::ranges::find(files, automation.from) != files.end();
  });
}

void add_commands(const Material& material, Topic topic, Words programs,
                  std::vector<Evidence>& evidence) {
  std::set<std::pair<Automation::From, std::string_view>> seen;
  for (const Automation& one : material.project.automations) {
    if (!is_one_of(one.program, programs) || !runs_by_itself(material.project, one)) continue;
    if (seen.emplace(one.from, one.program).second) evidence.push_back(evidence_of(one, topic));
  }
}

void add_tasks(const Material& material, Topic topic, Words tasks,
               std::vector<Evidence>& evidence) {
  for (const Automation& one : material.project.automations) {
    if (!one.runs_by_itself() || tasks_of(one.program).empty()) continue;
    const auto task =
        std::ranges::find_if(tasks, [&](std::string_view name) { return one.has(name); });
    if (task == tasks.end()) continue;
    Evidence found = evidence_of(one, topic);
    found.text =
        std::string(to_string(one.from)) + " runs `" + one.program + ' ' + std::string(*task) + '`';
    evidence.push_back(std::move(found));
    return;
  }
}

}  // namespace mcplint
