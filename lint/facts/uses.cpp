#include "mcplint/uses.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace mcplint {

void Use::explain(Diagnostic& finding) const {
  constexpr std::size_t kMostNotes = 5;
  finding.note(call->origin->span, "the model, or whoever steers it, sets this").via(call->flow);
  for (std::size_t i = 0; i < others.size() && i < kMostNotes; ++i) {
    finding.note(others[i]->span, "so does the caller of `" + others[i]->name + "`");
  }
  if (others.size() <= kMostNotes) return;
  finding.note(
      others[kMostNotes]->span,
      "and those of " + std::to_string(others.size() - kMostNotes) + " more, from here on");
}

std::vector<Use> uses(const Project& project, std::span<const Callable> sinks,
                      const std::function<bool(const TaintedCall&)>& wanted) {
  std::vector<Use> found;
  std::unordered_map<const char*, std::size_t> by_place;
  for (const Tool& tool : project.tools) {
    std::set<const Parameter*> reported;
    for (const TaintedCall& call : tool.tainted_calls) {
      if (!call.reaches(sinks) || reported.contains(call.origin) || !wanted(call)) continue;
      reported.insert(call.origin);
      const auto [it, is_new] = by_place.try_emplace(call.span.begin(), found.size());
      if (is_new) {
        found.push_back({&tool, &call, {}});
        continue;
      }
      Use& use = found[it->second];
      const bool is_known =
          use.tool == &tool || std::ranges::find(use.others, &tool) != use.others.end();
      if (!is_known) use.others.push_back(&tool);
    }
  }
  return found;
}

/// "run_shellCommand" as {"run", "shell", "command"}.
static std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  char before = '\0';
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    const bool starts_word =
        std::isupper(letter) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if (std::isalnum(letter) == 0 || starts_word) words.emplace_back();
    if (std::isalnum(letter) != 0) words.back() += static_cast<char>(std::tolower(letter));
    before = c;
  }
  return words;
}

bool is_named(const Tool& tool, std::span<const std::string_view> words) {
  const std::vector<std::string> its_words = words_of(tool.name);
  return std::ranges::any_of(its_words, [&](const std::string& word) {
    return std::ranges::find(words, std::string_view(word)) != words.end();
  });
}

}  // namespace mcplint
