// The checklist for a terminal.

#include <ostream>
#include <string>

#include "lint/checklist/format.h"
#include "lint/report/coverage.h"
#include "lint/report/paint.h"
#include "lint/report/wrap.h"
#include "lint/text/escape.h"

namespace mcplint::checklist {

namespace {

struct Sign {
  std::string_view sign;
  Ink ink;
};

}  // namespace

static Sign sign_of(Status status) {
  static constexpr Sign kSigns[kStatuses] = {
      {"✓", Ink::Green},  {"✗", Ink::Red},   {"○", Ink::Yellow}, {"✓", Ink::Cyan},
      {"✗", Ink::Yellow}, {"–", Ink::Faint}, {"?", Ink::Magenta}};
  return kSigns[static_cast<std::size_t>(status)];
}

static constexpr std::size_t kIndent = 6;

/// `text` wrapped below its line, and behind it, where there is room, the place.
static void write_note(std::string_view text, const std::string& place, const Paint& paint,
                       unsigned width, std::ostream& out) {
  const std::size_t room = width > kIndent + 20 ? width - kIndent : 20;
  std::string whole(text);
  if (!place.empty()) whole += "  " + place;
  for (const std::string& line : wrap(whole, room, room))
    out << std::string(kIndent, ' ') << paint(Ink::Faint, line) << '\n';
}

/// The words of a line, and below each other what does not fit beside them and what stands behind.
static std::string below_each_other(const ShownLine& line, unsigned width) {
  constexpr std::size_t kLineIndent = 4;
  // Its state and its name follow on the last row.
  const std::size_t behind = to_string(line.status).size() + line.item->name.size() + 6;
  const std::size_t room = width > behind + kLineIndent + 20 ? width - behind - kLineIndent : 20;
  std::string rows;
  for (const std::string& row : wrap(line.item->line, room, room))
    (rows += rows.empty() ? "" : "\n" + std::string(kLineIndent, ' ')) += row;
  return rows;
}

static void write_line(const ShownLine& line, const Paint& paint, unsigned width,
                       std::ostream& out) {
  const Sign sign = sign_of(line.status);
  out << "  " << paint(sign.ink, sign.sign) << ' ' << below_each_other(line, width);
  if (line.status == Status::NotApplicable) {
    const std::string reason = "not applicable: " + line.reason;
    const bool fits = line.item->line.size() + reason.size() + 6 <= width;
    if (fits) {
      out << paint(Ink::Faint, "  " + reason) << '\n';
    } else {
      out << '\n';
      write_note(reason, {}, paint, width, out);
    }
    return;
  }
  if (line.status != Status::Pass) out << "  " << paint(sign.ink, to_string(line.status));
  out << paint(Ink::Faint, "  [" + std::string(line.item->name) + ']') << '\n';
  for (const ShownEvidence& evidence : line.evidence)
    write_note(std::string(evidence.label) + ": " + evidence.text, evidence.at.text(), paint, width,
               out);
  if (line.more > 0)
    write_note("and " + std::to_string(line.more) + " more", {}, paint, width, out);
  if (!line.reason.empty()) write_note(line.reason, {}, paint, width, out);
  if (blocks(line.status))
    write_note("to settle it: " + std::string(line.item->settles), {}, paint, width, out);
}

static std::string progress(const Shown& shown, std::string_view section) {
  const auto [settled, all] = progress_of(shown, section);
  return all == 0 ? "not applicable" : std::to_string(settled) + " of " + std::to_string(all);
}

static void write_wrapped(std::string_view text, unsigned width, std::ostream& out) {
  for (const std::string& row : wrap(text, width, width)) out << row << '\n';
}

static void write_head(const Shown& shown, const TitleBlock& heading, const Paint& paint,
                       unsigned width, std::ostream& out) {
  out << paint(Ink::Bold, "Production deployment checklist");
  if (!heading.version.empty()) out << kBetween << "version " << escape(heading.version);
  out << kBetween << heading.date;
  if (!heading.deployed_by.empty())
    out << kBetween << "deployed by " << escape(heading.deployed_by);
  out << '\n';
  const std::string kinds = joined(shown.kinds, ", ");
  write_wrapped("Kinds of server: " + (kinds.empty() ? "none found" : kinds), width, out);
}

void write_full(const Shown& shown, const TitleBlock& heading, const Style& style,
                std::ostream& out) {
  const Paint paint{style.color};
  write_head(shown, heading, paint, style.width, out);
  std::string_view section;
  for (const ShownLine& line : shown.lines) {
    const Item& item = *line.item;
    if (item.section != section) {
      section = item.section;
      out << '\n'
          << paint(Ink::Bold, item.part) << ": " << paint(Ink::Bold, section)
          << paint(Ink::Faint, "  " + progress(shown, section)) << '\n';
    }
    write_line(line, paint, style.width, out);
  }
  out << '\n'
      << paint(shown.list.blocked() ? Ink::Bold : Ink::Green,
               joined(closing_phrases(shown.list), kBetween))
      << '\n';
  if (!shown.list.blocked()) return;
  for (const std::string& step : next_steps(shown)) write_wrapped(step, style.width, out);
}

}  // namespace mcplint::checklist
