// GitLab's code quality report: a list of issues, which merge requests show. It has no place
// for what was left out, nor for files without a finding.

#include <ostream>
#include <string>

#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/json_writer.h"

namespace mcplint {

static std::string_view severity_of(Severity severity) {
  static constexpr std::string_view kNames[] = {"info", "minor", "major", "critical", "blocker"};
  return kNames[static_cast<std::size_t>(severity)];
}

void write_gitlab(const Run& run, const Style& /*style*/, std::ostream& out) {
  JsonWriter json(out);
  LineTables tables(run.sources);
  const Mask mask(run);
  auto write = [&](const Diagnostic& diagnostic) {
    json.member("description", masked_message(diagnostic, mask));
    json.member("check_name",
                std::string(diagnostic.rule->id) + ' ' + std::string(diagnostic.rule->name));
    json.member("fingerprint", diagnostic.fingerprint);
    json.member("severity", severity_of(diagnostic.severity));
    json.object("location", [&] {
      json.member("path", run.sources.source_of(diagnostic.span).path);
      json.object("lines", [&] {
        json.member("begin", tables.begin(diagnostic.span).line);
        json.member("end", tables.end(diagnostic.span).line);
      });
    });
  };
  json.array([&] {
    for (const Diagnostic& diagnostic : run.diagnostics) json.object([&] { write(diagnostic); });
  });
}

}  // namespace mcplint
