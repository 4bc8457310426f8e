// Says what our parsers make of files, for check.mjs to compare with what others make of them.
//
//   parser-dump buildkit FILE…    each Dockerfile as BuildKit's own tests write it
//   parser-dump lines FILE…       each instruction: its keyword, and where it stands
//   parser-dump yaml FILE…        the documents of a YAML file as JSON, and where it is none

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "mcplint/config.h"
#include "mcplint/dockerfile.h"
#include "mcplint/text.h"

using namespace mcplint;

/// As Go's %q writes it.
static std::string go_quoted(std::string_view text) {
  constexpr std::string_view kControls = "\a\b\f\n\r\t\v";
  constexpr std::string_view kLetters = "abfnrtv";
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      (result += '\\') += c;
    } else if (const std::size_t at = kControls.find(c); at != std::string_view::npos) {
      (result += '\\') += kLetters[at];
    } else if (c == '\0') {
      result += "\\x00";
    } else {
      result += c;
    }
  }
  return result + "\"";
}

/// The text between a name and its value: BuildKit keeps whether that was `=`.
static std::string separator(const Assignment& one) {
  const char* begin = one.name.span.end();
  const char* end = one.value->span.begin();
  const bool equals = begin < end && std::find(begin, end, '=') != end;
  const bool empty = one.value->span.empty() && *one.name.span.end() == '=';
  return equals || empty ? "=" : "";
}

static std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

static std::string as_buildkit(const Instruction& one) {
  std::string text = lower_case(one.keyword);
  if (!one.flags.empty()) {
    text += " [";
    for (const Flag& flag : one.flags) {
      if (&flag != &one.flags.front()) text += ' ';
      text +=
          go_quoted("--" + flag.name.text + (flag.value.text.empty() ? "" : "=" + flag.value.text));
    }
    text += "]";
  }
  const bool names = one.keyword == "ENV" || one.keyword == "LABEL";
  for (const Assignment& assignment : one.assignments) {
    const std::string value = assignment.value ? assignment.value->text : "";
    if (names && assignment.value) {
      text += " " + go_quoted(assignment.name.text) + " " + go_quoted(value) + " " +
              go_quoted(separator(assignment));
    } else if (!names) {
      text += " " + go_quoted(assignment.name.text + (assignment.value ? "=" + value : ""));
    }
  }
  if (one.assignments.empty()) {
    for (const Text& word : one.words) text += " " + go_quoted(word.text);
  }
  return one.on_build ? "(onbuild (" + text + "))" : "(" + text + ")";
}

static std::string json_quoted(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    if (const auto code = static_cast<unsigned char>(c); code < 0x20) {
      ((result += "\\u00") += kDigits[code / 16]) += kDigits[code % 16];
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + "\"";
}

/// A number is `{"number": "0x1F"}`: as it is written.
static std::string as_json(const Value& value) {
  std::string parts;
  for (const Value& item : value.items) parts += (parts.empty() ? "" : ",") + as_json(item);
  for (const Member& member : value.members)
    parts +=
        (parts.empty() ? "" : ",") + json_quoted(member.key.text) + ":" + as_json(member.value);
  switch (value.kind) {
    case Value::Kind::List:
      return "[" + parts + "]";
    case Value::Kind::Map:
      return "{" + parts + "}";
    case Value::Kind::String:
      return json_quoted(value.text);
    case Value::Kind::Number:
      return "{\"number\":" + json_quoted(value.text) + "}";
    case Value::Kind::Bool:
      return lower_case(value.text);
    case Value::Kind::Null:
      break;
  }
  return "null";
}

static std::vector<const Instruction*> instructions_of(const Parsed& parsed) {
  std::vector<const Instruction*> all;
  if (!parsed.dockerfile) return all;
  for (const Instruction& one : parsed.dockerfile->arguments) all.push_back(&one);
  for (const Stage& stage : parsed.dockerfile->stages) {
    all.push_back(&stage.from);
    for (const Instruction& one : stage.instructions) all.push_back(&one);
  }
  return all;
}

static std::string place(const Sources& sources, Span span) {
  const Location at = sources.locate(span);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

static void dump(std::string_view mode, const Source& source, const Sources& sources) {
  Parsed parsed;
  std::cout << "# " << source.path << "\n";
  mode == "yaml" ? parse_yaml(source, parsed) : parse_dockerfile(source, parsed);
  for (const Instruction* one : instructions_of(parsed)) {
    if (mode == "buildkit") {
      std::cout << as_buildkit(*one) << "\n";
    } else {
      std::cout << (one->on_build ? "ONBUILD" : one->keyword) << " " << place(sources, one->span)
                << " " << sources.locate_end(one->span).line << "\n";
    }
  }
  if (parsed.config) {
    std::cout << as_json(parsed.config->root) << "\n";
    for (const Value& document : parsed.config->further) std::cout << as_json(document) << "\n";
  }
  for (const Problem& problem : parsed.problems) {
    std::cout << "! " << place(sources, problem.span) << " " << problem.what << "\n";
  }
}

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::ifstream file(words[i], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    Sources sources;
    const Source& source = sources.add(words[i], std::move(text));
    dump(words[0], source, sources);
  }
}
