#pragma once
// Looking through Nodes.

#include <vector>

#include "mcplint/code.h"

namespace mcplint {

/// Calls `with` for `root` and every node below it, in the order of the text.
/// Bodies of functions and classes that are defined there are not below it.
template <class With>
void each_node(const Node& root, With with) {
  std::vector<const Node*> waiting = {&root};
  while (!waiting.empty()) {
    const Node* node = waiting.back();
    waiting.pop_back();
    with(*node);
    const std::span<const Node> parts = node->parts();
    for (std::size_t i = parts.size(); i > 0; --i) waiting.push_back(&parts[i - 1]);
  }
}

}  // namespace mcplint
