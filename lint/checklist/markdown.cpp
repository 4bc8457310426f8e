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
    if (!evidence.at.path.empty()) out << " (" << literal(evidence.at.text()) << ')';
    out << '\n';
  }
  if (line.more > 0) out << "  - and " << line.more << " more\n";
  if (!line.reason.empty()) out << "  - " << literal(line.reason) << '\n';
  if (blocks(line.status)) out << "  - to settle it: " << line.item->settles << '\n';
}

void write_markdown(const Shown& shown, const TitleBlock& heading, const Style& /*style*/,
                    std::ostream& out) {
  out << "# Production deployment checklist\n";
  std::string_view part;
  std::string_view section;
  for (const ShownLine& line : shown.lines) {
    if (line.item->part != part) out << "\n## " << line.item->part << '\n';
    if (line.item->section != section) out << "\n### " << line.item->section << "\n\n";
    part = line.item->part;
    section = line.item->section;
    write_line(line, out);
  }
  out << "\n" << joined(closing_phrases(shown.list), ", ") << ".\n\n";
  const std::string kinds = joined(shown.kinds, ", ");
  out << "**Kinds of server**: " << (kinds.empty() ? "none found" : literal(kinds)) << "  \n"
      << "**Deployment date**: " << heading.date << "  \n"
      << "**Deployed by**: " << literal(escape(heading.deployed_by)) << "  \n"
      << "**Version**: " << literal(escape(heading.version)) << '\n';
}

static constexpr std::string_view kIntroduction = R"(# The production deployment checklist

`mcplint checklist` prints this list for a deployment: every line with a status, the evidence for it,
and what would settle it. `--format html` makes a page to read and print, `markdown` the text for an
issue, `json` data for programs (checklist-format.md), `sarif` a log with a result for each line that
is not settled.

    mcplint checklist .
    mcplint checklist --format html -o checklist.html --deployed-by Ada --version-label 1.2.0 .
    mcplint checklist --init >> mcplint.toml

| Status | Meaning |
|---|---|
| pass | evidence was found, or the rules that guard the line looked at something and found nothing |
| fail | a rule found something, or evidence says the opposite |
| missing | nothing was found |
| attested | a person says so in `mcplint.toml` |
| expired | a person said so, longer ago than `valid-for` |
| not applicable | the deployment has nothing that the line speaks of; the reason stands beside it |
| unknown | a file that could settle it was not fully analysed |

Evidence is *measured* by a run, *configured* in a file, or *stated* by a person or a document; the
strongest decides. Reports of runs are found in the tree by their names and contents: JUnit XML,
Cobertura, lcov, JSON of coverage.py, pip-audit and npm audit, SARIF of linters and scanners, and load
tests (load-test-report.md). `--report` names those that are ignored or elsewhere. One that is older,
by its own date, than `max-age` under `[targets]` no longer counts.

The exit code is 1 if a line that is not optional fails, is missing, expired or unknown. What
files cannot show is attested, by the name of the line, and what need not hold is optional:

    [checklist]
    optional = ["alerts"]

    [[checklist.attest]]
    item = "load-testing"
    by = "Ada, operations"
    on = 2027-06-30
    evidence = "docs/load-test.md"
    valid-for = "180 days"

`mcplint checklist --init` prints these tables for what is missing, and `--write-rollback` the beginning of
a rollback plan. An attestation does not talk away what a rule found. Kinds of server (`api`, `files`, `containers`, `http`)
are found, shown, and set by `kinds` under `[checklist]` where that is wrong.

## The lines

This list is generated from the code. Beside what a line comes to, each can be attested, and expired;
a test shows each line in each of its statuses.
)";

void write_items_page(std::ostream& out) {
  out << kIntroduction;
  std::string_view section;
  for (const Item& item : all_items()) {
    if (item.section != section) {
      out << "\n### " << item.part << ": " << item.section
          << "\n\n| Line | Name | What settles it | Comes to | Rules |\n|---|---|---|---|---|\n";
      section = item.section;
    }
    out << "| " << item.line << " | `" << item.name << "` | " << item.settles << " | ";
    std::string_view between;
    for (const Status status : statuses_of(item)) {
      out << between << to_string(status);
      between = ", ";
    }
    out << " | ";
    between = {};
    for (const std::string_view rule : rules_of(item)) {
      out << between << '[' << rule << "](rules/" << rule << ".md)";
      between = ", ";
    }
    out << " |\n";
  }
}

}  // namespace mcplint::checklist
