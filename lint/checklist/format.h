#pragma once
// Ways to write the checklist down.

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/checklist/checklist.h"
#include "lint/report/format.h"

namespace mcplint::checklist {

/// What stands above the list and below it, besides the lines.
struct TitleBlock {
  std::string date;         // YYYY-MM-DD
  std::string deployed_by;  // empty if nobody said
  std::string version;      // of what is deployed; empty if nobody said
};

/// A place, fit to be shown.
struct Place {
  std::string path;  // empty: about no one place
  unsigned line = 0;
  Span span = {};  // empty: about no one place in the file

  /// "server.py:12"; empty if there is none.
  [[nodiscard]] std::string text() const;
};

/// A piece of evidence, fit to be shown.
struct ShownEvidence {
  std::string_view strength;
  std::string_view label;  // for people: its strength, or "found" of what a rule found
  std::string text;
  Place at;
};

/// A line, fit to be shown: without credentials and control characters.
struct ShownLine {
  const Item* item = nullptr;
  Status status = Status::Unknown;
  std::vector<ShownEvidence> evidence;
  std::size_t more = 0;
  std::string reason;
};

/// The whole list, fit to be shown.
struct Shown {
  const Checklist& list;
  const Run& run;
  std::vector<ShownLine> lines;
  std::vector<std::string> kinds;  // "API-based (server.py:12)": those of server that were found
  Place home;                      // where to say what the project lacks as a whole
};

[[nodiscard]] Shown show(const Checklist& list, const Run& run);

/// How many lines of a section are settled, of those that apply.
struct Progress {
  std::size_t settled = 0;
  std::size_t all = 0;
};
[[nodiscard]] Progress progress_of(const Shown& shown, std::string_view section);

/// "31 of 48 lines are settled", "5 fail", …
[[nodiscard]] std::vector<std::string> closing_phrases(const Checklist& list);
/// What to do next, in sentences for whoever sees the list for the first time; empty if nothing
/// is left to do.
[[nodiscard]] std::vector<std::string> next_steps(const Shown& shown);
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

/// One entry of the table of formats.
struct ChecklistFormat {
  std::string_view name;  // as --format takes it
  void (*write)(const Shown& shown, const TitleBlock& heading, const Style& style,
                std::ostream& out);
};

/// Every format, the default one first.
[[nodiscard]] std::span<const ChecklistFormat> all_checklist_formats();

void write_full(const Shown& shown, const TitleBlock& heading, const Style& style,
                std::ostream& out);
void write_markdown(const Shown& shown, const TitleBlock& heading, const Style& style,
                    std::ostream& out);
void write_html(const Shown& shown, const TitleBlock& heading, const Style& style,
                std::ostream& out);
void write_json(const Shown& shown, const TitleBlock& heading, const Style& style,
                std::ostream& out);
void write_sarif(const Shown& shown, const TitleBlock& heading, const Style& style,
                 std::ostream& out);

/// docs/checklist.md: every line, what settles it, and the rules that speak of it.
void write_items_page(std::ostream& out);

}  // namespace mcplint::checklist
