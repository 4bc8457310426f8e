// The commands of Makefiles, justfiles and tox.ini, which are lines below a name, and those of
// noxfiles and Jenkinsfiles, which are texts given to a function; and scripts.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

constexpr std::size_t kMostRecipes = 5000;

/// The lines of a file, those that end with a backslash joined to the next.
class JoinedLines {
 public:
  explicit JoinedLines(std::string_view text) : rest_(text) {}

  /// The next one, as written; false at the end.
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    std::size_t end = 0;
    do {
      end = rest_.find('\n', end == 0 ? 0 : end + 1);
    } while (end != rest_.npos && end > 0 && rest_[end - 1] == '\\' && end + 1 < rest_.size());
    line = rest_.substr(0, end);
    rest_ = end == rest_.npos ? std::string_view() : rest_.substr(end + 1);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace

/// Whether one more recipe may be noted; the first that may not, at `place`, is a Problem.
static bool has_room(std::string_view place, Parsed& parsed) {
  if (parsed.recipes.size() < kMostRecipes) return true;
  if (parsed.problems.empty())
    parsed.problems.push_back({{place.substr(0, 1)},
                               "the commands from here on are not read: there are more than 5,000",
                               "split the file, or leave it out with `.gitignore`"});
  return false;
}

/// `line` as a recipe of `task`, without what make and just put in front of commands.
static void add_recipe(std::string_view line, std::string_view task, Parsed& parsed) {
  const std::size_t begin = line.find_first_not_of(" \t@-+");
  if (begin == line.npos || line[begin] == '#' || !has_room(line, parsed)) return;
  line.remove_prefix(begin);
  parsed.recipes.push_back({{std::string(line), {line}}, std::string(task)});
}

static constexpr std::string_view kBlanks = " \t\r";

/// The name of the task that `line`, which is not indented, begins: of `test: lint` and
/// `test arg="x": lint`. Empty if it begins none, as an assignment.
static std::string_view task_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos || line.substr(colon).starts_with(":=") || line.starts_with('.') ||
      line.starts_with('#') || line.find('=') < line.find_first_of(" :"))
    return {};
  const std::string_view name = trimmed(line.substr(0, colon), kBlanks);
  const std::string_view first = name.substr(0, name.find(' '));
  return first.starts_with('@') ? first.substr(1) : first;
}

/// What a task's line names behind its colon runs before it, as if it were called.
static void add_prerequisites(std::string_view line, std::string_view task, std::string_view runner,
                              Parsed& parsed) {
  std::string_view rest = line.substr(line.find(':') + 1);
  rest = trimmed(rest.substr(0, rest.find('#')), kBlanks);
  if (rest.empty() || rest.find_first_of("=$()") != rest.npos) return;
  if (!has_room(rest, parsed)) return;
  parsed.recipes.push_back(
      {{std::string(runner) + ' ' + std::string(rest), {rest}}, std::string(task)});
}

/// Of a Makefile, lines that begin with a tab; of a justfile, any that are indented.
void parse_makefile(const Source& source, Parsed& parsed) {
  JoinedLines lines(source.text);
  const bool is_just = source.path.find("ustfile") != std::string::npos;
  std::string_view task;
  for (std::string_view line; lines.next(line);) {
    if (line.starts_with('\t') || line.starts_with("  ")) {
      add_recipe(line, task, parsed);
      continue;
    }
    if (trimmed(line, kBlanks).empty()) continue;
    task = task_of(line);
    if (!task.empty()) add_prerequisites(line, task, is_just ? "just" : "make", parsed);
  }
}

/// `commands = …` and what is indented below it.
void parse_tox(const Source& source, Parsed& parsed) {
  JoinedLines lines(source.text);
  bool in_commands = false;
  for (std::string_view line; lines.next(line);) {
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    if (in_commands && indented) {
      add_recipe(line, "", parsed);
      continue;
    }
    in_commands = line.starts_with("commands") && line.find('=') != line.npos;
    if (in_commands) add_recipe(line.substr(line.find('=') + 1), "", parsed);
  }
}

void parse_script(const Source& source, Parsed& parsed) {
  parsed.recipes.push_back({{source.text, source.all()}, std::string(file_name(source.path))});
}

/// The text between quotes of any kind at the front of `rest`, which moves behind them;
/// nothing if none stands there.
static std::optional<std::string_view> take_quoted(std::string_view& rest) {
  for (const std::string_view quotes : {R"(""")", "'''", R"(")", "'"}) {
    if (!rest.starts_with(quotes)) continue;
    const std::size_t end = rest.find(quotes, quotes.size());
    if (end == rest.npos) return std::nullopt;
    const std::string_view text = rest.substr(quotes.size(), end - quotes.size());
    rest.remove_prefix(end + quotes.size());
    return text;
  }
  return std::nullopt;
}

static void skip(std::string_view& rest, std::string_view characters) {
  rest.remove_prefix(std::min(rest.find_first_not_of(characters), rest.size()));
}

/// `session.run("pytest", "-q", *session.posargs)`: its fixed words, as a command line.
static void read_session_run(std::string_view rest, Parsed& parsed) {
  std::string command;
  std::string_view first;
  std::string_view last;
  for (skip(rest, " \t\r\n"); std::optional<std::string_view> word = take_quoted(rest);) {
    if (first.data() == nullptr) first = *word;
    last = *word;
    (command += command.empty() ? "" : " ") += *word;
    skip(rest, " \t\r\n,");
  }
  if (command.empty() || !has_room(first, parsed)) return;
  parsed.recipes.push_back({{std::move(command), join({first}, {last})}});
}

void parse_noxfile(const Source& source, Parsed& parsed) {
  static constexpr std::string_view kCalls[] = {"session.run(", "session.run_always(", "s.run("};
  const std::string_view text = source.text;
  for (const std::string_view call : kCalls) {
    for (std::size_t at = text.find(call); at != text.npos; at = text.find(call, at + 1))
      read_session_run(text.substr(at + call.size()), parsed);
  }
}

/// The steps `sh` and `bat` of a declarative pipeline, with a text or `script: text`.
void parse_jenkinsfile(const Source& source, Parsed& parsed) {
  const std::string_view text = source.text;
  for (const std::string_view step : {"sh", "bat"}) {
    for (std::size_t at = text.find(step); at != text.npos; at = text.find(step, at + 1)) {
      const bool begins = at == 0 || std::string_view(" \t\n{;(").find(text[at - 1]) != text.npos;
      if (!begins) continue;
      std::string_view rest = text.substr(at + step.size());
      skip(rest, " (");
      if (rest.starts_with("script:")) rest.remove_prefix(7);
      skip(rest, " ");
      const std::optional<std::string_view> script = take_quoted(rest);
      if (!script || !has_room(*script, parsed)) continue;
      parsed.recipes.push_back({{std::string(*script), {*script}}});
    }
  }
}

}  // namespace mcplint
