#pragma once
// Runs made by hand, for tests of reports.

#include <deque>
#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>

#include "lint/report/format.h"
#include "lint/report/identity.h"
#include "mcplint/lint.h"

namespace mcplint {

inline void check_nothing(const Project& /*project*/, Report& /*report*/) {}

inline constexpr Rule kPathRule = {
    .id = "MCP101",
    .name = "path-traversal",
    .summary = "Tool parameter used as a file path without confinement",
    .severity = Severity::High,
    .cwe = 22,
    .owasp = "MCP05:2025",
    .doc =
        "\nWhoever can put words in front of the model\ncan choose the arguments.\n\n"
        "Resolve the path, then require it to be below a root.\n",
    .blind_spots = "Paths that are built in another process.",
    .check = check_nothing,
};

inline constexpr Rule kHealthRule = {
    .id = "MCP401",
    .name = "no-healthcheck",
    .summary = "Image of a network server without a `HEALTHCHECK`",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .doc = "A server that hangs still accepts connections.",
    .check = check_nothing,
};

inline constexpr Rule kSecretRule = {
    .id = "MCP601",
    .name = "hardcoded-secret",
    .summary = "Credential written into a file",
    .severity = Severity::Critical,
    .cwe = 798,
    .doc = "Whoever can read the file can use it.",
    .check = check_nothing,
};

inline constexpr Rule kInfoRule = {
    .id = "MCP503",
    .name = "no-hashes",
    .summary = "Requirement without a hash",
    .severity = Severity::Info,
    .cwe = 494,
    .persona = Persona::Pedantic,
    .doc = "A hash says that the package is the one that was tested.",
    .check = check_nothing,
};

/// The `number`th place where `text` stands in `source`, from 0.
inline Span span_of(const Source& source, std::string_view text, int number = 0) {
  std::size_t at = source.text.find(text);
  while (number-- > 0) at = source.text.find(text, at + 1);
  return {std::string_view(source.text).substr(at, text.size())};
}

/// A Run under construction.
struct RunBuilder {
  mutable Run run;  // gets its fingerprints when it is written

  RunBuilder() { run.rules = {&kPathRule, &kHealthRule, &kInfoRule, &kSecretRule}; }

  const Source& file(const std::string& path, const std::string& text,
                     File::State state = File::State::Analysed, const std::string& detail = "") {
    run.files.push_back({path, state, detail});
    return run.sources.add(path, text);
  }

  Diagnostic& report(const Rule& rule, Span span, std::string_view format,
                     std::initializer_list<std::string> words) {
    Diagnostic& diagnostic = run.diagnostics.emplace_back();
    diagnostic.rule = &rule;
    diagnostic.severity = rule.severity;
    diagnostic.span = span;
    diagnostic.format = format;
    diagnostic.words = words;
    return diagnostic;
  }

  void secret(Span span, std::string_view format = "GitHub personal access token") {
    Literal literal;
    literal.span = span;
    literal.format = format;
    literal.kind = format.empty() ? Literal::Kind::Named : Literal::Kind::Token;
    run.project.literals.push_back(literal);
  }

  void problem(Span span, std::string what) {
    run.project.problems.push_back({span, std::move(what), ""});
  }
};

using Writer = void (*)(const Run&, const Style&, std::ostream&);

/// What a format makes of a run.
inline std::string written(const RunBuilder& builder, Writer write, const Style& style = {}) {
  std::ostringstream out;
  add_fingerprints(builder.run);
  write(builder.run, style, out);
  return out.str();
}

}  // namespace mcplint
