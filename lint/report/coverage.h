#pragma once
// What a run looked at, in words: how every report ends.

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "mcplint/lint.h"

namespace mcplint {

/// A file that was not fully analysed, and why.
struct Unfinished {
  const File* file = nullptr;
  const Problem* problem = nullptr;  // the first one in it; null if it was skipped
  std::size_t problems = 0;
};

/// Those of the run's files that were analysed in part or skipped, by path.
std::vector<Unfinished> unfinished_files(const Run& run);

/// "server.py:12:4 syntax error", "model.bin: larger than 10 MB".
std::string reason(const Unfinished& unfinished, LineTables& tables, const Mask& mask);

inline constexpr std::string_view kBetween = " · ";

/// How many findings there are, and what they were looked for in: "5 findings",
/// "41 of 42 files fully analysed (1 not: server.py:12:4 syntax error)", …
std::vector<std::string> closing_phrases(const Run& run, LineTables& tables, const Mask& mask);

/// All of them, as the last line of a report for people.
std::string closing_line(const Run& run, LineTables& tables, const Mask& mask);

/// What `style` asks to list besides the findings, one thing a line: what was
/// suppressed, every file and what became of it. False if it asks for nothing.
bool write_lists(const Run& run, const Style& style, LineTables& tables, const Mask& mask,
                 std::ostream& out);

/// How many findings were left out, and by what.
std::size_t count_suppressed(const Run& run, bool in_baseline);

/// "suppressed", "in the baseline".
std::string_view to_string(Suppressed::By by);

/// "analysed", "partly", "scanned", "skipped".
std::string_view to_string(File::State state);

}  // namespace mcplint
