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
  };

  From from = From::GitHubActions;
  /// The program, without its folder and without what only starts it: "pytest"
  /// of `uv run pytest -q` and of `python -m pytest`. Of an action, its repository:
  /// "astral-sh/ruff-action"; of a hook, its id.
  std::string program;
  std::vector<std::string> arguments;
  Span span;  // the command, as written

  /// Whether nobody has to remember it: CI or a hook runs it.
  [[nodiscard]] bool runs_by_itself() const { return from <= From::PreCommit; }
  /// Whether `word` is one of its arguments.
  [[nodiscard]] bool has(std::string_view word) const;
};

/// "GitHub Actions", "pre-commit", "Makefile".
[[nodiscard]] std::string_view to_string(Automation::From from);

}  // namespace mcplint
