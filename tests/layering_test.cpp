// Who may include whom: the floors of docs/architecture.md.

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "golden.h"

using namespace mcplint;
namespace fs = std::filesystem;

namespace {

/// What the files below a folder may include besides include/mcplint/, the
/// standard library and themselves.
struct Floor {
  std::string folder;
  std::set<std::string> ours;
  std::set<std::string> theirs;
};

}  // namespace

static const std::vector<Floor>& floors() {
  static const std::vector<Floor> kFloors = {
      {"include/mcplint", {}, {}},
      {"lint/text", {}, {"re2"}},
      {"lint/syntax", {"lint/text"}, {"tree_sitter", "simdjson.h", "toml++", "pugixml.hpp"}},
      {"lint/facts", {"lint/text", "lint/syntax"}, {"re2"}},
      {"lint/engine", {"lint/text", "lint/syntax", "lint/facts"}, {}},
      {"lint/report", {"lint/text"}, {}},
      {"lint/checklist", {"lint/text", "lint/report", "lint/syntax/automation_file.h"}, {}},
      {"lint/cli", {"lint/text", "lint/checklist", "lint/engine", "lint/report", "rules"}, {"CLI"}},
      {"rules", {"rules/rules.h", "rules/rules.def"}, {}},
  };
  return kFloors;
}

static bool allowed(const Floor& floor, const std::string& header, bool quoted) {
  if (!quoted) {
    // The standard library and POSIX have no folders but sys/.
    const std::string top = header.substr(0, header.find('/'));
    if (floor.theirs.contains(top)) return true;
    return header.find('/') == std::string::npos
               ? header.find('.') == std::string::npos ||
                     (header != "simdjson.h" && header != "pugixml.hpp")
               : top == "sys";
  }
  if (header.starts_with("mcplint/") || header.starts_with(floor.folder + "/")) return true;
  for (const std::string& ours : floor.ours) {
    if (header == ours || header.starts_with(ours + "/")) return true;
  }
  return false;
}

TEST_CASE("every folder includes only what its floor allows") {
  const fs::path root = MCPLINT_ROOT;
  const std::regex include(R"re(^\s*#include\s+([<"])([^>"]+)[>"])re");
  std::size_t includes = 0;
  for (const Floor& floor : floors()) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / floor.folder)) {
      const std::string path = entry.path().lexically_relative(root).generic_string();
      const std::string extension = entry.path().extension().string();
      if (path.find("node_modules") != std::string::npos) continue;
      if (extension != ".cpp" && extension != ".h") continue;
      std::istringstream lines(read_file(entry.path()));
      for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        ++includes;
        CHECK_MESSAGE(allowed(floor, match[2], match[1] == "\""),
                      path << ": " << floor.folder << " must not include " << match[2].str());
      }
    }
  }
  CHECK(includes > 200);
}
