// Servers that commands add to clients: `claude mcp add …`, `code --add-mcp …`.

#include "lint/facts/launch/registrations.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace mcplint;

/// "Claude Code notes: npx -y notes [A=b] {X: y}; ": what commands in `script` add.
static std::string added(std::string_view script) {
  const Source source("setup.sh", std::string(script));
  Facts facts;
  find_registrations(source, {source.text, source.all()}, false, facts);
  std::string all;
  for (const Launch& launch : facts.launches) {
    all += std::string(to_string(launch.client)) + " " + launch.name.text + ":";
    if (launch.type) all += " (" + launch.type->text + ")";
    if (launch.command) all += " " + launch.command->text;
    for (const Text& word : launch.args) all += " " + word.text;
    if (launch.url) all += " " + launch.url->text;
    for (const Setting& one : launch.env) all += " [" + one.name.text + "=" + one.value.text + "]";
    for (const Setting& one : launch.headers)
      all += " {" + one.name.text + ": " + one.value.text + "}";
    all += "; ";
  }
  return all;
}

TEST_CASE("words behind mcp add are the client's or the server's") {
  const struct {
    std::string_view script;
    std::string_view expected;
  } cases[] = {
      {"claude mcp add a -- npx -y b", "Claude Code a: npx -y b; "},
      {"claude mcp add a npx -y b", "Claude Code a: npx -y b; "},
      {"claude mcp add a -s user -- npx b -s c", "Claude Code a: npx b -s c; "},
      {"claude mcp add a npx b -s user", "Claude Code a: npx b; "},
      {"claude mcp add -e A=b C=d -t stdio a -- srv", "Claude Code a: (stdio) srv [A=b] [C=d]; "},
      {"claude mcp add a --env A=b -- srv --env E=f", "Claude Code a: srv --env E=f [A=b]; "},
      {"claude mcp add a -e A=$A -- srv", "Claude Code a: srv; "},
      {"claude mcp add --transport http a https://x.example/mcp --header \"X-Key: y\"",
       "Claude Code a: (http) https://x.example/mcp {X-Key: y}; "},
      {"claude mcp add -t sse a https://x.example/sse -s user",
       "Claude Code a: (sse) https://x.example/sse; "},
      {"codex mcp add a --env A=b -- uvx c", "Codex a: uvx c [A=b]; "},
      {"codex mcp add --url https://x.example/mcp a", "Codex a: https://x.example/mcp; "},
      {"codex mcp add a --url https://x.example/mcp --bearer-token-env-var T",
       "Codex a: https://x.example/mcp; "},
      {"gemini mcp add -s user a npx -y b", "Gemini CLI a: npx -y b; "},
      {"gemini mcp add --trust a srv", "Gemini CLI a: srv; "},
      {"/opt/bin/claude mcp add a -- b && claude mcp list", "Claude Code a: b; "},
      {"if ! claude mcp get a; then\n  claude mcp add a \\\n    -- b\nfi", "Claude Code a: b; "},
      {"claude mcp add \"$NAME\" -- b", "Claude Code : b; "},
      {"claude mcp add <name> -- npx <package>", ""},
      {"claude mcp add a", ""},
      {"claude mcp remove a # then: mcp add", ""},
      {"echo \"claude mcp add a -- b\"", ""},
      {"somebody mcp add a -- b", ""},
      {R"(code --add-mcp '{"name":"a","command":"npx","args":["b"]}')", "VS Code a: npx b; "},
      {R"(code --add-mcp "{\"name\":\"a\",\"command\":\"npx\"}")", "VS Code a: npx; "},
      {R"(code-insiders --add-mcp '{"name":"a","url":"https://x.example"}')",
       "VS Code a: https://x.example; "},
      {R"(claude mcp add-json -s user a '{"command":"npx"}')", "Claude Code a: npx; "},
      {R"(claude mcp add-json a '{"type":"http","url":"https://x.example"}' -s user)",
       "Claude Code a: (http) https://x.example; "},
      {"claude mcp add-json a \"$JSON\" # claude mcp add", ""},
      {"code --add-mcp 'nonsense'", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.script);
    CHECK(added(c.script) == c.expected);
  }
}

TEST_CASE("places in commands are exact") {
  const Source source(
      "setup.sh",
      "claude mcp add a -- npx -y 'b'\ncode --add-mcp "
      "\"{\\\"name\\\":\\\"c\\\",\\\"command\\\":\\\"npx\\\",\\\"args\\\":[\\\"d\\\"]}\"\n");
  Facts facts;
  find_registrations(source, {source.text, source.all()}, false, facts);
  REQUIRE(facts.launches.size() == 2);
  CHECK(facts.launches[0].span.text == "claude mcp add a -- npx -y 'b'");
  REQUIRE(facts.launches[0].packages.size() == 1);
  CHECK(facts.launches[0].packages[0].span.text == "'b'");
  REQUIRE(facts.launches[1].packages.size() == 1);
  CHECK(facts.launches[1].packages[0].span.text == "\"d\\");
}
