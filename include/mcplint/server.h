#pragma once
// An MCP server, as its source describes it.

#include <string>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A call that writes to standard output.
struct StdoutWrite {
  std::string callee;
  Span span;      // the call's callee, as written
  Span function;  // the name of the function it stands in; empty at module level
};

/// An MCP server found in source.
struct Server {
  enum class Sdk { Unknown, Python, FastMcp };
  enum class Transport { Stdio, Http };

  Sdk sdk = Sdk::Unknown;
  unsigned sdk_major = 0;                  // 0: not known
  std::string name;                        // as given to its constructor; empty if none
  Span span;                               // the constructor's call
  std::vector<Transport> transports;       // what it can be started with
  Span started;                            // where it is run; empty if that was not found
  std::vector<StdoutWrite> stdout_writes;  // in code that can run while it serves
};

}  // namespace mcplint
