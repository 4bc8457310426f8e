// A table, for job summaries and comments on merge requests.

#include <algorithm>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>

#include "lint/report/coverage.h"
#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/escape.h"

namespace mcplint {

/// `text` with nothing in it that Markdown or HTML would read as more than text.
static std::string literal(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\`*_{}[]()#+-.!|~$@:&<>";
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      if (kSpecial.find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

/// A message with its code as code. Its words stand in backticks, so there is
/// nothing in them to escape but what would end those, or the table's cell.
static std::string marked_up(const Diagnostic& diagnostic, const Mask& mask) {
  Diagnostic shown;
  shown.format = diagnostic.format;
  for (std::string word : presentable_words(diagnostic, mask)) {
    std::ranges::replace(word, '`', '\'');
    for (std::size_t at = word.find('|'); at != word.npos; at = word.find('|', at + 2)) {
      word.insert(at, "\\");
    }
    // Two backticks side by side would open code that nothing closes.
    shown.words.push_back(word.empty() ? " " : std::move(word));
  }
  return shown.message();
}

/// What was left out, and every file: folded, as they are long and seldom read.
static void write_folded(const Run& run, const Style& style, LineTables& tables, const Mask& mask,
                         std::ostream& out) {
  const struct {
    bool wanted;
    const char* title;
    Style style;
  } lists[] = {
      {style.show_suppressed && !run.suppressed.empty(), "Left out", {.show_suppressed = true}},
      {style.show_files, "Files", {.show_files = true}}};
  for (const auto& list : lists) {
    if (!list.wanted) continue;
    std::stringstream lines;
    write_lists(run, list.style, tables, mask, lines);
    out << "<details><summary>" << list.title << "</summary>\n\n";
    for (std::string line; std::getline(lines, line);) out << "* " << literal(line) << '\n';
    out << "\n</details>\n\n";
  }
}

void write_markdown(const Run& run, const Style& style, std::ostream& out) {
  LineTables tables(run.sources);
  const Mask mask(run);
  out << "## mcplint\n\n";
  if (!run.diagnostics.empty()) {
    out << "| Severity | Rule | Where | What | Help |\n|---|---|---|---|---|\n";
  }
  for (const Diagnostic& diagnostic : run.diagnostics) {
    const Rule& rule = *diagnostic.rule;
    const std::string path = escape(run.sources.source_of(diagnostic.span).path);
    out << "| " << to_string(diagnostic.severity) << " | [" << rule.id << ' ' << rule.name << "]("
        << page_of(rule) << ") | " << literal(path) << "\\:" << tables.begin(diagnostic.span).line
        << " | " << marked_up(diagnostic, mask) << " | "
        << literal(presentable(diagnostic.help, mask)) << " |\n";
  }
  if (!run.diagnostics.empty()) out << '\n';
  write_folded(run, style, tables, mask, out);
  out << literal(closing_line(run, tables, mask)) << '\n';
}

}  // namespace mcplint
