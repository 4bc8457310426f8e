#include "lint/facts/docstring.h"

#include <algorithm>

namespace mcplint {

const Node* docstring_of(const Function& function) {
  if (function.body.parts().empty()) return nullptr;
  const Node& first = function.body.part(0);
  return first.is(NodeKind::String) ? &first : nullptr;
}

static bool is_part_of_name(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool mentions_parameter(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t-*`@:•"), line.size()));
    for (std::string_view field : {"param ", "parameter ", "arg "}) {
      if (!line.starts_with(field)) continue;
      line.remove_prefix(field.size());
      // `:param str name: …`
      const std::size_t at = line.find(name);
      if (at != std::string_view::npos && at < line.find(':')) line.remove_prefix(at);
    }
    if (!line.starts_with(name)) continue;
    line.remove_prefix(name.size());
    if (line.empty() || !is_part_of_name(line.front())) return true;
  }
  return false;
}

}  // namespace mcplint
