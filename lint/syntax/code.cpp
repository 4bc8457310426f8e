// Nodes: how they are made, and what they answer.

#include "mcplint/code.h"

#include <algorithm>
#include <cassert>

namespace mcplint {

std::span<const Node> Node::parts() const {
  const bool has_none = kind_ == NodeKind::String || kind_ == NodeKind::Lambda ||
                        kind_ == NodeKind::Function || kind_ == NodeKind::Class;
  if (has_none) return {};
  return {parts_, count_};
}

std::string_view Node::value() const {
  return kind_ == NodeKind::String ? std::string_view(value_, count_) : std::string_view();
}

const Node* Node::argument(int position, std::string_view keyword) const {
  int at = 0;
  for (const Node& argument : parts().subspan(1)) {
    if (argument.is(NodeKind::Keyword)) {
      if (!keyword.empty() && argument.name() == keyword) return &argument.part(0);
      continue;
    }
    if (argument.is(NodeKind::Spread)) return nullptr;  // what follows stands nobody knows where
    if (at++ == position) return &argument;
  }
  return nullptr;
}

Node NodeArena::make(NodeKind kind, Span span, std::span<const Node> parts, Span name) {
  Node node;
  node.kind_ = kind;
  node.begin_ = span.begin();
  node.size_ = static_cast<std::uint32_t>(span.text.size());
  node.count_ = static_cast<std::uint32_t>(parts.size());
  if (!name.empty()) {
    assert(name.begin() >= span.begin() && name.end() <= span.end());
    node.name_at_ = static_cast<std::uint32_t>(name.begin() - span.begin());
    node.name_size_ =
        static_cast<std::uint16_t>(std::min<std::size_t>(name.text.size(), UINT16_MAX));
  }
  if (parts.empty()) return node;

  // Parts lie side by side in blocks that never grow beyond what was reserved.
  // The first block is small: most files are.
  constexpr std::size_t kSmallest = 64;
  constexpr std::size_t kLargest = 4096;
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < parts.size()) {
    const std::size_t last = blocks_.empty() ? 0 : blocks_.back().capacity();
    const std::size_t wanted = std::clamp(last * 2, kSmallest, kLargest);
    blocks_.emplace_back().reserve(std::max(wanted, parts.size()));
  }
  std::vector<Node>& block = blocks_.back();
  const std::size_t first = block.size();
  block.insert(block.end(), parts.begin(), parts.end());
  node.parts_ = block.data() + first;
  return node;
}

Node NodeArena::make_string(Span span, std::string_view value) {
  Node node = make(NodeKind::String, span);
  const bool is_slice = value.data() >= span.begin() && value.data() + value.size() <= span.end();
  node.value_ = is_slice ? value.data() : values_.emplace_front(value).data();
  node.count_ = static_cast<std::uint32_t>(value.size());
  return node;
}

Node NodeArena::make_index(NodeKind kind, Span span, std::uint32_t index) {
  Node node = make(kind, span);
  node.count_ = index;
  return node;
}

}  // namespace mcplint
