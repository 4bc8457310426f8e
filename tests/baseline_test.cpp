// Fingerprints that outlive changes around a finding, and baselines made of them.

#include "lint/engine/baseline.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/report/identity.h"
#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

namespace {

/// Files that need not be on the disk.
using Tree = std::vector<Overlay>;

/// Draws that are the same on every machine.
class Draws {
 public:
  explicit Draws(unsigned seed) : engine_(seed) {}
  unsigned below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }
  std::string word(unsigned size, std::string_view letters = "abcdefghijklmnopqrstuvwxyz") {
    std::string text;
    while (text.size() < size) text += letters[below(static_cast<unsigned>(letters.size()))];
    return text;
  }
  std::string blanks() { return std::string(below(4), ' ') + std::string(below(3), '\n'); }

 private:
  std::mt19937 engine_;
};

}  // namespace

static Run lint_tree(const Tree& tree) {
  Options options;
  options.paths.clear();
  for (const Overlay& overlay : tree) options.paths.push_back(overlay.path);
  options.overlays = tree;
  options.rules = all_rules();
  options.known = all_rules();
  options.persona = Persona::Regular;
  options.jobs = 1;
  Run run = lint(options);
  add_fingerprints(run);
  return run;
}

/// "MCP101 0123456789abcdef:1" for each finding of a rule, or of all but MCP001.
static std::multiset<std::string> prints(const Tree& tree, std::string_view id = {}) {
  std::multiset<std::string> result;
  const Run run = lint_tree(tree);
  for (const Diagnostic& diagnostic : run.diagnostics) {
    if (id.empty() || diagnostic.rule->id == id)
      result.insert(std::string(diagnostic.rule->id) + ' ' + diagnostic.fingerprint);
  }
  return result;
}

/// A server with neighbours, comments and layout as drawn. What is wrong with it is
/// always the same: two tools open what their caller names.
static std::string drawn_server(Draws& draw) {
  const auto comment = [&] { return "# " + draw.word(12) + std::string(1 + draw.below(3), '\n'); };
  const std::string quote = draw.below(2) == 0 ? "'" : "\"";
  const auto neighbour = [&] {
    return "def " + draw.word(8) + "(x):\n    return x + " + std::to_string(draw.below(100)) +
           "\n\n";
  };
  std::string text = comment() + "from mcp.server.fastmcp import FastMCP\n" + comment();
  text += "mcp = FastMCP(" + quote + "notes" + quote + ")\n\n" + neighbour();
  text += "@mcp.tool()\ndef read_note(name: str) -> str:\n    " + comment();
  const std::string open =
      draw.below(2) == 0 ? "open(name, " + quote + "r" + quote + ")"
                         : "open(\n        name,\n        " + quote + "r" + quote + ",\n    )";
  text += "    return " + open + ".read()\n\n" + neighbour();
  text += "class Files:\n    " + comment();
  text += "    @mcp.tool()\n    def other(path: str) -> str:\n        return open(path).read()\n";
  return text + comment();
}

TEST_CASE(
    "property: fingerprints outlive moved lines, renamed neighbours and new layouts of code") {
  Draws draw(1);
  const auto of = [&](const std::string& text) { return prints({{"server.py", text}}, "MCP101"); };
  const std::multiset<std::string> first = of(drawn_server(draw));
  REQUIRE(first.size() == 2);
  for (int i = 0; i < 100; ++i) {
    const std::string text = drawn_server(draw);
    CAPTURE(text);
    CHECK(of(text) == first);
  }
}

/// A client's file with servers before and behind, in a layout as drawn. What is wrong
/// with `files` is always the same.
static std::string drawn_client_file(Draws& draw, const std::string& key) {
  const auto gap = [&] { return draw.blanks(); };
  const auto other = [&] {
    return "\"" + draw.word(7) + "\":" + gap() + "{\"command\": \"" + draw.word(5) + "\"}";
  };
  std::string servers;
  for (unsigned before = draw.below(3); before > 0; --before) servers += other() + "," + gap();
  servers += "\"files\":" + gap() + "{" + gap() + "\"command\": \"npx\"," + gap() + "\"args\": [" +
             gap() + "\"-y\"," + gap() + "\"@modelcontextprotocol/server-filesystem\"" + gap() +
             ", \"/\"]," + gap() + "\"env\": {" + gap() + "\"GITHUB_TOKEN\":" + gap() + "\"" + key +
             "\"" + gap() + "}}";
  for (unsigned behind = draw.below(3); behind > 0; --behind) servers += gap() + "," + other();
  return "{" + gap() + "\"mcpServers\":" + gap() + "{" + servers + gap() + "}" + gap() + "}\n";
}

static std::string drawn_key(Draws& draw) {
  return "ghp_" + draw.word(36, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789");
}

TEST_CASE("property: fingerprints outlive all that in configurations") {
  Draws draw(2);
  const std::string key = drawn_key(draw);
  const auto of = [&](const std::string& id) {
    return prints({{".mcp.json", drawn_client_file(draw, key)}}, id);
  };
  for (const std::string id : {"MCP301", "MCP303", "MCP601"}) {
    const std::multiset<std::string> first = of(id);
    REQUIRE_MESSAGE(first.size() == 1, id);
    for (int i = 0; i < 50; ++i) CHECK(of(id) == first);
  }
}

TEST_CASE("property: another secret in the same place is another finding") {
  Draws draw(3);
  std::set<std::string> seen;
  constexpr int kKeys = 100;
  for (int i = 0; i < kKeys; ++i) {
    Draws layout(4);
    for (const std::string& print :
         prints({{".mcp.json", drawn_client_file(layout, drawn_key(draw))}}, "MCP601"))
      seen.insert(print);
  }
  CHECK(seen.size() == kKeys);  // of 65,536; the draws are always the same
}

TEST_CASE("a fingerprint has the rule, the file, what it is in and the text, and nothing else") {
  const auto of = [](const std::string& path, const std::string& tool, const std::string& body) {
    const std::string text =
        "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef " + tool +
        "(p: str):\n    " + body + "\n";
    return prints({{path, text}}, "MCP101");
  };
  const auto usual = of("a.py", "read", "return open(p)");
  REQUIRE(usual.size() == 1);
  CHECK(of("a.py", "read", "return open(p)  # why") == usual);
  CHECK(of("b.py", "read", "return open(p)") != usual);
  CHECK(of("a.py", "reads", "return open(p)") != usual);
  CHECK(of("a.py", "read", "return open(p + '.txt')") != usual);
  // Those that are alike are counted.
  const auto printed = [](const std::string& body) {
    return prints({{"a.py",
                    "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\n"
                    "def f(p: str):\n" +
                        body + "    return p\nmcp.run()\n"}},
                  "MCP201");
  };
  const auto once = printed("    print('x')\n");
  const auto twice = printed("    print('x')\n    print('x')\n");
  REQUIRE(once.size() == 1);
  REQUIRE(twice.size() == 2);
  CHECK(twice.contains(*once.begin()));
}

static std::string written(const Run& run) {
  std::ostringstream out;
  write_baseline(baseline_entries(run), out);
  return out.str();
}

static Baseline read_text(const TemporaryFolder& folder, const std::string& text) {
  return read_baseline(folder.write("baseline.json", text).string());
}

static const char* const kTwo =
    "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n"
    "@mcp.tool()\ndef one(p: str):\n    return open(p)\n"
    "@mcp.tool()\ndef two(p: str):\n    return open(p)\n";

TEST_CASE("a baseline leaves out what it knows, and nothing new") {
  const TemporaryFolder folder;
  Run first = lint_tree({{"server.py", kTwo}});
  const std::size_t count = first.diagnostics.size();
  REQUIRE(count >= 2);
  const std::string text = written(first);
  CHECK(text.find("\"in\": \"one\"") != std::string::npos);
  const Baseline baseline = read_text(folder, text);
  REQUIRE(baseline.errors.empty());
  CHECK(baseline.entries.size() == count);

  apply_baseline(first, baseline, all_rules(), true);
  CHECK(first.diagnostics.empty());
  CHECK(first.suppressed.size() == count);
  CHECK(written(first) == text);

  Run more = lint_tree(
      {{"server.py", std::string(kTwo) + "@mcp.tool()\ndef three(p: str):\n    return open(p)\n"}});
  apply_baseline(more, baseline, all_rules(), true);
  bool found = false;
  for (const Diagnostic& diagnostic : more.diagnostics) {
    CHECK(enclosing(more, diagnostic.span) == "three");
    found = found || diagnostic.rule->id == "MCP101";
  }
  CHECK(found);
}

TEST_CASE("entries of what is gone are stale, if the file was linted and the rule ran") {
  const TemporaryFolder folder;
  const Baseline baseline = read_text(folder, written(lint_tree({{"server.py", kTwo}})));
  const std::string mended =
      std::string(kTwo).substr(0, std::string(kTwo).find("@mcp.tool()\ndef two"));
  const auto stale = [&](Run run, bool whole) {
    apply_baseline(run, baseline, all_rules(), whole);
    std::set<std::string> where;
    for (const BaselineEntry& entry : run.project.stale_entries) where.insert(entry.where);
    return where;
  };
  CHECK(stale(lint_tree({{"server.py", kTwo}}), true).empty());
  CHECK(stale(lint_tree({{"server.py", mended}}), true) == std::set<std::string>{"two"});
  // Another file says nothing of this one, unless all files were linted and it is gone.
  CHECK(stale(lint_tree({{"other.py", "x = 1\n"}}), false).empty());
  CHECK(stale(lint_tree({{"other.py", "x = 1\n"}}), true).contains("two"));
  Run without_rules = lint_tree({{"server.py", mended}});
  without_rules.rules.clear();
  CHECK(stale(std::move(without_rules), true).empty());
}

TEST_CASE("a baseline is sorted, one entry a line, and says what is wrong with it") {
  std::ostringstream out;
  write_baseline({{"MCP602", "b", "", "2:1", {}},
                  {"MCP101", "b\n", "f", "1:1", {}},
                  {"MCP601", "a", "", "3:1", {}}},
                 out);
  CHECK(
      out.str() ==
      "{\"version\": 1, \"findings\": [\n"
      "{\"rule\": \"MCP601\", \"path\": \"a\", \"fingerprint\": \"3:1\"},\n"
      "{\"rule\": \"MCP602\", \"path\": \"b\", \"fingerprint\": \"2:1\"},\n"
      "{\"rule\": \"MCP101\", \"path\": \"b\\n\", \"in\": \"f\", \"fingerprint\": \"1:1\"}\n]}\n");
  std::ostringstream none;
  write_baseline({}, none);
  CHECK(none.str() == "{\"version\": 1, \"findings\": []}\n");

  const TemporaryFolder folder;
  CHECK(read_text(folder, none.str()).errors.empty());
  for (const char* wrong : {"", "[]", "{}", "{\"version\": 2, \"findings\": []}",
                            "{\"version\": 1, \"findings\": [{}]}",
                            "{\"version\": 1, \"findings\": [{\"rule\": \"a\", \"line\": 3}]}"}) {
    CAPTURE(wrong);
    CHECK(read_text(folder, wrong).errors.size() == 1);
  }
  CHECK(read_baseline((folder.path() / "none").string()).errors.size() == 1);
}

TEST_CASE("a secret is not in the baseline, nor a hash that tells it") {
  // A password of few letters: whoever tries all of them must be left with many.
  const auto print_of = [](const std::string& password) {
    const auto found = prints(
        {{"run.sh", "#!/bin/sh\nserver --admin-password " + password + " --port 80\n"}}, "MCP602");
    return found.size() == 1 ? *found.begin() : std::string();
  };
  const std::string one = print_of("fgaWwKXLZyezS3svXM");
  REQUIRE(!one.empty());
  CHECK(print_of("fgaWwKXLZyezS3svXN") != one);
  CHECK(one.find("fgaW") == std::string::npos);
}
