// Environment variables that settings classes of pydantic read: one for each field.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "lint/facts/readiness/readiness.h"
#include "lint/text/bytes.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// A class, and the file it stands in.
struct Place {
  const Code* code = nullptr;
  const Class* it = nullptr;
};

using Classes = std::map<std::string_view, Place>;

constexpr int kDeepestFamily = 10;

}  // namespace

/// The last word of a base: "BaseSettings" of `pydantic_settings.BaseSettings`.
static std::string_view base_name(const Node& base) {
  const std::string_view text = base.span().text;
  return text.substr(text.rfind('.') + 1);  // npos + 1 is 0
}

/// The base of `it` that is a class of this project; nothing if none is.
static Place parent_of(const Class& it, const Classes& classes) {
  for (const Node& base : it.bases) {
    const auto found = classes.find(base_name(base));
    if (found != classes.end() && found->second.it != &it) return found->second;
  }
  return {};
}

static bool is_settings(const Class& it, const Classes& classes, int depth = 0) {
  const bool is_one = std::ranges::any_of(
      it.bases, [](const Node& base) { return base_name(base) == "BaseSettings"; });
  if (is_one || depth == kDeepestFamily) return is_one;
  const Place parent = parent_of(it, classes);
  return parent.it != nullptr && is_settings(*parent.it, classes, depth + 1);
}

/// The text that `body` gives to `key`, as a keyword, an item of a dict or a variable.
static const Node* text_of(const Node& body, std::string_view key) {
  const Node* found = nullptr;
  each_node(body, [&](const Node& node) {
    const Node* value = nullptr;
    if (node.is(NodeKind::Keyword) && node.name() == key) value = &node.part(0);
    if (node.is(NodeKind::Pair) && node.part(0).is(NodeKind::String) && node.part(0).value() == key)
      value = &node.part(1);
    if (node.is(NodeKind::Assign) && node.part(0).name() == key) value = &node.parts().back();
    if (value != nullptr && value->is(NodeKind::String)) found = value;
  });
  return found;
}

/// The prefix of its variables: of `model_config`, of a class `Config` in it, or of its base.
static std::string prefix_of(const Place& place, const Classes& classes, int depth = 0) {
  const Node* found = text_of(place.it->body, "env_prefix");
  each_node(place.it->body, [&](const Node& node) {
    if (found == nullptr && node.is(NodeKind::Class))
      found = text_of(place.code->class_of(node).body, "env_prefix");
  });
  if (found != nullptr) return std::string(found->value());
  const Place parent = depth == kDeepestFamily ? Place() : parent_of(*place.it, classes);
  return parent.it == nullptr ? "" : prefix_of(parent, classes, depth + 1);
}

/// The name that a field is given in so many words: of `Field(validation_alias="X")`, and the
/// first of `AliasChoices("X", "Y")`. Null if it is given none.
static const Node* given_name(const Field& field) {
  static constexpr auto kKeywords =
      std::to_array<std::string_view>({"validation_alias", "alias", "env"});
  const Node* found = nullptr;
  const auto look = [&](const Node& root) {
    each_node(root, [&](const Node& node) {
      if (found != nullptr || !node.is(NodeKind::Keyword) || !is_one_of(node.name(), kKeywords))
        return;
      each_node(node.part(0), [&](const Node& part) {
        if (found == nullptr && part.is(NodeKind::String)) found = &part;
      });
    });
  };
  look(field.default_value);
  look(field.annotation);
  return found;
}

/// Whether a variable of that name alone sets the field: one that holds a model is set by the
/// variables of its parts.
static bool is_plain(const Field& field, const Classes& classes) {
  const std::string_view type = field.annotation.span().text;
  return !field.name.starts_with('_') && field.name != "model_config" &&
         !contains(type, "ClassVar") && !classes.contains(base_name(field.annotation));
}

std::vector<EnvironmentVariable> find_settings(const Project& project) {
  Classes classes;
  for (const Code& code : project.codes) {
    for (const Class& it : code.classes) classes.emplace(it.name, Place{&code, &it});
  }
  std::vector<EnvironmentVariable> variables;
  for (const Code& code : project.codes) {
    for (const Class& it : code.classes) {
      if (!is_settings(it, classes)) continue;
      const std::string prefix = upper(prefix_of({&code, &it}, classes));
      for (const Field& field : it.fields) {
        if (!is_plain(field, classes)) continue;
        const Node* given = given_name(field);
        EnvironmentVariable& variable = variables.emplace_back();
        variable.name = given == nullptr ? prefix + upper(field.name) : upper(given->value());
        variable.span = given == nullptr ? field.span : given->span();
      }
    }
  }
  return variables;
}

}  // namespace mcplint
