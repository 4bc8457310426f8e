#pragma once
// Which files could have settled a line, and were not read in full.

#include <string>

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

/// Why nobody can say that `topic` is absent: "`server.py` was not fully analysed"; empty if
/// somebody can.
[[nodiscard]] std::string unread(Topic topic, const Run& run);
/// Likewise for what rules judge.
[[nodiscard]] std::string unread(Subject subject, const Run& run);
/// Likewise for what tells kinds of server.
[[nodiscard]] std::string unread(Applies applies, const Run& run);

}  // namespace mcplint::checklist
