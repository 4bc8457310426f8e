// docs/rules/ is what the rules say. Under MCPLINT_UPDATE=1 this writes it.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/report/rule_list.h"
#include "lint/report/rule_page.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

/// The first case of a folder of fixtures that reads well: one file, without
/// the line that tells the test what to expect.
static std::optional<Example> first_example(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().filename() != "expect")
      files.push_back(entry.path());
  }
  if (files.empty()) return std::nullopt;
  std::ranges::sort(files);
  std::string text = read_file(files.front());
  for (std::size_t at = text.find("# expect:"); at != std::string::npos;
       at = text.find("# expect:")) {
    const std::size_t line = text.rfind('\n', at) + 1;  // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool alone = text.find_first_not_of(" \t", line) == at;
    const std::size_t code = text.find_last_not_of(" \t", at - 1);
    alone ? text.erase(line, end + 1 - line) : text.erase(code + 1, end - code - 1);
  }
  return Example{files.front().filename().string(), text};
}

TEST_CASE("docs/rules/ holds the page of every rule, and no other") {
  const fs::path pages = fs::path(MCPLINT_ROOT) / "docs" / "rules";
  for (const Rule* rule : all_rules()) {
    const fs::path fixtures = fs::path(MCPLINT_ROOT) / "fixtures" / rule->id;
    std::vector<Example> bad;
    std::vector<Example> good;
    if (auto example = first_example(fixtures / "bad")) bad.push_back(*example);
    if (auto example = first_example(fixtures / "good")) good.push_back(*example);
    check_golden(pages / (std::string(rule->id) + ".md"), rule_page(*rule, bad, good));
  }
  std::ostringstream index;
  write_rules_as_markdown(all_rules(), {}, index);
  check_golden(pages / "README.md", index.str());

  const auto files = std::distance(fs::directory_iterator(pages), fs::directory_iterator());
  CHECK(static_cast<std::size_t>(files) == all_rules().size() + 1);
}

TEST_CASE("what the README shows is what the tool prints") {
  const fs::path root = MCPLINT_ROOT;
  const std::string readme = read_file(root / "README.md");
  const std::size_t start = readme.find("```\n") + 4;
  const std::string shown = readme.substr(start, readme.find("```", start) - start);
  const std::string printed = read_file(root / "fixtures/golden/notes_server/report.full");
  std::size_t findings = 0;
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = std::min(shown.find("\n\n", at), shown.size());
    CHECK_MESSAGE(printed.find(shown.substr(at, end - at)) != std::string::npos,
                  shown.substr(at, end - at));
    ++findings;
    at = end + 2;
  }
  CHECK(findings >= 2);
}
