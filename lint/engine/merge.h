#pragma once
// One SARIF log out of those that `--shard` made.

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// What came of merging.
struct Merged {
  std::string error;                    // empty if all went well; nothing was written if not
  std::vector<std::string> severities;  // of each finding
};

/// Reads a log, which may be larger than files that are linted. Null if it cannot be read.
std::shared_ptr<const Source> load_log(const std::string& path);

/// Writes the log that one run over all the files would have written: the findings
/// of all `logs` in order of path, place and rule, each once.
Merged merge_logs(std::span<const std::shared_ptr<const Source>> logs, std::ostream& out);

}  // namespace mcplint
