#pragma once
// Finding and reading `mcplint.toml`.

#include <span>
#include <string>
#include <vector>

#include "mcplint/configuration.h"
#include "mcplint/project.h"
#include "mcplint/rule.h"

namespace mcplint {

/// What reading gave. If there are errors, nothing of the configuration counts;
/// their spans lie in its sources.
struct ReadConfiguration {
  Configuration configuration;
  std::vector<Problem> errors;
};

/// The configuration that is nearest to `path`, upwards to the root of its
/// repository: `mcplint.toml`, `.mcplint.toml`, or `pyproject.toml` with a table
/// `[tool.mcplint]`. Empty if there is none.
std::string find_configuration(const std::string& path);

/// Reads the file at `path`, and those that it extends. `known` are the rules it
/// may name.
ReadConfiguration read_configuration(const std::string& path, std::span<const Rule* const> known);

}  // namespace mcplint
