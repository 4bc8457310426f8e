#include "lint/facts/defaults.h"

#include <algorithm>
#include <utility>

#include "mcplint/nodes.h"

namespace mcplint {

namespace {

/// How many variables, flags and calls deep a text is looked for.
constexpr int kDeepest = 6;

class Reader {
 public:
  Reader(const Program& program, std::uint32_t code)
      : program_(program), file_(program.code(code)), code_(code) {}

  [[nodiscard]] Default read(std::uint32_t scope, const Node& node, int depth) const {
    if (depth > kDeepest) return {};
    switch (node.kind()) {
      case NodeKind::String: {
        Default found;
        found.text = node.value();
        found.span = node.span();
        return found;
      }
      case NodeKind::Number: {
        Default found;
        found.text = node.span().text;
        found.span = node.span();
        return found;
      }
      case NodeKind::Name:
        return variable(scope, node.name(), depth + 1);
      case NodeKind::Attribute: {
        // `transport.value`, of a member of an Enum.
        if (node.name() == "value") return read(scope, node.part(0), depth + 1);
        Default found = flag(node.name(), depth + 1);
        const bool is_flag = !found.text.empty() || !found.choices.empty();
        return is_flag ? found : field(scope, node, depth + 1);
      }
      case NodeKind::Logical:
        return either(scope, node.part(0), node.parts().back(), depth + 1);
      case NodeKind::Conditional:
        return either(scope, node.part(1), node.part(2), depth + 1);
      case NodeKind::Call:
        return call(scope, node, depth + 1);
      default:
        return {};
    }
  }

 private:
  static Default settable(Default value) {
    value.can_be_set = true;
    return value;
  }

  /// `os.getenv("HOST") or "127.0.0.1"`, `args.host if args.host else "127.0.0.1"`: what is
  /// given, if it is, and `otherwise`.
  [[nodiscard]] Default either(std::uint32_t scope, const Node& given, const Node& otherwise,
                               int depth) const {
    Default found = read(scope, otherwise, depth);
    Default first = read(scope, given, depth);
    if (found.text.empty()) return settable(std::move(first));
    if (found.variable.empty()) found.variable = std::move(first.variable);
    if (found.flag.empty()) found.flag = std::move(first.flag);
    return settable(std::move(found));
  }

  /// `os.getenv("HOST", "127.0.0.1")`, `typer.Option("127.0.0.1")`.
  [[nodiscard]] Default call(std::uint32_t scope, const Node& node, int depth) const {
    const std::string name = program_.resolve(code_, scope, node.part(0)).name;
    if (name == "typer.Option") return typer_option(scope, node, depth);
    // `os.getenv("TRANSPORT", "stdio").lower()`, `int(os.getenv("PORT", "8000"))`.
    const Node& callee = node.part(0);
    if (callee.is(NodeKind::Attribute) && is_tidying(callee.name())) {
      return read(scope, callee.part(0), depth);
    }
    const Node* first = node.argument(0);
    const bool converts = name.empty() && (callee.name() == "int" || callee.name() == "str");
    if (converts && first != nullptr) return read(scope, *first, depth);
    if (name != "os.getenv" && name != "os.environ.get") return {};
    const Node* value = node.argument(1, "default");
    Default found = value == nullptr ? Default() : read(scope, *value, depth);
    found.variable = first == nullptr ? "" : read(scope, *first, depth).text;
    return settable(std::move(found));
  }

  static bool is_tidying(std::string_view method) {
    return method == "lower" || method == "strip" || method == "upper" || method == "casefold";
  }

  [[nodiscard]] Default typer_option(std::uint32_t scope, const Node& node, int depth) const {
    const Node* value = node.argument(0, "default");
    Default found = value == nullptr ? Default() : read(scope, *value, depth);
    for (const Node& part : node.parts()) {
      if (part.is(NodeKind::String) && part.value().starts_with("--")) found.flag = part.value();
      if (!part.is(NodeKind::Keyword) || part.name() != "envvar") continue;
      if (part.part(0).is(NodeKind::String)) found.variable = part.part(0).value();
    }
    return settable(std::move(found));
  }

  /// What `option`, a call of add_argument() or click.option(), says of its flag.
  [[nodiscard]] Default option(const Node& option, std::string_view name, int depth) const {
    bool is_it = false;
    std::string flag;
    for (const Node& part : option.parts()) {
      if (!part.is(NodeKind::String)) continue;
      std::string word(part.value());
      if (word.starts_with("--")) flag = word;
      word.erase(0, word.find_first_not_of('-'));
      std::ranges::replace(word, '-', '_');
      is_it = is_it || word == name;
    }
    const Node* destination = option.argument(-1, "dest");
    if (destination != nullptr) is_it = destination->value() == name;
    if (!is_it) return {};
    const Node* value = option.argument(-1, "default");
    Default found = value == nullptr ? Default() : read(kNone, *value, depth);
    found.flag = std::move(flag);
    found.choices = choices(option, depth);
    const Node* variable = option.argument(-1, "envvar");
    if (variable != nullptr && variable->is(NodeKind::String)) found.variable = variable->value();
    return settable(std::move(found));
  }

  /// `choices=["stdio", "sse"]`, `type=click.Choice(["stdio", "sse"])`, `type=Transport`.
  [[nodiscard]] std::vector<std::string> choices(const Node& option, int depth) const {
    const Node* list = option.argument(-1, "choices");
    const Node* type = option.argument(-1, "type");
    if (list == nullptr && type != nullptr) {
      const bool is_choice = type->is(NodeKind::Call) && type->part(0).name() == "Choice";
      list = is_choice ? type->argument(0, "choices") : type;
    }
    if (list == nullptr) return {};
    if (list->is(NodeKind::Sequence)) return texts(list->parts());
    // `[one.value for one in Transport]`, `list(Transport)`
    if (list->is(NodeKind::Comprehension) && list->parts().size() == 2) {
      list = &list->part(1).parts().back();
    }
    if (list->is(NodeKind::Call) && list->argument(0) != nullptr) list = list->argument(0);
    return values_of(kNone, *list, depth);
  }

  /// `args.host`, of the flags that this file declares.
  [[nodiscard]] Default flag(std::string_view name, int depth) const {
    Default found;
    const auto look = [&](const Node& body) {
      each_node(body, [&](const Node& node) {
        const bool declares = node.is(NodeKind::Call) && node.part(0).is(NodeKind::Attribute) &&
                              node.part(0).name() == "add_argument";
        if (declares && found.flag.empty()) found = option(node, name, depth);
      });
    };
    look(file_.body);
    for (const Function& function : file_.functions) look(function.body);
    return found;
  }

  /// `settings.host`, where a class of the project declares `host: str = "127.0.0.1"`.
  [[nodiscard]] Default field(std::uint32_t scope, const Node& node, int depth) const {
    const Symbol owner = class_of(scope, node.part(0), depth);
    if (owner.kind != Symbol::Kind::Class) return {};
    const Class& it = program_.code(owner.code).classes[owner.index];
    const Reader home(program_, owner.code);
    for (const Field& one : it.fields) {
      if (one.name != node.name()) continue;
      const Node* value = &one.default_value;
      // pydantic and dataclasses: `Field("127.0.0.1")`, `field(default=…)`.
      if (value->is(NodeKind::Call)) {
        const Node* given = value->argument(0, "default");
        const Node* named = value->argument(-1, "default");
        const bool declares = value->part(0).name() == "Field" || value->part(0).name() == "field";
        if (declares) value = named != nullptr ? named : given;
      }
      if (value == nullptr || value->span().empty()) return {};
      return settable(home.read(it.parent, *value, depth));
    }
    const Node* member = member_of(it, node.name());
    return member == nullptr ? Default() : home.read(it.parent, *member, depth);
  }

  /// What a class gives `name` without a type: a member of an Enum, a constant; null if nothing.
  static const Node* member_of(const Class& it, std::string_view name) {
    for (const Node& statement : it.body.parts()) {
      const bool is_it = statement.is(NodeKind::Assign) && statement.parts().size() == 2 &&
                         statement.part(0).is(NodeKind::Name) && statement.part(0).name() == name;
      if (is_it) return &statement.part(1);
    }
    return nullptr;
  }

  /// All that a parameter of type `annotation` can be: `Literal["stdio", "http"]`, or the members
  /// of an Enum. Empty if that is not known.
  [[nodiscard]] std::vector<std::string> values_of(std::uint32_t scope, const Node& annotation,
                                                   int depth) const {
    if (depth > kDeepest) return {};
    if (!annotation.parts().empty() && !annotation.is(NodeKind::Attribute)) {
      const std::string_view name = annotation.part(0).name();
      // `Annotated[Transport, typer.Option(…)]`
      if (name == "Annotated") return values_of(scope, first_name_in(annotation), depth + 1);
      return name == "Literal" ? texts_in(annotation) : std::vector<std::string>();
    }
    const Symbol type = program_.resolve(code_, scope, annotation);
    if (type.kind != Symbol::Kind::Class) return {};
    const Class& it = program_.code(type.code).classes[type.index];
    const bool is_enum = std::ranges::any_of(
        it.bases, [](const Node& base) { return base.name().ends_with("Enum"); });
    if (!is_enum) return {};
    std::vector<std::string> all;
    for (const Node& statement : it.body.parts()) {
      if (!statement.is(NodeKind::Assign)) continue;
      if (!statement.parts().back().is(NodeKind::String)) return {};
      all.emplace_back(statement.parts().back().value());
    }
    return all;
  }

  /// The first name between the brackets of a type.
  static const Node& first_name_in(const Node& type) {
    const Node* found = &type.part(0);
    each_node(type, [&](const Node& node) {
      const bool is_name = node.is(NodeKind::Name) || node.is(NodeKind::Attribute);
      if (is_name && found == &type.part(0) && &node != found) found = &node;
    });
    return *found;
  }

  static std::vector<std::string> texts_in(const Node& type) {
    std::vector<std::string> all;
    each_node(type, [&](const Node& node) {
      if (node.is(NodeKind::String)) all.emplace_back(node.value());
    });
    return all;
  }

  /// The texts that `nodes` are; none if one of them is no text.
  static std::vector<std::string> texts(std::span<const Node> nodes) {
    std::vector<std::string> all;
    for (const Node& one : nodes) {
      if (!one.is(NodeKind::String)) return {};
      all.emplace_back(one.value());
    }
    return all;
  }

  /// The class that `node` is an instance of, or is itself; kind None if that is not known.
  [[nodiscard]] Symbol class_of(std::uint32_t scope, const Node& node, int depth) const {
    if (depth > kDeepest) return {};
    Symbol symbol = program_.resolve(code_, scope, node.is(NodeKind::Call) ? node.part(0) : node);
    if (symbol.kind == Symbol::Kind::Class) return symbol;
    if (symbol.kind == Symbol::Kind::Function && node.is(NodeKind::Call)) {
      return made_by(symbol, depth);
    }
    if (!node.is(NodeKind::Name)) return {};
    const bool is_elsewhere = symbol.kind == Symbol::Kind::Variable && symbol.code != code_;
    const Reader home(program_, is_elsewhere ? symbol.code : code_);
    const std::string_view name = is_elsewhere ? std::string_view(symbol.name) : node.name();
    for (std::uint32_t at = is_elsewhere ? kNone : scope;; at = home.file_.functions[at].parent) {
      const Node* value = home.only_value(at, name);
      if (value != nullptr && value->is(NodeKind::Call)) {
        return home.class_of(at, *value, depth + 1);
      }
      if (at == kNone) return {};
    }
  }

  /// The class of what a function such as `get_settings` returns.
  [[nodiscard]] Symbol made_by(const Symbol& function, int depth) const {
    const Function& it = program_.code(function.code).functions[function.index];
    Symbol found;
    each_node(it.body, [&](const Node& node) {
      if (!node.is(NodeKind::Return) || node.parts().empty()) return;
      if (found.kind == Symbol::Kind::Class) return;
      found = Reader(program_, function.code).class_of(function.index, node.part(0), depth + 1);
    });
    return found;
  }

  [[nodiscard]] Default parameter(const Function& function, std::string_view name,
                                  int depth) const {
    for (const Node& decorator : function.decorators) {
      if (!decorator.is(NodeKind::Call)) continue;
      Default value = option(decorator, name, depth);
      if (!value.text.empty() || !value.choices.empty()) return value;
    }
    for (const FunctionParameter& one : function.parameters) {
      if (one.name != name) continue;
      std::vector<std::string> choices = values_of(function.parent, one.annotation, depth);
      if (!one.has_default() && choices.empty()) return {};
      Default value = read(function.parent, one.default_value, depth);
      value.choices = std::move(choices);
      return settable(std::move(value));
    }
    return {};
  }

  /// What is assigned to a variable in `scope` itself, and how often.
  [[nodiscard]] const Node* value_in(std::uint32_t scope, std::string_view name,
                                     int& assigned) const {
    const Node* value = nullptr;
    each_node(scope == kNone ? file_.body : file_.functions[scope].body, [&](const Node& node) {
      if (!node.is(NodeKind::Assign) || node.parts().size() < 2) return;
      if (!node.part(0).is(NodeKind::Name) || node.part(0).name() != name) return;
      value = &node.parts().back();
      ++assigned;
    });
    return value;
  }

  [[nodiscard]] const Node* only_value(std::uint32_t scope, std::string_view name) const {
    int assigned = 0;
    const Node* value = value_in(scope, name, assigned);
    return assigned == 1 ? value : nullptr;
  }

  /// What the only assignment to a variable gives it; nothing if there are several.
  [[nodiscard]] Default variable(std::uint32_t scope, std::string_view name, int depth) const {
    int assigned = 0;
    const Node* value = value_in(scope, name, assigned);
    if (assigned == 1) return read(scope, *value, depth);
    if (assigned > 1) return {};
    if (scope == kNone) {
      const Symbol symbol = program_.lookup(code_, kNone, name);
      if (symbol.kind != Symbol::Kind::Variable || symbol.code == code_ || depth > kDeepest) {
        return {};
      }
      return Reader(program_, symbol.code).variable(kNone, symbol.name, depth + 1);
    }
    const Function& function = file_.functions[scope];
    const bool is_parameter =
        std::ranges::find(function.parameters, name, &FunctionParameter::name) !=
        function.parameters.end();
    return is_parameter ? parameter(function, name, depth) : variable(function.parent, name, depth);
  }

  const Program& program_;
  const Code& file_;
  std::uint32_t code_;
};

}  // namespace

Default default_of(const Program& program, std::uint32_t code, std::uint32_t function,
                   const Node& node) {
  return Reader(program, code).read(function, node, 0);
}

}  // namespace mcplint
