#pragma once
// The file of findings that are known: `.mcplint-baseline.json`.

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "mcplint/baseline.h"
#include "mcplint/lint.h"

namespace mcplint {

inline constexpr std::string_view kUsualBaseline = ".mcplint-baseline.json";

/// What such a file says. If there are errors, nothing of it counts; their spans
/// lie in its source.
struct Baseline {
  std::shared_ptr<const Source> source;
  std::vector<BaselineEntry> entries;
  std::vector<Problem> errors;
};

Baseline read_baseline(const std::string& path);

/// Leaves out of `run`, whose findings have fingerprints, what `baseline` knows. What it
/// knows in vain goes to the project's stale entries, and the rules that ran are
/// asked about those. `whole`: every file was linted, so that entries of other ones
/// are of no use. `known` are the rules that exist.
void apply_baseline(Run& run, const Baseline& baseline, std::span<const Rule* const> known,
                    bool whole);

/// Writes `entries`, sorted, one a line.
void write_baseline(std::vector<BaselineEntry> entries, std::ostream& out);

}  // namespace mcplint
