#pragma once
// What runs for the project by itself or at a word: CI, hooks, task runners.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A command that one of these runs, or what stands for one: an action of
/// GitHub, a hook of pre-commit.
struct Automation {
  enum class From {
    GitHubActions,
    GitLabCi,
    CircleCi,
    AzurePipelines,
    Jenkins,
    PreCommit,
    Makefile,
    Justfile,
    Taskfile,
    Tox,
    Nox,
    Npm,     // scripts of package.json
    Python,  // tasks of pyproject.toml: Poe, Hatch, PDM
    Script,  // of a shell; its file's name is its task
  };

  From from = From::GitHubActions;
  /// The program, without its folder and without what only starts it: "pytest"
  /// of `uv run pytest -q` and of `python -m pytest`. Of an action, its repository:
  /// "astral-sh/ruff-action"; of a hook, its id.
  std::string program;
  std::vector<std::string> arguments;
  Span span;              // the command, as written
  std::string task = {};  // the target, script or session that it is part of; empty if of none
  bool called = false;    // CI or a hook runs that task, directly or through others

  /// Whether CI or a hook holds it.
  [[nodiscard]] bool is_unasked() const { return from <= From::PreCommit; }
  /// Whether nobody has to remember it.
  [[nodiscard]] bool runs_by_itself() const { return is_unasked() || called; }
  /// Whether `word` is one of its arguments.
  [[nodiscard]] bool has(std::string_view word) const;
};

/// "GitHub Actions", "pre-commit", "Makefile".
[[nodiscard]] std::string_view to_string(Automation::From from);

}  // namespace mcplint
