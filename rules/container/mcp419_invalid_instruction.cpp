#include <charconv>
#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Dockerfile& dockerfile, Report& report);

constinit const Rule rules::mcp419_invalid_instruction = {
    .id = "MCP419",
    .name = "invalid-instruction",
    .summary = "Instruction that fails, or does something else than it says",
    .severity = Severity::Medium,
    .doc = R"(
The build fails, or worse, does not: `CMD ['python', 'server.py']` is no JSON, so a
shell gets to read it and finds no such program; of two `CMD`s only the last one
counts; a stage that comes later is taken for an image of that name on Docker Hub.

Write what was meant.
)",
    .blind_spots = R"(
What BuildKit refuses to parse at all is MCP001's.
)",
    .check = check,
};

/// `['python', 'server.py']`: what looks like an array and is none.
static bool is_broken_array(const Instruction& instruction) {
  if (instruction.json || instruction.words.empty()) return false;
  std::string_view text = instruction.words.front().text;
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (!text.starts_with('[') || text.starts_with("[[")) return false;
  const std::size_t begin = text.find_first_not_of(" \t", 1);
  if (begin == text.npos) return false;
  const bool quoted = text[begin] == '\'' || text[begin] == '"';
  return quoted && text.ends_with(']');
}

static void check_array(const Instruction& instruction, Report& report) {
  const std::string& keyword = instruction.keyword;
  const bool takes = keyword == "CMD" || keyword == "ENTRYPOINT" || keyword == "RUN" ||
                     keyword == "SHELL" || keyword == "VOLUME";
  if (!takes || !is_broken_array(instruction)) return;
  report
      .at(instruction.arguments, "`{}` has no valid JSON array, so a shell reads it as it stands",
          keyword)
      .suggest("write it with double quotes, commas between the words and none behind the last");
}

/// Of several, only the last one counts.
static void check_repeated(const Stage& stage, std::string_view keyword, Report& report) {
  const Instruction* last = stage.last(keyword);
  for (const Instruction& instruction : stage.instructions) {
    if (instruction.keyword != keyword || instruction.on_build || &instruction == last) continue;
    report.at(instruction.span, "this `{}` is without effect: another one follows", keyword)
        .as(Severity::Low)
        .note(last->span, "this one counts")
        .suggest("remove the one that is not meant");
  }
}

static std::string in_lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// A stage that `COPY --from` names, by name or number.
static void check_from(const Dockerfile& dockerfile, std::size_t here, const Flag& flag,
                       Report& report) {
  const std::string name = in_lower_case(flag.value.text);
  std::size_t number = 0;
  const char* end = name.data() + name.size();
  const auto [read_to, error] = std::from_chars(name.data(), end, number);
  if (error == std::errc() && read_to == end) {
    if (number < here) return;
    report.at(flag.value.span, "there is no stage `{}` before this one", name)
        .suggest("count from 0, or better name the stage: `FROM … AS builder`");
    return;
  }
  for (std::size_t i = 0; i < dockerfile.stages.size(); ++i) {
    if (dockerfile.stages[i].name != name) continue;
    if (i < here) return;
    report.at(flag.value.span, "stage `{}` begins only here or further below", name)
        .note(dockerfile.stages[i].from.span, "here")
        .suggest("move that stage above this one");
    return;
  }
}

static void check_stage(const Dockerfile& dockerfile, std::size_t here, Report& report) {
  const Stage& stage = dockerfile.stages[here];
  for (const Instruction& instruction : stage.instructions) {
    check_array(instruction, report);
    if (instruction.keyword != "COPY") continue;
    for (const Flag& flag : instruction.flags) {
      if (flag.name.text == "from") check_from(dockerfile, here, flag, report);
    }
  }
  for (std::string_view keyword : {"CMD", "ENTRYPOINT", "HEALTHCHECK"}) {
    check_repeated(stage, keyword, report);
  }
}

static void check(const Dockerfile& dockerfile, Report& report) {
  for (std::size_t i = 0; i < dockerfile.stages.size(); ++i) check_stage(dockerfile, i, report);
}

}  // namespace mcplint
