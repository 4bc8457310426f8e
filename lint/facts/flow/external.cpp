// Calls of other people's code: what comes back.

#include <algorithm>
#include <utility>

#include "lint/facts/flow/propagation.h"
#include "lint/facts/flow/walker.h"

namespace mcplint::flow {

/// `arguments.get("path")` is an item, as `arguments["path"]` is.
const Value* Walker::key_of_item(std::string_view method, const Arguments& arguments) {
  const bool reads = method == "get" || method == "pop";
  if (!reads || arguments.size() < 2 || !arguments[1].keyword.empty()) return nullptr;
  return arguments[1].value.is_fixed ? &arguments[1].value : nullptr;
}

/// The words of a command line that is split into a list.
static void split_words(Taint& taint, Analysis& analysis) {
  std::vector<std::string_view> words;
  std::string_view rest = taint.place.prefix;
  while (!rest.empty()) {
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) break;
    if (space > 0) words.push_back(rest.substr(0, space));
    rest.remove_prefix(space + 1);
  }
  taint.place.prefix = analysis.intern(rest);
  taint.place.before = std::make_shared<const std::vector<std::string_view>>(std::move(words));
  taint.place.in_list = true;
}

/// What an open file or an answer brought in, read as a whole by `callee`.
static std::vector<Taint> all_of(const Value& source, std::string_view callee) {
  std::vector<Taint> held = source.taints;
  std::erase_if(held, [](const Taint& one) { return one.origin.is_given(); });
  for (Taint& taint : held) taint = with_call(std::move(taint), callee);
  return held;
}

/// What of the arguments the result is made of.
Value Walker::carried(const Callee& callee, const Arguments& arguments, std::string_view method,
                      Span span) {
  Value result;
  const bool from_receiver = callee.is_method && carries_receiver(method);
  const bool from_arguments = carries_arguments(callee.name) ||
                              (callee.is_method && (method == "joinpath" || method == "with_name"));
  const bool keeps_whole = keeps_items(callee.name);
  // `path.replace("..", "")`: what is replaced says how much that is worth.
  std::string_view removed;
  if (method == "replace" && arguments.size() > 1 && arguments[1].value.is_fixed) {
    removed = analysis_.intern("replace " + std::string(arguments[1].value.text));
  }
  const Value* key = callee.is_method ? key_of_item(method, arguments) : nullptr;
  for (const Argument& argument : arguments) {
    const bool is_receiver = argument.position == kReceiver;
    if (is_receiver && arguments.size() == 1 && reads_all(method)) {
      add_taints(result, all_of(argument.value, callee.name));
      if (!from_receiver) continue;
    }
    if (!(is_receiver ? from_receiver : from_arguments)) continue;
    if (is_receiver && key != nullptr) {
      const Value* field = argument.value.field(key->text);
      add_taints(result,
                 field != nullptr ? field->taints : item(argument.value, key->text, span).taints);
      continue;
    }
    std::vector<Taint> taints = argument.value.taints;
    for (Taint& taint : taints) {
      const bool was_whole = taint.whole;
      taint = with_call(std::move(taint), callee.name);
      if (!removed.empty()) taint = with_call(std::move(taint), removed);
      taint.whole = was_whole && keeps_whole;
      if (callee.name == "shlex.split") split_words(taint, analysis_);
    }
    add_taints(result, taints);
  }
  return result;
}

/// `"…".format(x)`, `" ".join(list)`, `shlex.join(list)`: a text made of others.
bool Walker::makes_text(const Callee& callee, const Arguments& arguments, std::string_view method,
                        Value& result) {
  const bool joins = (callee.is_method && method == "join") || callee.name == "shlex.join";
  const bool formats = callee.is_method && method == "format";
  if (!joins && !formats) return false;
  std::string_view separator = " ";
  for (const Argument& argument : arguments) {
    if (argument.position != kReceiver) continue;
    separator = argument.value.text;
    if (joins) add_taints(result, argument.value.taints);
  }
  for (const Argument& argument : arguments) {
    if (argument.position == kReceiver) continue;
    Value part = joins ? text_of_list(argument.value, separator)
                       : format_text(callee.receiver, argument.value);
    for (Taint& taint : part.taints) taint = with_call(std::move(taint), callee.name);
    add_taints(result, part.taints);
    result.text = part.text;
  }
  result.type = "str";
  return true;
}

/// `getattr(self, f"handle_{name}")`: each method that begins so.
void Walker::add_named_methods(const Arguments& arguments, Value& result) {
  if (arguments.size() < 2 || !arguments[0].value.instance.known()) return;
  const ClassId id = arguments[0].value.instance;
  const Value& wanted = arguments[1].value;
  if (wanted.text.empty()) return;
  std::vector<Target> targets;
  for (const std::uint32_t index : analysis_.program().code(id.code).classes[id.index].methods) {
    const std::string_view name = analysis_.program().code(id.code).functions[index].name;
    const bool is_it = wanted.is_fixed ? name == wanted.text : name.starts_with(wanted.text);
    if (!is_it) continue;
    Target target;
    target.key = wanted.is_fixed ? std::string_view() : name.substr(wanted.text.size());
    target.function = {id.code, index};
    target.receiver = std::make_shared<const Value>(arguments[0].value);
    targets.push_back(std::move(target));
  }
  result.targets = std::make_shared<const std::vector<Target>>(std::move(targets));
  result.chosen_by = std::make_shared<const Value>(wanted);
}

/// Whether what `callee` returns is a path as text without a separator at its end.
bool Walker::makes_folder_name(const Callee& callee, const Arguments& arguments) {
  if (takes_separators(callee.name)) return true;
  const bool makes_text = callee.name == "str" && arguments.size() == 1;
  if (!makes_text) return false;
  // Whoever makes a text of it does not have one yet.
  const Value& made_of = arguments.front().value;
  return made_of.ends_in_name || made_of.type.empty() || made_of.type == "pathlib.Path";
}

/// The calls that made it: "sqlite3.connect.cursor".
static std::string made_by(std::string_view callee, const Value& receiver,
                           std::string_view method) {
  constexpr std::size_t kLongest = 120;
  std::string made(callee);
  if (callee.starts_with("*.")) {
    if (receiver.made_by.empty()) return {};
    made = std::string(receiver.made_by) + "." + std::string(method);
  }
  return made.size() > kLongest ? std::string() : made;
}

/// `cursor.execute("SELECT … WHERE name = ?", (name,))`: whether a row comes back says
/// something of `name`.
void Walker::bind_data(const Callee& callee, const Arguments& arguments, State& state,
                       Value& result) {
  std::vector<Taint> bound;
  for (const Argument& argument : arguments) {
    if (argument.position == kReceiver) continue;
    const bool is_statement = argument.position == 0;
    if (is_statement && is_chosen(argument.value)) return;
    bound.insert(bound.end(), argument.value.taints.begin(), argument.value.taints.end());
  }
  if (bound.empty()) return;
  result.bound = std::make_shared<const std::vector<Taint>>(std::move(bound));
  if (!callee.receiver_node->is(NodeKind::Name)) return;
  Value receiver = callee.receiver;
  receiver.bound = result.bound;
  state.variables.set(callee.receiver_node->name(), std::move(receiver));
}

Value Walker::external_call(const Callee& callee, const Arguments& arguments, const Node& node,
                            State& state) {
  const std::string_view method = callee.name.substr(callee.name.rfind('.') + 1);
  if (may_refuse(callee.name)) {
    for (const Argument& argument : arguments) {
      add_guard(argument.value, callee.name, argument.position, Outcome::Returned, node.span(),
                state);
    }
  }
  if (change_list(callee, arguments, state)) return {};
  Value result;
  if (!makes_text(callee, arguments, method, result)) {
    result = carried(callee, arguments, method, node.span());
  }
  const bool reads_table = callee.is_method && method == "get" && arguments.size() > 1 &&
                           callee.receiver.targets != nullptr;
  if (reads_table) {
    result = item_of_table(callee.receiver, *arguments[1].node, arguments[1].value);
  }
  if (callee.name == "getattr") add_named_methods(arguments, result);
  if (callee.is_method && method == "execute") bind_data(callee, arguments, state, result);

  // Class names are capitalised: what they make has their type.
  const bool makes_instance = callee.symbol.kind == Symbol::Kind::External && !method.empty() &&
                              method.front() >= 'A' && method.front() <= 'Z';
  if (returns_request(callee.name)) {
    bring_in(analysis_.intern(callee.name), node, {}, result);
    result.taints.back().origin.is_request = true;
  }
  if (analysis_.brings_in(callee.name)) {
    const Value* first = arguments.empty() ? nullptr : &arguments.front().value;
    const bool is_fixed = first != nullptr && first->is_fixed;
    bring_in(analysis_.intern(callee.name), node, is_fixed ? first->text : "", result);
  }
  result.ends_in_name = makes_folder_name(callee, arguments);
  if (result.type.empty()) result.type = result_type(callee.name);
  if (result.type.empty() && makes_instance) result.type = callee.name;
  const std::string made = made_by(callee.name, callee.receiver, method);
  if (!made.empty()) result.made_by = analysis_.intern(made);
  if (callee.name == "re.compile" && !arguments.empty() && arguments[0].value.is_fixed) {
    result.text = arguments[0].value.text;
  }
  return result;
}

}  // namespace mcplint::flow
