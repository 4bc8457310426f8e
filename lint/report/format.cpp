#include "lint/report/format.h"

namespace mcplint {

static constexpr Format kFormats[] = {
    {"full", "each finding with the lines it speaks of, and what to do", write_full},
    {"concise", "one line for each finding", write_concise},
    {"json", "one JSON object, for scripts", write_json},
    {"sarif", "SARIF 2.1.0, for GitHub code scanning and other viewers", write_sarif},
};

std::span<const Format> all_formats() { return kFormats; }

}  // namespace mcplint
