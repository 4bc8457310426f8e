#include "lint/syntax/dockerfile_words.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/text/bytes.h"
#include "lint/text/edit_distance.h"

namespace mcplint {

namespace {

/// What BuildKit splits words at; narrower than what it trims.
constexpr std::string_view kBlanks = "\t\v\f\r ";

/// How the arguments of a keyword are read.
enum class Form {
  Words,        // at white space
  JsonOrWords,  // a JSON array, else at white space
  JsonOrWhole,  // a JSON array, else one word
  Whole,        // one word
  Assignments,  // name=value …, or name value
  Names,        // name or name=value …
  Health,       // NONE, or CMD and a command
};

struct Keyword {
  std::string_view name;
  Form form;
};

constexpr auto kKeywords = std::to_array<Keyword>({
    {"ADD", Form::JsonOrWords},
    {"ARG", Form::Names},
    {"CMD", Form::JsonOrWhole},
    {"COPY", Form::JsonOrWords},
    {"ENTRYPOINT", Form::JsonOrWhole},
    {"ENV", Form::Assignments},
    {"EXPOSE", Form::Words},
    {"FROM", Form::Words},
    {"HEALTHCHECK", Form::Health},
    {"LABEL", Form::Assignments},
    {"MAINTAINER", Form::Whole},
    {"RUN", Form::JsonOrWhole},
    {"SHELL", Form::JsonOrWhole},
    {"STOPSIGNAL", Form::Whole},
    {"USER", Form::Whole},
    {"VOLUME", Form::JsonOrWords},
    {"WORKDIR", Form::Whole},
});

/// A line being read, and where its Problems go.
struct Reading {
  const JoinedLine& line;
  char escape;
  std::vector<Problem>& problems;

  [[nodiscard]] Text text(std::string_view part) const {
    return {std::string(part), line.place(part)};
  }
  void refuse(std::string_view part, std::string what, std::string help) const {
    problems.push_back({line.place(part), std::move(what), std::move(help)});
  }
};

}  // namespace

std::string_view keyword_of(std::string_view line) {
  line = trim(line);
  return line.substr(0, line.find_first_of(kBlanks));
}

static const Keyword* find_keyword(std::string_view name) {
  const auto* found = std::ranges::find(kKeywords, name, &Keyword::name);
  return found == kKeywords.end() ? nullptr : found;
}

std::string_view nearest_keyword(std::string_view word) {
  std::array<std::string_view, kKeywords.size() + 1> names = {"ONBUILD"};
  std::ranges::transform(kKeywords, names.begin() + 1, &Keyword::name);
  return nearest(upper(word), names);
}

/// What follows the first word of `line`, trimmed.
static std::string_view after_first_word(std::string_view line) {
  line = trim(line);
  const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
  return trim(line.substr(end));
}

static std::vector<std::string_view> split_at_blanks(std::string_view rest) {
  std::vector<std::string_view> words;
  std::size_t begin = rest.find_first_not_of(kBlanks);
  while (begin < rest.size()) {
    const std::size_t end = std::min(rest.find_first_of(kBlanks, begin), rest.size());
    words.push_back(rest.substr(begin, end - begin));
    begin = rest.find_first_not_of(kBlanks, end);
  }
  return words;
}

/// Where the word that `rest` begins with ends: at white space that is neither
/// quoted nor escaped. Beyond the end of `rest`, if an escape character stands
/// there that has nothing to escape.
static std::size_t end_of_word(std::string_view rest, char escape) {
  char quote = 0;
  std::size_t at = 0;
  while (at < rest.size()) {
    const char c = rest[at];
    if (c == escape && quote != '\'') {
      at += 2;
      continue;
    }
    if (quote == 0 && space_at(rest, at) > 0) break;
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
    ++at;
  }
  return at;
}

/// Splits as ENV, LABEL and ARG do; quotes and escapes stay in the words.
static std::vector<std::string_view> split_outside_quotes(std::string_view rest, char escape) {
  std::vector<std::string_view> words;
  rest = trim_left(rest);
  while (!rest.empty()) {
    const std::size_t end = end_of_word(rest, escape);
    const std::string_view word =
        end <= rest.size() ? rest.substr(0, end) : rest.substr(0, end - 2);
    if (!word.empty()) words.push_back(word);
    rest = trim_left(rest.substr(std::min(end, rest.size())));
  }
  return words;
}

/// A flag without the quotes and escapes that it may be written with.
static std::string unquote_flag(std::string_view raw, char escape) {
  std::string flag;
  char quote = 0;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const char c = raw[at];
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (quote != 0 && c == quote) {
      quote = 0;
    } else if (c != escape) {
      flag += c;
    } else if (at + 1 < raw.size()) {
      flag += raw[++at];
    }
  }
  return flag;
}

/// Like a word's end, but flags may be escaped between single quotes too.
static std::size_t end_of_flag(std::string_view rest, char escape) {
  char quote = 0;
  std::size_t at = 0;
  while (at < rest.size()) {
    const char c = rest[at];
    if (quote == 0 && space_at(rest, at) > 0) break;
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (quote != 0 && c == quote) {
      quote = 0;
    } else if (c == escape) {
      ++at;
    }
    ++at;
  }
  return std::min(at, rest.size());
}

static Flag read_flag(const Reading& reading, std::string_view raw) {
  const std::string whole = unquote_flag(raw, reading.escape).substr(2);
  const std::size_t equals = whole.find('=');
  if (equals == std::string::npos) return {{whole, reading.line.place(raw.substr(2))}, {}};

  const std::size_t raw_equals = raw.find('=');
  return {{whole.substr(0, equals), reading.line.place(raw.substr(2, raw_equals - 2))},
          {whole.substr(equals + 1), reading.line.place(raw.substr(raw_equals + 1))}};
}

/// Takes the flags from the front of `rest`. Every keyword may have them, as
/// far as the parser is concerned; `--` ends them.
static std::vector<Flag> take_flags(const Reading& reading, std::string_view& rest) {
  std::vector<Flag> flags;
  while (rest.starts_with("--")) {
    const std::string_view raw = rest.substr(0, end_of_flag(rest, reading.escape));
    rest = trim_left(rest.substr(raw.size()));
    if (raw == "--") break;
    flags.push_back(read_flag(reading, raw));
  }
  return flags;
}

/// Where the elements of a JSON array of strings stand in its text, which is
/// known to be one.
static std::vector<std::string_view> json_strings(std::string_view array) {
  std::vector<std::string_view> strings;
  for (std::size_t begin = array.find('"'); begin < array.size(); begin = array.find('"', begin)) {
    std::size_t end = begin + 1;
    while (array[end] != '"') end += array[end] == '\\' ? 2U : 1U;
    strings.push_back(array.substr(begin, end + 1 - begin));
    begin = end + 1;
  }
  return strings;
}

/// Reads `rest` as a JSON array of strings. What is no JSON array at all is no
/// mistake: it is the shell form, and false.
static bool read_json(const Reading& reading, std::string_view rest, Instruction& instruction) {
  if (!rest.starts_with('[')) return false;
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  const simdjson::padded_string padded(rest);
  if (parser.parse(padded).get(array) != simdjson::SUCCESS) return false;

  std::vector<std::string> decoded;
  for (const simdjson::dom::element element : array) {
    std::string_view string;
    if (element.get(string) != simdjson::SUCCESS) {
      reading.refuse(rest, "a JSON form with something other than strings in it",
                     "put every element into double quotes");
      return false;
    }
    decoded.emplace_back(string);
  }

  const std::vector<std::string_view> written = json_strings(rest);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    instruction.words.push_back({std::move(decoded[i]), reading.line.place(written[i])});
  }
  instruction.json = true;
  return true;
}

static Assignment read_assignment(const Reading& reading, std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return {reading.text(word), std::nullopt};
  return {reading.text(word.substr(0, equals)), reading.text(word.substr(equals + 1))};
}

/// `ENV name=value …`, or the older `ENV name value with blanks`, which the
/// first word decides.
static void read_assignments(const Reading& reading, std::string_view rest,
                             Instruction& instruction) {
  const std::vector<std::string_view> words = split_outside_quotes(rest, reading.escape);
  if (words.empty() || words[0].find('=') != std::string_view::npos) {
    for (std::string_view word : words) {
      if (word.find('=') == std::string_view::npos) {
        reading.refuse(word, std::string(word) + " without a value",
                       "write `name=value`, in quotes if the value has blanks");
        continue;
      }
      instruction.words.push_back(reading.text(word));
      instruction.assignments.push_back(read_assignment(reading, word));
    }
    return;
  }
  const std::string_view name = rest.substr(0, rest.find_first_of(kBlanks));
  const std::string_view value = after_first_word(rest);
  if (value.empty()) {
    reading.refuse(name, std::string(name) + " without a value", "write `name=value`");
    return;
  }
  instruction.words = {reading.text(name), reading.text(value)};
  instruction.assignments.push_back({reading.text(name), reading.text(value)});
}

static void read_words(const Reading& reading, const std::vector<std::string_view>& words,
                       Instruction& instruction) {
  for (std::string_view word : words) instruction.words.push_back(reading.text(word));
}

static void read_names(const Reading& reading, std::string_view rest, Instruction& instruction) {
  for (std::string_view word : split_outside_quotes(rest, reading.escape)) {
    instruction.words.push_back(reading.text(word));
    instruction.assignments.push_back(read_assignment(reading, word));
  }
}

static void read_arguments(const Reading& reading, Form form, std::string_view rest,
                           Instruction& instruction) {
  switch (form) {
    case Form::Assignments:
      return read_assignments(reading, rest, instruction);
    case Form::Names:
      return read_names(reading, rest, instruction);
    case Form::Health: {
      read_words(reading, {keyword_of(rest)}, instruction);
      return read_arguments(reading, Form::JsonOrWhole, after_first_word(rest), instruction);
    }
    case Form::JsonOrWords:
      if (read_json(reading, rest, instruction)) return;
      [[fallthrough]];
    case Form::Words:
      return read_words(reading, split_at_blanks(rest), instruction);
    case Form::JsonOrWhole:
      if (read_json(reading, rest, instruction)) return;
      [[fallthrough]];
    case Form::Whole:
      if (!rest.empty()) instruction.words.push_back(reading.text(rest));
  }
}

static std::optional<Instruction> read(const Reading& reading, std::string_view text) {
  const std::string_view written = keyword_of(text);
  const Keyword* keyword = find_keyword(upper(written));
  if (keyword == nullptr) return std::nullopt;

  Instruction instruction;
  instruction.keyword = keyword->name;
  std::string_view rest = after_first_word(text);
  instruction.flags = take_flags(reading, rest);
  rest = trim(rest);
  instruction.arguments = reading.line.place(rest);
  if (!rest.empty()) read_arguments(reading, keyword->form, rest, instruction);
  return instruction;
}

/// The instruction behind ONBUILD. There is no ONBUILD ONBUILD, and none of
/// FROM, because the image that triggers them has one already.
static std::optional<Instruction> read_trigger(const Reading& reading, std::string_view text) {
  const std::string_view trigger = after_first_word(text);
  const std::string keyword = upper(keyword_of(trigger));
  if (keyword == "ONBUILD" || keyword == "FROM" || keyword == "MAINTAINER") {
    reading.refuse(trigger, keyword + " behind ONBUILD", "remove it: BuildKit refuses it");
    return std::nullopt;
  }
  std::optional<Instruction> instruction = read(reading, trigger);
  if (instruction) instruction->on_build = true;
  return instruction;
}

std::optional<Instruction> read_instruction(const JoinedLine& line, char escape,
                                            std::vector<Problem>& problems) {
  const Reading reading{line, escape, problems};
  const std::string_view text = trim(line.text());
  const bool on_build = upper(keyword_of(text)) == "ONBUILD";
  std::optional<Instruction> instruction =
      on_build ? read_trigger(reading, text) : read(reading, text);
  if (instruction) instruction->span = line.place(text);
  return instruction;
}

}  // namespace mcplint
