#include "lint/report/flow.h"

#include <algorithm>
#include <utility>

#include "lint/report/stretch.h"
#include "lint/report/underline.h"
#include "lint/report/wording.h"
#include "lint/text/escape.h"

namespace mcplint {

/// Of longer flows, the middle is left out.
static constexpr std::size_t kMostSteps = 16;
static constexpr Ink kStepInk = Ink::Blue;

bool adds_to_excerpts(const Diagnostic& diagnostic) {
  auto same = [](Span a, Span b) { return a.begin() == b.begin() && a.end() == b.end(); };
  return std::ranges::any_of(diagnostic.flow, [&](const Label& step) {
    if (same(step.span, diagnostic.span)) return false;
    return std::ranges::none_of(diagnostic.notes,
                                [&](const Label& note) { return same(note.span, step.span); });
  });
}

/// The step's line without its indentation, its span underlined.
static std::vector<std::string> step_rows(const Label& step, std::size_t room, const Paint& paint,
                                          LineTables& tables, Mask& mask) {
  const Lines& lines = tables.of(step.span);
  const std::size_t begin = lines.offset(step.span.begin());
  const std::string_view line = lines.line(lines.number_at(begin));
  const std::size_t blank = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t line_begin = lines.offset(line.data());
  const Extent extent{std::min(line_begin + blank, begin), line_begin + line.size()};
  const Extent focus{begin, std::min(lines.offset(step.span.end()), extent.end)};

  const Stretch stretch(lines, extent, focus, room, mask);
  const std::size_t first = stretch.column_of(focus.begin);
  const std::size_t last = std::max(first + 1, stretch.end_column_of(focus.end));
  std::vector<std::string> rows = {stretch.text()};
  for (std::string& row :
       underline({{first, last, presentable(step.text, mask), false}}, room, paint, kStepInk)) {
    rows.push_back(std::move(row));
  }
  return rows;
}

/// "server.py:12"
static std::string place_of(const Label& step, LineTables& tables) {
  const Lines& lines = tables.of(step.span);
  const unsigned line = lines.number_at(lines.offset(step.span.begin()));
  return escape(lines.source().path) + ':' + std::to_string(line);
}

std::vector<std::string> flow_rows(const std::vector<Label>& flow, const FlowStyle& style,
                                   LineTables& tables, Mask& mask) {
  std::size_t widest = 0;
  for (const Label& step : flow) widest = std::max(widest, columns_of(place_of(step, tables)));
  const std::size_t digits = std::to_string(flow.size()).size();
  const std::size_t place_column = style.indent + digits + 2;

  // Beside its place if that leaves most of the width, else below it.
  const bool beside = widest <= style.width / 3;
  const std::size_t code_column = beside ? place_column + widest + 2 : place_column;
  const std::size_t room = style.width - std::min(style.width - 1, code_column);

  std::vector<std::string> rows;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (flow.size() > kMostSteps && i == kMostSteps / 2) {
      const std::size_t left_out = flow.size() - kMostSteps;
      rows.push_back(std::string(place_column, ' ') + "… " +
                     count_of(left_out, "step more", "steps more"));
      i += left_out;
    }
    const std::string number = std::to_string(i + 1) + '.';
    const std::string place = place_of(flow[i], tables);
    std::string start = std::string(style.indent + digits + 1 - number.size(), ' ') +
                        style.paint(Ink::Bold, number) + ' ' + place;
    if (beside)
      start += std::string(widest + 2 - columns_of(place), ' ');
    else
      rows.push_back(std::exchange(start, std::string(code_column, ' ')));

    for (const std::string& row : step_rows(flow[i], room, style.paint, tables, mask)) {
      std::string whole = std::exchange(start, std::string(code_column, ' ')) + row;
      whole.erase(whole.find_last_not_of(' ') + 1);
      rows.push_back(std::move(whole));
    }
  }
  return rows;
}

}  // namespace mcplint
