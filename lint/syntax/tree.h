#pragma once
// tree-sitter, tamed: a tree, a node, and the budget that ends every parse.

#include <tree_sitter/api.h>

#include <memory>
#include <optional>
#include <string_view>

#include "mcplint/text.h"

namespace mcplint {

struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
using Tree = std::unique_ptr<TSTree, TreeDeleter>;

/// A larger file is not parsed: trees take up to 380 bytes a byte of input, and
/// some of the work at the end of a file cannot be cancelled.
inline constexpr std::size_t kLargestParsed = 1U << 20U;

/// Parses `text`, or gives up: null if the grammar needs more steps than any
/// real file does. Grammars loop for ever on some inputs of 20 bytes and take
/// quadratic time on others; the budget is counted in steps, not in seconds, so
/// that every machine cuts off at the same inputs.
Tree parse_tree(const TSLanguage* language, std::string_view text);

/// What `node` covers, as a place in the text that was parsed.
inline Span span_of(TSNode node, std::string_view text) {
  const std::uint32_t start = ts_node_start_byte(node);
  return {text.substr(start, ts_node_end_byte(node) - start)};
}

/// The first place that the parser could not make sense of; a null node if all is well.
TSNode first_error(TSNode root);

}  // namespace mcplint
