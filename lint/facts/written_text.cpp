#include "lint/facts/written_text.h"

#include <algorithm>
#include <array>

#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// How many names deep a text is looked for.
constexpr int kDeepest = 6;

/// The value assigned to `name` in one block, and how often.
struct Found {
  const Node* value = nullptr;
  int times = 0;
};

}  // namespace

static Found assigned_in(const Node& body, std::string_view name) {
  Found found;
  each_node(body, [&](const Node& node) {
    if (!node.is(NodeKind::Assign) && !node.is(NodeKind::Augment)) return;
    if (!node.part(0).is(NodeKind::Name) || node.part(0).name() != name) return;
    found.value = node.is(NodeKind::Assign) ? &node.parts().back() : nullptr;
    ++found.times;
  });
  return found;
}

const Node* value_of(const Program& program, std::uint32_t code, std::uint32_t scope,
                     std::string_view name, std::uint32_t& home) {
  for (std::uint32_t at = scope;; at = program.code(code).functions[at].parent) {
    const Code& file = program.code(code);
    const Found found = assigned_in(at == kNone ? file.body : file.functions[at].body, name);
    home = code;
    if (found.times > 0) return found.times == 1 ? found.value : nullptr;
    if (at == kNone) break;
  }
  const Symbol symbol = program.lookup(code, scope, name);
  if (symbol.kind != Symbol::Kind::Variable || symbol.code == code) return nullptr;
  home = symbol.code;
  const Found found = assigned_in(program.code(symbol.code).body, symbol.name);
  return found.times == 1 ? found.value : nullptr;
}

const Node* only_value(const Program& program, std::uint32_t code, std::uint32_t scope,
                       const Node& node) {
  if (!node.is(NodeKind::Name)) return &node;
  std::uint32_t home = code;
  return value_of(program, code, scope, node.name(), home);
}

static Written read(const Program& program, std::uint32_t code, std::uint32_t scope,
                    const Node& node, int depth);

/// An f-string or adjacent strings: their text, `{}` for what is filled in.
static Written format(const Program& program, std::uint32_t code, std::uint32_t scope,
                      const Node& node, int depth) {
  Written all{.found = true, .text = {}, .span = node.span()};
  for (const Node& piece : node.parts()) {
    const Written one = read(program, code, scope, piece, depth + 1);
    all.text += one.found ? one.text : "{}";
  }
  return all;
}

/// `Names.READ`, `Names.READ.value`: a member of a class of the project.
static Written class_member(const Program& program, std::uint32_t code, std::uint32_t scope,
                            const Node& node, int depth) {
  const Node& inner = node.part(0);
  if (node.name() == "value" && inner.is(NodeKind::Attribute)) {
    return read(program, code, scope, inner, depth + 1);
  }
  const Symbol owner = program.resolve(code, scope, inner);
  if (owner.kind == Symbol::Kind::Module && owner.code != kNone) {
    const Found found = assigned_in(program.code(owner.code).body, node.name());
    if (found.times != 1 || found.value == nullptr) return {};
    return read(program, owner.code, kNone, *found.value, depth + 1);
  }
  if (owner.kind != Symbol::Kind::Class) return {};
  const Found found = assigned_in(program.code(owner.code).classes[owner.index].body, node.name());
  if (found.times != 1 || found.value == nullptr) return {};
  return read(program, owner.code, kNone, *found.value, depth + 1);
}

/// `textwrap.dedent("""…""")`, `"…".strip()`, `" ".join([…])`: the text in it.
static Written call(const Program& program, std::uint32_t code, std::uint32_t scope,
                    const Node& node, int depth) {
  constexpr auto kKeepers = std::to_array<std::string_view>(
      {"dedent", "cleandoc", "strip", "lstrip", "rstrip", "format"});
  const Node& callee = node.part(0);
  if (std::ranges::find(kKeepers, callee.name()) == kKeepers.end()) return {};
  const bool is_function = node.parts().size() == 2 && callee.name() != "format" &&
                           node.part(1).kind() != NodeKind::Keyword;
  if (is_function) return read(program, code, scope, node.part(1), depth + 1);
  return callee.is(NodeKind::Attribute) ? read(program, code, scope, callee.part(0), depth + 1)
                                        : Written();
}

static Written read(const Program& program, std::uint32_t code, std::uint32_t scope,
                    const Node& node, int depth) {
  if (depth > kDeepest) return {};
  switch (node.kind()) {
    case NodeKind::String:
      return {.found = true, .text = std::string(node.value()), .span = node.span()};
    case NodeKind::Format:
      return format(program, code, scope, node, depth);
    case NodeKind::Binary: {
      if (node.name() != "+") return {};
      Written left = read(program, code, scope, node.part(0), depth + 1);
      const Written right = read(program, code, scope, node.part(1), depth + 1);
      if (!left.found && !right.found) return {};
      return {.found = true,
              .text = (left.found ? left.text : "{}") + (right.found ? right.text : "{}"),
              .span = node.span()};
    }
    case NodeKind::Name: {
      std::uint32_t home = code;
      const Node* value = value_of(program, code, scope, node.name(), home);
      if (value == nullptr) return {};
      return read(program, home, home == code ? scope : kNone, *value, depth + 1);
    }
    case NodeKind::Attribute:
      return class_member(program, code, scope, node, depth);
    case NodeKind::Call:
      return call(program, code, scope, node, depth);
    default:
      return {};
  }
}

Written written_text(const Program& program, std::uint32_t code, std::uint32_t scope,
                     const Node& node) {
  return read(program, code, scope, node, 0);
}

}  // namespace mcplint
