// One line for each finding, as compilers write them: for editors, scripts and
// whoever looks over many.

#include <ostream>

#include "lint/report/coverage.h"
#include "lint/report/format.h"
#include "lint/report/level.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/paint.h"
#include "lint/report/wording.h"
#include "lint/text/escape.h"

namespace mcplint {

void write_concise(const Run& run, const Style& style, std::ostream& out) {
  const Paint paint{style.color};
  LineTables tables(run.sources);
  const Mask mask(run);
  for (const Diagnostic& diagnostic : run.diagnostics) {
    const Place place = tables.begin(diagnostic.span);
    out << paint(Ink::Bold, escape(run.sources.source_of(diagnostic.span).path)) << ':'
        << place.line << ':' << place.column << ": "
        << paint(ink_of(diagnostic.severity), level_of(diagnostic.severity)) << ": "
        << presentable_message(diagnostic, mask) << " [" << diagnostic.rule->id << "]\n";
  }
  write_lists(run, style, tables, mask, out);
  out << closing_line(run, tables, mask) << '\n';
}

}  // namespace mcplint
