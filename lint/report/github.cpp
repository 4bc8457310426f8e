// Workflow commands, which GitHub Actions shows beside the lines they speak of.
//
// The runner reads a line that begins with `::` as a command, and looks for
// commands of its older kind, `##[`, anywhere in a line that is none. Text of the
// linted files can therefore begin no line, and must not hold the latter.

#include <ostream>
#include <sstream>
#include <string>
#include <utility>

#include "lint/report/coverage.h"
#include "lint/report/format.h"
#include "lint/report/level.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/bytes.h"
#include "lint/text/escape.h"

namespace mcplint {

/// `text` with each of `special` as its percent code, as the runner decodes it.
static std::string percent_coded(std::string_view text, std::string_view special) {
  std::string coded;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      coded += c;
    } else {
      append_percent_coded(coded, c);
    }
  }
  return coded;
}

static std::string coded_data(std::string_view text) { return percent_coded(text, "%\r\n"); }
static std::string coded_property(std::string_view text) { return percent_coded(text, "%\r\n:,"); }

/// A line that is no command, whatever stands in it.
static std::string plain(std::string line) {
  static constexpr std::string_view kCommand = "##[";
  for (std::size_t at = line.find(kCommand); at != std::string::npos; at = line.find(kCommand)) {
    line.insert(at + 2, " ");
  }
  return line;
}

static std::string_view command_of(Severity severity) {
  const std::string_view level = level_of(severity);
  return level == "note" ? "notice" : level;
}

void write_github(const Run& run, const Style& style, std::ostream& out) {
  LineTables tables(run.sources);
  const Mask mask(run);
  for (const Diagnostic& diagnostic : run.diagnostics) {
    const Place begin = tables.begin(diagnostic.span);
    const Place end = tables.end(diagnostic.span);
    out << "::" << command_of(diagnostic.severity)
        << " file=" << coded_property(escape(run.sources.source_of(diagnostic.span).path))
        << ",line=" << begin.line << ",endLine=" << end.line;
    // GitHub refuses columns of an annotation over several lines.
    if (begin.line == end.line) out << ",col=" << begin.column << ",endColumn=" << end.column;
    const std::string title =
        std::string(diagnostic.rule->id) + ' ' + std::string(diagnostic.rule->name);
    std::string text = presentable_message(diagnostic, mask);
    if (!diagnostic.help.empty()) text += "\nhelp: " + presentable(diagnostic.help, mask);
    out << ",title=" << coded_property(title) << "::" << coded_data(text) << '\n';
  }
  std::stringstream lists;
  write_lists(run, style, tables, mask, lists);
  // Each line begins with a word of ours, so none is a command.
  for (std::string line; std::getline(lists, line);) out << plain(std::move(line)) << '\n';
  out << plain(closing_line(run, tables, mask)) << '\n';
}

}  // namespace mcplint
