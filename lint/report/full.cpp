// Each finding with the lines it speaks of, and what to do: for people.

#include <algorithm>
#include <ostream>
#include <utility>

#include "lint/report/coverage.h"
#include "lint/report/flow.h"
#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/paint.h"
#include "lint/report/snippet.h"
#include "lint/report/wording.h"
#include "lint/report/wrap.h"
#include "lint/text/escape.h"

namespace mcplint {

namespace {

constexpr unsigned kNarrowest = 40;
constexpr unsigned kWidest = 200;

/// The marked lines of one file.
struct Excerpt {
  const Source* source;
  Span at;  // what the line above it points to
  std::vector<Row> rows;
};

class FullReport {
 public:
  FullReport(const Run& run, const Style& style, std::ostream& out)
      : run_(run),
        out_(out),
        paint_{style.color},
        width_(std::clamp(style.width, kNarrowest, kWidest)),
        tables_(run.sources),
        mask_(run) {}

  void write_finding(const Diagnostic& diagnostic) {
    ink_ = ink_of(diagnostic.severity);
    write_headline(diagnostic);

    gutter_ = gutter_width(diagnostic);
    const std::vector<Excerpt> excerpts = make_excerpts(diagnostic);
    for (const Excerpt& excerpt : excerpts) write_excerpt(excerpt, &excerpt == &excerpts.front());

    write_flow(diagnostic);
    write_footer(diagnostic);
    out_ << '\n';
  }

  void write_end(const Style& style) {
    if (write_lists(run_, style, tables_, mask_, out_)) out_ << '\n';
    const std::vector<std::string> phrases = closing_phrases(run_, tables_, mask_);
    out_ << paint_(run_.diagnostics.empty() ? Ink::Green : Ink::Bold, phrases.front());
    std::size_t used = columns_of(phrases.front());
    for (std::size_t i = 1; i < phrases.size(); ++i) {
      const std::size_t more = columns_of(kBetween) + columns_of(phrases[i]);
      const bool fits = used + more <= width_;
      out_ << (fits ? kBetween : "\n") << phrases[i];
      used = fits ? used + more : more;
    }
    out_ << '\n';
  }

 private:
  void write_headline(const Diagnostic& diagnostic) {
    const Rule& rule = *diagnostic.rule;
    const std::string kind = std::string(to_string(diagnostic.severity)) + '[' +
                             std::string(rule.id) + ' ' + std::string(rule.name) + ']';
    static constexpr std::size_t kHang = 2;
    const std::size_t first_room = width_ - std::min<std::size_t>(width_, kind.size() + 2);
    const std::vector<std::string> lines =
        wrap(presentable_message(diagnostic, mask_), first_room, width_ - kHang);
    out_ << paint_(ink_, kind) << paint_(Ink::Bold, ": " + lines.front()) << '\n';
    for (std::size_t i = 1; i < lines.size(); ++i) {
      out_ << std::string(kHang, ' ') << paint_(Ink::Bold, lines[i]) << '\n';
    }
  }

  /// How many digits the largest line number has.
  std::size_t gutter_width(const Diagnostic& diagnostic) {
    // One line after the finding is shown too.
    unsigned largest = tables_.end(diagnostic.span).line + 1;
    largest = std::min(largest, tables_.of(diagnostic.span).count());
    for (const Label& note : diagnostic.notes) {
      largest = std::max(largest, tables_.end(note.span).line);
    }
    return std::to_string(largest).size();
  }

  /// One excerpt for each file, that of the finding first.
  std::vector<Excerpt> make_excerpts(const Diagnostic& diagnostic) {
    std::vector<std::pair<const Source*, std::vector<Mark>>> files;
    auto add = [&](Mark mark) {
      const Source* source = &run_.sources.source_of(mark.span);
      auto file = std::ranges::find(files, source, [](const auto& each) { return each.first; });
      if (file == files.end()) file = files.insert(file, {source, {}});
      file->second.push_back(std::move(mark));
    };
    add({diagnostic.span, "", true});
    for (const Label& note : diagnostic.notes) {
      add({note.span, presentable(note.text, mask_), false});
    }

    const SnippetStyle style{paint_, ink_, width_ - gutter_ - 3};
    std::vector<Excerpt> excerpts;
    for (const auto& [source, marks] : files) {
      std::vector<Row> rows;
      if (!source->text.empty()) rows = snippet(tables_.of(*source), marks, style, mask_);
      excerpts.push_back({source, marks.front().span, std::move(rows)});
    }
    return excerpts;
  }

  void write_excerpt(const Excerpt& excerpt, bool first) {
    const Place place = tables_.begin(excerpt.at);
    out_ << std::string(gutter_, ' ') << paint_(Ink::Blue, first ? "--> " : "::: ")
         << escape(excerpt.source->path) << ':' << place.line << ':' << place.column << '\n';
    if (excerpt.rows.empty()) return;
    write_row({});
    for (const Row& row : excerpt.rows) write_row(row);
    write_row({});
  }

  void write_row(const Row& row) {
    if (row.gap) {
      out_ << paint_(Ink::Blue, "...");
      if (!row.text.empty()) out_ << std::string(gutter_, ' ') << row.text;
      out_ << '\n';
      return;
    }
    const std::string number = row.line == 0 ? "" : std::to_string(row.line);
    const std::string blank(gutter_ - number.size(), ' ');
    out_ << paint_(Ink::Blue, blank + number + " |") << (row.text.empty() ? "" : " ") << row.text
         << '\n';
  }

  /// `= what: text`, wrapped.
  void write_remark(std::string_view what, const std::string& text) {
    const std::string margin = std::string(gutter_ + 1, ' ');
    const std::string label = std::string(what) + ": ";
    const std::size_t hang = margin.size() + 2 + label.size();
    const std::size_t room = width_ - std::min<std::size_t>(width_ - 1, hang);
    bool first = true;
    for (const std::string& line : wrap(text, room, room)) {
      if (first) {
        out_ << margin << paint_(Ink::Blue, "= ") << paint_(Ink::Bold, label) << line << '\n';
      } else {
        out_ << std::string(hang, ' ') << line << '\n';
      }
      first = false;
    }
  }

  void write_flow(const Diagnostic& diagnostic) {
    if (!adds_to_excerpts(diagnostic)) return;
    const std::string margin = std::string(gutter_ + 1, ' ');
    out_ << margin << paint_(Ink::Blue, "= ") << paint_(Ink::Bold, "data flow:") << '\n';
    const FlowStyle style{paint_, margin.size() + 2, width_};
    for (const std::string& row : flow_rows(diagnostic.flow, style, tables_, mask_)) {
      out_ << row << '\n';
    }
  }

  void write_footer(const Diagnostic& diagnostic) {
    if (!diagnostic.help.empty()) write_remark("help", presentable(diagnostic.help, mask_));
    write_remark("page", page_of(*diagnostic.rule));
  }

  const Run& run_;
  std::ostream& out_;
  Paint paint_;
  std::size_t width_;
  LineTables tables_;
  Mask mask_;
  Ink ink_ = Ink::Plain;    // of the finding that is being written
  std::size_t gutter_ = 1;  // columns of its line numbers
};

}  // namespace

void write_full(const Run& run, const Style& style, std::ostream& out) {
  FullReport report(run, style, out);
  for (const Diagnostic& diagnostic : run.diagnostics) report.write_finding(diagnostic);
  report.write_end(style);
}

}  // namespace mcplint
