#include "lint/facts/handed_functions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "lint/facts/written_text.h"
#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// More rounds than any server has tools; a bound against loops within loops.
constexpr std::size_t kMostRounds = 1'000;

/// Names behind names behind names.
constexpr int kDeepest = 8;

/// What an expression comes to in one round of the loops around it.
struct Meaning {
  const Node* node = nullptr;  // as it is written, in
  std::uint32_t code = kNone;  // this file and
  std::uint32_t scope = kNone;
  Symbol symbol = {};  // a Function, Class (or an object of it) or Module
  std::string text = {};
  Span span = {};

  [[nodiscard]] bool is(Symbol::Kind kind) const { return symbol.kind == kind; }
};

/// What the names of loops mean in one round.
using Round = std::vector<std::pair<std::string_view, Meaning>>;

/// Reads the loops around one place.
class Reader {
 public:
  explicit Reader(const LoopSite& site) : site_(site), program_(site.program) {}

  [[nodiscard]] std::vector<Round> rounds() const;
  [[nodiscard]] Meaning meaning(const Node& node, const Round& round) const {
    return meaning(at(node), round, 0);
  }

 private:
  [[nodiscard]] Meaning at(const Node& node) const {
    return {.node = &node, .code = site_.code, .scope = site_.scope};
  }
  [[nodiscard]] Meaning meaning(const Meaning& written, const Round& round, int depth) const;
  [[nodiscard]] Meaning name(const Meaning& written, const Round& round, int depth) const;
  [[nodiscard]] Meaning call(const Meaning& written, const Round& round, int depth) const;
  [[nodiscard]] Meaning item(const Meaning& written, const Round& round, int depth) const;
  [[nodiscard]] Meaning member(const Meaning& base, std::string_view name, const Round& round,
                               int depth) const;
  [[nodiscard]] const Node* assigned_in_loop(std::string_view name) const;

  void bind(const Node& target, const Meaning& value, Round& round) const;
  void add_rounds(const Node& target, const Node& iterable, const Round& outer,
                  std::vector<Round>& rounds) const;
  void go_through(const Node& target, const Meaning& items, const Round& outer,
                  std::vector<Round>& rounds) const;
  void go_through_call(const Node& target, const Meaning& call, const Round& outer,
                       std::vector<Round>& rounds) const;
  void go_through_members(const Node& target, const Meaning& owner, const Round& outer,
                          std::vector<Round>& rounds) const;
  [[nodiscard]] bool is_taken(const Function& function) const;

  const LoopSite site_;
  const Program& program_;
};

}  // namespace

/// What stands under `key` in a mapping that is written out.
static const Node* under(const Node& table, std::string_view key) {
  for (const Node& pair : table.parts()) {
    const bool is_it =
        pair.is(NodeKind::Pair) && pair.part(0).is(NodeKind::String) && pair.part(0).value() == key;
    if (is_it) return &pair.part(1);
  }
  return nullptr;
}

/// What an object of `its_class` was made with: `name=…`, or what stands where that field does.
static const Node* given_to_field(const Class& its_class, const Node& call, std::string_view name) {
  const auto field = std::ranges::find(its_class.fields, name, &Field::name);
  if (field == its_class.fields.end()) return call.argument(-1, name);
  return call.argument(static_cast<int>(field - its_class.fields.begin()), name);
}

/// `self.name = …` in one of the methods of a class; null if it is not there.
static const Node* kept_in(const Code& file, const Class& its_class, std::string_view name,
                           std::uint32_t& method) {
  const Node* value = nullptr;
  for (const std::uint32_t index : its_class.methods) {
    each_node(file.functions[index].body, [&](const Node& node) {
      const bool is_it = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Attribute) &&
                         node.part(0).name() == name && node.part(0).part(0).span().text == "self";
      if (!is_it || value != nullptr) return;
      value = &node.parts().back();
      method = index;
    });
  }
  return value;
}

/// What a loop's body gives a name: `tool = getattr(module, name)`.
const Node* Reader::assigned_in_loop(std::string_view name) const {
  const Node* value = nullptr;
  for (const Node* loop : site_.loops) {
    each_node(*loop, [&](const Node& node) {
      const bool is_it = node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Name) &&
                         node.part(0).name() == name;
      if (is_it && value == nullptr) value = &node.parts().back();
    });
  }
  return value;
}

Meaning Reader::name(const Meaning& written, const Round& round, int depth) const {
  const std::string_view name = written.node->name();
  for (const auto& [its_name, its_meaning] : round) {
    if (its_name == name) return meaning(its_meaning, {}, depth + 1);
  }
  if (const Node* value = assigned_in_loop(name)) return meaning(at(*value), round, depth + 1);
  Meaning found = written;
  if (name == "self" && written.scope != kNone) {
    const std::uint32_t its_class =
        program_.code(written.code).functions[written.scope].enclosing_class;
    if (its_class != kNone) found.symbol = {Symbol::Kind::Class, written.code, its_class, {}};
    return found;
  }
  found.symbol = program_.lookup(written.code, written.scope, name);
  const bool is_known = found.is(Symbol::Kind::Function) || found.is(Symbol::Kind::Class) ||
                        found.is(Symbol::Kind::Module);
  if (is_known) return found;
  std::uint32_t home = written.code;
  const Node* value = value_of(program_, written.code, written.scope, name, home);
  if (value == nullptr) return found;
  const std::uint32_t scope = home == written.code ? written.scope : kNone;
  return meaning({.node = value, .code = home, .scope = scope}, round, depth + 1);
}

/// `base.name`: of a module, a class or its object, or what an object was made with.
Meaning Reader::member(const Meaning& base, std::string_view name, const Round& round,
                       int depth) const {
  Meaning found;
  found.symbol = program_.member(base.symbol, name);
  if (found.symbol.kind != Symbol::Kind::None) return found;
  if (base.is(Symbol::Kind::Module)) {
    found.code = base.symbol.code;
    found.node = value_of(program_, base.symbol.code, kNone, name, found.code);
  } else if (base.is(Symbol::Kind::Class)) {
    const Code& file = program_.code(base.symbol.code);
    const Class& its_class = file.classes[base.symbol.index];
    const bool is_made = base.node != nullptr && base.node->is(NodeKind::Call);
    found.code = base.code;
    found.scope = base.scope;
    if (is_made) found.node = given_to_field(its_class, *base.node, name);
    if (found.node == nullptr) {
      found.code = base.symbol.code;
      found.node = kept_in(file, its_class, name, found.scope);
    }
  }
  return found.node == nullptr ? Meaning() : meaning(found, round, depth + 1);
}

/// `table["read"]`, `pair[1]`
Meaning Reader::item(const Meaning& written, const Round& round, int depth) const {
  const Meaning base =
      meaning({.node = &written.node->part(0), .code = written.code, .scope = written.scope}, round,
              depth + 1);
  const Node& index = written.node->parts().back();
  if (base.node == nullptr) return {};
  const Node* value = nullptr;
  if (base.node->is(NodeKind::Mapping) && index.is(NodeKind::String)) {
    value = under(*base.node, index.value());
  } else if (base.node->is(NodeKind::Sequence) && index.is(NodeKind::Number)) {
    const std::string_view digit = index.span().text;
    const std::size_t place = digit.size() == 1 ? static_cast<std::size_t>(digit[0] - '0') : 10;
    if (place < base.node->parts().size()) value = &base.node->part(place);
  }
  if (value == nullptr) return {};
  return meaning({.node = value, .code = base.code, .scope = base.scope}, round, depth + 1);
}

/// `getattr(module, "read")`, an object of a class, or a function in a wrapper:
/// `Tool.from_function(f)`, `partial(f, client)`, `audited("read", f)`.
Meaning Reader::call(const Meaning& written, const Round& round, int depth) const {
  const auto part = [&](const Node& node) {
    return meaning({.node = &node, .code = written.code, .scope = written.scope}, round, depth + 1);
  };
  const Node& node = *written.node;
  const std::span<const Node> arguments = node.parts().subspan(1);
  if (node.part(0).is(NodeKind::Name) && node.part(0).name() == "getattr" && arguments.size() > 1) {
    return member(part(arguments[0]), part(arguments[1]).text, round, depth);
  }
  Meaning made = written;
  made.symbol = program_.resolve(written.code, written.scope, node.part(0));
  if (made.is(Symbol::Kind::Class)) return made;
  for (const Node& argument : arguments) {
    Meaning one = part(argument.is(NodeKind::Keyword) ? argument.part(0) : argument);
    if (one.is(Symbol::Kind::Function)) return one;
  }
  made.symbol = {};
  return made;
}

Meaning Reader::meaning(const Meaning& written, const Round& round, int depth) const {
  if (written.node == nullptr || depth > kDeepest) return written;
  switch (written.node->kind()) {
    case NodeKind::Name:
      return name(written, round, depth);
    case NodeKind::Attribute: {
      const Meaning base =
          meaning({.node = &written.node->part(0), .code = written.code, .scope = written.scope},
                  round, depth + 1);
      return member(base, written.node->name(), round, depth);
    }
    case NodeKind::Subscript:
      return item(written, round, depth);
    case NodeKind::Call:
      return call(written, round, depth);
    case NodeKind::String: {
      Meaning text = written;
      text.text = written.node->value();
      text.span = written.node->span();
      return text;
    }
    default:
      return written;
  }
}

/// What `target` stands for if it is given `value`: names, or a tuple of them.
void Reader::bind(const Node& target, const Meaning& value, Round& round) const {
  if (target.is(NodeKind::Name)) {
    round.emplace_back(target.name(), value);
    return;
  }
  if (!target.is(NodeKind::Sequence) || value.node == nullptr) return;
  const bool is_pair = value.node->is(NodeKind::Pair) || value.node->is(NodeKind::Sequence);
  if (!is_pair || value.node->parts().size() != target.parts().size()) return;
  for (std::size_t i = 0; i < target.parts().size(); ++i) {
    bind(target.part(i), {.node = &value.node->part(i), .code = value.code, .scope = value.scope},
         round);
  }
}

/// Whether a loop over all members of something keeps this one: bodies of such loops ask for a
/// beginning of the name, or for a mark that a decorator left.
bool Reader::is_taken(const Function& function) const {
  if (function.name.starts_with('_')) return false;
  bool taken = true;
  const auto look = [&](const Node& node) {
    if (!node.is(NodeKind::Call) || node.parts().size() < 2) return;
    const std::string_view asked = node.part(0).name();
    const Node* text = node.argument(0);
    if (asked == "startswith" && text->is(NodeKind::String) && !text->value().starts_with('_')) {
      taken = taken && function.name.starts_with(text->value());
    }
    const bool asks_mark = asked == "hasattr" || (asked == "getattr" && node.parts().size() > 3);
    const Node* mark = node.argument(1);
    if (asks_mark && mark != nullptr && mark->is(NodeKind::String)) {
      taken = taken && !function.decorators.empty();
    }
  };
  for (const Node* loop : site_.loops) each_node(*loop, look);
  return taken;
}

/// `inspect.getmembers(x)`, `dir(x)`, `vars(x).items()`: the functions of a module or class.
void Reader::go_through_members(const Node& target, const Meaning& owner, const Round& outer,
                                std::vector<Round>& rounds) const {
  const bool is_class = owner.is(Symbol::Kind::Class);
  if (!is_class && !owner.is(Symbol::Kind::Module)) return;
  const Code& file = program_.code(owner.symbol.code);
  for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
    const Function& function = file.functions[i];
    const bool is_member = is_class ? function.enclosing_class == owner.symbol.index
                                    : function.enclosing_class == kNone && function.parent == kNone;
    if (!is_member || function.name.empty() || !is_taken(function)) continue;
    Meaning name;
    name.text = function.name;
    name.span = function.name_span;
    Meaning value{.symbol = {Symbol::Kind::Function, owner.symbol.code, i, name.text}};
    Round round = outer;
    if (target.is(NodeKind::Name)) {
      bind(target, name, round);
    } else if (target.parts().size() == 2) {
      bind(target.part(0), name, round);
      bind(target.part(1), value, round);
    }
    rounds.push_back(std::move(round));
  }
}

void Reader::go_through_call(const Node& target, const Meaning& call, const Round& outer,
                             std::vector<Round>& rounds) const {
  const Node& node = *call.node;
  const Node& callee = node.part(0);
  const auto part = [&](const Node& one) {
    return meaning({.node = &one, .code = call.code, .scope = call.scope}, outer, 0);
  };
  if (callee.name() == "enumerate" && node.parts().size() > 1 && target.parts().size() == 2) {
    return go_through(target.part(1), part(node.part(1)), outer, rounds);
  }
  constexpr auto kMembers = std::to_array<std::string_view>({"getmembers", "dir", "vars"});
  constexpr auto kCopies =
      std::to_array<std::string_view>({"list", "tuple", "sorted", "reversed", "set"});
  if (node.parts().size() > 1 && std::ranges::find(kMembers, callee.name()) != kMembers.end()) {
    return go_through_members(target, part(node.part(1)), outer, rounds);
  }
  if (node.parts().size() > 1 && std::ranges::find(kCopies, callee.name()) != kCopies.end()) {
    return go_through(target, part(node.part(1)), outer, rounds);
  }
  if (!callee.is(NodeKind::Attribute)) return;
  const Node& receiver = callee.part(0);
  const bool is_members = receiver.is(NodeKind::Call) && receiver.part(0).name() == "vars";
  if (is_members && receiver.parts().size() > 1) {
    return go_through_members(target, part(receiver.part(1)), outer, rounds);
  }
  const Meaning table = part(receiver);
  if (table.node == nullptr || !table.node->is(NodeKind::Mapping)) return;
  for (const Node& pair : table.node->parts()) {
    if (!pair.is(NodeKind::Pair)) continue;
    const Node* taken = &pair;
    if (callee.name() == "values") taken = &pair.part(1);
    if (callee.name() == "keys") taken = &pair.part(0);
    Round round = outer;
    bind(target, {.node = taken, .code = table.code, .scope = table.scope}, round);
    rounds.push_back(std::move(round));
  }
}

void Reader::go_through(const Node& target, const Meaning& items, const Round& outer,
                        std::vector<Round>& rounds) const {
  if (items.node == nullptr) return;
  if (items.node->is(NodeKind::Call)) return go_through_call(target, items, outer, rounds);
  const bool is_table = items.node->is(NodeKind::Mapping);
  if (!is_table && !items.node->is(NodeKind::Sequence)) return;
  for (const Node& item : items.node->parts()) {
    const bool is_pair = item.is(NodeKind::Pair);
    if (is_table && !is_pair) continue;
    Round round = outer;
    bind(target,
         {.node = is_pair ? &item.part(0) : &item, .code = items.code, .scope = items.scope},
         round);
    rounds.push_back(std::move(round));
  }
}

void Reader::add_rounds(const Node& target, const Node& iterable, const Round& outer,
                        std::vector<Round>& rounds) const {
  const bool is_call = iterable.is(NodeKind::Call);
  go_through(target, is_call ? at(iterable) : meaning(iterable, outer), outer, rounds);
}

std::vector<Round> Reader::rounds() const {
  std::vector<Round> rounds(1);
  const auto enter = [&](const Node& target, const Node& iterable) {
    std::vector<Round> inner;
    for (const Round& outer : rounds) {
      if (inner.size() < kMostRounds) add_rounds(target, iterable, outer, inner);
    }
    rounds = std::move(inner);
  };
  for (const Node* loop : site_.loops) {
    if (loop->is(NodeKind::For)) enter(loop->part(0), loop->part(1));
    if (!loop->is(NodeKind::Comprehension)) continue;
    for (const Node& clause : loop->parts()) {
      if (clause.is(NodeKind::Generator)) enter(clause.part(0), clause.part(1));
    }
  }
  return rounds;
}

std::vector<Handed> functions_handed(const LoopSite& site, const Node& argument, const Node* name) {
  const Reader reader(site);
  std::vector<Handed> handed;
  for (const Round& round : reader.rounds()) {
    const Meaning it = reader.meaning(argument, round);
    if (!it.is(Symbol::Kind::Function)) continue;
    const flow::FunctionId id{it.symbol.code, it.symbol.index};
    const bool is_known =
        std::ranges::any_of(handed, [&](const Handed& one) { return one.function == id; });
    if (is_known) continue;
    Handed& added = handed.emplace_back();
    added.function = id;
    if (name == nullptr) continue;
    const Meaning called = reader.meaning(*name, round);
    added.name = called.text;
    added.name_span = called.span;
  }
  return handed;
}

}  // namespace mcplint
