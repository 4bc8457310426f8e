// Statements: which ways there are, and what holds where they meet.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

void Walker::block(const Node& node, State& state) {
  for (const Node& part : node.parts()) {
    if (state.dead) return;
    statement(part, state);
  }
}

void Walker::statement(const Node& node, State& state) {
  switch (node.kind()) {
    case NodeKind::If:
      return if_statement(node, state);
    case NodeKind::For:
      return for_statement(node, state);
    case NodeKind::While:
      return while_statement(node, state);
    case NodeKind::Try:
      return try_statement(node, state);
    case NodeKind::With:
      return with_statement(node, state);
    case NodeKind::Match:
      return match_statement(node, state);
    case NodeKind::Return:
      return return_statement(node, state);
    case NodeKind::Raise:
      for (const Node& part : node.parts()) evaluate(part, state);
      state.dead = true;
      return;
    case NodeKind::Assert:
      if (node.parts().empty()) return;
      evaluate(node.part(0), state);
      return assume(node.part(0), true, state);
    case NodeKind::Jump:
      if (!loops_.empty()) {
        State& target = node.name() == "break" ? loops_.back().breaks : loops_.back().continues;
        target = merge(std::move(target), state);
      }
      state.dead = true;
      return;
    case NodeKind::Block:
      return block(node, state);
    case NodeKind::Function:
    case NodeKind::Class:
      return;  // looked at when called
    default:
      evaluate(node, state);
  }
}

/// `root` of `root is None` and of `not root`; null if the test is another.
static const Node* tested_for_unset(const Node& condition) {
  if (condition.is(NodeKind::Not) && !condition.parts().empty()) {
    const Node& operand = condition.part(0);
    const bool is_plain = operand.is(NodeKind::Name) || operand.is(NodeKind::Attribute);
    return is_plain ? &operand : nullptr;
  }
  const bool is_none = condition.is(NodeKind::Compare) && condition.name() == "is" &&
                       condition.part(1).span().text == "None";
  return is_none ? &condition.part(0) : nullptr;
}

static bool only_returns(const Node& body) {
  return !body.parts().empty() && body.parts().back().is(NodeKind::Return);
}

/// Whether the function finds a value where the file or its object keeps it: what it made
/// itself is no setting, and of a parameter without data nobody knows who chose it.
static bool is_from_outside(const Node& value, const Function& function, const State& state) {
  const Node* root = &value;
  while (root->is(NodeKind::Attribute)) root = &root->part(0);
  if (!root->is(NodeKind::Name)) return false;
  if (state.variables.find(root->name()) == nullptr) return true;
  return root != &value && is_self(function, 0) && function.parameters[0].name == root->name() &&
         state.variables.find(value.span().text) == nullptr;
}

/// `if root is None: return`: from here on, what is returned on other ways is known on its
/// own, for callers that give a setting of their own for `root`.
void Walker::start_switch(const Node& condition, State& state) {
  const Node* tested = tested_for_unset(condition);
  if (tested == nullptr || inline_returns_ != nullptr || function() == nullptr) return;
  std::vector<Taint> given = evaluate(*tested, state).taints;
  std::erase_if(given, [](const Taint& taint) { return !taint.origin.is_given(); });
  if (given.empty() && !is_from_outside(*tested, *function(), state)) return;
  for (const Taint& taint : given) {
    const bool is_mine = is_self(*function(), taint.origin.parameter);
    if (!is_mine && !taint.whole) return;
    if (!is_mine) summary_.switches.push_back(taint.origin);
  }
  if (summary_.if_set == nullptr) {
    auto copy = std::make_shared<Summary>();
    copy->result = summary_.result;
    copy->if_returned = summary_.if_returned;
    copy->if_true = summary_.if_true;
    copy->if_false = summary_.if_false;
    has_result_if_set_ = has_result_;
    summary_.if_set = std::move(copy);
  }
  is_unset_ = true;
}

void Walker::if_statement(const Node& node, State& state) {
  evaluate(node.part(0), state);
  State otherwise = state;
  const bool was_unset = is_unset_;
  if (only_returns(node.part(1))) start_switch(node.part(0), state);
  assume(node.part(0), true, state);
  assume(node.part(0), false, otherwise);
  block(node.part(1), state);
  is_unset_ = was_unset;
  block(node.part(2), otherwise);
  state = merge(std::move(state), std::move(otherwise));
}

/// Twice is enough for what one round hands to the next.
static constexpr std::size_t kRounds = 2;
/// A list that is written out is gone through item by item, if it is this short.
static constexpr std::size_t kMostItems = 24;

static State nowhere() {
  State state;
  state.dead = true;
  return state;
}

/// The fixed texts that a loop goes through: the items of a list, the letters of a text.
static std::vector<std::string_view> fixed_items(const Value& items) {
  std::vector<std::string_view> result;
  if (is_chosen(items)) return result;
  if (items.items != nullptr) result = *items.items;
  if (items.is_fixed && items.text.size() <= kMostItems) {
    for (std::size_t i = 0; i < items.text.size(); ++i) result.push_back(items.text.substr(i, 1));
  }
  const auto is_unknown = [](std::string_view text) { return text.empty(); };
  const bool usable = result.size() <= kMostItems && std::ranges::none_of(result, is_unknown);
  return usable ? result : std::vector<std::string_view>();
}

static Value fixed_text(std::string_view text) {
  Value value;
  value.type = "str";
  value.text = text;
  value.is_fixed = true;
  return value;
}

void Walker::each_item(const Value& items, Span place,
                       const std::function<void(const Value&)>& with) {
  const std::vector<std::string_view> texts = fixed_items(items);
  for (const std::string_view text : texts) with(fixed_text(text));
  if (texts.empty()) with(item(items, {}, place));
}

/// Whether a variable of before a loop is behind its first round something that data, or a call,
/// may go through: only then does a second round see more than the first.
static bool hands_on(const Variables& before, const Variables& after) {
  return std::ranges::any_of(after, [&](const Variables::Entry& entry) {
    const auto& [name, value] = entry;
    const bool matters =
        !value->taints.empty() || !value->made_by.empty() || value->instance.known() ||
        value->targets != nullptr || value->parts != nullptr || value->fields != nullptr ||
        value->bound != nullptr || value->if_true != nullptr || value->if_false != nullptr;
    if (!matters) return false;
    const Value* old = before.find(name);
    // What the loop made new was made before it is used; an attribute was there, and not known.
    return old == nullptr ? name.find('.') != std::string_view::npos : old != value.get();
  });
}

void Walker::for_statement(const Node& node, State& state) {
  const Value items = evaluate(node.part(1), state);
  loops_.push_back({nowhere(), nowhere()});
  Checks gained;  // by each item that went through the body
  bool is_first = true;
  const auto round = [&](const Value& one) {
    State body = state;
    assign(node.part(0), one, body);
    block(node.part(2), body);
    body = merge(std::move(body), std::exchange(loops_.back().continues, nowhere()));
    if (!body.dead) gained = is_first ? body.checks : join(gained, body.checks);
    is_first = is_first && body.dead;
    const Checks so_far = body.checks;
    state = merge(std::move(state), std::move(body));
    if (!is_chosen(items) && !state.dead) {
      // A list of settings is not empty: what each round checks has been checked.
      for (const Check& check : so_far) add_check(state.checks, check);
    }
  };
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Variables before = state.variables;
    each_item(items, node.part(1).span(), round);
    if (!fixed_items(items).empty() || !hands_on(before, state.variables)) break;
  }
  // All items went through the body: what holds for each holds for the whole.
  for (const Taint& taint : items.taints) {
    for (Check& check : checks_of(taint.origin, gained)) add_check(state.checks, std::move(check));
  }
  State breaks = std::move(loops_.back().breaks);
  loops_.pop_back();
  block(node.part(3), state);
  state = merge(std::move(state), std::move(breaks));
}

void Walker::while_statement(const Node& node, State& state) {
  loops_.push_back({nowhere(), nowhere()});
  for (std::size_t round = 0; round < kRounds; ++round) {
    const Variables before = state.variables;
    State body = state;
    evaluate(node.part(0), body);
    assume(node.part(0), true, body);
    block(node.part(1), body);
    body = merge(std::move(body), std::exchange(loops_.back().continues, nowhere()));
    state = merge(std::move(state), std::move(body));
    if (!hands_on(before, state.variables)) break;
  }
  State breaks = std::move(loops_.back().breaks);
  loops_.pop_back();
  const bool endless = node.part(0).span().text == "True" || node.part(0).span().text == "1";
  if (endless) {
    state.dead = true;
  } else {
    assume(node.part(0), false, state);
  }
  block(node.part(2), state);
  state = merge(std::move(state), std::move(breaks));
}

void Walker::try_statement(const Node& node, State& state) {
  const State before = state;
  block(node.part(0), state);

  // An exception may come from anywhere in the body.
  State thrown = before;
  if (!state.dead) thrown = merge(std::move(thrown), state);
  thrown.checks = before.checks;

  block(node.part(1), state);
  for (const Node& handler : node.parts().subspan(3)) {
    State handling = thrown;
    block(handler.part(0), handling);
    state = merge(std::move(state), std::move(handling));
  }
  if (state.dead && !node.part(2).parts().empty()) {
    State last = thrown;  // what runs on the way out
    block(node.part(2), last);
    return;
  }
  block(node.part(2), state);
}

void Walker::with_statement(const Node& node, State& state) {
  const std::size_t items = node.parts().size() - 1;
  for (const Node& item : node.parts().first(items)) {
    const Value value = evaluate(item.part(0), state);
    if (item.parts().size() > 1) assign(item.part(1), value, state);
  }
  block(node.part(items), state);
}

void Walker::match_statement(const Node& node, State& state) {
  const Value subject = evaluate(node.part(0), state);
  State after = nowhere();
  bool has_default = false;
  for (const Node& one : node.parts().subspan(1)) {
    const Node& pattern = one.part(0);
    State branch = state;
    const bool is_value = pattern.is(NodeKind::String) || pattern.is(NodeKind::Attribute);
    const Value wanted = is_value ? evaluate(pattern, state) : Value();
    if (wanted.is_fixed) {
      add_guard(subject, "==", 0, Outcome::True, pattern.span(), branch, wanted.text);
    }
    bind_pattern(pattern, subject, branch);
    const bool has_guard = !one.part(1).span().empty();
    if (has_guard) {
      evaluate(one.part(1), branch);
      assume(one.part(1), true, branch);
    }
    has_default =
        has_default || (pattern.is(NodeKind::Name) && !has_guard) || pattern.span().text == "_";
    block(one.part(2), branch);
    after = merge(std::move(after), std::move(branch));
  }
  state = has_default ? std::move(after) : merge(std::move(state), std::move(after));
}

}  // namespace mcplint::flow
