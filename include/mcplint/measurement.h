#pragma once
// Reports that real runs left behind, and what they are held against.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// How long one kind of request took, of a load test.
struct ResponseTime {
  std::string name;         // of the tool or request; empty for all together
  bool complex = false;     // it may take as long as a complex one
  double milliseconds = 0;  // the 95th percentile
  Span span;
};

/// One report of a run.
struct Measurement {
  enum class Kind { Tests, Coverage, Audit, Linter, TypeCheck, Load };

  Kind kind = Kind::Tests;
  std::string tool;        // who wrote it: "JUnit XML", "coverage.py"
  std::string date;        // YYYY-MM-DD, by its own timestamp; empty if it has none
  Span span;               // where its result stands
  std::size_t total = 0;   // tests, lines, packages, requests
  std::size_t failed = 0;  // of them; of a linter, what it found
  double percent = 0;      // of lines that are covered

  // Of a load test; nothing where the report does not say.
  std::vector<ResponseTime> times = {};
  std::optional<double> memory_mb = {};   // peak
  std::optional<double> idle_cpu = {};    // percent of one processor
  std::optional<double> active_cpu = {};  // likewise
  std::optional<double> error_percent = {};
  std::size_t concurrency = 0;
};

/// What measurements are held against: `[targets]` in `mcplint.toml`.
struct Targets {
  double coverage = 80;          // percent, at least
  double response_simple = 100;  // milliseconds, less than
  double response_complex = 1000;
  double memory = 500;  // MB, less than
  double cpu_idle = 10;
  double cpu_active = 50;
  double error_rate = 0.1;  // percent, less than
  double concurrency = 10;  // of the load test, at least
  double requests = 1000;   // likewise
  double max_age = 30;      // days; older reports do not count
};

}  // namespace mcplint
