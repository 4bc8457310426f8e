#pragma once
// Where servers are started, and what is printed on the way.

#include <vector>

#include "lint/facts/flow/analysis.h"
#include "mcplint/project.h"

namespace mcplint {

/// A call that starts a server.
struct Start {
  Span span;
  bool stdio = false;
  bool http = false;
  bool through_function = false;  // it calls a function of the project that does
};

/// What a file does for the servers of the project.
struct Starts {
  std::vector<Start> all;
  std::vector<StdoutWrite> writes_before;     // on the way to a start
  std::vector<StdoutWrite> writes_on_import;  // at module level, whoever imports it

  [[nodiscard]] bool over_stdio() const;
};

/// Of each file of the program.
std::vector<Starts> find_starts(flow::Analysis& analysis);

}  // namespace mcplint
