#include "lint/facts/readiness/signs.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/automation.h"
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

/// Whether a document tells people of the project, and not of its tests or of the work on it: a
/// guide to an action of CI is no guide to the server.
static bool is_of_the_product(std::string_view path) {
  static constexpr auto kPolicies =
      std::to_array<std::string_view>({"support.md", "security.md", "contributing.md"});
  if (contains(path, ".github/") && !is_one_of(lower(file_name(path)), kPolicies)) return false;
  static constexpr auto kFolders =
      std::to_array<std::string_view>({"tests/", "test/", ".claude/", ".cursor/", "openspec/"});
  return !is_below_any(path, kFolders);
}

/// Sections that say something, and whose heading, in lower case, `fits`.
template <class Fits>
static void add_fitting_sections(const Material& material, Topic topic, Fits fits,
                                 std::vector<Evidence>& evidence) {
  for (const Document& document : material.project.documents) {
    if (!is_of_the_product(document.source->path)) continue;
    for (const Heading& heading : document.headings) {
      if (!fits(lower(heading.text.text))) continue;
      const bool says_something =
          heading.body.text.find_first_not_of(" \t\r\n") != std::string_view::npos;
      if (!says_something) continue;
      evidence.push_back(
          {Strength::Stated, "section “" + heading.text.text + "”", heading.text.span, topic});
    }
  }
}

void add_sections(const Material& material, Topic topic, Words words,
                  std::vector<Evidence>& evidence) {
  add_fitting_sections(
      material, topic, [&](const std::string& heading) { return has_any_word(heading, words); },
      evidence);
}

void add_sections_of_both(const Material& material, Topic topic, Words one, Words other,
                          std::vector<Evidence>& evidence) {
  add_fitting_sections(
      material, topic,
      [&](const std::string& heading) {
        return has_any_word(heading, one) && has_any_word(heading, other);
      },
      evidence);
}

bool is_of_an_example(const Material& material, Span span) {
  const Span home = material.project.home;
  return !home.empty() && !stands_aside(material.sources.source_of(home).path) &&
         stands_aside(material.sources.source_of(span).path);
}

/// `heading` from its first letter on: emoji and numbers may stand in front.
static std::string_view from_first_letter(std::string_view heading) {
  const std::size_t at = heading.find_first_of("abcdefghijklmnopqrstuvwxyz");
  return heading.substr(std::min(at, heading.size()));
}

void add_sections_beginning(const Material& material, Topic topic, std::string_view beginning,
                            std::vector<Evidence>& evidence) {
  add_fitting_sections(
      material, topic,
      [&](const std::string& heading) { return from_first_letter(heading).starts_with(beginning); },
      evidence);
}

void add_sections_called(const Material& material, Topic topic, std::string_view whole,
                         std::vector<Evidence>& evidence) {
  add_fitting_sections(
      material, topic,
      [&](const std::string& heading) { return from_first_letter(heading) == whole; }, evidence);
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

void add_commands(const Material& material, Topic topic, Words programs,
                  std::vector<Evidence>& evidence) {
  std::set<std::pair<Automation::From, std::string_view>> seen;
  for (const Automation& one : material.project.automations) {
    if (!is_one_of(one.program, programs) || !one.runs_by_itself()) continue;
    if (seen.emplace(one.from, one.program).second) evidence.push_back(evidence_of(one, topic));
  }
}

void add_tasks(const Material& material, Topic topic, Words tasks,
               std::vector<Evidence>& evidence) {
  for (const Automation& one : material.project.automations) {
    if (!one.runs_by_itself() || !is_task_runner(one.program)) continue;
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

void add_words(const Material& material, Topic topic,
               std::initializer_list<std::pair<std::string_view, std::string_view>> commands,
               std::vector<Evidence>& evidence) {
  for (const std::pair<std::string_view, std::string_view>& command : commands) {
    const std::string_view program = command.first;
    const std::string_view word = command.second;
    const auto found =
        std::ranges::find_if(material.project.automations, [&](const Automation& one) {
          return one.runs_by_itself() && one.program == program && one.has(word);
        });
    if (found == material.project.automations.end()) continue;
    Evidence piece = evidence_of(*found, topic);
    piece.text = std::string(to_string(found->from)) + " runs `" + std::string(program) + ' ' +
                 std::string(word) + '`';
    evidence.push_back(std::move(piece));
  }
}

}  // namespace mcplint
