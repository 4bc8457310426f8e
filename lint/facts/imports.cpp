#include "lint/facts/imports.h"

namespace mcplint {

const std::vector<std::uint32_t>& ImportGraph::imported_by(std::uint32_t file) {
  const auto [it, is_new] = direct_.try_emplace(file);
  if (is_new) it->second = program_.imported_files(file);
  return it->second;
}

const std::set<std::uint32_t>& ImportGraph::closure(std::uint32_t from) {
  const auto [it, is_new] = closures_.try_emplace(from);
  if (!is_new) return it->second;
  std::vector<std::uint32_t> waiting = {from};
  while (!waiting.empty()) {
    const std::uint32_t file = waiting.back();
    waiting.pop_back();
    for (const std::uint32_t imported : imported_by(file)) {
      if (it->second.insert(imported).second) waiting.push_back(imported);
    }
  }
  return it->second;
}

bool ImportGraph::reaches(std::uint32_t from, std::uint32_t to) {
  return from == to || closure(from).contains(to);
}

}  // namespace mcplint
