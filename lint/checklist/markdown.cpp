// The checklist for an issue or a release page.

#include <ostream>
#include <string>

#include "lint/checklist/format.h"
#include "lint/text/escape.h"

namespace mcplint::checklist {

/// Text that Markdown shows as it is.
static std::string literal(std::string_view text) {
  std::string result;
  bool in_code = false;
  for (const char c : text) {
    if (c == '`') in_code = !in_code;
    const bool special =
        !in_code && std::string_view("\\*_[]<>|#").find(c) != std::string_view::npos;
    if (special) result += '\\';
    result += c;
  }
  if (in_code) result += '`';
  return result;
}

static void write_line(const ShownLine& line, std::ostream& out) {
  const bool done = !blocks(line.status);
  out << "- [" << (done ? 'x' : ' ') << "] " << line.item->line;
  if (line.status != Status::Pass) out << " **" << to_string(line.status) << "**";
  out << '\n';
  for (const ShownEvidence& evidence : line.evidence) {
    out << "  - " << evidence.strength << ": " << literal(evidence.text);
    if (!evidence.place.empty()) out << " (" << literal(evidence.place) << ')';
    out << '\n';
  }
  if (line.more > 0) out << "  - and " << line.more << " more\n";
  if (!line.reason.empty()) out << "  - " << literal(line.reason) << '\n';
  if (blocks(line.status)) out << "  - to settle it: " << line.item->settles << '\n';
}

void write_markdown(const Checklist& list, const Run& run, const Heading& heading,
                    const Style& /*style*/, std::ostream& out) {
  out << "# Production deployment checklist\n";
  std::string_view part;
  std::string_view section;
  for (const ShownLine& line : shown_lines(list, run)) {
    if (line.item->part != part) out << "\n## " << line.item->part << '\n';
    if (line.item->section != section) out << "\n### " << line.item->section << "\n\n";
    part = line.item->part;
    section = line.item->section;
    write_line(line, out);
  }
  std::string closing;
  for (const std::string& phrase : closing_phrases(list))
    closing += (closing.empty() ? "" : ", ") + phrase;
  out << "\n" << closing << ".\n\n";
  std::string kinds;
  for (const std::string& kind : shown_kinds(list.kinds, run))
    kinds += (kinds.empty() ? "" : ", ") + kind;
  out << "**Kinds of server**: " << (kinds.empty() ? "none found" : literal(kinds)) << "  \n"
      << "**Deployment date**: " << heading.date << "  \n"
      << "**Deployed by**: " << literal(escape(heading.deployed_by)) << "  \n"
      << "**Version**: " << literal(escape(heading.version)) << '\n';
}

}  // namespace mcplint::checklist
