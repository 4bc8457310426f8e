#pragma once
// Findings that people have accepted, in comments.

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "mcplint/lint.h"

namespace mcplint {

/// What the comments of all files of `run`, and the configuration, ask for.
/// `today` is YYYY-MM-DD.
std::vector<Suppression> read_suppressions(const Run& run, const Options& options,
                                           const std::string& today);

/// Takes what `suppressions` ask for out of `diagnostics`, and returns it. Adds a
/// flaw to each suppression that has left out nothing although its rule, one of
/// `ran`, has run.
std::deque<Suppressed> suppress(std::deque<Diagnostic>& diagnostics,
                                std::vector<Suppression>& suppressions,
                                std::span<const Rule* const> ran);

/// Today in UTC as YYYY-MM-DD.
std::string today();

}  // namespace mcplint
