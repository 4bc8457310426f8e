#pragma once
// Reading reports of real runs. Each reader looks whether the file is one of its own.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/measurement.h"

namespace mcplint {

/// Adds what the file measured; nothing if it is no report that is known.
void find_measurements(const Config& config, std::vector<Measurement>& measurements);

void read_junit(const Config& config, std::vector<Measurement>& measurements);
void read_coverage(const Config& config, std::vector<Measurement>& measurements);
void read_audits(const Config& config, std::vector<Measurement>& measurements);
void read_sarif(const Config& config, std::vector<Measurement>& measurements);
void read_load_test(const Config& config, std::vector<Measurement>& measurements);

/// The number that `value` is written as; 0 if it is null or none.
[[nodiscard]] double number_of(const Value* value);
/// Likewise, without what stands behind the point; 0 if it is negative.
[[nodiscard]] std::size_t count_of(const Value* value);
/// YYYY-MM-DD of a timestamp: ISO 8601, or seconds or milliseconds since 1970; empty if it is
/// neither.
[[nodiscard]] std::string day_of(const Value* value);

}  // namespace mcplint
