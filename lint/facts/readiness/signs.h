#pragma once
// Where evidence is looked for, in the ways that many topics share. Each adds what it finds.

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/readiness/readiness.h"

namespace mcplint {

using Words = std::span<const std::string_view>;

/// Sections of documents whose heading has one of `words` (lower case) in it, and that say
/// something.
void add_sections(const Material& material, Topic topic, Words words,
                  std::vector<Evidence>& evidence);

/// Those whose heading begins with `beginning` (lower case).
void add_sections_beginning(const Material& material, Topic topic, std::string_view beginning,
                            std::vector<Evidence>& evidence);

/// Those whose heading is `whole` (lower case).
void add_sections_called(const Material& material, Topic topic, std::string_view whole,
                         std::vector<Evidence>& evidence);

/// Those whose heading has a word of each.
void add_sections_of_both(const Material& material, Topic topic, Words one, Words other,
                          std::vector<Evidence>& evidence);

/// Whether `span` stands in an example or a test, and the project is more than that.
[[nodiscard]] bool is_of_an_example(const Material& material, Span span);

/// Files whose path ends with one of `names` (lower case).
void add_files(const Material& material, Topic topic, Words names, std::vector<Evidence>& evidence);

/// Calls whose callee begins with one of `beginnings`.
void add_calls(const Material& material, Topic topic, Words beginnings,
               std::vector<Evidence>& evidence);

/// Commands of these programs that run by themselves: CI or a hook runs them, or what it runs
/// does.
void add_commands(const Material& material, Topic topic, Words programs,
                  std::vector<Evidence>& evidence);

/// `npm test`, `make lint`: tasks of one of these names that run by themselves.
void add_tasks(const Material& material, Topic topic, Words tasks, std::vector<Evidence>& evidence);

/// `go test`: commands of a program with that word, that run by themselves.
void add_words(const Material& material, Topic topic,
               std::initializer_list<std::pair<std::string_view, std::string_view>> commands,
               std::vector<Evidence>& evidence);

/// Whether one of `words` stands in `text` (lower case), alone or as the beginning of a word:
/// "metric" is in "our metrics", and not in "isometric".
[[nodiscard]] bool has_any_word(std::string_view text, Words words);

/// "GitHub Actions runs `pytest`".
[[nodiscard]] Evidence evidence_of(const Automation& automation, Topic topic);

}  // namespace mcplint
