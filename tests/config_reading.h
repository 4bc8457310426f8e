#pragma once
// Reading configuration in tests: on one line, and the places in it.

#include <string>
#include <string_view>

#include "lint/syntax/parse.h"
#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

using ParseConfig = void (*)(const Source&, Parsed&);

/// A value on one line: `{"a": [1]}` is `{a:[1]}`, a string `'x'`.
inline std::string debug(const Value& value) {
  std::string text;
  switch (value.kind) {
    case Value::Kind::List:
      for (const Value& item : value.items) text += (text.empty() ? "" : ",") + debug(item);
      return "[" + text + "]";
    case Value::Kind::Map:
      for (const Member& member : value.members)
        text += (text.empty() ? "" : ",") + member.key.text + ":" + debug(member.value);
      return "{" + text + "}";
    case Value::Kind::String:
      return "'" + value.text + "'";
    default:
      return value.text;
  }
}

/// What is to say of a file: each problem and its place, then the value.
inline std::string read_config(ParseConfig parse, Sources& sources, std::string_view text) {
  const Source& source = sources.add("a", std::string(text));
  Parsed parsed;
  parse(source, parsed);
  std::string out;
  for (const Problem& problem : parsed.problems) {
    const Location at = sources.locate(problem.span);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + problem.what + "; ";
  }
  return parsed.config ? out + debug(parsed.config->root) : out;
}

inline std::string read_config(ParseConfig parse, std::string_view text) {
  Sources sources;
  return read_config(parse, sources, text);
}

/// The text of the first value at `path`, as it stands in the file.
inline std::string place_in_config(ParseConfig parse, std::string_view text,
                                   std::string_view path) {
  Sources sources;
  const Source& source = sources.add("a", std::string(text));
  Parsed parsed;
  parse(source, parsed);
  if (!parsed.config) return "(nothing read)";
  const std::vector<const Value*> found = parsed.config->root.find(path);
  return found.empty() ? "(nothing there)" : std::string(found.front()->span.text);
}

}  // namespace mcplint
