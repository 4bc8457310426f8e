#pragma once
// What writes to standard output.

#include <vector>

#include "lint/facts/flow/analysis.h"
#include "mcplint/project.h"

namespace mcplint {

/// What a StdoutWrite says of a logger of structlog that has the factory of the library: it
/// prints, unless some file of the program says otherwise.
inline constexpr const char* kStructlogLogger = "structlog.get_logger";
/// Whether `code` decides where structlog writes.
bool configures_structlog(const Code& code);

/// Adds each call below `node`, in the function `id` (index kNone: at module
/// level), that writes to standard output or has something else write there.
void add_stdout_writes(const Program& program, flow::FunctionId id, const Node& node,
                       std::vector<StdoutWrite>& writes);

/// Whether the blocks of `statement` run with standard output going elsewhere:
/// `with redirect_stdout(…):`.
bool redirects_stdout(const Node& statement);

/// Whether a file points standard output elsewhere for the whole program.
bool replaces_stdout(const Code& code);

}  // namespace mcplint
