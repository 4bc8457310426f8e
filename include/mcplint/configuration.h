#pragma once
// What `mcplint.toml` says of how to lint.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mcplint/diagnostic.h"
#include "mcplint/measurement.h"
#include "mcplint/rule.h"
#include "mcplint/text.h"

namespace mcplint {

/// Data only: it names rules and files, and runs nothing.
struct Configuration {
  /// A rule that is switched on or off, or made milder or worse.
  struct RuleSetting {
    const Rule* rule = nullptr;
    std::optional<bool> enabled;
    std::optional<Severity> severity;
    std::vector<RuleOptionValue> own;  // its Rule::settings
  };

  /// Files that are not linted.
  struct Exclude {
    std::string folder;  // absolute: what `files` are relative to
    std::vector<std::string> files;
  };

  /// Rules that do not speak of some files.
  struct PerFile {
    std::string folder;              // absolute: what `files` are relative to
    std::vector<std::string> files;  // patterns as .gitignore has them
    std::vector<std::string> ignore;
  };

  /// A finding that is left out, in a file that cannot hold comments.
  struct Ignore {
    std::string folder;  // absolute: what `path` is relative to
    std::string path;
    std::optional<std::string> pointer;  // JSON pointer (RFC 6901); nothing: the whole file
    std::string until;                   // YYYY-MM-DD; empty: for ever
    std::string reason;
    Span rule;  // its name, as written
    Span span;  // the entry
  };

  /// A person's word for a line of the production checklist.
  struct Attestation {
    std::string item;
    std::string by;
    std::string on;           // YYYY-MM-DD
    std::string evidence;     // where to look; empty if nothing is said
    unsigned valid_days = 0;  // 0: for ever
    Span span;                // the entry
    Span name;                // the item, as written
  };

  /// What the production checklist is to make of this deployment.
  struct Checklist {
    std::vector<std::string> optional;  // items that keep nothing from being shipped
    std::vector<std::string> kinds;     // of server: "api", …; empty: what is found
    std::vector<Attestation> attestations;
  };

  std::vector<std::string> select;  // empty: what the persona has on
  std::string persona;              // this and the next three: empty if not set
  std::string fail_on;
  std::string min_severity;
  std::string baseline;  // a path; empty: none
  std::vector<Exclude> excludes;
  std::vector<RuleSetting> rules;
  std::vector<PerFile> per_file;
  std::vector<Ignore> ignores;
  Checklist checklist;
  bool require_reason = false;      // a suppression without one counts for nothing
  std::vector<const Rule*> locked;  // cannot be suppressed
  /// The files it was read from, the one that others extend last. Spans lie in them.
  std::vector<std::shared_ptr<const Source>> sources;
  Targets targets;  // of `[targets]`
};

}  // namespace mcplint
