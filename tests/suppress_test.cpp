#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/text/directive.h"
#include "mcplint/lint.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

/// A directive on one line: what it names, where it counts, or what is wrong.
static std::string debug(const Suppression& one) {
  if (!one.flaws.empty()) return "flaw: " + one.flaws.front().help;
  std::string text = one.whole_file ? "file" : one.own_line ? "next" : "line";
  for (const Span& name : one.names) text += " " + std::string(name.text);
  if (!one.until.empty()) text += " until " + one.until;
  if (!one.reason.empty()) text += " (" + one.reason + ")";
  return text;
}

static std::string read(std::string path, std::string text) {
  const Source source(std::move(path), std::move(text));
  std::string out;
  for (const Suppression& one : find_directives(source))
    out += (out.empty() ? "" : "; ") + debug(one);
  return out;
}

TEST_CASE("directives are read from comments") {
  const struct {
    const char* path;
    const char* text;
    const char* expected;
  } cases[] = {
      {"a.py", "x = 1  # mcplint: ignore[a-b]", "line a-b"},
      {"a.py", "# mcplint: ignore[MCP101, b] until=2027-06-30 -- the API has none\nx = 1",
       "next MCP101 b until 2027-06-30 (the API has none)"},
      {"a.py", "# mcplint:ignore [ a , b ]\n", "next a b"},
      {"a.py", "# mcplint : IGNORE[a] --why", "next a (why)"},
      {"a.py", "# mcplint: file-ignore[a]", "file a"},
      {"a.py", "# mcplint: ignore[a]  # noqa", "next a"},
      {"a.py", "# mcplint: ignore[a]\r\nx = 1\r\n", "next a"},
      {"a.ts", "f(); // mcplint: ignore[a]", "line a"},
      {"a.ts", "f(); /* mcplint: ignore[a] -- why */ g();", "line a (why)"},
      {"a.ts", "f(); # mcplint: ignore[a]", ""},
      {"a.md", "<!-- mcplint: ignore[a] -- why -->\ntext", "next a (why)"},
      {"a.md", "# mcplint: ignore[a]", ""},
      {"Dockerfile", "# mcplint: ignore[a]\nFROM b", "next a"},
      {".env", "A=1 # mcplint: ignore[a]", "line a"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.path, c.text) == c.expected);
  }
}

TEST_CASE("near misses are said, prose is not") {
  for (const char* text :
       {"# mcplint ignore[a]", "# mcplint: ignore(a)", "# mcplint: ignore", "# mcplint: ignore[]",
        "# mcplint: ignore[a", "# mcplint: ignore[a,]", "# mcplint: noqa[a]",
        "# mcplint: ignore-file[a]", "# mcplint: ignore[a] because", "# mcplint: ignore[a] until=x",
        "# mcplint: ignore[a] until=2027-13-01"}) {
    CAPTURE(text);
    CHECK(read("a.py", text).starts_with("flaw: write "));
  }
  for (const char* text :
       {"# mcplint is a linter", "# mcplint: see the docs", "# run mcplint: ignore[a]",
        "mcplint: ignore[a]", "# see MCPLINT: ignore[a]"}) {
    CAPTURE(text);
    CHECK(read("a.py", text).empty());
  }
}

TEST_CASE("a comment covers its line, or the next line with code") {
  const auto covered = [](std::string text) {
    const Source source("a.py", std::move(text));
    return std::string(find_directives(source).front().covers.text);
  };
  CHECK(covered("a\nb  # mcplint: ignore[x]\nc") == "b  # mcplint: ignore[x]");
  CHECK(covered("# mcplint: ignore[x]\n\n# why\n  b\nc") == "  b");
  CHECK(covered("a\n# mcplint: file-ignore[x]\nb") == "a\n# mcplint: file-ignore[x]\nb");
}

/// The findings of one rule beside the rules about suppressions, and how many
/// were left out.
static Run lint_with(const fs::path& path, const Rule* rule) {
  std::vector<const Rule*> rules = {rule};
  for (const Rule* one : all_rules()) {
    if (std::holds_alternative<void (*)(const Suppression&, Report&)>(one->check))
      rules.push_back(one);
  }
  Options options;
  options.paths = {path.string()};
  options.rules = rules;
  options.known = all_rules();
  options.jobs = 1;
  return lint(options);
}

/// Puts an ignore of `rule` beside each line of `lines` in the file at `path`, where
/// `//` begins a comment; else above it, or above the lines that it continues, or
/// the block of code in Markdown that it stands in.
static void add_ignores(const fs::path& path, const std::set<unsigned>& lines, const Rule* rule) {
  const std::string extension = path.extension().string();
  const std::set<std::string> with_slashes = {".json", ".jsonc", ".sarif", ".code-workspace",
                                              ".ts",   ".mjs",   ".js"};
  const bool slashes = with_slashes.contains(extension);
  const bool markup = extension == ".md" || extension == ".xml";
  const std::string directive = "mcplint: ignore[" + std::string(rule->name) + "]";
  const std::string text = read_file(path);
  bool in_front_matter = markup && text.starts_with("---\n");  // which is YAML
  std::istringstream in(text);
  std::ofstream out(path, std::ios::trunc);
  std::string whole;  // a line and those that continue it
  bool wanted = false;
  bool in_block = false;
  unsigned number = 0;
  for (std::string line; std::getline(in, line);) {
    if (number > 0 && line == "---") in_front_matter = false;
    const std::string ignore = slashes                      ? "// " + directive + "\n"
                               : markup && !in_front_matter ? "<!-- " + directive + " -->\n"
                                                            : "# " + directive + "\n";
    if (slashes && lines.contains(number + 1)) line += " " + ignore.substr(0, ignore.size() - 1);
    whole += line + "\n";
    wanted = (lines.contains(++number) && !slashes) || wanted;
    const std::size_t marks = markup ? line.find("```") : std::string::npos;
    if (marks != std::string::npos) in_block = !in_block;
    if (line.ends_with('\\') || in_block) continue;
    out << (wanted ? ignore : "") << whole;
    whole.clear();
    wanted = false;
  }
  if (wanted) out << (markup ? "<!-- " + directive + " -->\n" : "# " + directive + "\n");
  out << whole;
}

TEST_CASE("an ignore on every finding of every bad fixture leaves nothing, and none unused") {
  const fs::path copy = fs::temp_directory_path() / ("mcplint-ignores-" + std::to_string(getpid()));
  for (const Rule* rule : all_rules()) {
    if (std::holds_alternative<void (*)(const Suppression&, Report&)>(rule->check)) continue;
    if (rule->id == "MCP001") continue;  // a file that cannot be read cannot be commented
    for (const auto& entry :
         fs::directory_iterator(fs::path(MCPLINT_ROOT) / "fixtures" / rule->id / "bad")) {
      CAPTURE(entry.path().string());
      fs::remove_all(copy);
      fs::create_directories(copy);
      const fs::path there = copy / entry.path().filename();
      fs::copy(entry.path(), there, fs::copy_options::recursive);

      std::map<std::string, std::set<unsigned>> lines;
      const Run before = lint_with(there, rule);
      for (const Diagnostic& diagnostic : before.diagnostics) {
        const Location at = before.sources.locate(diagnostic.span);
        lines[at.source->path].insert(at.line);
      }
      for (const auto& [path, numbers] : lines) add_ignores(path, numbers, rule);

      const Run after = lint_with(there, rule);
      // More, where a client refuses the very comment.
      CHECK(after.suppressed.size() >= before.diagnostics.size());
      for (const Diagnostic& left : after.diagnostics) {
        const Location at = after.sources.locate(left.span);
        FAIL_CHECK(at.source->path << ":" << at.line << " " << left.rule->id << " "
                                   << left.message());
      }
    }
  }
  fs::remove_all(copy);
}
