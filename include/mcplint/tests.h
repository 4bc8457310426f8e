#pragma once
// Tests of the project, and the environment that its source reads.

#include <cstddef>
#include <optional>
#include <string>

#include "mcplint/text.h"

namespace mcplint {

/// A file of tests, in whichever language.
struct TestFile {
  std::string framework;  // "pytest", "unittest", "vitest"; "tests" if that is not told
  std::size_t count = 0;  // of tests in it
  Span span;              // the first one
  Span error_assertion;   // the first that asserts on an error; empty if none does
  Span client;            // where it drives a server through a client; empty if it does not
};

/// An environment variable that the source reads, by a name written out.
struct EnvironmentVariable {
  std::string name;
  Span span;                                 // where it is read first
  std::optional<std::string> default_value;  // as written in the code; nothing if it has none
};

}  // namespace mcplint
