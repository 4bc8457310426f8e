#include "lint/report/format.h"

namespace mcplint {

static constexpr Format kFormats[] = {
    {"full", "each finding with the lines it speaks of, and what to do", write_full},
    {"concise", "one line for each finding", write_concise},
    {"json", "one JSON object, for scripts", write_json},
    {"sarif", "SARIF 2.1.0, for GitHub code scanning and other viewers", write_sarif},
    {"jsonl", "one JSON object a line, for streams", write_jsonl},
    {"github", "workflow commands: annotations in GitHub Actions", write_github},
    {"gitlab", "a code quality report, for GitLab merge requests", write_gitlab},
    {"junit", "JUnit XML, for whatever shows test results", write_junit},
    {"markdown", "a table, for job summaries and comments", write_markdown},
};

std::span<const Format> all_formats() { return kFormats; }

}  // namespace mcplint
