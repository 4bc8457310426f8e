#include "lint/engine/suppress.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "lint/engine/select.h"
#include "lint/text/directive.h"

namespace mcplint {

namespace fs = std::filesystem;

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
  for (const Document& document : project.documents) {
    if (document.source != &source) continue;
    for (const Fence& fence : document.fences) parts.wholes.push_back(fence.span);
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

static void add_flaw(Suppression& suppression, Kind kind, Span span, std::string_view subject,
                     std::string help) {
  suppression.flaws.push_back({kind, span, std::string(subject), std::move(help)});
}

static bool is_locked(const Options& options, const Rule* rule) {
  return options.configuration != nullptr &&
         std::ranges::find(options.configuration->locked, rule) !=
             options.configuration->locked.end();
}

static void find_flaws(Suppression& suppression, const Options& options, const std::string& today) {
  for (const Span& name : suppression.names) {
    const Rule* rule = find_rule(options.known, name.text);
    if (rule == nullptr) {
      const std::string meant = did_you_mean(options.known, name.text);
      add_flaw(suppression, Kind::Unknown, name, name.text,
               meant.empty() ? "`mcplint rules` lists every rule" : meant.substr(2));
    } else if (is_locked(options, rule)) {
      add_flaw(suppression, Kind::Locked, name, name.text, "take it out, and mend the finding");
    }
  }
  if (!suppression.until.empty() && suppression.until < today) {
    add_flaw(suppression, Kind::Expired, suppression.span, suppression.until,
             "mend what it stands for, or give it a later day and say why");
  }
  const bool wants_reason =
      options.configuration != nullptr && options.configuration->require_reason;
  if (wants_reason && suppression.reason.empty() && !suppression.names.empty()) {
    add_flaw(suppression, Kind::Unreasoned, suppression.span, suppression.span.text,
             "say why: ` -- ` and the reason in a comment, `reason = \"…\"` in the configuration");
  }
}

/// Whether it leaves nothing out, whatever it names.
static bool is_inert(const Suppression& suppression) {
  return std::ranges::any_of(suppression.flaws, [](const SuppressionFlaw& flaw) {
    return flaw.kind == Kind::Expired || flaw.kind == Kind::Unreasoned;
  });
}

static bool is_flawed(const Suppression& suppression, Span name, Kind kind) {
  return std::ranges::any_of(suppression.flaws, [&](const SuppressionFlaw& flaw) {
    return flaw.kind == kind && flaw.span.begin() == name.begin();
  });
}

static void add_comments(const Run& run, const Configuration* configuration,
                         std::vector<Suppression>& all) {
  std::set<std::string_view> reported;
  for (const File& file : run.files) reported.insert(file.path);
  for (const std::shared_ptr<const Source>& source : run.sources.all()) {
    // The configuration may be linted, too, and is there twice then.
    const bool is_ours =
        configuration != nullptr &&
        std::ranges::find(configuration->sources, source) != configuration->sources.end();
    if (is_ours || !reported.contains(source->path)) continue;
    std::vector<Suppression> some = find_directives(*source);
    if (some.empty()) continue;
    const Parts parts = parts_of(*source, run.project);
    for (Suppression& suppression : some) {
      const bool in_string = std::ranges::any_of(
          parts.strings, [&](const Span& string) { return holds(string, suppression.span); });
      if (in_string) continue;
      if (suppression.own_line && !suppression.whole_file) widen(suppression, parts);
      all.push_back(std::move(suppression));
    }
  }
}

/// One step of a JSON pointer, decoded.
static std::string decoded(std::string_view step) {
  std::string text;
  for (std::size_t at = 0; at < step.size(); ++at) {
    const bool escape = step[at] == '~' && at + 1 < step.size();
    if (escape) ++at;
    text += !escape ? step[at] : step[at] == '1' ? '/' : '~';
  }
  return text;
}

/// What a JSON pointer (RFC 6901) points at, with its key; empty if nothing is there.
static Span pointed_at(const Value& root, std::string_view pointer) {
  const Value* value = &root;
  Span area = root.span;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string step = decoded(pointer.substr(0, pointer.find('/')));
    pointer.remove_prefix(std::min(pointer.find('/'), pointer.size()));
    const Value* next = nullptr;
    for (const Member& member : value->members) {
      if (member.key.text != step) continue;
      next = &member.value;
      const bool in_order = member.key.span.begin() <= next->span.begin();
      area = in_order ? join(member.key.span, next->span) : next->span;
    }
    for (std::size_t i = 0; i < value->items.size(); ++i) {
      if (std::to_string(i) != step) continue;
      next = &value->items[i];
      area = next->span;
    }
    if (next == nullptr) return {};
    value = next;
  }
  return area;
}

static std::string absolute(const std::string& folder, const std::string& path) {
  std::error_code error;
  return (fs::absolute(folder, error) / path).lexically_normal().string();
}

/// The part of `source` that an `[[ignore]]` speaks of; empty if it is not there
/// (any more).
static Span area_of(const Source& source, const Project& project,
                    const Configuration::Ignore& ignore) {
  if (!ignore.pointer) return source.all();
  // A document may hold several configurations, a YAML file several documents.
  for (const Config& config : project.configs) {
    if (config.source != &source) continue;
    const Span area = pointed_at(config.root, *ignore.pointer);
    if (!area.empty()) return area;
    for (const Value& document : config.further) {
      const Span further = pointed_at(document, *ignore.pointer);
      if (!further.empty()) return further;
    }
  }
  return {};
}

static void add_configured(const Run& run, const Configuration& configuration,
                           std::vector<Suppression>& all) {
  if (configuration.ignores.empty()) return;
  // Files without a finding are linted, too, but need not be in memory.
  std::map<std::string, const Source*> linted;
  for (const File& file : run.files) linted.emplace(absolute(".", file.path), nullptr);
  for (const std::shared_ptr<const Source>& source : run.sources.all()) {
    const auto file = linted.find(absolute(".", source->path));
    if (file != linted.end() && file->second == nullptr) file->second = source.get();
  }
  for (const Configuration::Ignore& ignore : configuration.ignores) {
    const std::string path = absolute(ignore.folder, ignore.path);
    const auto file = linted.find(path);
    std::error_code error;
    // A file that is there but was not linted says nothing; one that is gone is stale.
    if (file == linted.end() && fs::exists(path, error)) continue;
    Suppression suppression;
    suppression.span = ignore.span;
    suppression.names = {ignore.rule};
    suppression.until = ignore.until;
    suppression.reason = ignore.reason;
    suppression.configured = true;
    if (file != linted.end() && file->second != nullptr) {
      suppression.covers = area_of(*file->second, run.project, ignore);
    }
    all.push_back(std::move(suppression));
  }
}

std::vector<Suppression> read_suppressions(const Run& run, const Options& options,
                                           const std::string& today) {
  std::vector<Suppression> all;
  add_comments(run, options.configuration, all);
  if (options.configuration != nullptr) add_configured(run, *options.configuration, all);
  for (Suppression& suppression : all) find_flaws(suppression, options, today);
  return all;
}

/// Whether a finding at `span` touches what `suppression` covers.
static bool covers(const Suppression& suppression, Span span) {
  const std::less_equal<> not_behind;
  const Span area = suppression.covers;
  const bool starts_in_time = span.empty() ? not_behind(area.begin(), span.begin())
                                           : std::less<>()(area.begin(), span.end());
  return starts_in_time && not_behind(span.begin(), area.end());
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
      if (is_inert(suppression) || !covers(suppression, diagnostic.span)) continue;
      for (const Span& name : suppression.names) {
        if (find_rule({&rule, 1}, name.text) == nullptr) continue;
        if (is_flawed(suppression, name, Kind::Locked)) continue;
        used.insert(name.begin());  // each that covers it is of use
        by = &suppression;
      }
    }
    if (by == nullptr) return false;
    taken.push_back({std::move(diagnostic), by->reason,
                     by->configured ? Suppressed::By::Configuration : Suppressed::By::Comment});
    return true;
  });
  for (Suppression& suppression : suppressions) {
    if (is_inert(suppression)) continue;
    for (const Span& name : suppression.names) {
      if (find_rule(ran, name.text) == nullptr || used.contains(name.begin())) continue;
      if (is_flawed(suppression, name, Kind::Locked)) continue;
      add_flaw(suppression, Kind::Unused, name, name.text,
               "take it out: nothing is found here that it could leave out");
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
