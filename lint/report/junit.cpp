// JUnit XML, for whatever shows the results of tests: each finding is a failure,
// and a run without any is one test that passed.

#include <ostream>
#include <sstream>
#include <string>

#include "lint/report/coverage.h"
#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/escape.h"

namespace mcplint {

/// `printable`, which holds no control characters, as XML text or attribute.
static std::string xml(std::string_view printable) {
  std::string text;
  for (const char c : printable) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

static void write_failure(const Run& run, const Diagnostic& diagnostic, LineTables& tables,
                          const Mask& mask, std::ostream& out) {
  const Place place = tables.begin(diagnostic.span);
  const std::string path = escape(run.sources.source_of(diagnostic.span).path);
  const std::string where =
      path + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
  const Rule& rule = *diagnostic.rule;
  const std::string message = presentable_message(diagnostic, mask);
  out << "    <testcase classname=\"" << xml(path) << "\" name=\"" << rule.id << ' ' << rule.name
      << " at line " << place.line << ", column " << place.column << "\" file=\"" << xml(path)
      << "\" line=\"" << place.line << "\">\n      <failure type=\""
      << to_string(diagnostic.severity) << "\" message=\"" << xml(message) << "\">" << xml(where)
      << ": " << xml(message) << '\n';
  if (!diagnostic.help.empty()) out << "help: " << xml(presentable(diagnostic.help, mask)) << '\n';
  out << "page: " << xml(page_of(rule)) << "</failure>\n    </testcase>\n";
}

static void write_skipped(const Run& run, const Suppressed& one, LineTables& tables,
                          const Mask& mask, std::ostream& out) {
  const Diagnostic& diagnostic = one.diagnostic;
  const Place place = tables.begin(diagnostic.span);
  const std::string path = xml(escape(run.sources.source_of(diagnostic.span).path));
  out << "    <testcase classname=\"" << path << "\" name=\"" << diagnostic.rule->id << ' '
      << diagnostic.rule->name << " at line " << place.line << ", column " << place.column
      << "\" file=\"" << path << "\" line=\"" << place.line << "\">\n      <skipped message=\""
      << to_string(one.by) << ": " << xml(presentable_message(diagnostic, mask));
  if (!one.reason.empty() && one.by != Suppressed::By::Baseline)
    out << " (" << xml(presentable(one.reason, mask)) << ')';
  out << "\"/>\n    </testcase>\n";
}

void write_junit(const Run& run, const Style& style, std::ostream& out) {
  LineTables tables(run.sources);
  const Mask mask(run);
  const std::size_t failures = run.diagnostics.size();
  const std::size_t skipped = style.show_suppressed ? run.suppressed.size() : 0;
  const std::size_t tests = failures + skipped == 0 ? 1 : failures + skipped;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"mcplint\" "
         "tests=\""
      << tests << "\" failures=\"" << failures << R"(" errors="0" skipped=")" << skipped << "\">\n";
  for (const Diagnostic& diagnostic : run.diagnostics) {
    write_failure(run, diagnostic, tables, mask, out);
  }
  if (style.show_suppressed) {
    for (const Suppressed& one : run.suppressed) write_skipped(run, one, tables, mask, out);
  }
  if (failures + skipped == 0)
    out << "    <testcase classname=\"mcplint\" name=\"no findings\"/>\n";
  std::ostringstream lists;
  write_lists(run, {.show_files = style.show_files}, tables, mask, lists);
  out << "    <system-out>" << xml(lists.str()) << xml(closing_line(run, tables, mask))
      << "</system-out>\n  </testsuite>\n</testsuites>\n";
}

}  // namespace mcplint
