#pragma once
// What a rule found, and where.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

struct Rule;

/// How bad it is if the finding is right.
enum class Severity { Info, Low, Medium, High, Critical };

/// How often a finding of a rule is right.
enum class Confidence { Low, Medium, High };

/// For whom a rule is on: everybody, those who want good practice enforced,
/// or those who judge whether a deployment is ready.
enum class Persona { Regular, Pedantic, Auditor };

/// "high", "low", "auditor": as people write them in options and reports.
[[nodiscard]] std::string_view to_string(Severity severity);
[[nodiscard]] std::string_view to_string(Confidence confidence);
[[nodiscard]] std::string_view to_string(Persona persona);

/// A place, and what to say about it.
struct Label {
  Span span;
  std::string text;
};

/// One finding. `span` is the narrowest place that is wrong; `notes` are other
/// places that explain why; `flow` is the way data took to get there, in order.
struct Diagnostic {
  const Rule* rule = nullptr;
  Severity severity = Severity::Low;   // the rule's own, unless this case is milder or worse
  Persona persona = Persona::Regular;  // whom it is for, if that is stricter than the rule's own
  Span span;
  std::string_view
      format;  // the message with `{}` for each of `words`; lives as long as the program
  std::vector<std::string> words;  // may hold text of the linted files: escape before printing
  std::string help;                // what to do about this one; empty if only the rule's page says
  std::vector<Label> notes;        // SARIF relatedLocations
  std::vector<Label> flow;         // SARIF codeFlows
  std::string fingerprint;         // by which it is known again; see add_fingerprints()

  /// Adds another place that explains the finding, and what it adds.
  Diagnostic& note(Span place, std::string text);
  /// Says the way that data took, from its source to `span`.
  Diagnostic& via(std::vector<Label> steps);
  /// Says what to do, as a sentence fragment or as the text to write instead.
  Diagnostic& suggest(std::string text);
  /// Makes this one finding milder or worse than its rule.
  Diagnostic& as(Severity other);
  /// Keeps this one finding from those who did not ask for so much.
  Diagnostic& only_for(Persona other);

  /// The message, with `words` filled in.
  [[nodiscard]] std::string message() const;
};

}  // namespace mcplint
