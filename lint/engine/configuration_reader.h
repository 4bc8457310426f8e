#pragma once
// Reading the table of one configuration file.

#include <span>
#include <string>

#include "lint/engine/configuration.h"
#include "mcplint/config.h"
#include "mcplint/rule.h"

namespace mcplint {

/// Reads `table` into `result`, over what stands there; everything that is wrong
/// becomes an error. Paths in it are relative to `folder`.
void read_configuration_table(const Value& table, const std::string& folder,
                              std::span<const Rule* const> known, ReadConfiguration& result);

}  // namespace mcplint
