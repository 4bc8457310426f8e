#pragma once
// Functions that a program registers without naming them there: one after the other in a loop,
// out of a table, by reflection, in a wrapper.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lint/facts/flow/value.h"
#include "lint/facts/names.h"

namespace mcplint {

/// A function that is handed over, and what it is called there.
struct Handed {
  flow::FunctionId function;
  std::string name;  // the text that it goes by: `"read"` of `{"read": read_file}`; empty if none
  Span name_span;
};

/// A place in a program, and the loops and comprehensions around it, the outermost first.
struct LoopSite {
  const Program& program;
  std::uint32_t code;
  std::uint32_t scope;
  std::span<const Node* const> loops;
};

/// The functions that `argument` is, in one round or another of the loops around it. `name`,
/// which may be null, is what says how each is called.
std::vector<Handed> functions_handed(const LoopSite& site, const Node& argument, const Node* name);

/// Calls `with` for each call below `root`, and the loops around it.
template <class With>
void each_call_in_loops(const Node& root, std::vector<const Node*>& loops, const With& with) {
  const bool is_loop = root.is(NodeKind::For) || root.is(NodeKind::Comprehension);
  if (is_loop) loops.push_back(&root);
  if (root.is(NodeKind::Call)) with(root, loops);
  for (const Node& part : root.parts()) each_call_in_loops(part, loops, with);
  if (is_loop) loops.pop_back();
}

}  // namespace mcplint
