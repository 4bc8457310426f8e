// toml++ without exceptions: what is wrong comes back as a value.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <utility>

#include "lint/syntax/marks.h"
#include "lint/syntax/parse.h"

namespace mcplint {

namespace {

/// Makes Values of toml++'s nodes, which forget the order of keys but know where
/// everything stands.
class Builder {
 public:
  explicit Builder(const Marks& marks) : marks_(marks) {}

  [[nodiscard]] Value build(const toml::node& node) const;

 private:
  void fill_list(Value& value, const toml::array& list) const;
  void fill_map(Value& value, const toml::table& map) const;
  [[nodiscard]] Span place(const toml::source_region& region) const;

  const Marks& marks_;
};

}  // namespace

static Marks::Place place_of(const toml::source_position& position) {
  return {position.line, position.column};
}

Span Builder::place(const toml::source_region& region) const {
  return marks_.between(place_of(region.begin), place_of(region.end));
}

static Value::Kind kind_of(const toml::node& node) {
  if (node.is_boolean()) return Value::Kind::Bool;
  return node.is_number() ? Value::Kind::Number : Value::Kind::String;
}

Value Builder::build(const toml::node& node) const {
  Value value;
  value.span = place(node.source());
  if (const toml::array* list = node.as_array()) {
    fill_list(value, *list);
  } else if (const toml::table* map = node.as_table()) {
    fill_map(value, *map);
  } else {
    value.kind = kind_of(node);
    const toml::value<std::string>* text = node.as_string();
    value.text = text != nullptr ? text->get() : std::string(value.span.text);
  }
  return value;
}

/// `a` made to hold `b`, which may stand before it: `[x.y]`, then `[x]`.
static Span cover(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const char* begin = std::min(a.begin(), b.begin());
  return {{begin, static_cast<std::size_t>(std::max(a.end(), b.end()) - begin)}};
}

void Builder::fill_list(Value& value, const toml::array& list) const {
  value.kind = Value::Kind::List;
  for (const toml::node& item : list) {
    value.items.push_back(build(item));
    value.span = cover(value.span, value.items.back().span);
  }
}

/// The span of a table reaches from its header to its last value: `[a]` alone
/// says little.
void Builder::fill_map(Value& value, const toml::table& map) const {
  value.kind = Value::Kind::Map;
  for (const auto& [key, item] : map) {
    Member member{{std::string(key.str()), place(key.source())}, build(item)};
    value.span = cover(value.span, member.value.span);
    value.members.push_back(std::move(member));
  }
  std::ranges::stable_sort(value.members, {}, [](const Member& m) { return m.key.span.begin(); });
}

void parse_toml(const Source& source, Parsed& parsed) {
  const Marks marks(source);
  const toml::parse_result result = toml::parse(marks.text());
  if (!result) {
    const toml::parse_error& error = result.error();
    const Marks::Place at = place_of(error.source().begin);
    parsed.problems.push_back({marks.between(at, {at.line, at.column + 1}),
                               "is no TOML: " + std::string(error.description()),
                               "correct the syntax"});
    return;
  }
  parsed.config = Config{.source = &source,
                         .syntax = Syntax::Toml,
                         .comment = {},
                         .trailing_comma = {},
                         .root = Builder(marks).build(result.table()),
                         .further = {}};
}

}  // namespace mcplint
