#pragma once
// Finding and reading `mcplint.toml`.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
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

  /// A key that was set, in the order of reading: the last one of a name wins.
  struct SetValue {
    std::string table;     // "", "rules.no-timeout", "policy", "per-file", "ignore"
    std::size_t item = 0;  // of a list of tables: which one, from 1
    std::string key;
    Span value;  // as written
  };
  std::vector<SetValue> values;
};

/// The path that values from `--config KEY=VALUE` have.
inline constexpr std::string_view kCommandLine = "--config";

/// The configuration that is nearest to `path`, upwards to the root of its
/// repository: `mcplint.toml`, `.mcplint.toml`, or `pyproject.toml` with a table
/// `[tool.mcplint]`. Empty if there is none.
std::string find_configuration(const std::string& path);

/// Reads the file at `path`, if that is not empty, and those that it extends;
/// then `overrides`, each `KEY=VALUE` in TOML, quotes of plain strings left out.
/// `known` are the rules that may be named.
ReadConfiguration read_configuration(const std::string& path, std::span<const Rule* const> known,
                                     const std::vector<std::string>& overrides = {});

}  // namespace mcplint
