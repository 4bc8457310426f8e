// Markdown: headings, links, fences, and the configurations in them.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "lint/facts/facts.h"

using namespace mcplint;

static Document document_of(Sources& sources, std::string text) {
  Parsed parsed;
  parse_markdown(sources.add("README.md", std::move(text)), parsed);
  REQUIRE(parsed.document);
  return std::move(*parsed.document);
}

static std::string headings(std::string text) {
  Sources sources;
  std::string out;
  for (const Heading& heading : document_of(sources, std::move(text)).headings)
    out += std::to_string(heading.level) + " " + heading.text.text + "\n";
  return out;
}

/// "json|text" of each fence.
static std::string fences(std::string text) {
  Sources sources;
  std::string out;
  for (const Fence& fence : document_of(sources, std::move(text)).fences) {
    CHECK(fence.text.size() == fence.body.text.size());
    out += fence.language.text + "|" + fence.text;
  }
  return out;
}

static std::string links(std::string text) {
  Sources sources;
  std::string out;
  for (const DocumentLink& link : document_of(sources, std::move(text)).links) {
    CHECK(link.target.text == link.target.span.text);
    out += link.target.text + " ";
  }
  return out;
}

TEST_CASE("headings are found in every spelling") {
  CHECK(headings("# a\n## b ##\n### `c` **d**\n") == "1 a\n2 b\n3 c d\n");
  CHECK(headings("a\n===\nb\n---\n\n---\n") == "1 a\n2 b\n");
  CHECK(headings("<h1 align=\"center\">a</h1>\n<summary><b>b</b></summary>\n") == "1 a\n7 b\n");
  CHECK(headings("#no\n####### no\n    text\n") == "");
  CHECK(headings("---\ntitle: x\n---\n# a\n") == "1 a\n");
  CHECK(headings("```sh\n# no\n```\n<!--\n# no\n-->\n# a\r\n") == "1 a\n");
}

TEST_CASE("a section reaches to the next heading that is not below it") {
  Sources sources;
  const Document document = document_of(
      sources, "# a\n1\n## b\n2\n## c\n3\n<details><summary>d</summary>\n4\n</details>\n5\n# e");
  REQUIRE(document.headings.size() == 5);
  CHECK(document.headings[0].body.text.ends_with("5\n# "));
  CHECK(document.headings[1].body.text == "2\n## ");
  CHECK(document.headings[3].body.text == "4\n");
  CHECK(document.headings[4].body.text == "");
}

TEST_CASE("fences keep their text and its places") {
  CHECK(fences("```json\n{}\n```\n") == "json|{}\n");
  CHECK(fences("~~~~ YAML title=x\na: 1\n~~~\n~~~~\n") == "yaml|a: 1\n~~~\n");
  CHECK(fences("``` {.toml}\na = 1\n") == "toml|a = 1\n");
  CHECK(fences("``` not `a` fence\n") == "");
  CHECK(fences("1. x\n\n   ```json\n   {}\n   ```\n") == "json|   {}\n");
  CHECK(fences("> ```json\n> {\n>}\n> ```\nx\n") == "json|  {\n }\n");
  CHECK(fences("> ```json\n> {}\nx\n") == "json|  {}\n");
  CHECK(fences("- ```json\n{}\n  ```\r\nx\n") == "json|{}\n");
  CHECK(fences("<!--\n```json\n{}\n```\n-->\n") == "");
  CHECK(fences("```\n") == "|");
  CHECK(fences("```") == "|");
}

TEST_CASE("links are found, and code holds none") {
  CHECK(links("[a](b.md) ![c](d.png \"t\") <https://e.org> [f]: no\n") ==
        "b.md d.png https://e.org ");
  CHECK(links("[a]: <b c.md>\n[^1]: no\n") == "b c.md ");
  CHECK(links("[a](b_(c).md) `[d](e)` <a href=\"f\">g</a>\n") == "b_(c).md f ");
  CHECK(links("```\n[a](b)\n```\n") == "");
}

/// "client:name" of each example, and the text that its command is marked at.
static std::string examples(std::string text) {
  Sources sources;
  Facts facts;
  facts.source = std::make_unique<Source>("README.md", std::move(text));
  collect(*parser_for("README.md"), facts);
  std::string out;
  for (const Launch& launch : facts.launches) {
    CHECK(launch.in_document);
    out += std::string(to_string(launch.client)) + ":" + launch.name.text;
    if (launch.command) {
      const char* const begin = facts.source->text.data();
      CHECK(launch.command->span.begin() > begin);
      CHECK(launch.command->span.end() < begin + facts.source->text.size());
      out += " " + std::string(launch.command->span.text);
    }
    out += "; ";
  }
  return out;
}

TEST_CASE("an example's client is the one that the text before it names") {
  const std::string example = "```json\n{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}\n```\n";
  CHECK(examples(example) == "unknown client:a \"x\"; ");
  CHECK(examples("## Claude Desktop\n\n" + example) == "Claude Desktop:a \"x\"; ");
  CHECK(examples("## Use\nPut into `.cursor/mcp.json`:\n\n" + example) == "Cursor:a \"x\"; ");
  CHECK(examples("# Clients\n## Windsurf\n### Local\n" + example) == "Windsurf:a \"x\"; ");
  CHECK(examples("**Cline**\n\nAdd this:\n" + example) == "Cline:a \"x\"; ");
  CHECK(examples("<details><summary>Cursor</summary>\n\n" + example + "</details>\n" + example) ==
        "Cursor:a \"x\"; unknown client:a \"x\"; ");
  // Headings in folded text end with it.
  CHECK(examples("<details><summary>Cursor</summary>\n\n## Cursor here\n" + example +
                 "</details>\n<details><summary>Others</summary>\n\n" + example +
                 "</details>\n## Next\n" + example) ==
        "Cursor:a \"x\"; unknown client:a \"x\"; unknown client:a \"x\"; ");
  CHECK(examples("For Cursor and Claude Code:\n" + example) == "unknown client:a \"x\"; ");
  CHECK(examples("For Claude Desktop or other clients:\n" + example) == "unknown client:a \"x\"; ");
  CHECK(examples("The cursor declined:\n" + example) == "Cursor:a \"x\"; ");
  CHECK(examples("We decline:\n" + example) == "unknown client:a \"x\"; ");
  // A client that has no such key is not the one that was meant.
  CHECK(examples("## Codex\n" + example) == "unknown client:a \"x\"; ");
}

TEST_CASE("examples are read in every language, wherever they stand") {
  CHECK(examples("- b\n\n  > ```json\n  > {\"mcpServers\": {\"a\":\n  >   {\"command\":\n"
                 "  >     \"x\"}}}\n  > ```\n") == "unknown client:a \"x\"; ");
  CHECK(examples("1. b\n   ```yaml\n   mcpServers:\n     - name: a\n       command: x\n   ```\n") ==
        "unknown client:a x; ");
  CHECK(examples("```toml\n[mcp_servers.a]\ncommand = \"x\"\n```\n") == "Codex:a \"x\"; ");
  CHECK(examples("```jsonc\n{\"servers\": {\"a\": {\"command\": \"x\",}}} // c\n```\n") ==
        "VS Code:a \"x\"; ");
  CHECK(examples("```\n{\"mcp\": {\"a\": {\"type\": \"local\", \"command\": [\"x\"]}}}\n```\n") ==
        "opencode:a \"x\"; ");
}

TEST_CASE("what only looks like an example is none") {
  CHECK(examples("```json\n{\"mcpServers\": {\"a\": {\"command\": \"x\"}, ...}}\n```\n") == "");
  CHECK(examples("```json\n{\"mcpServers\": {\"a\": {}}}\n```\n") == "");
  CHECK(examples("```yaml\nservers:\n  - name: a\n    command: [x]\n```\n") == "");
  CHECK(examples("```yaml\nmcp_servers:\n  a:\n    command: x\n```\n") == "");
  CHECK(examples("```python\nx = {\"mcpServers\": {\"a\": {\"command\": \"x\"}}}\n```\n") == "");
  CHECK(examples("`{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}`\n") == "");
}
