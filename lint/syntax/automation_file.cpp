#include "lint/syntax/automation_file.h"

#include "mcplint/words.h"

namespace mcplint {

std::optional<Automation::From> automation_file(std::string_view path) {
  using From = Automation::From;
  const std::string_view name = file_name(path);
  const bool is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  if (is_yaml && is_below(path, ".github/workflows/")) return From::GitHubActions;
  if (is_yaml && is_below(path, ".github/actions/")) return From::GitHubActions;
  if (is_yaml && name.starts_with(".gitlab-ci")) return From::GitLabCi;
  if (is_yaml && is_below(path, ".circleci/")) return From::CircleCi;
  if (is_yaml && name.starts_with("azure-pipelines")) return From::AzurePipelines;
  if (is_yaml && name.starts_with(".pre-commit-config")) return From::PreCommit;
  if (is_yaml && (name.starts_with("Taskfile") || name.starts_with("taskfile")))
    return From::Taskfile;
  if (name == "Makefile" || name == "makefile" || name == "GNUmakefile") return From::Makefile;
  if (name == "justfile" || name == "Justfile" || name == ".justfile") return From::Justfile;
  if (name == "tox.ini") return From::Tox;
  if (name == "noxfile.py") return From::Nox;
  if (name == "Jenkinsfile" || name.starts_with("Jenkinsfile.") || name.ends_with(".jenkinsfile"))
    return From::Jenkins;
  if (name == "package.json") return From::Npm;
  if (name.ends_with(".sh") || name.ends_with(".bash")) return From::Script;
  if (name == "pyproject.toml") return From::Python;
  return std::nullopt;
}

}  // namespace mcplint
