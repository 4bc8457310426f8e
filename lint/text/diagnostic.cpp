#include "mcplint/diagnostic.h"

#include <algorithm>
#include <utility>

#include "lint/text/glob.h"
#include "mcplint/rule.h"

namespace mcplint {

std::string_view to_string(Severity severity) {
  constexpr std::string_view kNames[] = {"info", "low", "medium", "high", "critical"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string_view to_string(Confidence confidence) {
  constexpr std::string_view kNames[] = {"low", "medium", "high"};
  return kNames[static_cast<std::size_t>(confidence)];
}

std::string_view to_string(Persona persona) {
  constexpr std::string_view kNames[] = {"regular", "pedantic", "auditor"};
  return kNames[static_cast<std::size_t>(persona)];
}

Diagnostic& Diagnostic::note(Span place, std::string text) {
  if (place.begin() == nullptr) return *this;  // the name of a lambda, say: it has none
  notes.push_back({place, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::via(std::vector<Label> steps) {
  flow = std::move(steps);
  return *this;
}

Diagnostic& Diagnostic::suggest(std::string text) {
  help = std::move(text);
  return *this;
}

Diagnostic& Diagnostic::as(Severity other) {
  severity = other;
  return *this;
}

Diagnostic& Diagnostic::only_for(Persona other) {
  persona = other;
  return *this;
}

std::string Diagnostic::message() const {
  std::string text;
  std::string_view rest = format;
  for (const std::string& word : words) {
    const std::size_t hole = rest.find("{}");
    if (hole == std::string_view::npos) break;
    text += rest.substr(0, hole);
    text += word;
    rest.remove_prefix(hole + 2);
  }
  text += rest;
  return text;
}

Diagnostic& Report::add(Span span, std::string_view message,
                        std::initializer_list<std::string_view> words) {
  Diagnostic& diagnostic = out_.emplace_back();
  diagnostic.rule = &rule_;
  diagnostic.severity = rule_.severity;
  diagnostic.span = span;
  diagnostic.format = message;
  diagnostic.words.assign(words.begin(), words.end());
  return diagnostic;
}

bool Report::matches(std::string_view setting, std::string_view text) const {
  const auto found = std::ranges::find(settings_, setting, &RuleOptionValue::name);
  return found != settings_.end() &&
         std::ranges::any_of(found->patterns, [&](const std::string& pattern) {
           return glob_matches(pattern, text);
         });
}

}  // namespace mcplint
