#pragma once
// Child processes that take no time worth speaking of.

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "mcplint/call.h"

namespace mcplint {

/// Whether `call` runs a program that answers at once, whatever it is asked.
[[nodiscard]] inline bool answers_at_once(const Call& call) {
  const Node* command = call.node->argument(0, "args");
  const bool is_child = call.callee.starts_with("subprocess.") && command != nullptr &&
                        command->is(NodeKind::Sequence) && !command->parts().empty();
  if (!is_child) return false;
  constexpr auto kPrograms =
      std::to_array<std::string_view>({"pgrep", "pkill", "kill", "taskkill", "which", "where",
                                       "uname", "hostname", "whoami", "id", "ps", "sw_vers"});
  const std::span<const Node> words = command->parts();
  const bool is_known = std::ranges::find(kPrograms, words[0].value()) != kPrograms.end();
  const bool asks_git = words[0].value() == "git" && words.size() > 1 &&
                        (words[1].value() == "remote" || words[1].value() == "rev-parse" ||
                         words[1].value() == "config");
  return is_known || asks_git || std::ranges::any_of(words, [](const Node& word) {
           return word.is(NodeKind::String) && word.value() == "--version";
         });
}

}  // namespace mcplint
