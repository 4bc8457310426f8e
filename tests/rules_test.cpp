// Runs every rule on its own fixtures: fixtures/MCP101/{bad,good}/<case>.
// A case is a file or a folder; only the rule under test runs on it. A rule about
// suppressions has something to say only where others have run: with all.

#include "rules/rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/engine/baseline.h"
#include "lint/report/identity.h"
#include "lint/text/marker.h"
#include "mcplint/lint.h"

using namespace mcplint;
namespace fs = std::filesystem;

namespace {

/// "server.py:12 MCP101"; the path is relative to the case.
using Findings = std::multiset<std::string>;

}  // namespace

static std::string finding(const fs::path& path, const fs::path& root, unsigned line,
                           std::string_view id) {
  std::string text =
      path == root ? path.filename().string() : path.lexically_relative(root).string();
  return text + ":" + std::to_string(line) + " " + std::string(id);
}

/// What `# expect: MCP101` in the case's files and its file `expect` say.
static Findings expected(const fs::path& root) {
  Findings result;
  std::vector<fs::path> files;
  if (fs::is_directory(root)) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  } else {
    files.push_back(root);
  }
  for (const fs::path& path : files) {
    const std::string text = read_file(path);
    if (path.filename() == "expect") {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        if (!line.empty()) result.insert(line);
      }
      continue;
    }
    const Source source(path.string(), text);
    for (const Marker& marker : find_markers(source, "expect:")) {
      for (const std::string& id : marker.words)
        result.insert(finding(path, root, marker.line, id));
    }
  }
  return result;
}

/// A case of a rule about baselines has one beside its files.
static void compare_with_baseline(Run& run, const fs::path& root) {
  run.root = root.string();
  add_fingerprints(run);
  const Baseline baseline = read_baseline((root / kUsualBaseline).string());
  CHECK(baseline.errors.empty());
  apply_baseline(run, baseline, all_rules(), true);
}

static Findings found(const fs::path& root, const Rule* rule) {
  Options options;
  options.paths = {root.string()};
  const bool judges_others =
      std::holds_alternative<void (*)(const Suppression&, Report&)>(rule->check);
  const bool needs_others =
      judges_others || std::holds_alternative<void (*)(const BaselineEntry&, Report&)>(rule->check);
  options.rules = needs_others ? all_rules() : std::span<const Rule* const>(&rule, 1);
  options.known = all_rules();
  options.jobs = 1;
  Run run = lint(options);
  const bool judges_baseline =
      std::holds_alternative<void (*)(const BaselineEntry&, Report&)>(rule->check);
  if (judges_baseline) compare_with_baseline(run, root);

  Findings result;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    if (diagnostic.rule != rule) continue;
    const Location at = run.sources.locate(diagnostic.span);
    result.insert(finding(at.source->path, root, at.line, diagnostic.rule->id));
    // What every finding owes its reader.
    CHECK_MESSAGE(!diagnostic.words.empty(), diagnostic.format);
    CHECK_MESSAGE(!diagnostic.help.empty(), root.string() << ": no help: " << diagnostic.format);
    std::string_view format = diagnostic.format;
    for (std::size_t hole = format.find("{}"); hole != format.npos;
         hole = format.find("{}", hole + 2)) {
      CHECK_MESSAGE((hole > 0 && format[hole - 1] == '`'), format);
    }
  }
  return result;
}

static std::vector<fs::path> cases(const fs::path& folder) {
  std::vector<fs::path> result;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    result.push_back(entry.path());
  }
  std::ranges::sort(result);
  return result;
}

static std::string listed(const Findings& findings) {
  std::string text;
  for (const std::string& one : findings) text += "\n    " + one;
  return text.empty() ? " none" : text;
}

TEST_CASE("every rule finds what its fixtures expect, and nothing else") {
  for (const Rule* rule : all_rules()) {
    const fs::path folder = fs::path(MCPLINT_ROOT) / "fixtures" / rule->id;
    const std::vector<fs::path> bad = cases(folder / "bad");
    const std::vector<fs::path> good = cases(folder / "good");
    CHECK_MESSAGE(!bad.empty(), rule->id << " has no bad fixture");
    CHECK_MESSAGE(!good.empty(), rule->id << " has no good fixture");

    for (const fs::path& path : bad) {
      const Findings want = expected(path);
      const Findings have = found(path, rule);
      CHECK_MESSAGE(!want.empty(), path.string() << " expects nothing");
      CHECK_MESSAGE(have == want, path.string() << "\n  expected:" << listed(want)
                                                << "\n  found:" << listed(have));
    }
    for (const fs::path& path : good) {
      const Findings have = found(path, rule);
      CHECK_MESSAGE(have.empty(), path.string() << "\n  found:" << listed(have));
    }
  }
}
