// Where in texts and lists data stands: what is fixed in front of it.

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// What a rule reads of a text's beginning; statements are long, so their last
/// words are kept as well.
static constexpr std::size_t kLongestText = 600;

static void append(std::string& text, std::string_view more) {
  text += more;
  if (text.size() > kLongestText) text.erase(kLongestText / 2, text.size() - kLongestText);
}

/// Whether a text that ends with `piece` is known to have no separator at its end.
static bool lacks_separator(const Value& piece) {
  if (!piece.is_fixed || piece.text.empty()) return piece.ends_in_name;
  return !piece.text.ends_with('/') && !piece.text.ends_with('\\');
}

/// Several values side by side in one text.
Value Walker::joined_text(const std::vector<Value>& pieces) {
  Value result;
  result.type = "str";
  result.is_fixed = true;
  std::string before;
  std::size_t fixed = 0;  // how much of `before` is so for certain
  bool has_text = false;
  for (const Value& piece : pieces) {
    std::vector<Taint> taints = piece.taints;
    for (Taint& taint : taints) {
      std::string prefix = before;
      if (taint.place.before != nullptr) {
        for (const std::string_view item : *taint.place.before)
          append(prefix, std::string(item) + " ");
      }
      append(prefix, taint.place.prefix);
      taint.whole = false;
      taint.place = {.prefix = analysis_.intern(prefix),
                     .before = nullptr,
                     .in_list = false,
                     .embedded = taint.place.embedded || pieces.size() > 1};
    }
    add_taints(result, taints);
    append(before, piece.text);
    has_text = has_text || piece.never_false || !piece.text.empty();
    if (result.is_fixed) fixed = before.size();
    if (piece.is_fixed) continue;
    result.is_fixed = false;
    append(before, kHole);
  }
  result.text = analysis_.intern(std::string_view(before).substr(0, fixed));
  result.ends_in_name = !pieces.empty() && lacks_separator(pieces.back());
  result.never_false = has_text;
  result.never_true = result.is_fixed && result.text.empty();
  return result;
}

Value Walker::text(const Node& node, State& state) {
  std::vector<Value> pieces;
  for (const Node& part : node.parts()) pieces.push_back(evaluate(part, state));
  return joined_text(pieces);
}

static std::shared_ptr<const std::vector<std::string_view>> shared(
    std::vector<std::string_view> items) {
  return std::make_shared<const std::vector<std::string_view>>(std::move(items));
}

static std::vector<std::string_view> items_of(const Value& value) {
  return value.items == nullptr ? std::vector<std::string_view>() : *value.items;
}

/// `taints` as (in) an item behind `before`.
static std::vector<Taint> placed(std::vector<Taint> taints,
                                 const std::vector<std::string_view>& before) {
  for (Taint& taint : taints) {
    std::vector<std::string_view> all = before;
    if (taint.place.before != nullptr) {
      all.insert(all.end(), taint.place.before->begin(), taint.place.before->end());
    }
    taint.place.before = shared(std::move(all));
    taint.place.in_list = true;
    taint.whole = false;
  }
  return taints;
}

static constexpr std::size_t kMostItems = 64;

void Walker::append_item(Value& list, const Value& added) {
  std::vector<std::string_view> items = items_of(list);
  add_taints(list, placed(added.taints, items));
  const bool is_alike = items.empty() || list.holds == added.instance;
  list.holds = is_alike ? added.instance : ClassId();
  if (items.size() < kMostItems) items.push_back(added.is_fixed ? added.text : std::string_view());
  list.items = shared(std::move(items));
  list.parts = nullptr;
}

Value Walker::joined_lists(const Value& left, const Value& right) {
  Value result = left;
  std::vector<std::string_view> items = items_of(left);
  add_taints(result, placed(right.taints, items));
  const std::vector<std::string_view> more = items_of(right);
  if (left.items != nullptr && items.size() + more.size() <= kMostItems) {
    items.insert(items.end(), more.begin(), more.end());
    if (right.items == nullptr) items.emplace_back();
    result.items = shared(std::move(items));
  }
  result.parts = nullptr;
  result.condition = nullptr;
  return result;
}

Value Walker::sequence(const Node& node, State& state) {
  Value list;
  list.items = shared({});
  std::vector<Value> parts;
  bool has_spread = false;
  for (const Node& part : node.parts()) {
    Value value = evaluate(part, state);
    if (part.is(NodeKind::Spread)) {
      has_spread = true;
      list = joined_lists(list, value);
    } else {
      append_item(list, value);
    }
    parts.push_back(std::move(value));
  }
  list.never_true = node.parts().empty();
  list.never_false = !node.parts().empty() && !has_spread;
  constexpr std::size_t kMostParts = 8;
  const bool is_small = parts.size() <= kMostParts && !has_spread;
  if (is_small) list.parts = std::make_shared<const std::vector<Value>>(std::move(parts));
  return list;
}

Value Walker::mapping(const Node& node, State& state) {
  Value result;
  std::vector<Target> targets;
  std::vector<std::pair<std::string_view, Value>> fields;
  bool all_known = true;
  for (const Node& part : node.parts()) {
    const bool is_pair = part.is(NodeKind::Pair) && part.parts().size() == 2;
    const Value key = is_pair ? evaluate(part.part(0), state) : Value();
    Value value = is_pair ? evaluate(part.part(1), state) : all_parts(part, state);
    add_taints(result, key.taints);
    add_taints(result, value.taints);
    all_known = all_known && key.is_fixed;
    if (value.instance.known()) targets.push_back({key.text, {}, value.instance, nullptr});
    if (value.targets != nullptr) {
      for (Target target : *value.targets) {
        if (is_pair) target.key = key.text;
        targets.push_back(std::move(target));
      }
    }
    fields.emplace_back(key.text, std::move(value));
  }
  for (Taint& taint : result.taints) taint.whole = false;
  if (!targets.empty()) {
    result.targets = std::make_shared<const std::vector<Target>>(std::move(targets));
  }
  const bool has_data = all_known && fields.size() <= kMostItems && !result.taints.empty();
  if (has_data) result.fields = std::make_shared<const decltype(fields)>(std::move(fields));
  return result;
}

/// `"a %s b" % x`, `"a {} b".format(x)`: `data` behind what stands before `mark`.
static Value filled(const Value& pattern, const Value& data, char mark, Analysis& analysis) {
  Value result;
  result.type = "str";
  const std::string_view start = pattern.text.substr(0, pattern.text.find(mark));
  result.text = start;
  for (Taint taint : data.taints) {
    taint.whole = false;
    taint.place = {.prefix = analysis.intern(std::string(start) + std::string(taint.place.prefix)),
                   .before = nullptr,
                   .in_list = false,
                   .embedded = pattern.text.size() > 2 || taint.place.embedded};
    add_taints(result, {taint});
  }
  add_taints(result, pattern.taints);
  return result;
}

Value Walker::format_text(const Value& pattern, const Value& data) {
  return filled(pattern, data, '{', analysis_);
}

Value Walker::binary(const Node& node, State& state) {
  Value left = evaluate(node.part(0), state);
  Value right = evaluate(node.part(1), state);
  const bool joins_path =
      node.name() == "/" && (left.type == "pathlib.Path" || right.type == "pathlib.Path");
  if (joins_path) {
    Value separator;
    separator.text = "/";
    separator.is_fixed = true;
    Value value = joined_text({left, separator, right});
    value.type = "pathlib.Path";
    return value;
  }
  if (node.name() == "+" && (left.items != nullptr || right.items != nullptr)) {
    return joined_lists(left, right);
  }
  if (node.name() == "+") {
    Value value = joined_text({left, right});
    value.type = left.type.empty() ? right.type : left.type;
    return value;
  }
  if (node.name() == "%" && left.type == "str") return filled(left, right, '%', analysis_);
  Value value;
  value.type = left.type;
  add_taints(value, left.taints);
  add_taints(value, right.taints);
  for (Taint& taint : value.taints) taint.whole = false;
  value.condition = &node;
  return value;
}

Value Walker::augment(const Node& node, State& state) {
  const Value before = evaluate(node.part(0), state);
  const Value added = evaluate(node.part(1), state);
  Value value;
  if (node.name() == "+=" && (before.items != nullptr || added.items != nullptr)) {
    value = joined_lists(before, added);
  } else if (node.name() == "+=") {
    value = joined_text({before, added});
    value.type = before.type;
  } else {
    value = before;
    add_taints(value, added.taints);
  }
  assign(node.part(0), value, state);
  return value;
}

/// `" ".join(list)`
Value Walker::text_of_list(const Value& list, std::string_view separator) {
  Value result;
  result.type = "str";
  std::string before;
  if (list.items != nullptr) {
    for (const std::string_view item : *list.items) {
      if (item.empty()) break;
      append(before, item);
      append(before, separator);
    }
  }
  result.text = analysis_.intern(before);
  for (Taint taint : list.taints) {
    std::string prefix;
    if (taint.place.before != nullptr) {
      for (const std::string_view item : *taint.place.before) {
        append(prefix, item.empty() ? kHole : item);
        append(prefix, separator);
      }
    }
    append(prefix, taint.place.prefix);
    taint.whole = false;
    taint.place.embedded = taint.place.embedded || taint.place.in_list;
    taint.place.joined = !taint.place.in_list;
    taint.place.in_list = false;
    taint.place.before = nullptr;
    taint.place.prefix = analysis_.intern(prefix);
    add_taints(result, {taint});
  }
  return result;
}

/// `list.append(x)`, `d.update(x)`: the object holds more than before.
bool Walker::change_list(const Callee& callee, const Arguments& arguments, State& state) const {
  const std::size_t dot = callee.name.rfind('.');
  const std::string_view method = callee.name.substr(dot == std::string_view::npos ? 0 : dot + 1);
  const bool adds = method == "append" || method == "add" || method == "insert";
  const bool extends = method == "extend" || method == "update" || method == "extendleft";
  const bool is_variable =
      callee.receiver_node != nullptr &&
      (callee.receiver_node->is(NodeKind::Name) || callee.receiver_node->is(NodeKind::Attribute));
  if (!recording_ || !callee.is_method || !is_variable || !(adds || extends)) return false;
  const std::string_view name = callee.receiver_node->span().text;
  Value changed = callee.receiver;
  for (const Argument& argument : arguments) {
    if (argument.position == kReceiver) continue;
    if (adds) {
      append_item(changed, argument.value);
    } else {
      changed = joined_lists(changed, argument.value);
      if (argument.value.fields == nullptr) changed.fields = nullptr;
    }
  }
  const bool matters = changed.items != nullptr || !changed.taints.empty();
  if (matters) state.variables.set(name, std::move(changed));
  return true;
}

}  // namespace mcplint::flow
