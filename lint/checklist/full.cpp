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

static void write_line(const ShownLine& line, const Paint& paint, unsigned width,
                       std::ostream& out) {
  const Sign sign = sign_of(line.status);
  out << "  " << paint(sign.ink, sign.sign) << ' ' << line.item->line;
  if (line.status == Status::NotApplicable) {
    out << paint(Ink::Faint, "  not applicable: " + line.reason) << '\n';
    return;
  }
  if (line.status != Status::Pass) out << "  " << paint(sign.ink, to_string(line.status));
  out << paint(Ink::Faint, "  [" + std::string(line.item->name) + ']') << '\n';
  for (const ShownEvidence& evidence : line.evidence)
    write_note(std::string(evidence.strength) + ": " + evidence.text, evidence.place, paint, width,
               out);
  if (line.more > 0)
    write_note("and " + std::to_string(line.more) + " more", {}, paint, width, out);
  if (!line.reason.empty()) write_note(line.reason, {}, paint, width, out);
  if (blocks(line.status))
    write_note("to settle it: " + std::string(line.item->settles), {}, paint, width, out);
}

/// How many lines of the section that begins at `first` are settled: "3 of 5".
static std::string progress(std::span<const ShownLine> lines, std::size_t first) {
  std::size_t settled = 0;
  std::size_t all = 0;
  for (std::size_t i = first;
       i < lines.size() && lines[i].item->section == lines[first].item->section; ++i) {
    if (lines[i].status == Status::NotApplicable) continue;
    ++all;
    if (!blocks(lines[i].status)) ++settled;
  }
  return all == 0 ? "not applicable" : std::to_string(settled) + " of " + std::to_string(all);
}

static void write_head(const Checklist& list, const Run& run, const TitleBlock& heading,
                       const Paint& paint, std::ostream& out) {
  out << paint(Ink::Bold, "Production deployment checklist");
  if (!heading.version.empty()) out << kBetween << "version " << escape(heading.version);
  out << kBetween << heading.date;
  if (!heading.deployed_by.empty())
    out << kBetween << "deployed by " << escape(heading.deployed_by);
  out << '\n';
  std::string kinds;
  for (const std::string& kind : shown_kinds(list.kinds, run))
    kinds += (kinds.empty() ? "" : ", ") + kind;
  out << "Kinds of server: " << (kinds.empty() ? "none found" : kinds) << '\n';
}

void write_full(const Checklist& list, const Run& run, const TitleBlock& heading,
                const Style& style, std::ostream& out) {
  const Paint paint{style.color};
  write_head(list, run, heading, paint, out);
  const std::vector<ShownLine> lines = shown_lines(list, run);
  std::string_view section;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Item& item = *lines[i].item;
    if (item.section != section) {
      out << '\n';
      out << paint(Ink::Bold, item.part) << ": " << paint(Ink::Bold, item.section)
          << paint(Ink::Faint, "  " + progress(lines, i)) << '\n';
      section = item.section;
    }
    write_line(lines[i], paint, style.width, out);
  }
  out << '\n';
  std::string closing;
  for (const std::string& phrase : closing_phrases(list))
    closing += (closing.empty() ? "" : std::string(kBetween)) + phrase;
  out << paint(list.blocked() ? Ink::Bold : Ink::Green, closing) << '\n';
  if (list.blocked())
    out << "Start with what fails; what only a person can say is attested in mcplint.toml under "
           "[[checklist.attest]].\n";
}

}  // namespace mcplint::checklist
