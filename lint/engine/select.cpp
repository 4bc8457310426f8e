#include "lint/engine/select.h"

#include <algorithm>
#include <array>

#include "lint/text/bytes.h"
#include "lint/text/edit_distance.h"

namespace mcplint {

namespace {

/// The hundreds of the catalogue, and their folders under rules/.
struct Category {
  std::string_view name;
  std::string_view prefix;
};

constexpr auto kCategories = std::to_array<Category>({{"files", "MCP0"},
                                                      {"tools", "MCP1"},
                                                      {"server", "MCP2"},
                                                      {"launch", "MCP3"},
                                                      {"container", "MCP4"},
                                                      {"deps", "MCP5"},
                                                      {"secrets", "MCP6"},
                                                      {"project", "MCP7"}});

}  // namespace

static bool names(std::string_view name, const Rule& rule) {
  if (name == "all" || name == rule.name) return true;
  const auto category = std::ranges::find(kCategories, name, &Category::name);
  if (category != kCategories.end()) return rule.id.starts_with(category->prefix);
  return name.size() >= 3 && rule.id.starts_with(upper(name));
}

const Rule* find_rule(std::span<const Rule* const> all, std::string_view name) {
  const auto it = std::ranges::find_if(
      all, [&](const Rule* rule) { return rule->name == name || rule->id == upper(name); });
  return it == all.end() ? nullptr : *it;
}

std::string did_you_mean(std::span<const Rule* const> all, std::string_view name) {
  std::vector<std::string_view> known = {"all"};
  for (const Category& category : kCategories) known.push_back(category.name);
  for (const Rule* rule : all) {
    known.push_back(rule->name);
    known.push_back(rule->id);
  }
  const std::string_view meant = nearest(name, known);
  if (meant.empty()) return {};
  std::string text = "; did you mean `";
  text += meant;
  return text += "`?";
}

bool names_any(std::string_view name, std::span<const Rule* const> rules) {
  const bool is_category =
      std::ranges::find(kCategories, name, &Category::name) != kCategories.end();
  // A category without rules yet is one all the same.
  if (is_category && rules.size() > 1) return true;
  return std::ranges::any_of(rules, [&](const Rule* rule) { return names(name, *rule); });
}

/// The first of `wishes` that names no rule; null if all do.
static const std::string* find_unknown(std::span<const Rule* const> all,
                                       const std::vector<std::string>& wishes) {
  const auto unknown =
      std::ranges::find_if(wishes, [&](const std::string& wish) { return !names_any(wish, all); });
  return unknown == wishes.end() ? nullptr : &*unknown;
}

Selection select_rules(std::span<const Rule* const> all, const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore, Persona persona) {
  for (const std::vector<std::string>* wishes : {&select, &ignore}) {
    if (const std::string* unknown = find_unknown(all, *wishes)) {
      std::string error = "unknown rule `";
      error += *unknown;
      error += "`";
      return {{}, error + did_you_mean(all, *unknown)};
    }
  }
  const auto is_in = [](const std::vector<std::string>& wishes, const Rule& rule) {
    return std::ranges::any_of(wishes, [&](const std::string& wish) { return names(wish, rule); });
  };
  Selection selection;
  for (const Rule* rule : all) {
    const bool wanted = select.empty() ? rule->persona <= persona : is_in(select, *rule);
    if (wanted && !is_in(ignore, *rule)) selection.rules.push_back(rule);
  }
  return selection;
}

}  // namespace mcplint
