#include "lint/report/identity.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <filesystem>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "lint/report/mask.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace fs = std::filesystem;

static bool holds(Span outer, Span inner) {
  const std::less_equal<> not_behind;
  return not_behind(outer.begin(), inner.begin()) && not_behind(inner.end(), outer.end());
}

/// "Files.read" for what stands in a method, its decorators and parameters included.
static std::string enclosing_function(const Code& code, Span span) {
  const Function* innermost = nullptr;
  for (const Function& function : code.functions) {
    if (function.name.empty()) continue;
    Span whole = join(function.name_span, function.body.span());
    for (const Node& decorator : function.decorators) {
      if (decorator.span().begin() < whole.begin()) whole = join(decorator.span(), whole);
    }
    if (holds(whole, span)) innermost = &function;  // inner ones come behind outer ones
  }
  if (innermost == nullptr) return {};
  std::string name(innermost->name);
  if (innermost->enclosing_class != kNone)
    name.insert(0, std::string(code.classes[innermost->enclosing_class].name) + '.');
  for (std::uint32_t at = innermost->parent; at != kNone; at = code.functions[at].parent)
    name.insert(0, std::string(code.functions[at].name) + '.');
  return name;
}

/// "/mcpServers/files/args": the keys above `span`. Items of lists are not counted,
/// as others may come before them.
static std::string pointer_to(const Value& root, Span span) {
  std::string pointer;
  const Value* value = &root;
  while (value != nullptr) {
    const Value* next = nullptr;
    for (const Member& member : value->members) {
      const bool is_key = holds(member.key.span, span);
      if (!is_key && !holds(member.value.span, span)) continue;
      pointer += '/' + member.key.text;
      next = is_key ? nullptr : &member.value;
      break;
    }
    for (const Value& item : value->items) {
      if (holds(item.span, span)) next = &item;
    }
    value = next;
  }
  return pointer;
}

static std::string enclosing_stage(const Dockerfile& dockerfile, Span span) {
  std::string name;
  for (const Stage& stage : dockerfile.stages) {
    if (std::less<>()(span.begin(), stage.from.span.begin())) break;
    name = stage.name.empty() ? "" : "stage " + stage.name;
  }
  return name;
}

std::string enclosing(const Run& run, Span span) {
  const Source* source = &run.sources.source_of(span);
  for (const Code& code : run.project.codes) {
    if (code.source == source) return enclosing_function(code, span);
  }
  for (const Dockerfile& dockerfile : run.project.dockerfiles) {
    if (dockerfile.source == source) return enclosing_stage(dockerfile, span);
  }
  for (const Config& config : run.project.configs) {
    if (config.source != source || !holds(config.root.span, span)) continue;
    return pointer_to(config.root, span);
  }
  return {};
}

std::string path_from_root(const Run& run, Span span) {
  const std::string& shown = run.sources.source_of(span).path;
  if (run.root.empty()) return shown;
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(shown, error), error);
  const std::string relative = absolute.lexically_relative(run.root).generic_string();
  return error || relative.empty() ? shown : relative;
}

static std::string sixteen_bits(std::string_view secret) {
  std::uint64_t hash = fnv1a(secret);
  hash ^= hash >> 32U;
  hash ^= hash >> 16U;
  return std::to_string(hash & 0xFFFFU);
}

/// `text` as every layout of the same code has it.
static std::string normal(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool continues = c == '\\' && at + 1 < text.size() && text[at + 1] == '\n';
    if (continues || std::isspace(static_cast<unsigned char>(c)) != 0) continue;
    const bool closes = c == ')' || c == ']' || c == '}';
    if (closes && result.ends_with(',')) result.pop_back();
    result += c == '\'' || c == '`' ? '"' : c;
  }
  return result;
}

namespace {

class Identities {
 public:
  explicit Identities(const Run& run) : run_(run), mask_(run) {}

  std::string of(const Diagnostic& diagnostic) {
    const Span span = diagnostic.span;
    std::string key(diagnostic.rule->id);
    for (const std::string& part : {path(span), enclosing(run_, span), text(span)}) {
      key += '\0';
      key += part;
    }
    return hexadecimal(fnv1a(key));
  }

 private:
  const std::string& path(Span span) {
    const auto [known, is_new] = paths_.try_emplace(&run_.sources.source_of(span));
    if (is_new) known->second = path_from_root(run_, span);
    return known->second;
  }

  std::string text(Span span) {
    const Source& source = run_.sources.source_of(span);
    const auto begin = static_cast<std::size_t>(span.begin() - source.text.data());
    const std::size_t end = begin + span.text.size();
    const std::string_view whole = source.text;
    std::string result;
    std::size_t at = begin;
    for (const Hidden& hidden : mask_.in(source)) {
      if (hidden.end <= begin || hidden.begin >= end) continue;
      result += normal(whole.substr(at, std::max(at, hidden.begin) - at));
      // The whole credential, even if the span has a part of it only.
      result += '\1' + sixteen_bits(whole.substr(hidden.begin, hidden.end - hidden.begin));
      at = std::min(end, hidden.end);
    }
    return result + normal(whole.substr(at, end - at));
  }

  const Run& run_;
  Mask mask_;
  std::unordered_map<const Source*, std::string> paths_;
};

}  // namespace

void add_fingerprints(Run& run) {
  std::vector<Diagnostic*> all;
  for (Diagnostic& diagnostic : run.diagnostics) all.push_back(&diagnostic);
  for (Suppressed& one : run.suppressed) all.push_back(&one.diagnostic);
  std::ranges::stable_sort(all, std::less<>(),
                           [](const Diagnostic* diagnostic) { return diagnostic->span.begin(); });

  Identities identities(run);
  std::unordered_map<std::string, unsigned> seen;
  for (Diagnostic* diagnostic : all) {
    const std::string hash = identities.of(*diagnostic);
    diagnostic->fingerprint = hash + ':' + std::to_string(++seen[hash]);
  }
}

std::vector<BaselineEntry> baseline_entries(const Run& run) {
  std::vector<BaselineEntry> entries;
  const auto add = [&](const Diagnostic& diagnostic) {
    // What is said of the baseline itself would change with it.
    if (std::holds_alternative<void (*)(const BaselineEntry&, Report&)>(diagnostic.rule->check))
      return;
    entries.push_back({std::string(diagnostic.rule->id),
                       path_from_root(run, diagnostic.span),
                       enclosing(run, diagnostic.span),
                       diagnostic.fingerprint,
                       {}});
  };
  for (const Diagnostic& diagnostic : run.diagnostics) add(diagnostic);
  for (const Suppressed& one : run.suppressed) {
    if (one.by == Suppressed::By::Baseline) add(one.diagnostic);
  }
  return entries;
}

}  // namespace mcplint
