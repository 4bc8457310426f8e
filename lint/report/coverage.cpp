#include "lint/report/coverage.h"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <unordered_map>

#include "lint/report/wording.h"
#include "lint/text/escape.h"

namespace mcplint {

static constexpr std::size_t kStateWidth = 10;  // of the longest state, and a gap

std::string_view to_string(File::State state) {
  static constexpr std::string_view kNames[] = {"analysed", "partly", "scanned", "skipped"};
  return kNames[static_cast<std::size_t>(state)];
}

std::vector<Unfinished> unfinished_files(const Run& run) {
  struct Problems {
    const Problem* first = nullptr;
    std::size_t count = 0;
  };
  std::unordered_map<std::string_view, Problems> problems;
  for (const Problem& problem : run.project.problems) {
    Problems& here = problems[run.sources.source_of(problem.span).path];
    const bool earlier = here.first == nullptr || problem.span.begin() < here.first->span.begin();
    if (earlier) here.first = &problem;
    ++here.count;
  }

  std::vector<Unfinished> unfinished;
  for (const File& file : run.files) {
    if (file.state == File::State::Skipped) unfinished.push_back({&file, nullptr, 0});
    if (file.state != File::State::Partly) continue;
    const auto found = problems.find(file.path);
    const Problems here = found == problems.end() ? Problems{} : found->second;
    unfinished.push_back({&file, here.first, here.count});
  }
  return unfinished;
}

std::string reason(const Unfinished& unfinished, LineTables& tables, const Mask& mask) {
  std::string text = escape(unfinished.file->path);
  if (unfinished.problem != nullptr) {
    const Span span = unfinished.problem->span;
    if (!tables.of(span).source().text.empty()) {  // else it was not read at all
      const Place place = tables.begin(span);
      text += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    return text + ' ' + presentable(unfinished.problem->what, mask);
  }
  if (unfinished.file->detail.empty()) return text;
  return text + ": " + presentable(unfinished.file->detail, mask);
}

std::size_t count_suppressed(const Run& run, bool in_baseline) {
  return static_cast<std::size_t>(std::ranges::count_if(run.suppressed, [&](const Suppressed& one) {
    return (one.by == Suppressed::By::Baseline) == in_baseline;
  }));
}

std::string_view to_string(Suppressed::By by) {
  return by == Suppressed::By::Baseline ? "in the baseline" : "suppressed";
}

/// " (1 suppressed, 2 in the baseline)".
static std::string left_out_phrase(const Run& run) {
  std::string text;
  for (const bool in_baseline : {false, true}) {
    const std::size_t count = count_suppressed(run, in_baseline);
    if (count == 0) continue;
    text += text.empty() ? " (" : ", ";
    text += grouped(count) + (in_baseline ? " in the baseline" : " suppressed");
  }
  return text.empty() ? text : text + ')';
}

/// "5 findings", "no findings"; or that nothing was there to find any in.
static std::string findings_phrase(const Run& run) {
  if (run.files.empty()) return "nothing to lint was found";
  const std::string left_out = left_out_phrase(run);
  if (run.diagnostics.empty()) return "no findings" + left_out;
  return count_of(run.diagnostics.size(), "finding", "findings") + left_out;
}

/// " (2 not: server.py:12:4 syntax error, and 1 more)".
static std::string first_reason(const Run& run, File::State state, std::string_view introduction,
                                LineTables& tables, const Mask& mask) {
  const std::size_t count = run.count(state);
  for (const Unfinished& unfinished : unfinished_files(run)) {
    if (unfinished.file->state != state) continue;
    std::string text = " (" + std::string(introduction) + reason(unfinished, tables, mask);
    if (count > 1) text += ", and " + grouped(count - 1) + " more";
    return text + ')';
  }
  return {};
}

/// "41 of 42 files fully analysed", "1,203 files scanned, 41 analysed".
static std::string analysed_phrase(std::size_t fully, std::size_t partly, std::size_t scanned) {
  const std::size_t wanted = fully + partly;
  if (wanted == 0) {
    return count_of(scanned, "file", "files") +
           " scanned for credentials, none of them part of an MCP deployment";
  }
  if (scanned == 0 && partly == 0) return count_of(fully, "file", "files") + " fully analysed";
  if (scanned == 0) {
    return grouped(fully) + " of " + count_of(wanted, "file", "files") + " fully analysed";
  }
  const std::string all = count_of(wanted + scanned, "file", "files") + " scanned, ";
  if (partly == 0) return all + grouped(fully) + " analysed";
  return all + grouped(fully) + " of " + grouped(wanted) + " fully analysed";
}

std::vector<std::string> closing_phrases(const Run& run, LineTables& tables, const Mask& mask) {
  const std::size_t fully = run.count(File::State::Analysed);
  const std::size_t partly = run.count(File::State::Partly);
  const std::size_t scanned = run.count(File::State::Scanned);
  const std::size_t skipped = run.count(File::State::Skipped);

  std::vector<std::string> phrases = {findings_phrase(run)};
  if (fully + partly + scanned > 0) phrases.push_back(analysed_phrase(fully, partly, scanned));
  if (partly > 0) {
    const std::string introduction = grouped(partly) + " not: ";
    phrases.back() += first_reason(run, File::State::Partly, introduction, tables, mask);
  }
  if (skipped > 0) {
    phrases.push_back(count_of(skipped, "file", "files") + " skipped");
    if (skipped == 1) phrases.back() += first_reason(run, File::State::Skipped, "", tables, mask);
  }
  if (run.skipped_folders > 0) {
    phrases.push_back(count_of(run.skipped_folders, "folder", "folders") + " left out");
  }
  if (run.context_files > 0)
    phrases.push_back(count_of(run.context_files, "other file", "other files") +
                      " read for context");
  if (!run.old_advisories.empty()) {
    phrases.push_back("advisories of " + run.old_advisories +
                      " are old: give newer ones with --advisories");
  }
  return phrases;
}

std::string closing_line(const Run& run, LineTables& tables, const Mask& mask) {
  std::string line;
  for (const std::string& phrase : closing_phrases(run, tables, mask)) {
    if (!line.empty()) line += kBetween;
    line += phrase;
  }
  return line;
}

static void write_suppressed(const Run& run, LineTables& tables, const Mask& mask,
                             std::ostream& out) {
  for (const Suppressed& one : run.suppressed) {
    const Diagnostic& diagnostic = one.diagnostic;
    const Place place = tables.begin(diagnostic.span);
    out << to_string(one.by) << "  " << escape(run.sources.source_of(diagnostic.span).path) << ':'
        << place.line << ':' << place.column << ' ' << diagnostic.rule->id << ' '
        << diagnostic.rule->name << ": " << presentable(diagnostic.message(), mask);
    const bool says_more = !one.reason.empty() && one.by != Suppressed::By::Baseline;
    if (says_more) out << " (" << presentable(one.reason, mask) << ')';
    out << '\n';
  }
}

static void write_files(const Run& run, LineTables& tables, const Mask& mask, std::ostream& out) {
  std::unordered_map<const File*, std::string> reasons;
  for (const Unfinished& unfinished : unfinished_files(run)) {
    if (unfinished.problem != nullptr) reasons[unfinished.file] = reason(unfinished, tables, mask);
  }
  for (const File& file : run.files) {
    const std::string_view state = to_string(file.state);
    const auto why = reasons.find(&file);
    out << state << std::string(kStateWidth - state.size(), ' ')
        << (why == reasons.end() ? escape(file.path) : why->second);
    const bool explained = why != reasons.end() || file.detail.empty();
    if (!explained) out << "  (" << presentable(file.detail, mask) << ')';
    out << '\n';
  }
}

bool write_lists(const Run& run, const Style& style, LineTables& tables, const Mask& mask,
                 std::ostream& out) {
  if (style.show_suppressed) write_suppressed(run, tables, mask, out);
  if (style.show_files) write_files(run, tables, mask, out);
  return style.show_files || (style.show_suppressed && !run.suppressed.empty());
}

}  // namespace mcplint
