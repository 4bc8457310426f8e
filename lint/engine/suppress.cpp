#include "lint/engine/suppress.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <set>
#include <utility>

#include "lint/text/directive.h"
#include "lint/text/edit_distance.h"

namespace mcplint {

namespace {

using Kind = SuppressionFlaw::Kind;

/// What one file is made of: statements, instructions, entries; and strings, in
/// which nothing is a comment.
struct Parts {
  std::vector<Span> wholes;
  std::vector<Span> strings;
};

}  // namespace

static void add_node(const Code& code, const Node& node, Parts& parts);

static void add_statement(const Code& code, const Node& node, Parts& parts) {
  Span whole = node.span();
  if (node.is(NodeKind::Function) || node.is(NodeKind::Class)) {
    const std::vector<Node>& decorators = node.is(NodeKind::Function)
                                              ? code.function(node).decorators
                                              : code.class_of(node).decorators;
    for (const Node& decorator : decorators) {
      if (decorator.span().begin() < whole.begin()) whole = join(decorator.span(), whole);
    }
  }
  parts.wholes.push_back(whole);
}

static void add_function(const Code& code, const Function& function, Parts& parts) {
  for (const Node& decorator : function.decorators) add_node(code, decorator, parts);
  add_node(code, function.body, parts);
}

static void add_node(const Code& code, const Node& node, Parts& parts) {
  switch (node.kind()) {
    case NodeKind::String:
    case NodeKind::Format:
      parts.strings.push_back(node.span());
      break;
    case NodeKind::Block:
      for (const Node& statement : node.parts()) add_statement(code, statement, parts);
      break;
    case NodeKind::Class:
      add_node(code, code.class_of(node).body, parts);
      break;
    default:
      break;
  }
  for (const Node& part : node.parts()) add_node(code, part, parts);
}

static void add_value(const Value& value, const Source& source, Parts& parts) {
  for (const Value& item : value.items) {
    parts.wholes.push_back(item.span);
    add_value(item, source, parts);
  }
  for (const Member& member : value.members) {
    const bool in_order = member.key.span.begin() <= member.value.span.begin();
    parts.wholes.push_back(in_order ? join(member.key.span, member.value.span) : member.key.span);
    add_value(member.value, source, parts);
  }
}

static Parts parts_of(const Source& source, const Project& project) {
  Parts parts;
  for (const Code& code : project.codes) {
    if (code.source != &source) continue;
    add_node(code, code.body, parts);
    for (const Function& function : code.functions) add_function(code, function, parts);
  }
  for (const Config& config : project.configs) {
    if (config.source != &source) continue;
    add_value(config.root, source, parts);
    for (const Value& document : config.further) add_value(document, source, parts);
  }
  for (const Dockerfile& dockerfile : project.dockerfiles) {
    if (dockerfile.source != &source) continue;
    for (const Instruction& argument : dockerfile.arguments) parts.wholes.push_back(argument.span);
    for (const Stage& stage : dockerfile.stages) {
      parts.wholes.push_back(stage.from.span);
      for (const Instruction& one : stage.instructions) parts.wholes.push_back(one.span);
    }
  }
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.source == &source) parts.wholes.push_back(dependency.span);
  }
  return parts;
}

/// Text of strings points elsewhere for its decoded form only; spans compare by
/// address, within one file.
static bool holds(Span outer, Span inner) {
  const std::less_equal<> before;
  return before(outer.begin(), inner.begin()) && before(inner.end(), outer.end());
}

/// Makes a suppression on a line of its own cover the whole of what begins on
/// the line that it covers: a function with its decorators, a RUN with its
/// continuation lines.
static void widen(Suppression& suppression, const Parts& parts) {
  const Span line = suppression.covers;
  for (const Span& whole : parts.wholes) {
    const bool begins_here = holds(line, {whole.text.substr(0, 1)});
    const bool wider = begins_here && whole.end() > suppression.covers.end();
    if (wider) suppression.covers = join(line, whole);
  }
}

static const Rule* find_rule(std::span<const Rule* const> rules, std::string_view name) {
  const auto same = [](char a, char b) { return a == (b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b); };
  const auto it = std::ranges::find_if(rules, [&](const Rule* rule) {
    return rule->name == name || std::ranges::equal(rule->id, name, same);
  });
  return it == rules.end() ? nullptr : *it;
}

static void find_flaws(Suppression& suppression, std::span<const Rule* const> known,
                       const std::string& today) {
  std::vector<std::string_view> names;
  for (const Rule* rule : known) names.insert(names.end(), {rule->name, rule->id});
  for (const Span& name : suppression.names) {
    if (find_rule(known, name.text) != nullptr) continue;
    const std::string_view meant = nearest(name.text, names);
    std::string help = meant.empty() ? "`mcplint rules` lists every rule"
                                     : "did you mean `" + std::string(meant) + "`?";
    suppression.flaws.push_back({Kind::Unknown, name, std::string(name.text), std::move(help)});
  }
  if (!suppression.until.empty() && suppression.until < today) {
    suppression.flaws.push_back({Kind::Expired, suppression.span, suppression.until,
                                 "mend what it stands for, or give it a later day and say why"});
  }
}

static bool is_expired(const Suppression& suppression) {
  return std::ranges::any_of(
      suppression.flaws, [](const SuppressionFlaw& flaw) { return flaw.kind == Kind::Expired; });
}

std::vector<Suppression> read_suppressions(const Project& project, const Sources& sources,
                                           std::span<const Rule* const> known,
                                           const std::string& today) {
  std::vector<Suppression> all;
  for (const std::unique_ptr<Source>& source : sources.all()) {
    std::vector<Suppression> some = find_directives(*source);
    if (some.empty()) continue;
    const Parts parts = parts_of(*source, project);
    for (Suppression& suppression : some) {
      const bool in_string = std::ranges::any_of(
          parts.strings, [&](const Span& string) { return holds(string, suppression.span); });
      if (in_string) continue;
      if (suppression.own_line && !suppression.whole_file) widen(suppression, parts);
      find_flaws(suppression, known, today);
      all.push_back(std::move(suppression));
    }
  }
  return all;
}

/// Whether a finding at `span` touches what `suppression` covers.
static bool covers(const Suppression& suppression, Span span) {
  const std::less<> before;
  const std::less_equal<> not_behind;
  const Span area = suppression.covers;
  return not_behind(area.begin(), span.empty() ? span.begin() : span.end() - 1) &&
         before(span.begin(), area.end() + 1);
}

std::deque<Suppressed> suppress(std::deque<Diagnostic>& diagnostics,
                                std::vector<Suppression>& suppressions,
                                std::span<const Rule* const> ran) {
  std::deque<Suppressed> taken;
  std::set<const char*> used;  // names, by where they stand
  std::erase_if(diagnostics, [&](Diagnostic& diagnostic) {
    const Rule* const rule = diagnostic.rule;
    const Suppression* by = nullptr;
    for (const Suppression& suppression : suppressions) {
      if (is_expired(suppression) || !covers(suppression, diagnostic.span)) continue;
      for (const Span& name : suppression.names) {
        if (find_rule({&rule, 1}, name.text) == nullptr) continue;
        used.insert(name.begin());  // each that covers it is of use
        by = &suppression;
      }
    }
    if (by == nullptr) return false;
    taken.push_back({std::move(diagnostic), by->reason});
    return true;
  });
  for (Suppression& suppression : suppressions) {
    if (is_expired(suppression)) continue;
    for (const Span& name : suppression.names) {
      if (find_rule(ran, name.text) == nullptr || used.contains(name.begin())) continue;
      suppression.flaws.push_back({Kind::Unused, name, std::string(name.text),
                                   "take it out: nothing is found here that it could leave out"});
    }
  }
  return taken;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm date{};
  if (gmtime_r(&now, &date) == nullptr) return "1970-01-01";
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &date)};
}

}  // namespace mcplint
