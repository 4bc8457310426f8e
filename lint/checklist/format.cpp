#include "lint/checklist/format.h"

#include <algorithm>
#include <utility>

#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"

namespace mcplint::checklist {

static constexpr ChecklistFormat kFormats[] = {
    {"full", write_full}, {"markdown", write_markdown}, {"html", write_html},
    {"json", write_json}, {"sarif", write_sarif},
};

std::span<const ChecklistFormat> all_checklist_formats() { return kFormats; }

std::string Place::text() const {
  return path.empty() ? std::string() : path + ':' + std::to_string(line);
}

static Place place_of(Span span, LineTables& tables, const Mask& mask) {
  if (span.empty()) return {};
  const Lines& lines = tables.of(span);
  return {presentable(lines.source().path, mask), lines.place(lines.offset(span.begin())).line,
          span};
}

static std::vector<std::string> show_kinds(const Kinds& kinds, LineTables& tables,
                                           const Mask& mask) {
  std::vector<std::string> shown;
  const auto add = [&](std::string_view name, const std::vector<Evidence>& evidence) {
    if (evidence.empty()) return;
    const std::string place = place_of(evidence.front().span, tables, mask).text();
    shown.push_back(std::string(name) + (place.empty() ? "" : " (" + place + ")"));
  };
  add("API-based", kinds.api);
  add("file system", kinds.files);
  add("container-based", kinds.containers);
  add("HTTP-facing", kinds.http);
  return shown;
}

Shown show(const Checklist& list, const Run& run) {
  LineTables tables(run.sources);
  const Mask mask(run);
  Shown shown{.list = list,
              .run = run,
              .lines = {},
              .kinds = show_kinds(run.project.kinds, tables, mask),
              .home = place_of(run.project.home, tables, mask)};
  if (shown.home.path.empty() && !run.files.empty())
    shown.home = {presentable(run.files.front().path, mask), 1, {}};
  for (const Line& line : list.lines) {
    ShownLine one{.item = line.item,
                  .status = line.verdict.status,
                  .evidence = {},
                  .more = line.verdict.more,
                  .reason = presentable(line.verdict.reason, mask)};
    for (const Evidence& evidence : line.verdict.evidence) {
      const bool is_found = evidence.topic == Topic::None && evidence.bearing == Bearing::Against;
      const std::string_view strength = to_string(evidence.strength);
      one.evidence.push_back({strength, is_found ? "found" : strength,
                              presentable(evidence.text, mask),
                              place_of(evidence.span, tables, mask)});
    }
    shown.lines.push_back(std::move(one));
  }
  return shown;
}

Progress progress_of(const Shown& shown, std::string_view section) {
  Progress progress;
  for (const ShownLine& line : shown.lines) {
    if (line.item->section != section || line.status == Status::NotApplicable) continue;
    ++progress.all;
    if (!blocks(line.status)) ++progress.settled;
  }
  return progress;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::vector<std::string> closing_phrases(const Checklist& list) {
  const std::size_t apply = list.lines.size() - list.count(Status::NotApplicable);
  const std::size_t settled = list.count(Status::Pass) + list.count(Status::Attested);
  std::vector<std::string> phrases = {std::to_string(settled) + " of " + std::to_string(apply) +
                                      " lines are settled"};
  const auto add = [&](Status status, std::string_view words) {
    const std::size_t count = list.count(status);
    if (count > 0) phrases.push_back(std::to_string(count) + ' ' + std::string(words));
  };
  add(Status::Fail, list.count(Status::Fail) == 1 ? "fails" : "fail");
  add(Status::Missing, "missing");
  add(Status::Expired, "expired");
  add(Status::Unknown, "unknown");
  add(Status::NotApplicable, "not applicable");
  return phrases;
}

static const ShownLine* first_with(const Shown& shown, Status status) {
  const auto found = std::ranges::find(shown.lines, status, &ShownLine::status);
  return found == shown.lines.end() ? nullptr : &*found;
}

std::vector<std::string> next_steps(const Shown& shown) {
  std::vector<std::string> steps;
  const auto add = [&](Status status, std::string_view how) {
    if (const ShownLine* line = first_with(shown, status))
      steps.push_back(std::string(how) + " Begin with `" + std::string(line->item->name) +
                      "`: " + std::string(line->item->settles) + ".");
  };
  add(Status::Fail, "Mend what fails; `mcplint explain MCP…` says why it matters and how.");
  add(Status::Unknown,
      "Look into what is unknown: mend the files that were not analysed, or leave them out.");
  add(Status::Missing, "Add what is missing, or have somebody say that it was seen to.");
  if (first_with(shown, Status::Missing) != nullptr)
    steps.emplace_back(
        "`mcplint checklist --init` prints tables for mcplint.toml in which people say so, and "
        "`--write-rollback` the beginning of a rollback plan.");
  if (first_with(shown, Status::Expired) != nullptr)
    steps.emplace_back(
        "What has expired is to be looked at again, and dated anew in mcplint.toml.");
  return steps;
}

}  // namespace mcplint::checklist
