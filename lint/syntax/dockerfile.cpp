// Dockerfiles: from instructions to stages.

#include "mcplint/dockerfile.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "lint/syntax/dockerfile_lines.h"
#include "lint/syntax/dockerfile_variables.h"
#include "lint/syntax/dockerfile_words.h"
#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

/// A file with more mistakes is no Dockerfile; the rest of them is not listed.
constexpr std::size_t kMaxProblems = 20;

/// As much of an unknown keyword as is shown; it may be anything.
constexpr std::size_t kMaxKeyword = 40;

/// Each heredoc that does not end costs a look at the rest of the file.
constexpr int kMaxUnterminated = 8;

/// A Dockerfile in the making.
struct Assembly {
  LineReader reader;
  Dockerfile& file;
  std::vector<Problem>& problems;
  int unterminated = 0;                   // heredocs
  std::vector<Problem> before_from = {};  // instructions that belong to no stage
};

}  // namespace

const Instruction* Stage::last(std::string_view keyword) const {
  const auto found =
      std::find_if(instructions.rbegin(), instructions.rend(), [&](const Instruction& instruction) {
        return instruction.keyword == keyword && !instruction.on_build;
      });
  return found == instructions.rend() ? nullptr : &*found;
}

bool Stage::has(std::string_view keyword) const { return last(keyword) != nullptr; }

/// `<<NAME` as a word of its own, with a file descriptor before it or not.
static std::optional<Heredoc> read_heredoc_word(std::string_view written) {
  written.remove_prefix(std::min(written.find_first_not_of("0123456789"), written.size()));
  if (!written.starts_with("<<")) return std::nullopt;
  written.remove_prefix(2);

  Heredoc heredoc;
  heredoc.strip_tabs = written.starts_with('-');
  if (heredoc.strip_tabs) written.remove_prefix(1);
  written = trim_left(written);
  if (written.find('<') != std::string_view::npos) return std::nullopt;

  // A heredoc's name escapes with a backslash, whatever the file escapes with.
  const auto names = split_words(written, Variables(), '\\');
  if (!names || names->size() != 1) return std::nullopt;
  heredoc.name = names->front().text;
  heredoc.expand = !names->front().quoted;
  return heredoc;
}

/// Reads the heredocs that `line` announces. Behind one that does not end, the
/// file is read as if it had not begun: it may be arithmetic, `$((1 << 4))`.
static void read_heredocs(const JoinedLine& line, Instruction& instruction, Assembly& assembly) {
  const bool may_have_them =
      instruction.keyword == "RUN" || instruction.keyword == "COPY" || instruction.keyword == "ADD";
  if (!may_have_them || instruction.json || line.text().find("<<") == std::string_view::npos)
    return;
  if (assembly.unterminated == kMaxUnterminated) return;

  const auto words = split_words(line.text(), Variables(), '\\');
  if (!words) return;
  for (const SplitWord& word : *words) {
    std::optional<Heredoc> heredoc = read_heredoc_word(word.written);
    if (!heredoc) continue;
    const auto body = assembly.reader.read_heredoc(heredoc->name, heredoc->strip_tabs);
    if (!body) {
      ++assembly.unterminated;
      assembly.problems.push_back({line.place(word.written), "a heredoc without an end",
                                   "end it with a line that is only `" + heredoc->name + "`"});
      return;
    }
    heredoc->body = *body;
    instruction.heredocs.push_back(std::move(*heredoc));
    instruction.span = join(instruction.span, assembly.reader.end_of_read());
  }
}

static bool is_stage_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return is_letter(name[0]) && std::ranges::all_of(name, [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
         });
}

/// Begins a stage. A FROM that takes other words names no image that is known,
/// but may well name a stage that others mean.
static void begin_stage(Instruction from, Assembly& assembly) {
  Stage stage;
  const std::vector<Text>& words = from.words;
  const bool named = words.size() >= 3 && lower(words[words.size() - 2].text) == "as";
  if (named) stage.name = lower(words.back().text);
  if (words.size() == 1 || (named && words.size() == 3)) {
    stage.image = words[0];
  } else {
    assembly.problems.push_back({from.span, "FROM takes an image, or an image AS a name",
                                 "write `FROM image` or `FROM image AS name`, comments on lines "
                                 "of their own"});
  }
  if (named && !is_stage_name(stage.name)) {
    assembly.problems.push_back(
        {words.back().span, "a stage name that BuildKit refuses",
         "begin it with a letter; letters, digits, `-`, `_` and `.` follow"});
  }
  stage.from = std::move(from);
  assembly.file.stages.push_back(std::move(stage));
}

/// Files an instruction where it belongs.
static void add(Instruction instruction, Assembly& assembly) {
  Dockerfile& file = assembly.file;
  if (instruction.keyword == "FROM") return begin_stage(std::move(instruction), assembly);
  if (!file.stages.empty()) {
    file.stages.back().instructions.push_back(std::move(instruction));
    return;
  }
  if (instruction.keyword == "ARG" && !instruction.on_build) {
    file.arguments.push_back(std::move(instruction));
    return;
  }
  assembly.before_from.push_back({instruction.span, instruction.keyword + " before any FROM",
                                  "begin with `FROM`: only `ARG` may stand before it"});
}

static void report_unknown(const JoinedLine& line, Assembly& assembly) {
  // What follows a heredoc that does not end may well be its text.
  if (assembly.unterminated > 0 || assembly.problems.size() > kMaxProblems) return;
  std::string_view keyword = keyword_of(line.text());
  if (lower(keyword) == "onbuild") {
    keyword = keyword_of(trim(line.text()).substr(keyword.size()));
  }
  keyword = keyword.substr(0, kMaxKeyword);
  const std::string_view meant = nearest_keyword(keyword);
  assembly.problems.push_back({line.place(keyword), "unknown instruction " + std::string(keyword),
                               meant.empty()
                                   ? "continue the line before it with a backslash, or remove it"
                                   : "write `" + std::string(meant) + "`"});
}

/// Fills in what FROM names, and finds the stages that build on earlier ones.
static void link_stages(Dockerfile& file) {
  const Variables variables = global_variables(file);
  std::map<std::string, const Stage*> earlier;
  for (Stage& stage : file.stages) {
    stage.image.text = expand(stage.image.text, variables, file.escape).text;
    const auto base = earlier.find(lower(stage.image.text));
    if (base != earlier.end()) stage.base = base->second;
    if (!stage.name.empty()) earlier[stage.name] = &stage;
  }
}

static void read_instructions(Assembly& assembly) {
  while (const std::optional<JoinedLine> line = assembly.reader.next()) {
    const std::size_t problems_before = assembly.problems.size();
    std::optional<Instruction> instruction =
        read_instruction(*line, assembly.reader.escape(), assembly.problems);
    if (instruction) {
      read_heredocs(*line, *instruction, assembly);
      add(std::move(*instruction), assembly);
    } else if (assembly.problems.size() == problems_before) {
      report_unknown(*line, assembly);
    }
  }
}

static void move_problems(std::vector<Problem>& from, std::vector<Problem>& to) {
  if (from.size() > kMaxProblems) {
    from.resize(kMaxProblems);
    from.back().what += ", and more than can be listed";
  }
  std::ranges::move(from, std::back_inserter(to));
}

void parse_dockerfile(const Source& source, Parsed& parsed) {
  Dockerfile file;
  file.source = &source;
  std::vector<Problem> problems;
  Assembly assembly{.reader = LineReader(source, problems), .file = file, .problems = problems};
  read_instructions(assembly);
  file.escape = assembly.reader.escape();

  if (file.stages.empty()) {
    const bool empty = file.arguments.empty() && assembly.before_from.empty() && problems.empty();
    problems.insert(problems.begin(), {source.start(), empty ? "no instructions" : "no FROM",
                                       "begin with `FROM` and the image to build on"});
    return move_problems(problems, parsed.problems);
  }
  std::ranges::move(assembly.before_from, std::back_inserter(problems));
  move_problems(problems, parsed.problems);
  link_stages(file);
  parsed.dockerfile = std::move(file);
}

}  // namespace mcplint
