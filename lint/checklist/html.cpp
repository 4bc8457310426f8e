// The checklist as one page: no script, no network; made to be read and printed.

#include <array>
#include <ostream>
#include <string>

#include "lint/checklist/format.h"
#include "lint/text/escape.h"

namespace mcplint::checklist {

// Colours hold a contrast of 4.5 to 1 on their ground, in both schemes. The
// filters are check boxes that CSS alone acts upon.
static constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ground:#fff;--text:#1c1f23;--soft:#565d66;--rule:#d8dce1;--card:#f6f7f9;
--pass:#1a6e34;--fail:#b3261e;--missing:#8a5300;--unknown:#6b3fa0;--none:#565d66;--attested:#0b5c8a}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--text:#e8eaed;--soft:#a9b0b8;--rule:#363c43;
--card:#1e2226;--pass:#6fd08c;--fail:#ff8a80;--missing:#f2b45c;--unknown:#c9a6ff;--none:#a9b0b8;
--attested:#7cc4f0}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem;background:var(--ground);
color:var(--text);font:16px/1.5 system-ui,sans-serif}h1{font-size:1.6rem;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .25rem}h3{font-size:1rem;margin:1.25rem 0 .25rem;display:flex;
gap:.75rem;align-items:center}h3 progress{width:8rem;height:.6rem;accent-color:var(--pass)}
h3 small,.soft{color:var(--soft);font-weight:400}ul{list-style:none;margin:0;padding:0}
.line{border:1px solid var(--rule);border-left:.4rem solid var(--c);border-radius:.4rem;
background:var(--card);padding:.5rem .75rem;margin:.4rem 0;break-inside:avoid}
.line b{color:var(--c);float:right;margin-left:1rem;font-size:.9rem}.line li{margin:.15rem 0 0 1rem;font-size:.92rem}
.line code,code{font:.9em ui-monospace,monospace}.line li code{overflow-wrap:anywhere}
a{color:var(--attested)}a:focus-visible{outline:3px solid var(--attested);outline-offset:2px}
.steps{list-style:decimal;padding-left:1.5rem}.steps li{margin:.2rem 0}.line:target{border-color:var(--c)}
.pass{--c:var(--pass)}.fail,.expired{--c:var(--fail)}.missing{--c:var(--missing)}
.unknown{--c:var(--unknown)}.not-applicable{--c:var(--none)}.attested{--c:var(--attested)}
fieldset{border:1px solid var(--rule);border-radius:.4rem;margin:1rem 0;display:flex;gap:1rem;flex-wrap:wrap}
label{cursor:pointer}input:focus-visible{outline:3px solid var(--attested);outline-offset:2px}
table{border-collapse:collapse;margin-top:1rem}th,td{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}
@media print{body{max-width:none;padding:0}fieldset{display:none}}
)";

/// The names of the statuses as classes.
static std::string class_of(Status status) {
  std::string name(to_string(status));
  for (char& c : name) {
    if (c == ' ') c = '-';
  }
  return name;
}

/// `text` as HTML: what stands in backticks as code.
static std::string html(std::string_view text) {
  std::string result;
  bool in_code = false;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '`':
        result += in_code ? "</code>" : "<code>";
        in_code = !in_code;
        break;
      default:
        result += c;
    }
  }
  if (in_code) result += "</code>";
  return result;
}

static void write_filters(const Checklist& list, std::ostream& out) {
  out << "<fieldset><legend>Show</legend>\n";
  for (std::size_t i = 0; i < kStatuses; ++i) {
    const auto status = static_cast<Status>(i);
    if (list.count(status) == 0) continue;
    const std::string name = class_of(status);
    out << R"(<label><input type="checkbox" id="show-)" << name << R"(" checked> )"
        << to_string(status) << " (" << list.count(status) << ")</label>\n";
  }
  out << "</fieldset>\n";
}

static void write_style(std::ostream& out) {
  out << "<style>" << kStyle;
  for (std::size_t i = 0; i < kStatuses; ++i) {
    const std::string name = class_of(static_cast<Status>(i));
    out << "body:has(#show-" << name << ":not(:checked)) .line." << name << "{display:none}\n";
  }
  out << "</style>\n";
}

static void write_evidence(const ShownLine& line, std::ostream& out) {
  out << "<ul>\n";
  for (const ShownEvidence& evidence : line.evidence) {
    out << "<li><span class=\"soft\">" << evidence.label << ":</span> " << html(evidence.text);
    if (!evidence.at.path.empty()) {
      const std::string file = evidence.at.path;
      out << " <a href=\"" << html(file) << "\"><code>" << html(evidence.at.text())
          << "</code></a>";
    }
    out << "</li>\n";
  }
  if (line.more > 0) out << "<li>and " << line.more << " more</li>\n";
  if (!line.reason.empty()) out << "<li>" << html(line.reason) << "</li>\n";
  if (blocks(line.status))
    out << "<li><span class=\"soft\">to settle it:</span> " << html(line.item->settles)
        << "</li>\n";
  out << "</ul>\n";
}

static void write_section_head(const Shown& shown, const Item& item, std::ostream& out) {
  const auto [settled, all] = progress_of(shown, item.section);
  out << "<h3>" << html(item.section);
  if (all == 0) {
    out << " <small>not applicable</small></h3>\n";
    return;
  }
  out << " <progress max=\"" << all << "\" value=\"" << settled
      << R"(" aria-label="settled"></progress>)"
      << " <small>" << settled << " of " << all << "</small></h3>\n";
}

static void write_foot(const Shown& shown, const TitleBlock& heading, std::ostream& out) {
  const auto row = [&](std::string_view name, const std::string& value) {
    out << "<tr><th scope=\"row\">" << name << "</th><td>" << (value.empty() ? "–" : html(value))
        << "</td></tr>\n";
  };
  out << "<table>\n";
  row("Kinds of server", joined(shown.kinds, ", "));
  row("Deployment date", heading.date);
  row("Deployed by", escape(heading.deployed_by));
  row("Version", escape(heading.version));
  out << "</table>\n<p class=\"soft\">Filled in by mcplint " MCPLINT_VERSION ".</p>\n";
}

/// What to do next, and links to what fails.
static void write_next_steps(const Shown& shown, std::ostream& out) {
  out << "<h2>What to do next</h2>\n<ol class=\"steps\">\n";
  for (const std::string& step : next_steps(shown)) out << "<li>" << html(step) << "</li>\n";
  out << "</ol>\n";
  std::string_view before = "<p>What fails: ";
  for (const ShownLine& line : shown.lines) {
    if (line.status != Status::Fail) continue;
    out << before << "<a href=\"#" << line.item->name << "\">" << html(line.item->line) << "</a>";
    before = " · ";
  }
  if (before.front() != '<') out << "</p>\n";
}

void write_html(const Shown& shown, const TitleBlock& heading, const Style& /*style*/,
                std::ostream& out) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>Production deployment checklist</title>\n";
  write_style(out);
  out << "</head>\n<body>\n<main>\n<h1>Production deployment checklist</h1>\n<p>";
  out << html(joined(closing_phrases(shown.list), " · ")) << "</p>\n";
  if (shown.list.blocked()) write_next_steps(shown, out);
  write_filters(shown.list, out);

  std::string_view part;
  std::string_view section;
  for (const ShownLine& line : shown.lines) {
    if (line.item->section != section) {
      if (!section.empty()) out << "</ul>\n";
      if (line.item->part != part) out << "<h2>" << html(line.item->part) << "</h2>\n";
      write_section_head(shown, *line.item, out);
      out << "<ul>\n";
      part = line.item->part;
      section = line.item->section;
    }
    out << "<li class=\"line " << class_of(line.status) << "\" id=\"" << line.item->name << "\"><b>"
        << to_string(line.status) << "</b>" << html(line.item->line) << '\n';
    write_evidence(line, out);
    out << "</li>\n";
  }
  out << "</ul>\n";
  write_foot(shown, heading, out);
  out << "</main>\n</body>\n</html>\n";
}

}  // namespace mcplint::checklist
