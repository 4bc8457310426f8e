#include "lint/facts/branches.h"

#include <algorithm>
#include <string>

#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

static bool encloses(Span outer, Span inner) {
  return outer.begin() <= inner.begin() && inner.end() <= outer.end();
}

Branches::Branches(const Code& code) : code_(code) {
  each_node(code.body, [&](const Node& node) { add(node); });
  for (const Function& function : code.functions) {
    each_node(function.body, [&](const Node& node) { add(node); });
  }
}

void Branches::add(const Node& statement) {
  if (!statement.is(NodeKind::If)) return;
  const Node& condition = statement.part(0);
  const bool is_negated = condition.is(NodeKind::Not);
  const Node& name = is_negated ? condition.part(0) : condition;
  if (!name.is(NodeKind::Name) || !is_constant(name.name())) return;
  all_.push_back({statement.part(1).span(), name.name(), !is_negated});
  if (statement.parts().size() < 3 || statement.part(2).span().empty()) return;
  all_.push_back({statement.part(2).span(), name.name(), is_negated});
}

/// Whether the file gives `name` a value once, where it begins.
bool Branches::is_constant(std::string_view name) const {
  if (contains(code_.source->text, "global " + std::string(name))) return false;
  int assigned = 0;
  each_node(code_.body, [&](const Node& node) {
    const bool gives = (node.is(NodeKind::Assign) || node.is(NodeKind::Augment)) &&
                       node.part(0).is(NodeKind::Name) && node.part(0).name() == name;
    if (gives) ++assigned;
  });
  return assigned == 1;
}

bool Branches::exclude(Span one, Span other) const {
  return std::ranges::any_of(all_, [&](const Branch& branch) {
    if (!encloses(branch.span, one)) return false;
    return std::ranges::any_of(all_, [&](const Branch& opposite) {
      return opposite.constant == branch.constant && opposite.holds != branch.holds &&
             encloses(opposite.span, other);
    });
  });
}

}  // namespace mcplint
