#include "lint/facts/script_variables.h"

#include <algorithm>
#include <array>
#include <string>

#include "mcplint/words.h"

namespace mcplint {

bool runs_as_script(std::string_view path) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx"});
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {".d.ts", ".test.", ".spec.", ".config.", ".min.js", "__tests__/", "__mocks__/"});
  static constexpr auto kFolders =
      std::to_array<std::string_view>({"test/", "tests/", "e2e/", "examples/", "example/", "docs/",
                                       "scripts/", "website/", "benchmarks/", "evals/"});
  return ends_with_any(path, kEnds) && !contains_any(path, kOthers) &&
         !is_below_any(path, kFolders);
}

static bool is_of_name(char c) {
  return ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_';
}

static std::string_view name_at(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_of_name(text[size])) ++size;
  return text.substr(0, size);
}

/// Whether what stands at `at` is in a comment of its line.
static bool is_comment(std::string_view text, std::size_t at) {
  const std::size_t begin = text.rfind('\n', at) + 1;  // npos + 1 is 0
  const std::string_view line = text.substr(begin, at - begin);
  const std::size_t first = line.find_first_not_of(" \t");
  return contains(line, "//") || (first != line.npos && line[first] == '*');
}

/// Whether a value is given to what ends at `rest`, which does not read it.
static bool is_written(std::string_view rest) {
  const std::size_t at = rest.find_first_not_of(" \t");
  return at != rest.npos && rest[at] == '=' && !rest.substr(at).starts_with("==") &&
         !rest.substr(at).starts_with("=>");
}

static void add(std::string_view name, std::vector<EnvironmentVariable>& variables) {
  const bool is_name = !name.empty() && ('0' > name.front() || name.front() > '9');
  if (is_name) variables.push_back({std::string(name), {name}, {}});
}

/// The name behind `process.env`: `.NAME`, `?.NAME`, `["NAME"]`.
static std::string_view read_at(std::string_view rest) {
  if (rest.starts_with("?.")) rest.remove_prefix(1);
  if (rest.starts_with('.')) {
    const std::string_view name = name_at(rest.substr(1));
    return is_written(rest.substr(1 + name.size())) ? std::string_view() : name;
  }
  for (const std::string_view opening : {"[\"", "['", "[`"}) {
    if (!rest.starts_with(opening)) continue;
    const std::string_view name = name_at(rest.substr(2));
    const std::string_view behind = rest.substr(2 + name.size());
    const bool closes = behind.size() > 1 && behind[0] == opening[1] && behind[1] == ']';
    return closes && !is_written(behind.substr(2)) ? name : std::string_view();
  }
  return {};
}

/// Whether the name is no text: `process.env[name]`.
static bool is_computed(std::string_view rest) {
  return rest.starts_with('[') && rest.size() > 1 &&
         std::string_view("\"'`").find(rest[1]) == std::string_view::npos;
}

/// `const { A, B: b, C = "x" } = process.env`, whose braces end at `before`.
static void add_destructured(std::string_view before, std::vector<EnvironmentVariable>& variables) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (!before.ends_with('=')) return;
  before.remove_suffix(1);
  while (before.ends_with(' ')) before.remove_suffix(1);
  const std::size_t open = before.rfind('{');
  if (!before.ends_with('}') || open == before.npos) return;
  std::string_view names = before.substr(open + 1, before.size() - open - 2);
  while (!names.empty()) {
    const std::size_t end = names.find(',');
    std::string_view one = names.substr(0, end);
    one.remove_prefix(std::min(one.find_first_not_of(" \t\r\n"), one.size()));
    if (!one.starts_with("...")) add(name_at(one), variables);
    names = end == names.npos ? std::string_view() : names.substr(end + 1);
  }
}

void find_script_variables(const Source& source, std::vector<EnvironmentVariable>& variables) {
  const std::string_view text = source.text;
  for (const std::string_view reader : {"process.env", "Bun.env"}) {
    for (std::size_t at = text.find(reader); at != text.npos; at = text.find(reader, at + 1)) {
      if (is_comment(text, at)) continue;
      const std::string_view rest = text.substr(at + reader.size());
      add(read_at(rest), variables);
      if (is_computed(rest)) variables.push_back({"", {text.substr(at, reader.size())}, {}});
      if (rest.empty() || !is_of_name(rest.front()))
        add_destructured(text.substr(0, at), variables);
    }
  }
  static constexpr std::string_view kDeno = "Deno.env.get(";
  for (std::size_t at = text.find(kDeno); at != text.npos; at = text.find(kDeno, at + 1)) {
    const std::string_view rest = text.substr(at + kDeno.size());
    const bool is_quoted = rest.starts_with('"') || rest.starts_with('\'');
    if (is_quoted && !is_comment(text, at)) add(name_at(rest.substr(1)), variables);
  }
}

}  // namespace mcplint
