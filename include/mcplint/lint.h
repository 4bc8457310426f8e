#pragma once
// The one call for embedders: lint a tree, get the findings and what was read.

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mcplint/configuration.h"
#include "mcplint/diagnostic.h"
#include "mcplint/project.h"
#include "mcplint/rule.h"
#include "mcplint/text.h"

namespace mcplint {

/// Text that stands for that of a file: what an editor shows and has not saved.
struct Overlay {
  std::string path;
  std::string text;
};

/// What to lint, and how.
struct Options {
  std::vector<std::string> paths = {"."};
  std::vector<std::string> context;    // read for what they say of `paths`, but not reported on
  std::vector<Overlay> overlays;       // of some of `paths`
  std::span<const Rule* const> rules;  // those to run
  std::span<const Rule* const> known;  // all that exist: what suppressions may name
  bool honour_suppressions = true;     // false: nothing is left out by comments and `[[ignore]]`
  const Configuration* configuration =
      nullptr;                             // severities, per-file ignores, policy; may be null
  Severity min_severity = Severity::Info;  // findings below are dropped
  Persona persona = Persona::Auditor;      // single findings for stricter ones are dropped
  const Advisories* advisories = nullptr;  // null: those that the program was built with
  std::string today;  // YYYY-MM-DD: advisories that are old by then are said to be; empty: never
  bool respect_gitignore = true;
  bool force_exclude = false;  // leave out ignored and excluded files even if `paths` names them
  std::size_t shard = 0;       // of `shards`, from 0: report on this part of the files only
  std::size_t shards = 1;
  unsigned jobs = 0;  // threads; 0: one per processor
};

/// What became of a file.
struct File {
  enum class State {
    Analysed,  // parsed, and understood in full
    Partly,    // parsed, with at least one Problem
    Scanned,   // searched for credentials only: nothing else in it can matter
    Skipped,   // not read; `detail` says why
  };

  std::string path;
  State state = State::Skipped;
  std::string detail;    // "python", "dockerfile"; of a Skipped file, why
  bool is_link = false;  // to a file or folder of the same tree, which is read where it stands
};

/// Where the linted tree comes from, as its `.git` folder says.
struct Repository {
  std::string uri;       // https, without user or password
  std::string revision;  // the commit's id; empty if unknown
  std::string branch;    // empty if none is checked out
};

/// A finding that was left out, and why.
struct Suppressed {
  Diagnostic diagnostic;
  std::string reason;  // as its author gave it; empty if none was
  enum class By { Comment, Configuration, Baseline };
  By by = By::Comment;
};

/// Everything a run learnt. Diagnostics point into `sources` and `project`, so
/// they live no longer than their Run.
struct Run {
  Sources sources;
  Project project;
  std::deque<Diagnostic> diagnostics;  // sorted by path, place and rule
  std::deque<Suppressed> suppressed;   // likewise
  std::vector<const Rule*> rules;      // those that ran
  std::vector<File> files;             // those reported on, sorted by path
  std::size_t context_files = 0;       // how many more were read
  std::string root;                    // absolute: the repository, else where the run started
  std::optional<Repository> repository;
  std::string old_advisories;       // their day, if they are old; empty if not
  std::size_t skipped_folders = 0;  // node_modules, .git, virtual environments, ignored ones

  [[nodiscard]] std::size_t count(File::State state) const;
};

/// Drops findings that are milder than `min_severity`, or for stricter people.
void drop_unwanted(Run& run, Severity min_severity, Persona persona);

/// Sorts findings by path, place and rule.
void sort_by_place(Run& run);

/// Lints. Never fails: paths that cannot be read are Skipped files or Problems.
Run lint(const Options& options);

}  // namespace mcplint
