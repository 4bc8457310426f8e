#include "lint/engine/configuration.h"

#include <doctest/doctest.h>
#include <simdjson.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "lint/engine/configuration_schema.h"
#include "mcplint/lint.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

namespace {

/// A folder of files that is gone behind the test.
struct Tree {
  Tree() : root(fs::temp_directory_path() / ("mcplint-configuration-" + std::to_string(getpid()))) {
    fs::remove_all(root);
    fs::create_directories(root / ".git");
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { fs::remove_all(root); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
  [[nodiscard]] std::string find(const std::string& path) const {
    const std::string found = find_configuration((root / path).string());
    return found.empty() ? "" : fs::path(found).lexically_relative(root).string();
  }
  [[nodiscard]] ReadConfiguration read(const std::string& text) const {
    write("mcplint.toml", text);
    return read_configuration((root / "mcplint.toml").string(), all_rules());
  }
  /// What is found in the tree, "path:line id" each, in order.
  [[nodiscard]] std::string lint_with(const std::string& text) const {
    const ReadConfiguration configuration = read(text);
    REQUIRE(configuration.errors.empty());
    Options options;
    options.paths = {root.string()};
    options.rules = all_rules();
    options.known = all_rules();
    options.configuration = &configuration.configuration;
    const Run run = lint(options);
    std::string out;
    for (const Diagnostic& diagnostic : run.diagnostics) {
      const Location at = run.sources.locate(diagnostic.span);
      out += (out.empty() ? "" : "; ") +
             fs::path(at.source->path).lexically_relative(root).string() + ":" +
             std::to_string(at.line) + " " + std::string(diagnostic.rule->id);
    }
    return out;
  }

  fs::path root;
};

}  // namespace

/// "2:1 unknown key `x`; help" for each error.
static std::string errors(const Tree& tree, const std::string& text) {
  const ReadConfiguration read = tree.read(text);
  Sources sources;
  for (const auto& source : read.configuration.sources) sources.add(source);
  std::string out;
  for (const Problem& error : read.errors) {
    const Location at = sources.locate(error.span);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + error.what + "; " +
           error.help + "\n";
  }
  return out;
}

TEST_CASE("the nearest configuration counts, up to the root of the repository") {
  const Tree tree;
  tree.write("a/b/x.py", "");
  CHECK(tree.find("a/b/x.py").empty());
  tree.write("pyproject.toml", "[tool.other]\n");
  CHECK(tree.find("a").empty());
  tree.write("pyproject.toml", "[tool.mcplint]\nfail-on = \"high\"\n");
  CHECK(tree.find("a/b/x.py") == "pyproject.toml");
  tree.write(".mcplint.toml", "");
  CHECK(tree.find("a") == ".mcplint.toml");
  tree.write("mcplint.toml", "");
  CHECK(tree.find(".") == "mcplint.toml");
  tree.write("a/mcplint.toml", "");
  CHECK(tree.find("a/b") == "a/mcplint.toml");
  fs::create_directories(tree.root / "a/b/.git");
  CHECK(tree.find("a/b/x.py").empty());
}

TEST_CASE("a configuration is read whole") {
  const Tree tree;
  tree.write("base.toml", "persona = \"auditor\"\nfail-on = \"critical\"\n");
  const ReadConfiguration read = tree.read(R"(
extend = "base.toml"
fail-on = "medium"
select = ["all", "MCP1", "secrets"]
[rules.unpinned-dependency]
severity = "low"
[rules.MCP403]
enabled = false
[[per-file]]
files = ["tests/**"]
ignore = ["path-traversal"]
[[ignore]]
rule = "hardcoded-secret"
path = ".mcp.json"
pointer = "/mcpServers/demo"
reason = "a public key"
until = 2027-06-30
[policy]
require-reason = true
locked = ["MCP601"]
)");
  REQUIRE(read.errors.empty());
  const Configuration& c = read.configuration;
  CHECK(c.persona == "auditor");
  CHECK(c.fail_on == "medium");
  CHECK(c.select.size() == 3);
  REQUIRE(c.rules.size() == 2);
  CHECK(c.rules[0].rule->id == "MCP501");
  CHECK(c.rules[0].severity == Severity::Low);
  CHECK(c.rules[1].enabled == false);
  REQUIRE(c.ignores.size() == 1);
  CHECK(c.ignores[0].rule.text == "hardcoded-secret");
  CHECK(c.ignores[0].until == "2027-06-30");
  CHECK(c.require_reason);
  REQUIRE(c.locked.size() == 1);
  CHECK(c.locked[0]->id == "MCP601");
}

TEST_CASE("every mistake in a configuration is placed, with what was probably meant") {
  const Tree tree;
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"fial-on = \"low\"", "1:1 unknown key `fial-on`; did you mean `fail-on`?\n"},
      {"fail-on = \"hihg\"", "1:11 unknown value `hihg`; did you mean `high`?\n"},
      {"fail-on = 3", "1:11 is not a string; write a string\n"},
      {"select = [\"MCP9\"]", "1:11 unknown rule `MCP9`"},
      {"[rules.path-traversl]\nenabled = true",
       "1:8 unknown rule `path-traversl`; did you mean `path-traversal`?"},
      {"[rules.path-traversal]\nlevel = 1", "2:1 unknown key `level`"},
      {"[rules.path-traversal]\nenabled = \"no\"", "2:11 is not `true` or `false`"},
      {"[[per-file]]\nignore = [\"all\"]", "1:1 has no `files`"},
      {"[[per-file]]\nfiles = [\"a\"]", "1:1 has no `ignore`"},
      {"[rules.path-traversal]\ntrusted = [\"a\"]",
       "2:1 unknown key `trusted`; it may be `enabled`, `severity`"},
      {"[rules.unpinned-launch]\ntrused = [\"a\"]",
       "2:1 unknown key `trused`; did you mean `trusted`?"},
      {"[rules.unpinned-launch]\ntrusted = \"a\"", "2:11 is not a list of strings"},
      {"exclude = [3]", "1:12 is not a string"},
      {"[[ignore]]\nrule = \"MCP101\"", "1:1 has no `path`"},
      {"[[ignore]]\nrule = \"MCP101\"\npath = \"a\"\npointer = \"a\"", "4:11 is no JSON pointer"},
      {"[[ignore]]\nrule = \"MCP101\"\npath = \"a\"\nuntil = \"soon\"", "4:9 is no date"},
      {"a = ", "1:5 is no TOML"},
      {"extend = \"none.toml\"", "1:10 `"},
      {"extend = \"../secret\"", "1:10 extends no TOML file"},
      {"extend = \"mcplint.toml\"", "1:10 extends too many files"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(errors(tree, c.text).starts_with(c.expected));
  }
}

TEST_CASE("a configuration changes what is found") {
  const Tree tree;
  tree.write(".mcp.json", R"({"mcpServers": {
  "files": {"command": "npx", "args": ["-y", "one-server"]},
  "notes": {"command": "npx", "args": ["-y", "two-server"]}
}})");
  tree.write("tests/.mcp.json", R"({"mcpServers": {"a": {"command": "npx", "args": ["x"]}}})");
  const std::string all = ".mcp.json:2 MCP301; .mcp.json:3 MCP301; tests/.mcp.json:1 MCP301";
  CHECK(tree.lint_with("") == all);
  CHECK(tree.lint_with("[[per-file]]\nfiles = [\"tests/**\"]\nignore = [\"launch\"]") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301");

  const std::string entry = "[[ignore]]\nrule = \"MCP301\"\npath = \".mcp.json\"\n";
  CHECK(tree.lint_with(entry) == "tests/.mcp.json:1 MCP301");
  CHECK(tree.lint_with(entry + "pointer = \"/mcpServers/notes\"") ==
        ".mcp.json:2 MCP301; tests/.mcp.json:1 MCP301");
  // What points at nothing, or is forbidden, is itself a finding.
  CHECK(tree.lint_with(entry + "pointer = \"/mcpServers/gone\"") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301; mcplint.toml:2 MCP002; tests/.mcp.json:1 MCP301");
  CHECK(tree.lint_with("[[ignore]]\nrule = \"MCP301\"\npath = \"gone.json\"") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301; mcplint.toml:2 MCP002; tests/.mcp.json:1 MCP301");
  CHECK(tree.lint_with(entry + "until = 2020-01-01") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301; mcplint.toml:1 MCP002; tests/.mcp.json:1 MCP301");
  CHECK(tree.lint_with(entry + "[policy]\nrequire-reason = true") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301; mcplint.toml:1 MCP002; tests/.mcp.json:1 MCP301");
  CHECK(tree.lint_with(entry + "[policy]\nlocked = [\"launch\"]") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301; mcplint.toml:2 MCP002; tests/.mcp.json:1 MCP301");
}

TEST_CASE("a rule's severity is what the configuration says") {
  const Tree tree;
  tree.write(".mcp.json", R"({"mcpServers": {"a": {"command": "npx", "args": ["x"]}}})");
  const ReadConfiguration read = tree.read("[rules.unpinned-launch]\nseverity = \"info\"");
  Options options;
  options.paths = {tree.root.string()};
  options.rules = all_rules();
  options.configuration = &read.configuration;
  const Run run = lint(options);
  REQUIRE(run.diagnostics.size() == 1);
  CHECK(run.diagnostics.front().severity == Severity::Info);
}

TEST_CASE("a rule's own settings count") {
  const Tree tree;
  tree.write(".mcp.json", R"({"mcpServers": {
  "ours": {"command": "npx", "args": ["-y", "@acme/notes"]},
  "theirs": {"command": "npx", "args": ["-y", "@other/notes"]}
}})");
  CHECK(tree.lint_with("") == ".mcp.json:2 MCP301; .mcp.json:3 MCP301");
  CHECK(tree.lint_with("[rules.unpinned-launch]\ntrusted = [\"@acme/*\"]") == ".mcp.json:3 MCP301");
  // The file that extends another adds to what that says of the same rule.
  tree.write("base.toml", "[rules.MCP301]\ntrusted = [\"@acme/*\"]\n");
  CHECK(tree.lint_with("extend = \"base.toml\"\n[rules.MCP301]\nseverity = \"low\"") ==
        ".mcp.json:3 MCP301");
  CHECK(tree.lint_with("extend = \"base.toml\"\n[rules.MCP301]\ntrusted = []") ==
        ".mcp.json:2 MCP301; .mcp.json:3 MCP301");
}

TEST_CASE("excluded files are not linted") {
  const Tree tree;
  const std::string bad = R"({"mcpServers": {"a": {"command": "npx", "args": ["x"]}}})";
  for (const char* path : {".mcp.json", "examples/.mcp.json", "sub/examples/.mcp.json"})
    tree.write(path, bad);
  CHECK(tree.lint_with("exclude = [\"/examples/\"]") ==
        ".mcp.json:1 MCP301; sub/examples/.mcp.json:1 MCP301");
  CHECK(tree.lint_with("exclude = [\"examples/\"]") == ".mcp.json:1 MCP301");
  CHECK(tree.lint_with("exclude = [\".mcp.json\", \"!/.mcp.json\"]") == ".mcp.json:1 MCP301");
}

TEST_CASE("keys of the command line count over those of files") {
  const Tree tree;
  tree.write("mcplint.toml", "fail-on = \"high\"\n[rules.no-timeout]\nseverity = \"low\"\n");
  const auto read = [&](const std::vector<std::string>& wishes) {
    return read_configuration((tree.root / "mcplint.toml").string(), all_rules(), wishes);
  };
  const ReadConfiguration changed =
      read({"fail-on=critical", "rules.no-timeout.severity=medium", "select=[\"MCP2\"]"});
  REQUIRE(changed.errors.empty());
  CHECK(changed.configuration.fail_on == "critical");
  CHECK(changed.configuration.select == std::vector<std::string>{"MCP2"});
  REQUIRE(changed.configuration.rules.size() == 1);
  CHECK(changed.configuration.rules[0].severity == Severity::Medium);

  const ReadConfiguration wrong = read({"fial-on=high"});
  REQUIRE(wrong.errors.size() == 1);
  CHECK(wrong.errors[0].what == "unknown key `fial-on`");
  CHECK(read({"extend=other.toml"}).errors.size() == 1);
  CHECK(read({"=x"}).errors.size() == 1);
}

/// The keys that `text`, a table with an unknown key, may have according to the reader.
static std::set<std::string> keys_read(const Tree& tree, const std::string& text) {
  std::set<std::string> keys;
  const std::string said = errors(tree, text);
  const std::size_t list = said.find("it may be ");
  REQUIRE(list != std::string::npos);
  std::istringstream words(said.substr(list + 10, said.find('\n', list) - list - 10));
  for (std::string word; std::getline(words, word, ',');) {
    const std::size_t first = word.find('`') + 1;
    keys.insert(word.substr(first, word.rfind('`') - first));
  }
  return keys;
}

static std::set<std::string> names_in(simdjson::dom::element properties) {
  std::set<std::string> names;
  for (const auto member : simdjson::dom::object(properties)) names.emplace(member.key);
  return names;
}

TEST_CASE("the schema has every key that is read, every rule and every setting, and no other") {
  const Tree tree;
  std::ostringstream out;
  write_configuration_schema(all_rules(), out);
  simdjson::dom::parser parser;
  const std::string text = out.str();
  const simdjson::dom::element schema = parser.parse(text);
  const simdjson::dom::element top = schema["properties"];

  CHECK(names_in(top) == keys_read(tree, "qqqqqqqq = 1"));
  CHECK(names_in(top["policy"]["properties"]) == keys_read(tree, "[policy]\nqqqqqqqq = 1"));
  CHECK(names_in(top["per-file"]["items"]["properties"]) ==
        keys_read(tree, "[[per-file]]\nfiles = [\"a\"]\nignore = [\"all\"]\nqqqqqqqq = 1"));
  CHECK(names_in(top["ignore"]["items"]["properties"]) ==
        keys_read(tree, "[[ignore]]\nrule = \"MCP301\"\npath = \"a\"\nqqqqqqqq = 1"));

  std::set<std::string> rules;
  for (const Rule* rule : all_rules()) {
    for (const std::string_view name : {rule->id, rule->name}) {
      rules.emplace(name);
      const std::string header = "[rules." + std::string(name) + "]\n";
      CHECK(names_in(top["rules"]["properties"][name]["properties"]) ==
            keys_read(tree, header + "qqqqqqqq = 1"));
    }
    for (const RuleOption& setting : rule->settings) {
      CHECK(errors(tree, "[rules." + std::string(rule->name) + "]\n" + std::string(setting.name) +
                             " = [\"" + std::string(setting.example) + "\"]")
                .empty());
    }
  }
  CHECK(names_in(top["rules"]["properties"]) == rules);
}

TEST_CASE("the starter file is read once its lines are switched on") {
  const Tree tree;
  std::ostringstream out;
  write_starter_configuration(out);
  const std::string starter = out.str();
  CHECK(errors(tree, starter).empty());
  CHECK(tree.read(starter).values.empty());
  std::string all;
  std::istringstream lines(starter);
  for (std::string line; std::getline(lines, line);) {
    const bool is_prose = line.find(" = ") == std::string::npos && line.find("[") != 2;
    if (!is_prose && line.starts_with("# ") && line.find("extend") == std::string::npos)
      all += line.substr(2) + '\n';
  }
  CHECK(errors(tree, all).empty());
  CHECK(tree.read(all).values.size() == configuration_keys().size() - 1);
}
