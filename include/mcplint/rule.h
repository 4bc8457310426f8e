#pragma once
// What a rule is: words for people, and code that looks at one kind of thing.

#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mcplint/diagnostic.h"
#include "mcplint/suppression.h"
#include "mcplint/tool.h"

namespace mcplint {

struct BaselineEntry;
struct Call;
struct Code;
struct Config;
struct Container;
struct Dependency;
struct Dockerfile;
struct Launch;
struct Literal;
struct Problem;
struct Project;
struct Server;

/// What people can tell a rule in `[rules.NAME]` besides its severity: a list of
/// patterns, as `trusted = ["@acme/*"]`.
struct RuleOption {
  std::string_view name;
  std::string_view summary;  // one line: what the patterns are held against, and what follows
  std::string_view example;  // a pattern
};

/// What they told it.
struct RuleOptionValue {
  std::string name;
  std::vector<std::string> patterns;
};

/// Where a running rule puts its findings.
class Report {
 public:
  Report(const Rule& rule, std::deque<Diagnostic>& out,
         std::span<const RuleOptionValue> settings = {})
      : rule_(rule), out_(out), settings_(settings) {}

  /// Reports at `span`. Each `{}` in `message` is replaced by the next of
  /// `words`; it has at least one, in backticks, for what was seen. Chain to it
  /// what helps the reader:
  ///   report.at(call.span, "…", tool.name).note(parameter.span, "…").via(call.flow);
  template <class... Words>
  Diagnostic& at(Span span, std::string_view message, const Words&... words) {
    static_assert(sizeof...(words) > 0, "a message names what was seen");
    return add(span, message, {std::string_view(words)...});
  }

  /// Whether `text` matches a pattern of the rule's setting of that name. `*`
  /// stops at `/`, `**` does not.
  [[nodiscard]] bool matches(std::string_view setting, std::string_view text) const;

 private:
  Diagnostic& add(Span span, std::string_view message,
                  std::initializer_list<std::string_view> words);

  const Rule& rule_;
  std::deque<Diagnostic>& out_;  // a deque: `at` hands out references that must last
  std::span<const RuleOptionValue> settings_;
};

/// A rule's code. The type of its first parameter says what it inspects: the
/// engine calls it once for every such thing in the project.
using Check = std::variant<void (*)(const Project&, Report&),        //
                           void (*)(const BaselineEntry&, Report&),  //
                           void (*)(const Call&, Report&),           //
                           void (*)(const Code&, Report&),           //
                           void (*)(const Config&, Report&),         //
                           void (*)(const Container&, Report&),      //
                           void (*)(const Dependency&, Report&),     //
                           void (*)(const Dockerfile&, Report&),     //
                           void (*)(const Launch&, Report&),         //
                           void (*)(const Literal&, Report&),        //
                           void (*)(const Problem&, Report&),        //
                           void (*)(const Server&, Report&),         //
                           void (*)(const Suppression&, Report&),    //
                           void (*)(const Tool&, Report&)>;

/// A rule: its words, which people and SARIF viewers read, and its code.
struct Rule {
  std::string_view id;       // "MCP101": never renamed, never reused
  std::string_view name;     // "path-traversal": what is wrong, not what to do
  std::string_view summary;  // one line of at most 72 characters, no full stop
  Severity severity;
  Confidence confidence = Confidence::High;
  int cwe = 0;                                // 0 if none fits
  std::string_view owasp = {};                // "MCP05:2025", empty if none fits
  Persona persona = Persona::Regular;         // Pedantic and Auditor rules are off until asked for
  Persona in_documents = Persona::Regular;    // for whom it judges examples in Markdown; if for
                                              // stricter people only, as a remark
  std::string_view doc;                       // Markdown: why it is bad, and what to do instead
  std::string_view blind_spots = {};          // Markdown: what the rule does not see
  std::span<const RuleOption> settings = {};  // what it can be told in `[rules.NAME]`
  std::span<const Callable> sinks = {};       // calls whose tainted arguments it asks tools about
  Check check;
};

}  // namespace mcplint
