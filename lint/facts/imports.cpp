#include "lint/facts/imports.h"

#include <vector>

namespace mcplint {

const std::set<std::uint32_t>& ImportGraph::closure(std::uint32_t from) {
  const auto [it, is_new] = closures_.try_emplace(from);
  if (!is_new) return it->second;
  std::vector<std::uint32_t> waiting = {from};
  while (!waiting.empty()) {
    const std::uint32_t file = waiting.back();
    waiting.pop_back();
    for (const std::uint32_t imported : program_.imported_files(file)) {
      if (it->second.insert(imported).second) waiting.push_back(imported);
    }
  }
  return it->second;
}

bool ImportGraph::reaches(std::uint32_t from, std::uint32_t to) {
  return from == to || closure(from).contains(to);
}

}  // namespace mcplint
