// reStructuredText: titles and their sections, code blocks, links.

#include "lint/syntax/rst.h"

#include <doctest/doctest.h>

#include <string>

#include "lint/syntax/parse.h"

using namespace mcplint;

static constexpr const char* kText = R"(=====
Notes
=====

An MCP server. See `the tracker <https://github.com/example/notes/issues>`_.

Configuration
-------------

.. code-block:: json
   :caption: mcp.json

   {"mcpServers": {}}

Folders
~~~~~~~

Literal::

    notes --root /data

Troubleshooting
---------------

.. _log: https://example.com/log

Read the log_.

| a | b |
|---|---|
)";

TEST_CASE("titles, their levels and what stands below them") {
  const Source source("README.rst", kText);
  Parsed parsed;
  parse_rst(source, parsed);
  REQUIRE(parsed.document);
  const auto& headings = parsed.document->headings;
  REQUIRE(headings.size() == 4);
  CHECK(headings[0].text.text == "Notes");
  CHECK(headings[0].level == 1);
  CHECK(headings[1].text.text == "Configuration");
  CHECK(headings[1].level == 2);
  CHECK(headings[2].text.text == "Folders");
  CHECK(headings[2].level == 3);
  CHECK(headings[3].text.text == "Troubleshooting");
  CHECK(headings[3].level == 2);
  CHECK(headings[1].body.text.find("Literal") != std::string::npos);
  CHECK(headings[1].body.text.find("Read the log") == std::string::npos);
  CHECK(headings[0].body.text.find("Read the log") != std::string::npos);
}

TEST_CASE("code blocks and links") {
  const Source source("README.rst", kText);
  Parsed parsed;
  parse_rst(source, parsed);
  const auto& fences = parsed.document->fences;
  REQUIRE(fences.size() == 2);
  CHECK(fences[0].language.text == "json");
  CHECK(fences[0].text == "   {\"mcpServers\": {}}");
  CHECK(fences[1].language.text.empty());
  CHECK(fences[1].body.text == "    notes --root /data");
  const auto& links = parsed.document->links;
  REQUIRE(links.size() == 2);
  CHECK(links[0].target.text == "https://github.com/example/notes/issues");
  CHECK(links[1].target.text == "https://example.com/log");
}

TEST_CASE("nothing breaks on what is no title") {
  for (const char* text : {"", "\n", "==\n", "==", "a\n==", "-----\n-----\n", "a\n\n::\n\n  b",
                           "::", ".. code-block:: json", "text\n  indented\n---------\n"}) {
    const Source source("a.rst", text);
    Parsed parsed;
    parse_rst(source, parsed);
    CHECK(parsed.document);
  }
}
