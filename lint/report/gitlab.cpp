// GitLab's code quality report: a list of issues, which merge requests show.

#include <cstdint>
#include <map>
#include <ostream>
#include <string>

#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/bytes.h"
#include "lint/text/json_writer.h"

namespace mcplint {

static std::string_view severity_of(Severity severity) {
  static constexpr std::string_view kNames[] = {"info", "minor", "major", "critical", "blocker"};
  return kNames[static_cast<std::size_t>(severity)];
}

static std::string hash_of(std::string_view text) {
  const std::uint64_t hash = fnv1a(text);
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (unsigned shift = 64; shift > 0; shift -= 4) digits += kDigits[(hash >> (shift - 4)) & 0xFU];
  return digits;
}

static std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  return text;
}

/// Tells a finding from others wherever its line moves: its rule, its file, the
/// text of its line without credentials and blanks, and which of those that
/// are alike in all of these it is.
static std::string fingerprint(const Diagnostic& diagnostic, LineTables& tables, Mask& mask,
                               std::map<std::string, unsigned>& seen) {
  const Lines& lines = tables.of(diagnostic.span);
  const std::string_view line = lines.line(tables.begin(diagnostic.span).line);
  const std::size_t begin = lines.offset(line.data());
  const std::string text = mask.hide(lines.source(), begin, begin + line.size());
  const std::string key = std::string(diagnostic.rule->id) + '\n' + lines.source().path + '\n' +
                          without_blanks(text) + '\n' +
                          without_blanks(masked_message(diagnostic, mask));
  return hash_of(key + '\n' + std::to_string(++seen[key]));
}

void write_gitlab(const Run& run, const Style& /*style*/, std::ostream& out) {
  JsonWriter json(out);
  LineTables tables(run.sources);
  Mask mask(run);
  std::map<std::string, unsigned> seen;
  auto write = [&](const Diagnostic& diagnostic) {
    json.member("description", masked_message(diagnostic, mask));
    json.member("check_name",
                std::string(diagnostic.rule->id) + ' ' + std::string(diagnostic.rule->name));
    json.member("fingerprint", fingerprint(diagnostic, tables, mask, seen));
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
