#include "lint/syntax/env_file.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "lint/text/bytes.h"
#include "lint/text/unescape.h"
#include "mcplint/words.h"

namespace mcplint {

bool is_env_file(std::string_view path) {
  const std::string_view name = file_name(path);
  if (name.ends_with(".env")) return true;
  return name.starts_with(".env.") || name.starts_with(".env-") || name.starts_with(".env_");
}

static constexpr std::string_view kBlanks = " \t\r";

static bool is_name(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

/// Where the quote that `text` begins with is closed, maybe lines below; npos if nowhere.
static std::size_t closing_quote(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\' && text.front() == '"') {
      ++at;
    } else if (text[at] == text.front()) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// The value that `text`, the rest of the file, begins with.
static Value value_in(std::string_view text) {
  Value value;
  value.kind = Value::Kind::String;
  const bool quoted = text.starts_with('"') || text.starts_with('\'');
  const std::size_t close = quoted ? closing_quote(text) : std::string_view::npos;
  if (close != std::string_view::npos) {
    value.span = {text.substr(0, close + 1)};
    const std::string_view inner = text.substr(1, close - 1);
    value.text = text.front() == '"' ? unescape(inner).text : std::string(inner);
    return value;
  }
  std::string_view line = text.substr(0, text.find('\n'));
  line = line.substr(0, line.starts_with('#') ? 0 : line.find(" #"));
  value.span = {trimmed(line, kBlanks)};
  value.text = value.span.text;
  return value;
}

/// Reads the line that `rest` begins with, and what its value takes of those behind it.
static void read_line(std::string_view& rest, Value& root) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  const std::size_t split = line.find_first_of("=:");
  std::string_view name = trimmed(line.substr(0, split), kBlanks);
  if (name.starts_with("export ")) name = trimmed(name.substr(7), kBlanks);
  std::size_t used = line.size();
  if (split != line.npos && is_name(name)) {
    const std::size_t begin = std::min(rest.find_first_not_of(" \t", split + 1), rest.size());
    Member member{{std::string(name), {name}}, value_in(rest.substr(begin))};
    const auto end = static_cast<std::size_t>(member.value.span.end() - rest.data());
    used = std::min(rest.find('\n', std::max(end, line.size())), rest.size());
    root.members.push_back(std::move(member));
  }
  rest.remove_prefix(std::min(used + 1, rest.size()));
}

void parse_env_file(const Source& source, Parsed& parsed) {
  Config config;
  config.source = &source;
  config.syntax = Syntax::Lines;
  config.root.kind = Value::Kind::Map;
  std::string_view rest = source.text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) read_line(rest, config.root);
  parsed.config = std::move(config);
}

}  // namespace mcplint
